"""Source records as claims with everything a comparison asks for: who speaks, of what, when, how much."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from kb.naming import fold_concept, fold_name, fold_wording, is_initials_only
from kb.vocabulary import PUBLISHER_SPEAKS, Aspect
from tests.building import Record

Speaker = tuple[str, ...]

#: How many of its dimension's smallest unit one unit is. Units of other dimensions never meet.
UNITS: dict[str | None, tuple[str, Fraction]] = {
    "days": ("time", Fraction(1)),
    "weeks": ("time", Fraction(7)),
    "months": ("time", Fraction("30.4375")),
    "years": ("time", Fraction("365.25")),
    "decades": ("time", Fraction("3652.5")),
    **{unit: (unit, Fraction(1)) for unit in ("sessions", "grafts", "kg", "AUD", "USD", "%", "mg/kg")},
    None: ("number", Fraction(1)),
}


@dataclass(frozen=True)
class Range:
    """A quantity in the smallest unit of its dimension; an open end is None."""

    name: str
    dimension: str
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, eq=False)
class Work:
    """A source: what it derives from, itself included, and who speaks in it."""

    key: str
    published: str | None
    line: tuple[str, ...]
    speakers: frozenset[Speaker]

    @property
    def origin(self) -> str:
        return self.line[-1]


@dataclass(frozen=True, eq=False)
class Said:
    """One accepted claim. Concepts go by their folded names, what is unstated is None or empty."""

    work: Work
    key: str
    order: tuple[str, int]
    stance: str | None
    certainty: str
    aspect: str
    wording: str
    is_default: bool
    treatment: str
    condition: str | None
    population: str | None
    comparators: frozenset[str]
    outcome: str | None
    regulator: str | None
    speakers: frozenset[Speaker]
    has_own_author: bool
    quantity: Range | None

    @property
    def reference(self) -> str:
        return f"{self.work.key}/{self.key}"

    @property
    def proposition(self) -> tuple[str, str]:
        return self.aspect, self.wording


@dataclass
class People:
    """Who is who: by ORCID, else by full name where at most one ORCID goes with it, else alone in their source."""

    orcids: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def meet(self, records: Sequence[Record]) -> None:
        for record in records:
            for author in record["source"].get("authors", []):
                if "orcid" in author and not is_initials_only(author["name"]):
                    self.orcids[fold_name(author["name"])].add(author["orcid"])

    def author(self, source: Record, name: str) -> Speaker:
        """Return who ``name`` is in ``source``: the one who signs it so, if anybody does."""
        signed = {fold_name(each["name"]): each.get("orcid") for each in source.get("authors", [])}
        orcid = signed.get(fold_name(name))
        if orcid:
            return "orcid", orcid
        if is_initials_only(name):
            return "initials", source["key"], fold_name(name)
        known = self.orcids.get(fold_name(name), set())
        return ("orcid", *known) if len(known) == 1 else ("name", fold_name(name))

    def body(self, name: str) -> Speaker:
        known = self.orcids.get(fold_name(name), set())
        return ("orcid", *known) if len(known) == 1 else ("name", fold_name(name))

    def of_source(self, source: Record) -> frozenset[Speaker]:
        if source.get("authors"):
            return frozenset(self.author(source, each["name"]) for each in source["authors"])
        if source["kind"] in PUBLISHER_SPEAKS and source.get("publisher"):
            return frozenset({self.body(source["publisher"])})
        if source["kind"] == "sponsored-post" and source.get("sponsor"):
            return frozenset({self.body(source["sponsor"])})
        return frozenset({("source", source["key"])})


def read_claims(records: Sequence[Record]) -> list[Said]:
    """Return the accepted claims of source records in the order in which a reader meets them."""
    people, sources = People(), {record["source"]["key"]: record["source"] for record in records}
    people.meet(records)
    found = []
    for record in records:
        source = record["source"]
        work = Work(source["key"], source.get("published"), tuple(_line(source, sources)), people.of_source(source))
        for number, claim in enumerate(record["claims"], 1):
            if claim.get("status", "accepted") == "accepted":
                found.append(_said(work, source, number, claim, people))
    return sorted(found, key=lambda each: each.order)


def _line(source: Record, sources: dict[str, Record]) -> Iterator[str]:
    """Yield a source and what it derives from, up to where that goes back to."""
    yield source["key"]
    if source.get("derived_from"):
        yield from _line(sources[source["derived_from"]], sources)


def _said(work: Work, source: Record, number: int, claim: Record, people: People) -> Said:
    quantity, stance, author = _range(claim.get("quantity")), claim.get("stance"), claim.get("author")
    default = {str(each): each.wording for each in Aspect}[claim["aspect"]] or ""
    wording = claim.get("proposition") or (claim["quantity"]["name"] if quantity and not stance else default)
    comparators = claim.get("comparator") or []
    return Said(
        work,
        claim.get("key") or f"c{number}",
        (work.key, number),
        stance,
        claim.get("certainty", "asserted"),
        claim["aspect"],
        fold_wording(wording),
        fold_wording(wording) == fold_wording(default),
        fold_concept(claim["treatment"]),
        _folded(fold_concept, claim.get("condition")),
        _folded(fold_concept, claim.get("population")),
        frozenset(map(fold_concept, [comparators] if isinstance(comparators, str) else comparators)),
        _folded(fold_wording, claim.get("outcome")),
        _folded(fold_wording, claim.get("regulator")),
        frozenset({people.author(source, author)}) if author else work.speakers,
        bool(author),
        quantity,
    )


def _folded(fold: Any, text: str | None) -> str | None:
    return fold(text) if text else None


def _range(quantity: Record | None) -> Range | None:
    if quantity is None:
        return None
    dimension, size = UNITS[quantity.get("unit")]
    low, high = (None if quantity.get(end) is None else Fraction(str(quantity[end])) * size for end in ("low", "high"))
    return Range(fold_wording(quantity["name"]), dimension, low, high)
