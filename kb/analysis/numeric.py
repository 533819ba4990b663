"""Measurements of different voices that cannot both be right: ranges of one thing that do not overlap."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from kb.analysis.conflicts import Conflict
from kb.analysis.facts import Fact
from kb.analysis.frames import Frames
from kb.analysis.linking import link
from kb.analysis.measured import Measured
from kb.analysis.stands import Meetings, Stand, stands_of
from kb.vocabulary import DisagreementKind


def find_numeric(facts: Sequence[Fact], frames: Frames) -> Iterator[Conflict]:
    """Yield where ranges of one quantity and dimension, given by different voices, lie apart."""
    alike: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.measured:
            alike[fact.measured.name, fact.measured.dimension].append(fact)
    for measuring in alike.values():
        links = _Apart(stands_of(measuring), frames)
        for linked in link(measuring, links):
            sides = {
                "lower": [fact for fact in linked if id(fact) in links.lower],
                "higher": [fact for fact in linked if id(fact) in links.higher],
            }
            one, other, *_ = linked
            yield Conflict(DisagreementKind.NUMERIC, sides, (one, other))


class _Apart:
    """The links between measurements that lie apart. A claim is given out once as the lower and once as the higher of
    two, so that not every pair is looked at; ``lower`` and ``higher`` hold the ids of those that were."""

    def __init__(self, stands: Sequence[Stand], frames: Frames) -> None:
        self.lower: set[int] = set()
        self.higher: set[int] = set()
        self._meetings = Meetings(stands, frames)
        self._met: dict[int, list[Stand]] = {}
        self._stand_of = {id(fact): stand for stand in stands for fact in stand.facts}
        # what lies furthest from the others stands last, where it is taken from
        self._below = {id(each): sorted(each.facts, key=lambda fact: -_of(fact).high) for each in stands}
        self._above = {id(each): sorted(each.facts, key=lambda fact: _of(fact).low) for each in stands}

    def __call__(self, fact: Fact) -> Iterator[tuple[Fact, bool]]:
        mine = _of(fact)
        for stand in self._meeting(fact):
            for other in _take(self._above[id(stand)], fact, mine.is_below):
                self.higher.add(id(other))
                yield other, False
            for other in _take(self._below[id(stand)], fact, lambda other: other.is_below(mine)):
                self.lower.add(id(other))
                yield other, False

    def _meeting(self, fact: Fact) -> list[Stand]:
        stand = self._stand_of[id(fact)]
        if id(stand) not in self._met:
            self._met[id(stand)] = self._meetings.meeting(stand.first)
        return self._met[id(stand)]


def _take(waiting: list[Fact], fact: Fact, is_apart: Callable[[Measured], bool]) -> Iterator[Fact]:
    """Take from the end of ``waiting`` all that lies apart and is of another voice than ``fact``."""
    kept = []
    while waiting and is_apart(_of(waiting[-1])):
        other = waiting.pop()
        if other.voice.isdisjoint(fact.voice):
            yield other
        else:
            kept.append(other)
    waiting.extend(reversed(kept))


def _of(fact: Fact) -> Measured:
    assert fact.measured
    return fact.measured
