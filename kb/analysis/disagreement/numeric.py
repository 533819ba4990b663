"""Measurements of different voices that cannot both be right: ranges of one thing that do not overlap."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from kb.analysis.disagreement.compared import Compared
from kb.analysis.disagreement.conflicts import Conflict
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.linking import link
from kb.analysis.disagreement.stands import Meetings, Stand, frames_of
from kb.analysis.facts import Fact
from kb.analysis.measured import Measured
from kb.vocabulary import DisagreementKind


def find_numeric(compared: Compared) -> Iterator[Conflict]:
    """Yield where ranges of one quantity and dimension, given by different voices, lie apart."""
    alike: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in compared.facts:
        if fact.measured:
            alike[fact.measured.name, fact.measured.dimension].append(fact)
    for measuring in alike.values():
        if frozenset.intersection(*(fact.voice for fact in measuring)):
            continue  # all of one voice
        links = _Apart(measuring, compared.frames)
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

    def __init__(self, facts: Sequence[Fact], frames: Frames) -> None:
        self.lower: set[int] = set()
        self.higher: set[int] = set()
        self._asked: set[Hashable] = set()
        stands = frames_of(facts)
        self._stand = {fact: stand for stand in stands for fact in stand.facts}
        self._meetings = Meetings(stands, frames)
        self._met: dict[Stand, list[Stand]] = {}
        # what lies furthest from the others stands last, where it is taken from
        self._below = {each: sorted(each.facts, key=lambda fact: -_of(fact).high) for each in stands}
        self._above = {each: sorted(each.facts, key=lambda fact: _of(fact).low) for each in stands}

    def __call__(self, fact: Fact) -> Iterator[tuple[Fact, bool]]:
        mine, stand = _of(fact), self._stand[fact]
        if (stand, mine, fact.voice) in self._asked:
            return
        self._asked.add((stand, mine, fact.voice))
        for met in self._meeting(stand):
            for other in _take(self._above[met], fact, mine.is_below):
                self.higher.add(id(other))
                yield other, False
            for other in _take(self._below[met], fact, lambda other: other.is_below(mine)):
                self.lower.add(id(other))
                yield other, False

    def _meeting(self, stand: Stand) -> list[Stand]:
        if stand not in self._met:
            self._met[stand] = self._meetings.meeting(stand.first)
        return self._met[stand]


def _take(waiting: list[Fact], fact: Fact, is_apart: Callable[[Measured], bool]) -> list[Fact]:
    """Take from the end of ``waiting`` all that lies apart and is of another voice than ``fact``."""
    taken: list[Fact] = []
    kept: list[Fact] = []
    while waiting and is_apart(_of(waiting[-1])):
        other = waiting.pop()
        (taken if other.voice.isdisjoint(fact.voice) else kept).append(other)
    waiting.extend(reversed(kept))
    return taken


def _of(fact: Fact) -> Measured:
    assert fact.measured
    return fact.measured
