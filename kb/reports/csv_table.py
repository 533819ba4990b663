"""The disagreements of a report as CSV: a row for each claim, under the names that source records use."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from kb.escaping import csv_cell
from kb.quantities import say_number
from kb.records import Claim, Disagreement, Report, Side

_JOINED = " ||| "
_DISAGREEMENT = [
    "number",
    "kind",
    "aspect",
    "disagreement",
    "disagreement_treatment",
    "disagreement_condition",
    "score",
    "separated_by",
    "flips",
    "side",
    "voices",
]
_SOURCE = ["key", "title", "kind", "publisher", "published", "url", "interest"]
_CLAIM = [
    "key",
    "treatment",
    "condition",
    "population",
    "comparator",
    "outcome",
    "regulator",
    "proposition",
    "stance",
    "statement",
    "quote",
    "quote_state",
    "quote_warnings",
    "interest",
    "certainty",
    "evidence",
    "against_interest",
    "quantity_name",
    "quantity_low",
    "quantity_high",
    "quantity_unit",
]
COLUMNS = (*_DISAGREEMENT, *(f"source_{name}" for name in _SOURCE), "authors", *_CLAIM)


def render_csv(report: Report) -> Iterator[str]:
    """Yield a row for each claim on each side of each disagreement; no cell is a formula to a spreadsheet."""
    yield _line(COLUMNS)
    known: dict[int, list[str]] = {}  # the cells of a claim: it may stand in very many disagreements
    for number, disagreement in enumerate(report.disagreements, 1):
        for side in disagreement.sides:
            about = _cells(_about(number, disagreement, side))
            for claim in side.claims:
                if claim.id not in known:
                    known[claim.id] = _cells(_claim(claim))
                yield _line([*about, *known[claim.id]])


def _cells(row: dict[str, Any]) -> list[str]:
    """Return the values of a row in the order of the columns."""
    return [_cell(row[name]) for name in COLUMNS if name in row]


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _about(number: int, disagreement: Disagreement, side: Side) -> dict[str, Any]:
    return {
        "number": number,
        "kind": disagreement.kind,
        "aspect": disagreement.aspect,
        "disagreement": disagreement.proposition,
        "disagreement_treatment": disagreement.treatment,
        "disagreement_condition": disagreement.condition,
        "score": disagreement.score,
        "separated_by": [each.attribute for each in disagreement.separated_by],
        "flips": disagreement.flips,
        "side": side.label,
        "voices": side.voices,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    row: dict[str, Any] = {f"source_{name}": getattr(claim.source, name) for name in _SOURCE}
    row |= {name: getattr(claim, name) for name in _CLAIM if not name.startswith(("quote", "quantity"))}
    row["authors"] = "; ".join(claim.authors)
    row["quote"] = [quote.exact for quote in claim.quotes]
    row["quote_state"] = [quote.state for quote in claim.quotes]
    row["quote_warnings"] = [" ".join(quote.warnings) for quote in claim.quotes]
    for name in ("name", "low", "high", "unit"):
        row[f"quantity_{name}"] = getattr(claim.quantity, name) if claim.quantity else None
    return row


def _cell(value: object) -> str:
    """Return a value for a spreadsheet: numbers as they are, also negative ones, text so that it is no formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return say_number(value)
    if isinstance(value, list):
        return csv_cell(_JOINED.join(value))
    return csv_cell(str(value)) if value is not None else ""
