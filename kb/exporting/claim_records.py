"""A claim's row as the claim of a source record: what the exchange format takes for granted is left out."""

from collections.abc import Mapping, Sequence
from typing import Any

from kb.naming import fold_wording
from kb.vocabulary import DEFAULT_WORDINGS, Certainty, ClaimOrigin, EvidenceLevel, ReviewStatus

Data = dict[str, Any]
#: Below it every whole number has a float of its own, and no digit is lost without the point.
_EXACT = 2.0**53


def claim_record(
    row: Any, names: Mapping[int, str], comparators: Sequence[str], quotes: Sequence[Any], speaker: str | None
) -> Data:
    """Return the fields of a claim, None for those that it has not; ``row`` has its proposition's columns, too."""
    return {
        "treatment": names[row.treatment_id],
        "condition": names.get(row.condition_id),
        "population": names.get(row.population_id),
        "comparator": _one_or_all(comparators),
        "outcome": row.outcome,
        "regulator": row.regulator,
        "aspect": row.aspect,
        "proposition": _own_wording(row),
        "stance": row.stance,
        "statement": row.statement,
        "quote": _one_or_all([_quote(each) for each in quotes]),
        "author": speaker,
        "interest": row.interest,
        "certainty": _unless(Certainty.ASSERTED, row.certainty),
        "evidence": _unless(EvidenceLevel.UNSTATED, row.evidence),
        "quantity": _quantity(row),
        "key": row.key,
        "status": _unless(ReviewStatus.ACCEPTED, row.status),
        "reviewed": row.reviewed_status,
        "origin": _unless(ClaimOrigin.FILE, row.origin),
    }


def implied_wording(aspect: str, stance: str | None, quantity_name: str | None) -> str | None:
    """Return how a claim that words no proposition of its own is read."""
    return quantity_name if stance is None else DEFAULT_WORDINGS[aspect]


def _own_wording(row: Any) -> str | None:
    implied = implied_wording(row.aspect, row.stance, row.quantity_name)
    return None if implied is not None and fold_wording(implied) == row.wording_key else row.wording


def _quote(row: Any) -> str | Data:
    context = {name: text for name in ("prefix", "suffix") if (text := getattr(row, name)) is not None}
    return {"exact": row.exact, **context} if context else str(row.exact)


def _quantity(row: Any) -> Data | None:
    if row.quantity_name is None:
        return None
    ends = {name: getattr(row, f"quantity_{name}") for name in ("low", "high")}
    numbers = {name: None if value is None else _plain_number(value) for name, value in ends.items()}
    return given({"name": row.quantity_name, **numbers, "unit": row.quantity_unit})


def _plain_number(value: float) -> int | float:
    """Return ``value`` as people write it, 6 and not 6.0, where that reads back as the same number."""
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def given(fields: Data) -> Data:
    """Return ``fields`` without those that say nothing."""
    return {name: value for name, value in fields.items() if value is not None}


def _unless(default: str, value: str) -> str | None:
    return None if value == default else value


def _one_or_all(values: Sequence[Any]) -> Any:
    return (values[0] if len(values) == 1 else list(values)) if values else None
