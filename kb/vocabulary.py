"""The fixed words of kb: every closed set with what each word means. No imports from the rest of the package."""

import re
from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word of a closed set; ``description`` says what it means to a reader."""

    description: str

    def __new__(cls, value: str, description: str) -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.description = description
        return term


class Stance(Term):
    """What a claim says of its proposition. "Does not address it" is no claim."""

    SUPPORTS = "supports", "says that the proposition is true"
    REFUTES = "refutes", "says that the proposition is not true"
    NEUTRAL = "neutral", "says that it is not known, too early, or undecided"


class Certainty(Term):
    """How firmly a claim is made; never folded into the stance."""

    ASSERTED = "asserted", "said outright"
    HEDGED = "hedged", "said with a reservation: may, appears to, in my opinion"
    SPECULATIVE = "speculative", "said as a possibility: in theory, one day"


class Interest(Term):
    """What a source, or the speaker of a claim, stands to gain."""

    INDEPENDENT = "independent", "gains nothing from the treatment"
    COMMERCIAL = "commercial", "sells or performs the treatment"
    SPONSORED = "sponsored", "was paid to publish"
    INDUSTRY_FUNDED = "industry-funded", "work paid for by a maker of the treatment"
    UNKNOWN = "unknown", "not known"


class EvidenceLevel(Term):
    """What a claim rests on, in the source's own account."""

    SYSTEMATIC_REVIEW = "systematic-review", "a systematic review or meta-analysis"
    RANDOMISED_TRIAL = "randomised-trial", "a randomised controlled trial"
    COHORT = "cohort", "a cohort or case-control study"
    CASE_SERIES = "case-series", "a series of treated patients without a control group"
    LABORATORY = "laboratory", "work on cells, tissue or animals"
    REGULATOR = "regulator", "a regulator's decision or register"
    EXPERT_OPINION = "expert-opinion", "the judgement of someone who works in the field"
    TESTIMONIAL = "testimonial", "the experience of single patients or customers"
    UNSTATED = "unstated", "the source does not say"


class SourceKind(Term):
    """What sort of publication a source is."""

    CLINIC_PAGE = "clinic-page", "the website of a clinic or practitioner"
    NEWS = "news", "a report in a news medium"
    SPONSORED_POST = "sponsored-post", "a publication that someone paid for"
    BLOG = "blog", "a personal or company blog"
    FORUM = "forum", "a discussion among users"
    PRESS_RELEASE = "press-release", "an announcement by an organisation"
    JOURNAL_ARTICLE = "journal-article", "an article in a scientific journal"
    PREPRINT = "preprint", "a scientific article before peer review"
    SYSTEMATIC_REVIEW = "systematic-review", "a review of all studies on a question by a stated method"
    GUIDELINE = "guideline", "recommendations of a professional or public body"
    REGULATOR = "regulator", "a notice or decision of a regulator"
    TRIAL_REGISTRY = "trial-registry", "the entry of a trial in a registry"
    BOOK = "book", "a book or a chapter of one"
    OTHER = "other", "anything else"


class ReviewStatus(Term):
    """Where a claim stands in review. Only accepted claims count unless asked for."""

    PROPOSED = "proposed", "waits for a reviewer"
    ACCEPTED = "accepted", "counts"
    REJECTED = "rejected", "a reviewer turned it down"
    WITHDRAWN = "withdrawn", "no longer in its source record; kept for the history"


class QuoteState(Term):
    """How a quote stands to the snapshot of its source."""

    VERIFIED = "verified", "the words stand in the snapshot, at the place given"
    MOVED = "moved", "the words stand in the snapshot, at another place than before"
    AMBIGUOUS = "ambiguous", "the words stand there more than once and the context does not decide"
    MISSING = "missing", "the words do not stand in the snapshot"
    UNCHECKED = "unchecked", "the source has no snapshot"


class QuoteWarning(Term):
    """What a reader should know about a verified quote."""

    WHITESPACE = "whitespace", "the words stand there with other blanks or line breaks"
    TRIMMED = (
        "trimmed",
        "the quote begins just after a negation or hedge in its sentence, or after a sign that compares its number",
    )
    CONTEXT = "context", "the words stand there once, but not beside the prefix or suffix given"


