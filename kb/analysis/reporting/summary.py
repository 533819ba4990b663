"""The first lines of a report, made from its answers."""

from collections import Counter
from collections.abc import Sequence

from kb.phrases import matter
from kb.records import Disagreement, Side
from kb.running_text import count_of
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
        who = " and ".join(one.claims[0].authors) or f"“{one.claims[0].source.title}”"
        verb = "say" if len(one.claims[0].authors) > 1 else "says"
        return f"{about}: {who} {verb} {_SAYS[one.label]} and {_SAYS[other.label]}."
    return f"{about}: {_say_side(one, disagreement)}, {_say_side(other, disagreement)}."


def _say_side(side: Side, disagreement: Disagreement) -> str:
    verb = "give" if disagreement.kind == DisagreementKind.NUMERIC else "say"
    interests = disagreement.composition.interest[side.label]
    whose = ", ".join(f"{number} {interest}" if side.voices > 1 else interest for interest, number in interests.items())
    voices = count_of(side.voices, "voice")
    return f"{voices} {verb}{'s' if side.voices == 1 else ''} {_SAYS[side.label]} (interest: {whose})"
