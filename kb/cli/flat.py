"""Records as flat rows for CSV and Markdown, under the names that source records use."""

from typing import Any

import msgspec

from kb.cli.marked_cell import MarkedCell
from kb.phrases import matter, said_of, sense_changes
from kb.quantities import say_quantity
from kb.records import (
    Change,
    ChangedPassage,
    Claim,
    ClosestPassage,
    Disagreement,
    FileReport,
    NotComparable,
    QuoteChange,
    QuoteCheck,
    SearchHit,
)

Flat = dict[str, Any]


#: The columns that a Markdown table keeps of a claim, of a disagreement.
BRIEF_CLAIM = ("aspect", "proposition", "stance", "words", "authors", "interest", "source_key", "key")
BRIEF_DISAGREEMENT = (
    "number",
    "kind",
    "disagreement",
    "said_of",
    "score",
    "side",
    "words",
    "authors",
    "interest",
    "source_key",
    "key",
    "flips",
)


def flat_record(record: msgspec.Struct) -> Flat:
    """Return the fields of a record as they are; of records inside it, how many there are."""
    row = msgspec.structs.asdict(record)
    return {
        name: len(value) if isinstance(value, list) and value and isinstance(value[0], msgspec.Struct) else value
        for name, value in row.items()
    }


def flat_file(report: FileReport) -> Flat:
    """Return what a load did with a file as one row; the sources, however many claims they have, in columns of their
    own."""
    counts = {f"sources_{name}": number for name, number in msgspec.structs.asdict(report.sources).items()}
    return {name: value for name, value in flat_record(report).items() if name != "sources"} | counts


def flat_check(quote: QuoteCheck | QuoteChange) -> Flat:
    """Return a quote that was held against a text as one row, with the passage closest to a missing one."""
    row = {name: value for name, value in msgspec.structs.asdict(quote).items() if name != "closest"}
    closest = quote.closest if isinstance(quote.closest, ClosestPassage) else None
    for name in ("start", "end", "score", "passage"):
        row[f"closest_{name}"] = getattr(closest, name) if closest else None
    return row | {"closest_changes": sense_changes(closest.differences) if closest else []}


def flat_passage(passage: ChangedPassage) -> list[Flat]:
    """Return a passage that was changed as one row for each quote that rests on it, or one without a quote."""
    row = {name: getattr(passage, name) for name in ("change", "text", "start", "end")}
    row |= {name: getattr(passage, name) for name in ("was_text", "was_start", "was_end")}
    row["changes"] = sense_changes(passage.differences)
    about: list[tuple[str | None, ...]] = [
        (f"{quote.source}/{quote.claim}", quote.exact, quote.state) for quote in passage.quotes
    ]
    nobody: tuple[str | None, ...] = (None, None, None)
    return [row | dict(zip(("claim", "quote", "quote_state"), each, strict=True)) for each in about or [nobody]]


def flat_claim(claim: Claim) -> list[Flat]:
    """Return a claim as one row: its source under ``source_``, quotes and comparators in lists."""
    quantity = claim.quantity
    row: Flat = {f"source_{name}": getattr(claim.source, name) for name in claim.source.__struct_fields__}
    row |= {"authors": "; ".join(claim.authors), "key": claim.key}
    for name in ("treatment", "condition", "population", "comparator", "outcome", "regulator", "aspect", "proposition"):
        row[name] = getattr(claim, name)
    for name in ("stance", "statement"):
        row[name] = getattr(claim, name)
    row |= {"quote": [quote.exact for quote in claim.quotes], "quote_state": [quote.state for quote in claim.quotes]}
    for name in ("interest", "certainty", "evidence", "against_interest", "status"):
        row[name] = getattr(claim, name)
    for name in ("name", "low", "high", "unit"):
        row[f"quantity_{name}"] = getattr(quantity, name) if quantity else None
    return [row | {"id": claim.id, "words": _words(claim)}]


def _words(claim: Claim) -> str:
    """Return what a claim rests on, for people to read: its quotes, else its statement, and what it measured."""
    said = " … ".join(quote.exact for quote in claim.quotes) or claim.statement or ""
    told = say_quantity(claim.quantity) if claim.quantity else ""
    return f"{said} ({told})" if said and told else said or told


def flat_hit(hit: SearchHit) -> list[Flat]:
    """Return what a search found as one row: the texts that have the words, and what they belong to."""
    row: Flat = {"rank": hit.rank, "in": hit.kind, "found": MarkedCell(hit.marked)}
    for name in ("treatment", "aspect", "proposition", "stance", "authors", "interest"):
        row[name] = getattr(hit.claim, name) if hit.claim else None
    row["interest"] = row["interest"] or hit.source.interest
    row |= {f"source_{name}": getattr(hit.source, name) for name in ("key", "title", "kind", "publisher", "published")}
    return [row | {"key": hit.claim.key if hit.claim else None}]


def flat_disagreement(number: int, disagreement: Disagreement) -> list[Flat]:
    """Return a disagreement as one row for each of its claims, with its number and the side of the claim."""
    about = {
        "number": number,
        "kind": disagreement.kind,
        "disagreement": matter(disagreement),
        "said_of": said_of(disagreement),
        "disagreement_treatment": disagreement.treatment,
        "across_variants": disagreement.across_variants,
        "disagreement_condition": disagreement.condition,
        "score": disagreement.score,
        "separated_by": [each.attribute for each in disagreement.separated_by],
    }
    if not isinstance(disagreement.flips, msgspec.UnsetType):
        about["flips"] = disagreement.flips
    return [
        about | {"side": side.label, "voices": side.voices} | row
        for side in disagreement.sides
        for claim in side.claims
        for row in flat_claim(claim)
    ]


def flat_change(change: Change) -> list[Flat]:
    """Return what becomes of a disagreement as one row: voices and claims by side, before and after."""
    row: Flat = {
        name: getattr(change, name) for name in ("change", "kind", "treatment", "condition", "aspect", "proposition")
    }
    for when, weight in (("before", change.before), ("after", change.after)):
        for name in ("score", "voices", "claims"):
            row[f"{name}_{when}"] = getattr(weight, name) if weight else None
    return [row]


def flat_not_comparable(pair: NotComparable) -> list[Flat]:
    """Return two claims that were not compared as one row."""
    one, other = pair.claims
    values = [value if isinstance(value, str) else ", ".join(value) for value in pair.values]
    return [
        {
            "field": pair.field,
            "supporting_value": values[0],
            "refuting_value": values[1],
            "proposition": pair.proposition,
            "supporting": one.reference,
            "supporting_words": _words(one),
            "refuting": other.reference,
            "refuting_words": _words(other),
        }
    ]