class QuoteOutcome(Term):
    """What became of a quote when a new text of its source came."""

    KEPT = "kept", "the same words stand between the same passages as before"
    MOVED = "moved", "the same words stand elsewhere"
    AMBIGUOUS = "ambiguous", "the words stand there more than once, and neither context nor surroundings decide"
    MISSING = "missing", "the words no longer stand there"


class WordChange(Term):
    """What became of words when a quote is compared with a passage that is like it."""

    SAME = "same", "the words stand in both"
    REMOVED = "removed", "the words stand in the quote alone"
    ADDED = "added", "the words stand in the passage alone"


class SenseChange(Term):
    """What a change of words touches that is seldom a mere change of wording."""

    NUMBER = "number", "a figure, its sign, its range or how it compares"
    NEGATION = "negation", "a word that denies came in or went"
    HEDGE = "hedge", "a word that weakens came in or went"


class PassageChange(Term):
    """What a publisher did to a passage between two texts of a source."""

    REMOVED = "removed", "the passage is gone"
    ADDED = "added", "the passage is new"
    CHANGED = "changed", "the passage has other words"
    MOVED = "moved", "the passage stands elsewhere, with the same words"


class CheckResult(Term):
    """How a check of the base ended. What examined nothing was skipped: it has not passed."""

    PASSED = "passed", "everything that was examined is as it should be"
    FAILED = "failed", "something is wrong, or the check could not be finished"
    SKIPPED = "skipped", "there was nothing that could be examined; the reason is given"


class Searched(Term):
    """What a search finds."""

    CLAIM = (
        "claim",
        "a claim: its statement, its quotes, the title of its source or its treatment's names have the words",
    )
    ARTICLE = "article", "a source: its title and publisher or its current text have the words"


class DisagreementKind(Term):
    """The kinds of disagreement, in the order in which they are shown."""

    CONTRADICTION = "contradiction", "different voices: one supports, one refutes"
    SELF_CONTRADICTION = "self-contradiction", "one voice says both"
    NUMERIC = "numeric", "different voices give ranges that do not overlap"
    REVERSAL = "reversal", "one speaker takes the other side in a later source: an update"
    UNCONFIRMED = "unconfirmed", "one voice claims or denies what another says is not known"


class ChangeKind(Term):
    """What becomes of a disagreement where part of the base is left out."""

    ENDED = "ended", "nothing is left of it"
    CHANGED = "changed", "other voices or claims stand on its sides"
    NEW = "new", "comes up only then: what was a contradiction may leave a claim that others hold not to be known"


class CoverageState(Term):
    """What a source says on an aspect, in one word. Whether it also measures does not change the word."""

    SUPPORTS = "supports", "says that it is true, and nowhere that it is not"
    REFUTES = "refutes", "says that it is not, and nowhere that it is true"
    BOTH = "both", "says in one place that it is true, in another that it is not"
    NEUTRAL = "neutral", "says only that it is not known"
    MEASURES = "measures", "gives a measurement and takes no stance"
    SILENT = "silent", "no claim of the source in this base is about it"


class ConceptKind(Term):
    """The three kinds of concept, one structure."""

    TREATMENT = "treatment", "what is done or given"
    CONDITION = "condition", "what it is done for"
    POPULATION = "population", "whom it is done to"


class Mergeable(Term):
    """What two of may turn out to be one."""

    TREATMENT = "treatment", "two names of what is done or given"
    CONDITION = "condition", "two names of what it is done for"
    POPULATION = "population", "two names of those it is done to"
    AUTHOR = "author", "two names of one person or body"
    PROPOSITION = "proposition", "two wordings of what is held true or not"


class ClaimOrigin(Term):
    """What brought a claim into the base."""

    FILE = "file", "a source record gave it, and withdraws it by leaving it out"
    PROPOSAL = "proposal", "a review brought it in: no record withdraws it"


class FrameField(Term):
    """The parts of a claim's frame, in the order in which they are compared."""

    TREATMENT = "treatment", "what the claim is about"
    CONDITION = "condition", "what it is used for"
    POPULATION = "population", "in whom"
    COMPARATOR = "comparator", "the treatments it is compared with"
    OUTCOME = "outcome", "what was measured"
    REGULATOR = "regulator", "whose approval"


