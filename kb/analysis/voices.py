"""Which claims are one voice: ten posts of one sponsor are one voice, not ten."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import Protocol, TypeVar

from kb.analysis.groups import Groups


class Voiced(Protocol):
    """``voice`` holds the speakers of a claim and, where it names no author of its own, the work that its source goes
    back to through ``derived_from``."""

    @property
    def voice(self) -> frozenset[Hashable]: ...


V = TypeVar("V", bound=Voiced)


def share_voice(one: Voiced, other: Voiced) -> bool:
    """Whether two claims share a speaker, or come, neither naming its own author, from reprints of one work."""
    return not one.voice.isdisjoint(other.voice)


def group_voices(claims: Sequence[V]) -> list[list[V]]:
    """Return ``claims``, those of one side, in groups of one voice each; voices join through whoever they share."""
    speaking: dict[frozenset[Hashable], list[V]] = defaultdict(list)
    for claim in claims:
        speaking[claim.voice].append(claim)
    groups: Groups[int] = Groups()
    holders: dict[Hashable, int] = {}
    for number, voice in enumerate(speaking):
        groups.add(number)
        for mark in voice:
            holder = holders.setdefault(mark, number)
            if holder != number:
                groups.join(number, holder)
    said = list(speaking.values())
    return [[claim for number in group for claim in said[number]] for group in groups.groups()]
