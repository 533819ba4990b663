"""Claims as kb answers them; their JSON is a contract."""

from typing import Any

import msgspec

from kb.records.passages import ClosestPassage


class Quantity(msgspec.Struct, frozen=True, gc=False):
    name: str
    low: float | None
    high: float | None
    unit: str | None


class Quote(msgspec.Struct, frozen=True, gc=False):
    """Exact words. ``start`` and ``end`` count code points in the snapshot; None unless the words were found."""

    exact: str
    prefix: str | None
    suffix: str | None
    state: str
    start: int | None
    end: int | None
    warnings: list[str]


class SourceBrief(msgspec.Struct, frozen=True, gc=False):
    key: str
    title: str
    kind: str
    publisher: str | None
    published: str | None
    url: str | None
    interest: str


class Claim(msgspec.Struct, frozen=True, gc=False):
    """What one source says of one proposition in one frame. ``authors`` are the speakers, empty where nobody is named;
    ``proposition`` is filled in from the frame."""

    id: int
    key: str
    treatment: str
    condition: str | None
    population: str | None
    comparator: list[str]
    outcome: str | None
    regulator: str | None
    aspect: str
    proposition: str
    stance: str | None
    certainty: str
    evidence: str
    statement: str | None
    status: str
    quantity: Quantity | None
    quotes: list[Quote]
    against_interest: bool
    interest: str
    source: SourceBrief
    authors: list[str]

    @property
    def reference(self) -> str:
        """``SOURCE/KEY``: how a reader names this claim."""
        return f"{self.source.key}/{self.key}"


class ClaimPage(msgspec.Struct, frozen=True):
    """Some ``claims`` of those that were found: ``in_all`` counts them, ``sources`` where they stand."""

    claims: list[Claim]
    in_all: int
    sources: int


class Revision(msgspec.Struct, frozen=True):
    changed_at: str
    changed_by: str | None
    action: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Passage(msgspec.Struct, frozen=True):
    """A quote in the words around it."""

    before: str
    exact: str
    after: str


class ClaimDetail(msgspec.Struct, frozen=True):
    """One claim whole: ``passages`` holds None for a quote that has no place in the snapshot, ``closest`` what is most
    like it there where it is missing. For ``unsought`` of them that was not looked for: it would take too long."""

    claim: Claim
    sentence: str
    passages: list[Passage | None]
    published_note: str | None
    sponsor: str | None
    derived_from: str | None
    snapshot: str | None
    revisions: list[Revision]
    closest: list[ClosestPassage | None] = []
    unsought: int = 0
