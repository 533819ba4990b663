"""Builders of cases: who says what, and what must come out of it."""

from typing import Any

from kb.records import Disagreement
from tests.building import Record, claim, sides, source

Found = tuple[str, dict[str, list[str]]]

S, R, N = "supports", "refutes", "neutral"
VOCABULARY: dict[str, list[Any]] = {
    "treatments": [
        {"name": "therapy", "aliases": ["the therapy by another name"]},
        {"name": "variant one", "parent": "therapy"},
        {"name": "variant two", "parent": "therapy"},
        {"name": "variant of one", "parent": "variant one"},
        {"name": "surgery"},
        {"name": "keyhole surgery", "parent": "surgery"},
        {"name": "pills"},
    ],
    "conditions": [
        {"name": "hair loss"},
        {"name": "pattern hair loss", "parent": "hair loss"},
        {"name": "traction alopecia", "parent": "hair loss"},
    ],
    "populations": [{"name": "adults"}, {"name": "men", "parent": "adults"}, {"name": "women", "parent": "adults"}],
}
JANE, JOHN = "Jane Smith", "John Doe"


def says(key: str, *said: str | Record, by: str | None = None, **fields: Any) -> Record:
    """A source; a stance stands for a claim on the efficacy of therapy, ``by`` for one author."""
    claims = [claim(each) if isinstance(each, str) else each for each in said]
    return source(key, *claims, **({"authors": [{"name": by}]} if by else {}), **fields)


def on(stance: str, treatment: str) -> Record:
    return claim(stance, treatment=treatment)


def better(stance: str, treatment: str, *comparators: str, **fields: Any) -> Record:
    """A claim that ``treatment`` is better than each of ``comparators``."""
    return {**claim(stance, treatment=treatment, aspect="comparison", comparator=list(comparators)), **fields}


def worded(stance: str, proposition: str, aspect: str = "efficacy") -> Record:
    return claim(stance, proposition=proposition, aspect=aspect)


def found(kind: str, **labelled: str) -> Found:
    return kind, {label: references.split() for label, references in labelled.items()}


def contradiction(supports: str, refutes: str, **neutral: str) -> Found:
    return found("contradiction", supports=supports, refutes=refutes, **neutral)


def self_contradiction(supports: str, refutes: str, **neutral: str) -> Found:
    return found("self-contradiction", supports=supports, refutes=refutes, **neutral)


def unconfirmed(**labelled: str) -> Found:
    return found("unconfirmed", **labelled)


def numeric(lower: str, higher: str) -> Found:
    return found("numeric", lower=lower, higher=higher)


def reversal(earlier: str, later: str) -> Found:
    return found("reversal", earlier=earlier, later=later)


def measured(
    low: float | None, high: float | None, unit: str | None, name: str = "time to results", **fields: Any
) -> Record:
    """A claim that only measures, unless it is given a stance; an open end is None."""
    quantity = {"name": name, "low": low, "high": high, "unit": unit}
    given = {field: value for field, value in quantity.items() if value is not None}
    return {**claim(None, aspect="timing", quantity=given), **fields}


def bare(number: float, unit: str | None, **fields: Any) -> Record:
    """A claim that gives one number."""
    return measured(number, number, unit, **fields)


def shown(disagreement: Disagreement) -> Found:
    """What came out, in the same form: the first claim of a source goes by the name of the source."""
    named = {
        label: [reference.removesuffix("/c1") for reference in references]
        for label, references in sides(disagreement).items()
    }
    return disagreement.kind, named
