"""Bars that go to either side, on one scale for a page."""

import pytest

from kb.records import Position
from kb.reports.page.bars import HALF, Scale


def position(supports: int, refutes: int, neutral: int = 0) -> Position:
    return Position("therapy", None, "efficacy", "it works", supports, refutes, neutral, 0, 0, [])


@pytest.mark.parametrize(
    ("counted", "parts"),
    [
        ((4, 4, 0), [("supports", 0, 100), ("refutes", 100, 100)]),
        ((1, 0, 0), [("supports", 75, 25)]),
        ((0, 2, 0), [("refutes", 100, 50)]),
        ((1, 1, 2), [("supports", 50, 25), ("neutral", 75, 50), ("refutes", 125, 25)]),
        ((0, 0, 0), []),
    ],
)
def test_each_voice_is_as_wide_as_another(counted: tuple[int, int, int], parts: list[tuple[str, float, float]]) -> None:
    scale = Scale([position(4, 4)])
    assert scale.bar(position(*counted)).parts == parts


def test_no_bar_goes_beyond_its_half() -> None:
    every = [position(3, 1, 5), position(0, 7, 4), position(2, 2, 0)]
    scale = Scale(every)
    ends = [(bar.parts[0].start, bar.parts[-1].start + bar.parts[-1].width) for bar in map(scale.bar, every)]
    assert min(start for start, _ in ends) >= 0
    assert max(end for _, end in ends) == 2 * HALF


def test_where_nobody_takes_a_stance_there_is_no_bar() -> None:
    assert Scale([position(0, 0)]).bar(position(0, 0)).parts == []
