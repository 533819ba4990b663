"""Bars that go to either side: voices that say it is true to the left, voices that say it is not to the right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kb.records import Position

#: How wide one half of a bar is, in the units it is drawn in.
HALF = 100.0


class Part(NamedTuple):
    """A stretch of a bar, in the same units from its left end."""

    stance: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    parts: list[Part]


class Scale:
    """One scale for all bars of a page, so that the longest half fills its side."""

    def __init__(self, positions: Iterable[Position]) -> None:
        longest = max((max(each.supports, each.refutes) + each.neutral / 2 for each in positions), default=0)
        self._unit = HALF / longest if longest else 0.0

    def bar(self, position: Position) -> Bar:
        """Return the bar of a proposition; who says that it is not known stands in the middle, on either side alike."""
        supports, neutral, refutes = (
            each * self._unit for each in (position.supports, position.neutral, position.refutes)
        )
        start = HALF - neutral / 2
        parts = [
            Part("supports", start - supports, supports),
            Part("neutral", start, neutral),
            Part("refutes", start + neutral, refutes),
        ]
        return Bar([Part(stance, round(at, 2), round(width, 2)) for stance, at, width in parts if width])
