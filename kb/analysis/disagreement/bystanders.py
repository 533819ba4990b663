"""The third side of a disagreement: who says that it is not known, and takes no part in it."""

from collections.abc import Hashable, Iterable, Sequence

from kb.analysis.disagreement.description import Voice, voices_of
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.stands import Meetings, Stand, stands_of
from kb.analysis.facts import Fact, reading_order
from kb.vocabulary import Stance


class Crowd:
    """Neutral claims in reading order and in voices: one for all disagreements whose claims meet the same stands."""

    def __init__(self, stands: Iterable[Stand]) -> None:
        self._facts = sorted((fact for stand in stands for fact in stand.facts), key=reading_order)
        self._voices = voices_of(self._facts)
        self._at = {mark: at for at, said in enumerate(self._voices) for fact in said.facts for mark in fact.voice}

    def without(self, marks: frozenset[Hashable]) -> tuple[list[Fact], list[Voice]]:
        """Return the claims of all voices that share none of ``marks``, and the same in voices.

        Voices that were one through somebody who is gone may be several then: those are grouped anew.
        """
        touched = {self._at[mark] for mark in marks if mark in self._at}
        if not touched:
            return self._facts, self._voices
        facts = [fact for fact in self._facts if fact.voice.isdisjoint(marks)]
        whole = [said for at, said in enumerate(self._voices) if at not in touched]
        parts = [fact for at in touched for fact in self._voices[at].facts if fact.voice.isdisjoint(marks)]
        return facts, whole + voices_of(parts)


class Bystanders:
    """The neutral claims of a base, to find those that stand beside a disagreement."""

    def __init__(self, facts: Iterable[Fact], frames: Frames) -> None:
        neutral = stands_of(fact for fact in facts if fact.claim.stance == Stance.NEUTRAL)
        self._meetings = Meetings(neutral, frames)
        self._met: dict[Hashable, list[Stand]] = {}
        self._crowds: dict[frozenset[int], Crowd] = {}

    def beside(self, opposed: Sequence[Fact]) -> tuple[list[Fact], list[Voice]]:
        """Return the neutral claims of other voices whose frames meet one of ``opposed``, and the same in voices."""
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
