"""Claims that are held against each other, with what several kinds of disagreement look up: worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kb.analysis.disagreement.bystanders import Bystanders
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.opponents import Opponents, WithinVoice
from kb.analysis.disagreement.stands import Bundle, Meetings, Stand, stands_of
from kb.analysis.facts import Fact
from kb.vocabulary import Stance


@dataclass(frozen=True)
class Compared:
    """Claims, and the frames that say which of them speak of the same thing."""

    facts: Sequence[Fact]
    frames: Frames

    @cached_property
    def firm(self) -> dict[Stand, list[Bundle]]:
        """The stands that say or deny something, in bundles."""
        sides = (Stance.SUPPORTS, Stance.REFUTES)
        return {stand: stand.bundles() for stand in stands_of(fact for fact in self.facts if fact.stance in sides)}

    @cached_property
    def bundles(self) -> list[Bundle]:
        """All that say or deny something that is opposed: nothing else can be linked."""
        opposed = (standing for stand, standing in self.firm.items() if self.opponents.of(stand))
        return [bundle for standing in opposed for bundle in standing]

    @cached_property
    def bystanders(self) -> Bystanders:
        """The neutral claims that may stand beside those that are opposed."""
        return Bystanders(self.facts, self.frames)

    @cached_property
    def opponents(self) -> Opponents:
        return Opponents(list(self.firm), self.frames)

    @cached_property
    def firm_meetings(self) -> Meetings:
        """The same stands, to find those that a claim of any stance meets."""
        return Meetings(list(self.firm), self.frames)

    @cached_property
    def within_voice(self) -> WithinVoice:
        return WithinVoice(self.firm, self.opponents)
