"""A report: everything that a reader of one is given, made once and rendered in several formats. Its JSON is a
contract."""

import msgspec

from kb.records.claims import Claim
from kb.records.coverage import Coverage
from kb.records.disagreements import Disagreement, NotComparable


class LookedAt(msgspec.Struct, frozen=True):
    """What the report stands on. ``treatments`` are those that the claims are about; ``quotes`` counts by state.

    ``schema`` is the revision of the database. ``contents`` is a SHA-256 over claims, sources and answers: equal for
    equal bases, another one where a claim, a source or the state of a quote is another. It knows no time of day.
    """

    treatments: list[str]
    sources: int
    voices: int
    claims: int
    quotes: dict[str, int]
    schema: str
    contents: str


class Summary(msgspec.Struct, frozen=True):
    """What a reader takes in first. ``disagreements`` counts by kind, ``worst`` is the first of them in a sentence.
    ``one_sided`` counts sources, each once, also where it praises several treatments."""

    sources: int
    voices: int
    disagreements: dict[str, int]
    agreements: int
    open_questions: int
    one_sided: int
    worst: str | None


class Agreement(msgspec.Struct, frozen=True):
    """A proposition of which all that speak to it say the same. ``interest`` counts voices; ``claims`` are references
    (``SOURCE/KEY``)."""

    treatment: str
    condition: str | None
    aspect: str
    proposition: str
    stance: str
    voices: int
    interest: dict[str, int]
    claims: list[str]


class NotCompared(msgspec.Struct, frozen=True):
    """Pairs that only their frames keep from contradicting each other, counted by the field that parts them.

    ``pairs`` are examples, one for each two frames that are apart, up to a number; the others are ``left_out``.
    """

    counts: dict[str, int]
    pairs: list[NotComparable]
    left_out: int


class SignedBy(msgspec.Struct, frozen=True):
    name: str
    credentials: str | None


class Citation(msgspec.Struct, frozen=True):
    """A source as it is cited. ``claims`` counts those looked at, ``snapshot`` is the SHA-256 of its current text."""

    key: str
    title: str
    authors: list[SignedBy]
    kind: str
    publisher: str | None
    sponsor: str | None
    interest: str
    published: str | None
    published_note: str | None
    url: str | None
    doi: str | None
    pmid: str | None
    derived_from: str | None
    snapshot: str | None
    claims: int


class Report(msgspec.Struct, frozen=True):
    """What sources say on ``treatment`` (None: on all of the base), where they disagree, and what is left unsaid.

    ``disagreements`` name the sources they hang on (``flips``). ``named_claims`` are the claims that ``agreements`` and
    ``open_questions`` name, whole. ``coverage`` has an entry for the treatment, or for
    each root treatment of the whole base; the one-sided sources stand there. ``limits`` are sentences on what kb does
    not say.
    """

    treatment: str | None
    summary: Summary
    looked_at: LookedAt
    disagreements: list[Disagreement]
    agreements: list[Agreement]
    open_questions: list[Agreement]
    named_claims: list[Claim]
    coverage: list[Coverage]
    not_compared: NotCompared
    sources: list[Citation]
    limits: list[str]

    @property
    def claims(self) -> list[Claim]:
        """The claims of the disagreements, each once, in the order in which they come up."""
        return list(
            {claim.id: claim for each in self.disagreements for side in each.sides for claim in side.claims}.values()
        )
