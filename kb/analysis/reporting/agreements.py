"""Where all that speak to a proposition say the same: agreements, and questions that are open."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.stands import Meetings, Stand, stands_of
from kb.analysis.facts import Fact, reading_order
from kb.analysis.groups import Groups
from kb.analysis.reporting.said_together import condition_of, proposition_of, treatment_of
from kb.analysis.voices import group_voices
from kb.records import Agreement
from kb.vocabulary import Aspect, Stance

_ASPECTS: list[str] = list(Aspect)


class Unopposed(NamedTuple):
    agreements: list[Agreement]
    open_questions: list[Agreement]


def find_unopposed(facts: Sequence[Fact], tree: ConceptTree, treatment_id: int | None) -> Unopposed:
    """Return where all that speak say the same, and nobody whose frame meets theirs says otherwise.

    With a treatment: where a claim about it or a descendant takes part. By aspect, most voices first. For an agreement
    it takes two voices or more; for a question that is open one is enough.
    """
    stands = stands_of(fact for fact in facts if fact.stance is not None)
    found = [
        _agreement(group, tree)
        for group in _groups(stands, Meetings(stands, Frames(tree)))
        if treatment_id is None or any(tree.is_under(fact.treatment_id, treatment_id) for fact in group)
    ]
    found.sort(key=lambda each: (_ASPECTS.index(each.aspect), -each.voices, each.proposition, each.claims))
    return Unopposed(
        agreements=[each for each in found if each.stance != Stance.NEUTRAL and each.voices > 1],
        open_questions=[each for each in found if each.stance == Stance.NEUTRAL],
    )


def _groups(stands: Sequence[Stand], meetings: Meetings) -> Iterator[list[Fact]]:
    """Yield claims of one stance, linked through frames that meet, none of which meets a claim of another stance."""
    groups: Groups[Stand] = Groups()
    unopposed = dict.fromkeys(stand for stand in stands if not meetings.is_opposed(stand))
    beside_opposed = set()
    for stand in unopposed:
        groups.add(stand)
        for other in meetings.meeting(stand.first):  # all of its own stance
            if other in unopposed:
                groups.join(stand, other)
            else:
                beside_opposed.add(stand)
    for group in groups.groups():
        if beside_opposed.isdisjoint(group):
            yield sorted((fact for stand in group for fact in stand.facts), key=reading_order)


def _agreement(facts: list[Fact], tree: ConceptTree) -> Agreement:
    voices = group_voices(facts)
    return Agreement(
        treatment=treatment_of(facts, tree),
        condition=condition_of(facts, tree),
        aspect=facts[0].aspect,
        proposition=proposition_of(facts, tree),
        stance=str(facts[0].stance),
        voices=len(voices),
        interest=_count_interests(voices),
        claims=[fact.reference for fact in facts],
    )


def _count_interests(voices: Sequence[Sequence[Fact]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for voice in voices:
        for interest in {fact.interest for fact in voice}:
            counts[interest] = counts.get(interest, 0) + 1
    return dict(sorted(counts.items()))
