"""What can be said of a disagreement from its sides: how strong, how it is made up, what separates the sides."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from kb.analysis.disagreement.conflicts import Sides
from kb.analysis.facts import Fact
from kb.dates import year_of
from kb.records import Composition, Separation
from kb.vocabulary import EvidenceLevel, Interest


class Standing:
    """Who stands on one side, counted in voices: how many, of which interest and of which evidence level."""

    def __init__(self, voices: Sequence[Sequence[Fact]] = ()) -> None:
        self.voices = len(voices)
        self.interest = Counter(each for voice in voices for each in {fact.interest for fact in voice})
        self.evidence = Counter(each for voice in voices for each in {fact.evidence for fact in voice})

    def exchanged(self, gone: "Standing", come: "Standing") -> "Standing":
        """Return this with some of its voices gone and others in their place."""
        standing = Standing()
        standing.voices = self.voices - gone.voices + come.voices
        standing.interest = self.interest - gone.interest + come.interest
        standing.evidence = self.evidence - gone.evidence + come.evidence
        return standing


#: Who stands on each side.
Standings = dict[str, Standing]

#: What an attribute of a claim is, in words; the names of concepts are looked up.
_ATTRIBUTES: dict[str, Callable[[Fact, Mapping[int, str]], str | None]] = {
    "interest": lambda fact, _: None if fact.interest == Interest.UNKNOWN else fact.interest,
    "evidence": lambda fact, _: None if fact.evidence == EvidenceLevel.UNSTATED else fact.evidence,
    "certainty": lambda fact, _: fact.certainty,
    "kind": lambda fact, _: fact.source.kind,
    "year": lambda fact, _: year_of(fact.source.published),
    "population": lambda fact, names: None if fact.population_id is None else names[fact.population_id],
    "treatment": lambda fact, names: names[fact.treatment_id],
}


def score(one: int, other: int) -> float:
    """Return how evenly and by how many voices a matter is disputed, from 0 (one side is empty) towards 1.

    4ab/(a+b)² × (1 − 1/(a+b)) for a and b voices: the first factor is 1 where both sides are equal, the second grows
    with the number of voices. Symmetric; strength of evidence is no part of it.
    """
    total = one + other
    return 4 * one * other / total**2 * (1 - 1 / total) if total else 0.0


def separation(opposed: Sides, names: Mapping[int, str]) -> list[Separation]:
    """Return each attribute for which both sides have known values and share none (years: one is earlier)."""
    found = []
    for attribute, value_of in _ATTRIBUTES.items():
        values = {
            label: {each for fact in facts if (each := value_of(fact, names)) is not None}
            for label, facts in opposed.items()
        }
        if _are_apart(attribute, *values.values()):
            found.append(Separation(attribute, {label: sorted(known) for label, known in values.items()}))
    return found


def _are_apart(attribute: str, one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    if not one or not other:
        return False
    if attribute == "year":
        return max(one) < min(other) or max(other) < min(one)
    return not one & other


def composition(standings: Standings) -> Composition:
    """Return how many voices of each interest and evidence level stand on each side."""
    return Composition(
        interest={label: dict(sorted(each.interest.items())) for label, each in standings.items()},
        evidence={label: dict(sorted(each.evidence.items())) for label, each in standings.items()},
    )