class Aspect(Term):
    """What is being asked of a treatment. ``wording`` is the default proposition, None where a claim words its own."""

    wording: str | None

    def __new__(cls, value: str, description: str, wording: str | None) -> Self:
        aspect = str.__new__(cls, value)
        aspect._value_ = value
        aspect.description = description
        aspect.wording = wording
        return aspect

    EFFICACY = "efficacy", "does it work", "{treatment} brings a worthwhile improvement in {condition}"
    DURABILITY = "durability", "do the results last", "The results of {treatment} last"
    PREDICTABILITY = (
        "predictability",
        "can the result be foretold",
        "The results of {treatment} are predictable",
    )
    SAFETY = "safety", "does it harm", "{treatment} is safe"
    TOLERABILITY = "tolerability", "what is it like to have it", "{treatment} is easy on the patient"
    CANDIDACY = "candidacy", "whom does it suit", "{treatment} suits {population}"
    REGULATION = "regulation", "is it approved", "{treatment} is approved by {regulator} for {condition}"
    EVIDENCE = "evidence", "how good is the evidence", "The evidence for {treatment} is adequate"
    COST = "cost", "is it worth its price", "{treatment} is worth its cost"
    AVAILABILITY = (
        "availability",
        "can it be had",
        "{treatment} can be had today as an established treatment",
    )
    COMPARISON = "comparison", "is it better than something else", "{treatment} is better than {comparator}"
    TIMING = "timing", "how long does it take", None
    MECHANISM = "mechanism", "how does it work", None


#: How a claim is read that takes a stance and words no proposition of its own; None where it has to.
DEFAULT_WORDINGS: dict[str, str | None] = {aspect.value: aspect.wording for aspect in Aspect}


class SourceFormat(Term):
    """How a file of source records is written; its suffix says which."""

    YAML = "yaml", "one source record or a vocabulary, or several records under sources:"
    JSON = "json", "the same as YAML, in JSON"
    JSONL = "jsonl", "one source record or vocabulary a line, of any number"
    CSV = "csv", "one claim a row, with what its source is in columns that begin with source_"


class ReportFormat(Term):
    """How a report is written; the suffix of its file says which."""

    MARKDOWN = "markdown", "a page to read, as GitHub renders it (.md)"
    HTML = "html", "one page to read, print and publish, with nothing fetched (.html)"
    CSV = "csv", "a row for each claim of a disagreement, for a spreadsheet (.csv)"
    JSON = "json", "everything, for a program (.json)"
    JSONLD = "jsonld", "linked data: schema.org claims and W3C annotations (.jsonld)"


#: What a placeholder of a proposition reads as where the frame leaves it unstated.
UNSTATED_PLACEHOLDERS = {
    "treatment": "the treatment",
    "condition": "what it is used for",
    "population": "those who ask for it",
    "comparator": "the alternatives",
    "regulator": "a regulator",
}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def unknown_placeholders(wording: str) -> list[str]:
    """Return what stands in braces in ``wording`` and is filled in by nothing: a claim may word no proposition so."""
    return [name for name in _PLACEHOLDER.findall(wording) if name not in UNSTATED_PLACEHOLDERS]


#: Interests that gain from a claim in favour of the treatment.
GAINING_INTERESTS = frozenset({Interest.COMMERCIAL, Interest.SPONSORED, Interest.INDUSTRY_FUNDED})

#: Kinds of source whose publisher speaks where nobody has signed.
PUBLISHER_SPEAKS = frozenset(
    {SourceKind.CLINIC_PAGE, SourceKind.PRESS_RELEASE, SourceKind.GUIDELINE, SourceKind.REGULATOR}
)

#: Every closed set under the name that readers meet it by.
VOCABULARIES: dict[str, type[Term]] = {
    "aspect": Aspect,
    "stance": Stance,
    "certainty": Certainty,
    "evidence": EvidenceLevel,
    "interest": Interest,
    "source kind": SourceKind,
    "status": ReviewStatus,
    "quote state": QuoteState,
    "quote warning": QuoteWarning,
    "quote outcome": QuoteOutcome,
    "word change": WordChange,
    "sense change": SenseChange,
    "passage change": PassageChange,
    "searched": Searched,
    "disagreement": DisagreementKind,
    "change": ChangeKind,
    "coverage": CoverageState,
    "concept": ConceptKind,
    "frame": FrameField,
    "format": SourceFormat,
    "report": ReportFormat,
    "check result": CheckResult,
    "merge": Mergeable,
    "origin": ClaimOrigin,
}
