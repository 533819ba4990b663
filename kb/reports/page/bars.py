"""Bars that go to either side: voices that say it is true to the left, voices that say it is not to the right."""

from collections.abc import Iterable
from typing import NamedTuple

from kb.records import Agreement, Disagreement
from kb.vocabulary import Stance

#: How wide one half of a bar is, in the units it is drawn in.
HALF = 100.0


class Counted(NamedTuple):
    """How many voices say what."""

    supports: int
    refutes: int
    neutral: int


class Part(NamedTuple):
    """A stretch of a bar, in the same units from its left end."""

    stance: str
    start: float
    width: float


def count_sides(disagreement: Disagreement) -> Counted | None:
    """Return the voices on the sides of a disagreement, None where these are no stances: figures, earlier and later."""
    voices = {side.label: side.voices for side in disagreement.sides}
    if not voices.keys() <= set(Stance):
        return None
    return Counted(*(voices.get(stance, 0) for stance in (Stance.SUPPORTS, Stance.REFUTES, Stance.NEUTRAL)))


def count_agreed(agreement: Agreement) -> Counted:
    return Counted(**{stance: agreement.voices if stance == agreement.stance else 0 for stance in Counted._fields})


class Scale:
    """One scale for all bars of a page, so that the longest half fills its side."""

    def __init__(self, bars: Iterable[Counted]) -> None:
        longest = max((max(each.supports, each.refutes) + each.neutral / 2 for each in bars), default=0)
        self._unit = HALF / longest if longest else 0.0

    @property
    def is_drawn(self) -> bool:
        return self._unit > 0

    def parts(self, counted: Counted) -> list[Part]:
        """Return the bar for so many voices; those that say it is not known stand in the middle, half on each side."""
        supports, refutes, neutral = (each * self._unit for each in counted)
        start = HALF - neutral / 2
        parts = [
            Part("supports", start - supports, supports),
            Part("neutral", start, neutral),
            Part("refutes", start + neutral, refutes),
        ]
        return [Part(stance, round(at, 2), round(width, 2)) for stance, at, width in parts if width]
