"""What a source file or a vocabulary says, as records: as it stands there, and prepared to be stored."""

import msgspec

from kb.vocabulary import Aspect, Certainty, ClaimOrigin, EvidenceLevel, Interest, ReviewStatus, SourceKind, Stance


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record that somebody wrote: a field nobody knows is an error."""


class AuthorRecord(Given, frozen=True, forbid_unknown_fields=True):
    name: str
    credentials: str | None = None
    orcid: str | None = None


class QuoteRecord(Given, frozen=True, forbid_unknown_fields=True, gc=False):
    exact: str
    prefix: str | None = None
    suffix: str | None = None


class QuantityRecord(Given, frozen=True, forbid_unknown_fields=True, gc=False):
    """``low`` and ``high`` in ``unit``; either may be open (None)."""

    name: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None


class ClaimRecord(Given, frozen=True, forbid_unknown_fields=True):
    """A claim as a file gives it. What a file must give, and what goes together, is checked beside the types."""

    treatment: str | None = None
    condition: str | None = None
    population: str | None = None
    comparator: str | list[str] | None = None
    outcome: str | None = None
    regulator: str | None = None
    aspect: Aspect | None = None
    proposition: str | None = None
    stance: Stance | None = None
    statement: str | None = None
    quote: str | QuoteRecord | list[str | QuoteRecord] | None = None
    author: str | None = None
    interest: Interest | None = None
    certainty: Certainty = Certainty.ASSERTED
    evidence: EvidenceLevel = EvidenceLevel.UNSTATED
    quantity: QuantityRecord | None = None
    key: str | None = None
    status: ReviewStatus = ReviewStatus.ACCEPTED
    reviewed: ReviewStatus | None = None
    """What a review decided, where one has: no other record undoes it."""
    origin: ClaimOrigin = ClaimOrigin.FILE


class SourceFields(Given, frozen=True, forbid_unknown_fields=True):
    title: str
    kind: SourceKind
    key: str | None = None
    publisher: str | None = None
    sponsor: str | None = None
    authors: list[AuthorRecord] = []
    published: str | None = None
    published_note: str | None = None
    url: str | None = None
    doi: str | None = None
    pmid: str | None = None
    interest: Interest = Interest.UNKNOWN
    derived_from: str | None = None
    text: str | None = None


class ConceptRecord(Given, frozen=True, forbid_unknown_fields=True):
    name: str
    aliases: list[str] = []
    parent: str | None = None
    identifiers: dict[str, str] = {}
    in_vocabulary: bool = True
    """False for a name that claims use and no vocabulary has as its own; it may have aliases, from merges."""


class NameRecord(Given, frozen=True, forbid_unknown_fields=True):
    """A name of an author; ``source`` is the key of the one in which it holds, where it is a surname with initials."""

    name: str
    orcid: str | None = None
    source: str | None = None


class AuthorNamesRecord(Given, frozen=True, forbid_unknown_fields=True):
    """An author, and other names that are the same person or body."""

    name: str
    orcid: str | None = None
    source: str | None = None
    aliases: list[str | NameRecord] = []


class WordingRecord(Given, frozen=True, forbid_unknown_fields=True):
    aspect: Aspect
    wording: str


class PropositionRecord(Given, frozen=True, forbid_unknown_fields=True):
    """A proposition, and other wordings that say the same: of its aspect, or with one of their own."""

    aspect: Aspect
    wording: str
    aliases: list[str | WordingRecord] = []


class VocabularyRecord(Given, frozen=True, forbid_unknown_fields=True):
    treatments: list[ConceptRecord] = []
    conditions: list[ConceptRecord] = []
    populations: list[ConceptRecord] = []
    author_names: list[AuthorNamesRecord] = []
    propositions: list[PropositionRecord] = []


class Measure(msgspec.Struct, frozen=True, gc=False):
    """A quantity in the base unit of its dimension: what ranges are compared in."""

    dimension: str
    low: float | None
    high: float | None


class PreparedClaim(msgspec.Struct, frozen=True, gc=False):
    """A claim that was checked: defaults filled in, names tidied, lists made of single values."""

    treatment: str
    aspect: Aspect
    wording: str
    condition: str | None = None
    population: str | None = None
    comparators: tuple[str, ...] = ()
    outcome: str | None = None
    regulator: str | None = None
    stance: Stance | None = None
    statement: str | None = None
    quotes: tuple[QuoteRecord, ...] = ()
    author: str | None = None
    interest: Interest | None = None
    certainty: Certainty = Certainty.ASSERTED
    evidence: EvidenceLevel = EvidenceLevel.UNSTATED
    quantity: QuantityRecord | None = None
    measure: Measure | None = None
    key: str | None = None
    status: ReviewStatus = ReviewStatus.ACCEPTED
    reviewed: ReviewStatus | None = None
    origin: ClaimOrigin = ClaimOrigin.FILE


class ReadingRecord(msgspec.Struct, frozen=True):
    """How a text was read. ``url``, ``retrieved_at`` and ``content_type`` (as the server sent it) are of a page that
    was fetched."""

    media_type: str | None = None
    language: str | None = None
    url: str | None = None
    retrieved_at: str | None = None
    content_type: str | None = None


class PreparedSource(msgspec.Struct, frozen=True):
    """A source record that was checked. ``text`` is the article itself, None where the file gave none."""

    source: SourceFields
    claims: tuple[PreparedClaim, ...]
    text: str | None = None
    reading: ReadingRecord | None = None
    given: SourceFields | None = None
    """The fields as the record has them, where the article filled in others; None: as in ``source``."""


class SuggestedInterest(msgspec.Struct, frozen=True):
    """What an article says on who paid for it, by which words, and who paid."""

    interest: Interest
    words: str | None = None
    sponsor: str | None = None

    def told(self) -> str:
        """Return it as the beginning of a sentence, on one line."""
        words = " ".join((self.words or "").split())
        return f"the article says '{self.interest}'" + (f" by '{words}'" if words else "")


class PreparedArticle(msgspec.Struct, frozen=True):
    """An article without a source record, as a source. Its title is empty where none was found."""

    source: SourceFields
    text: str
    reading: ReadingRecord
    overrides: frozenset[str] = frozenset()
    """The fields that the user gave: they hold, whatever the base has."""
    must_exist: bool = False
    """Whether the source has to be in the base: it is only given a text."""
    also_at: tuple[str, ...] = ()
    """Addresses at which it was found, beside the one that it calls its own."""
    suggested: SuggestedInterest | None = None
