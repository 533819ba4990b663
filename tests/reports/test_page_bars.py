"""Bars that go to either side, on one scale for a page."""

import pytest

from kb.records import Agreement
from kb.reports.page.bars import HALF, Counted, Scale, count_agreed, count_sides
from tests.building import Desk, claim, source

STANCES = ["supports", "refutes", "refutes", "neutral"]


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
    assert Scale([Counted(4, 4, 0)]).parts(Counted(*counted)) == parts


def test_no_bar_goes_beyond_its_half() -> None:
    every = [Counted(3, 1, 5), Counted(0, 7, 4), Counted(2, 2, 0)]
    bars = list(map(Scale(every).parts, every))
    assert min(bar[0].start for bar in bars) >= 0
    assert max(bar[-1].start + bar[-1].width for bar in bars) == 2 * HALF


def test_where_nobody_takes_a_stance_nothing_is_drawn() -> None:
    assert not Scale([]).is_drawn
    assert Scale([Counted(0, 0, 0)]).parts(Counted(0, 0, 0)) == []


def test_a_bar_has_the_voices_of_the_sides(desk: Desk) -> None:
    desk.load(*(source(key, claim(stance)) for key, stance in zip("abcd", STANCES, strict=True)))
    assert [count_sides(each) for each in desk.base.disagreements()] == [Counted(1, 2, 1)]


def test_a_mirrored_claim_stands_on_the_side_it_speaks_for(desk: Desk) -> None:
    one = claim(treatment="pills", comparator="surgery", aspect="comparison")
    other = claim(treatment="surgery", comparator="pills", aspect="comparison")
    desk.load(source("a", one), source("b", other))
    assert [count_sides(each) for each in desk.base.disagreements()] == [Counted(1, 1, 0)]


def test_figures_have_no_sides_to_draw(desk: Desk) -> None:
    low, high = ({"name": "time", "low": number, "high": number, "unit": "months"} for number in (2, 9))
    desk.load(source("a", claim(None, quantity=low)), source("b", claim(None, quantity=high)))
    assert [count_sides(each) for each in desk.base.disagreements()] == [None]


@pytest.mark.parametrize(
    ("stance", "counted"),
    [("supports", Counted(3, 0, 0)), ("refutes", Counted(0, 3, 0)), ("neutral", Counted(0, 0, 3))],
)
def test_an_agreement_stands_on_one_side(stance: str, counted: Counted) -> None:
    assert count_agreed(Agreement("therapy", None, "efficacy", "it works", stance, 3, {}, [])) == counted
