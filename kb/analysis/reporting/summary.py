"""The first lines of a report, made from its answers."""

from collections import Counter
from collections.abc import Sequence

from kb.naming import name_some
from kb.phrases import matter, said_both
from kb.records import Disagreement, Side
from kb.running_text import count_of, tallied
from kb.vocabulary import DisagreementKind, Stance

_SAYS: dict[str, str] = {
    Stance.SUPPORTS: "that it is true",
    Stance.REFUTES: "that it is not true",
    Stance.NEUTRAL: "that it is not known",
    "lower": "a lower figure",
    "higher": "a higher figure",
    "earlier": "one thing earlier",
    "later": "the other later",
}


def count_kinds(disagreements: Sequence[Disagreement]) -> dict[str, int]:
    """Return how many disagreements there are of each kind that there is, in the order of the kinds."""
    counts = Counter(each.kind for each in disagreements)
    return {kind.value: counts[kind] for kind in DisagreementKind if counts[kind]}


def say_worst(disagreement: Disagreement) -> str:
    """Return a disagreement in a sentence: what is disputed, how many voices say what, and what they stand to gain."""
    one, other = disagreement.sides[:2]
    about = f"On {disagreement.aspect}, “{matter(disagreement)}”"
    if disagreement.kind in (DisagreementKind.SELF_CONTRADICTION, DisagreementKind.REVERSAL):
        names = said_both(disagreement) or [f"“{title}”" for title in _titles(disagreement)]
        verb = "say" if len(names) > 1 else "says"
        return f"{about}: {name_some(names)} {verb} {_SAYS[one.label]} and {_SAYS[other.label]}."
    return f"{about}: {_say_side(one, disagreement)}, {_say_side(other, disagreement)}."


def _titles(disagreement: Disagreement) -> list[str]:
    return list(dict.fromkeys(said.source.title for side in disagreement.sides[:2] for said in side.claims))


def _say_side(side: Side, disagreement: Disagreement) -> str:
    verb = "give" if disagreement.kind == DisagreementKind.NUMERIC else "say"
    interests = disagreement.composition.interest[side.label]
    whose = tallied(interests) if side.voices > 1 else ", ".join(interests)
    voices = count_of(side.voices, "voice")
    return f"{voices} {verb}{'s' if side.voices == 1 else ''} {_SAYS[side.label]} (interest: {whose})"
