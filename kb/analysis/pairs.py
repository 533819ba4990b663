"""Pairs of claims that cannot both be right, or of which one goes beyond the other."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kb.analysis.facts import Fact
from kb.analysis.frames import Frames
from kb.analysis.voices import share_voice
from kb.dates import surely_later
from kb.vocabulary import Certainty, DisagreementKind, Stance

OPPOSED = (DisagreementKind.CONTRADICTION, DisagreementKind.SELF_CONTRADICTION)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that disagree. ``label`` names the side of ``left``, the other side follows from the kind."""

    kind: DisagreementKind
    left: Fact
    right: Fact
    label: str


def find_pairs(facts: Sequence[Fact], frames: Frames) -> list[Pair]:
    """Return every pair among ``facts`` of the kinds that stances make."""
    opposed = list(_opposed(facts, frames))
    settled = {id(fact) for pair in opposed for fact in (pair.left, pair.right)}
    return opposed + list(_unconfirmed(facts, frames, settled))


def _opposed(facts: Sequence[Fact], frames: Frames) -> Iterator[Pair]:
    supporting = [fact for fact in facts if fact.claim.stance == Stance.SUPPORTS]
    refuting = [fact for fact in facts if fact.claim.stance == Stance.REFUTES]
    for left, right in meeting(supporting, refuting, frames):
        kind = opposition(left, right)
        if kind is not None:
            yield Pair(kind, left, right, Stance.SUPPORTS)
    for left, right in _mirrored(supporting, frames):
        kind = opposition(left, right)
        if kind is not None:
            yield Pair(kind, left, right, Stance.SUPPORTS)


def opposition(left: Fact, right: Fact) -> DisagreementKind | None:
    """Return what it is that two claims on opposite sides, whose frames meet, stand in; None where it is no conflict.

    One voice that says both in one source contradicts itself only where it asserts both. In two sources it does so
    unless the one is surely later and stands on its own: then it has changed its mind.
    """
    if not share_voice(left, right):
        return DisagreementKind.CONTRADICTION
    if left.source_id == right.source_id:
        is_firm = left.claim.certainty == right.claim.certainty == Certainty.ASSERTED
        return DisagreementKind.SELF_CONTRADICTION if is_firm else None
    derives = left.source_id in right.derives_from or right.source_id in left.derives_from
    dates = (left.claim.source.published, right.claim.source.published)
    in_sequence = surely_later(*dates) or surely_later(*reversed(dates))
    return DisagreementKind.SELF_CONTRADICTION if derives or not in_sequence else None


def _unconfirmed(facts: Sequence[Fact], frames: Frames, settled: set[int]) -> Iterator[Pair]:
    """Yield claims that say or deny what another voice holds not to be known; those in a conflict are left out."""
    neutral = [fact for fact in facts if fact.claim.stance == Stance.NEUTRAL]
    for stance in (Stance.SUPPORTS, Stance.REFUTES):
        firm = [fact for fact in facts if fact.claim.stance == stance and id(fact) not in settled]
        for left, right in meeting(firm, neutral, frames):
            if not share_voice(left, right):
                yield Pair(DisagreementKind.UNCONFIRMED, left, right, stance)


def meeting(lefts: Sequence[Fact], rights: Sequence[Fact], frames: Frames) -> Iterator[tuple[Fact, Fact]]:
    """Yield each pair of a left and a right claim whose frames meet. Frames are compared once, not claim by claim."""
    by_proposition: dict[int, list[list[Fact]]] = defaultdict(list)
    for group in by_frame(rights):
        by_proposition[group[0].proposition_id].append(group)
    for left in by_frame(lefts):
        for right in by_proposition[left[0].proposition_id]:
            if frames.meet(left[0], right[0]):
                yield from product(left, right)


def by_frame(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Return ``facts`` in groups of equal frames."""
    groups: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.frame].append(fact)
    return list(groups.values())


def _mirrored(supporting: Sequence[Fact], frames: Frames) -> Iterator[tuple[Fact, Fact]]:
    """Yield pairs of "A is better than B" and "B is better than A"."""
    groups = by_frame([fact for fact in supporting if fact.is_default_comparison])
    for left, right in combinations(groups, 2):
        if frames.mirror(left[0], right[0]):
            yield from product(left, right)
