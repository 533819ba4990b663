"""Where all that speak to a proposition say the same: agreements, and questions that are open."""

from collections.abc import Iterator, Sequence

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


def find_agreements(facts: Sequence[Fact], tree: ConceptTree, treatment_id: int | None) -> list[Agreement]:
    """Return where two voices or more say or deny the same, and nobody whose frame meets theirs says otherwise.

    With a treatment: those in which a claim about it or a descendant takes part. By aspect, most voices first.
    """
    found = _unopposed(facts, tree, (Stance.SUPPORTS, Stance.REFUTES), treatment_id)
    return [each for each in found if each.voices > 1]


def find_open_questions(facts: Sequence[Fact], tree: ConceptTree, treatment_id: int | None) -> list[Agreement]:
    """Return where all that speak say that it is not known, in the same order; one voice is enough."""
    return _unopposed(facts, tree, (Stance.NEUTRAL,), treatment_id)


def _unopposed(
    facts: Sequence[Fact], tree: ConceptTree, stances: tuple[Stance, ...], treatment_id: int | None
) -> list[Agreement]:
    stands = stands_of(fact for fact in facts if fact.claim.stance is not None)
    found = [
        _agreement(group, tree)
        for group in _groups(stands, Meetings(stands, Frames(tree)), stances)
        if treatment_id is None or any(tree.is_under(fact.treatment_id, treatment_id) for fact in group)
    ]
    return sorted(found, key=lambda each: (_ASPECTS.index(each.aspect), -each.voices, each.proposition, each.claims))


def _groups(stands: Sequence[Stand], meetings: Meetings, stances: tuple[Stance, ...]) -> Iterator[list[Fact]]:
    """Yield claims of one stance, linked through frames that meet, none of which meets a claim of another stance."""
    groups: Groups[int] = Groups()
    by_id = {id(stand): stand for stand in stands if stand.first.claim.stance in stances}
    opposed = set()
    for stand in by_id.values():
        groups.add(id(stand))
        for other in meetings.meeting(stand.first):
            if other.first.claim.stance == stand.first.claim.stance:
                groups.join(id(stand), id(other))
            else:
                opposed.add(id(stand))
        if meetings.mirroring(stand.first):
            opposed.add(id(stand))
    for group in groups.groups():
        if opposed.isdisjoint(group):
            yield sorted((fact for each in group for fact in by_id[each].facts), key=reading_order)


def _agreement(facts: list[Fact], tree: ConceptTree) -> Agreement:
    voices = group_voices(facts)
    return Agreement(
        treatment=treatment_of(facts, tree),
        condition=condition_of(facts, tree),
        aspect=facts[0].claim.aspect,
        proposition=proposition_of(facts, tree),
        stance=str(facts[0].claim.stance),
        voices=len(voices),
        interest=_count_interests(voices),
        claims=[fact.claim.reference for fact in facts],
    )


def _count_interests(voices: Sequence[Sequence[Fact]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for voice in voices:
        for interest in {fact.claim.interest for fact in voice}:
            counts[interest] = counts.get(interest, 0) + 1
    return dict(sorted(counts.items()))
