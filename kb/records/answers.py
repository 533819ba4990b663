"""What kb answers, as records; their JSON is a contract."""

from collections.abc import Iterable
from typing import Any

import msgspec


def as_dict(record: msgspec.Struct) -> dict[str, Any]:
    """Return an answer of kb as plain dictionaries and lists, in the shape of its JSON."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


def as_dicts(records: Iterable[msgspec.Struct]) -> list[dict[str, Any]]:
    """Return answers of kb as plain dictionaries, for a table or a notebook."""
    return [as_dict(record) for record in records]


class Quantity(msgspec.Struct, frozen=True):
    name: str
    low: float | None
    high: float | None
    unit: str | None


class Quote(msgspec.Struct, frozen=True):
    """Exact words. ``start`` and ``end`` count code points in the snapshot; None unless the words were found."""

    exact: str
    prefix: str | None
    suffix: str | None
    state: str
    start: int | None
    end: int | None
    warnings: list[str]


class SourceBrief(msgspec.Struct, frozen=True):
    key: str
    title: str
    kind: str
    publisher: str | None
    published: str | None
    url: str | None
    interest: str


class Claim(msgspec.Struct, frozen=True):
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


class Side(msgspec.Struct, frozen=True):
    label: str
    voices: int
    claims: list[Claim]


class Separation(msgspec.Struct, frozen=True):
    """An attribute whose known values on the opposed sides share none."""

    attribute: str
    values: dict[str, list[str]]


class Composition(msgspec.Struct, frozen=True):
    """Voices per value and side."""

    interest: dict[str, dict[str, int]]
    evidence: dict[str, dict[str, int]]


class Disagreement(msgspec.Struct, frozen=True):
    """Claims that cannot all be right, computed from the claims on demand."""

    kind: str
    treatment: str
    across_variants: bool
    condition: str | None
    aspect: str
    proposition: str
    score: float
    sides: list[Side]
    separated_by: list[Separation]
    composition: Composition


class NotComparable(msgspec.Struct, frozen=True):
    """Two claims that would contradict each other but for one part of their frames."""

    field: str
    values: list[str | list[str]]
    proposition: str
    claims: list[Claim]


class Problem(msgspec.Struct, frozen=True):
    """What is wrong in a file, or worth knowing. ``line`` is 1-based, ``field`` dotted; None where none is meant."""

    line: int | None
    field: str | None
    message: str


class FileReport(msgspec.Struct, frozen=True):
    """What a file did to the base, counted in claims (vocabularies: in concepts)."""

    file: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    rejected: int = 0
    errors: list[Problem] = []


class LoadProgress(msgspec.Struct, frozen=True):
    """How far a run has come: ``done`` of ``total`` files, and of ``file`` the ``share`` (0 to 1) that is read."""

    file: str
    done: int
    total: int
    share: float


class CreatedName(msgspec.Struct, frozen=True):
    """A name that no vocabulary knew, and the nearest one that was known before."""

    kind: str
    name: str
    nearest: str | None


class LoadReport(msgspec.Struct, frozen=True):
    """``files`` and ``created`` are the contract; ``warnings`` and ``quotes`` (state: number) are for the reader."""

    files: list[FileReport]
    created: list[CreatedName]
    warnings: dict[str, list[Problem]] = {}
    quotes: dict[str, int] = {}

    @property
    def is_clean(self) -> bool:
        """Whether every file landed and no quote is missing or ambiguous."""
        return not any(file.errors for file in self.files) and not (
            self.quotes.get("missing") or self.quotes.get("ambiguous")
        )


class QuoteCheck(msgspec.Struct, frozen=True):
    """A quote that was not verified: where it was (None: never found), and what it is said to show."""

    source: str
    claim: str
    exact: str
    state: str
    start: int | None
    end: int | None
    was_start: int | None
    was_end: int | None


class VerifyReport(msgspec.Struct, frozen=True):
    """``performed`` counts the quotes that were held against a snapshot; ``unchecked`` those that had none."""

    performed: int
    verified: int
    moved: int
    ambiguous: int
    missing: int
    unchecked: int
    quotes: list[QuoteCheck]


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
    """One claim whole: ``passages`` holds None for a quote that has no place in the snapshot."""

    claim: Claim
    sentence: str
    passages: list[Passage | None]
    published_note: str | None
    sponsor: str | None
    derived_from: str | None
    snapshot: str | None
    revisions: list[Revision]


class SourceRow(msgspec.Struct, frozen=True):
    key: str
    title: str
    kind: str
    publisher: str | None
    sponsor: str | None
    authors: list[str]
    published: str | None
    interest: str
    url: str | None
    doi: str | None
    pmid: str | None
    derived_from: str | None
    snapshots: int
    claims: int
    supports: int
    refutes: int
    neutral: int


class TreatmentRow(msgspec.Struct, frozen=True):
    """``claims`` counts those about the treatment itself, ``with_descendants`` its variants' too."""

    name: str
    parent: str | None
    depth: int
    aliases: list[str]
    identifiers: dict[str, str]
    in_vocabulary: bool
    claims: int
    with_descendants: int


class AuthorRow(msgspec.Struct, frozen=True):
    name: str
    orcid: str | None
    aliases: list[str]
    credentials: list[str]
    sources: int
    claims: int


class PropositionRow(msgspec.Struct, frozen=True):
    aspect: str
    proposition: str
    aliases: list[str]
    default: bool
    treatments: int
    supports: int
    refutes: int
    neutral: int
    measures: int


class TermRow(msgspec.Struct, frozen=True):
    vocabulary: str
    term: str
    meaning: str


class MergeReport(msgspec.Struct, frozen=True):
    """Two that are one: ``taken_in`` went into ``into``.

    ``names`` are the names that came over, aliases from now on. ``claims`` counts the claims that changed,
    ``authorships`` the signatures that went over, ``sources`` the sources that either is of; ``variants`` are the
    concepts that lie under ``into`` now. ``advice`` says what is left to do, None where nothing is.
    """

    kind: str
    taken_in: str
    into: str
    names: list[str]
    claims: int
    sources: int
    variants: list[str] = []
    authorships: int = 0
    advice: str | None = None


class Check(msgspec.Struct, frozen=True):
    """``examined`` counts the ``things`` that were looked at. ``problems`` tells up to twenty of those ``found``;
    ``reason`` says what was not examined and why, ``fix`` what to do about what was found or left out."""

    name: str
    result: str
    examined: int
    things: str
    found: int
    problems: list[str]
    reason: str | None
    fix: str | None
