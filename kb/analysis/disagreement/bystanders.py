"""The third side of a disagreement: who says that it is not known, and takes no part in it."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from kb.analysis.disagreement.description import Standing
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.stands import Meetings, Stand, stands_of
from kb.analysis.facts import Fact, reading_order
from kb.analysis.voices import group_voices
from kb.vocabulary import Stance


class Crowd:
    """Neutral claims in reading order and in voices: one for all disagreements whose claims meet the same stands."""

    def __init__(self, stands: Iterable[Stand]) -> None:
        facts = sorted((fact for stand in stands for fact in stand.facts), key=reading_order)
        self._facts = facts
        self._voices = group_voices(facts)
        self._standing = Standing(self._voices)
        self._voice_of = {mark: at for at, said in enumerate(self._voices) for fact in said for mark in fact.voice}
        self._places: dict[Hashable, list[int]] = defaultdict(list)
        for place, fact in enumerate(facts):
            for mark in fact.voice:
                self._places[mark].append(place)

    def without(self, marks: frozenset[Hashable]) -> tuple[list[Fact], Standing]:
        """Return the claims of all voices that share none of ``marks``, and who they are.

        Voices that were one through somebody who is gone may be several then: those are grouped anew.
        """
        shared = [mark for mark in marks if mark in self._places]
        if not shared:
            return self._facts, self._standing
        touched = [self._voices[at] for at in {self._voice_of[mark] for mark in shared}]
        parts = [fact for said in touched for fact in said if fact.voice.isdisjoint(marks)]
        standing = self._standing.exchanged(Standing(touched), Standing(group_voices(parts)))
        return self._but({place for mark in shared for place in self._places[mark]}), standing

    def _but(self, gone: Iterable[int]) -> list[Fact]:
        """Return the claims that do not stand at the places ``gone``; those between are taken in one piece."""
        facts: list[Fact] = []
        start = 0
        for place in sorted(gone):
            facts += self._facts[start:place]
            start = place + 1
        return facts + self._facts[start:]


class Bystanders:
    """The neutral claims of a base, to find those that stand beside a disagreement."""

    def __init__(self, facts: Iterable[Fact], frames: Frames) -> None:
        neutral = stands_of(fact for fact in facts if fact.stance == Stance.NEUTRAL)
        self._meetings = Meetings(neutral, frames)
        self._met: dict[Hashable, list[Stand]] = {}
        self._crowds: dict[frozenset[int], Crowd] = {}

    def beside(self, opposed: Sequence[Fact]) -> tuple[list[Fact], Standing]:
        """Return the neutral claims of other voices whose frames meet one of ``opposed``, and who they are."""
        said = {fact.frame: fact for fact in opposed}
        met = {id(stand): stand for frame, fact in said.items() for stand in self._meeting(frame, fact)}
        crowd = self._crowds.get(frozenset(met))
        if crowd is None:
            crowd = self._crowds[frozenset(met)] = Crowd(met.values())
        return crowd.without(frozenset[Hashable]().union(*(fact.voice for fact in opposed)))

    def _meeting(self, frame: Hashable, fact: Fact) -> list[Stand]:
        if frame not in self._met:
            self._met[frame] = self._meetings.meeting(fact)
        return self._met[frame]
