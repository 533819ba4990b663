"""Who says what by what they stand to gain, counted in voices."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import KnowledgeBase
from kb.analysis.interests import INTERESTS
from kb.records import InterestTotal, InterestVoices
from kb.vocabulary import Aspect, Interest
from tests.analysis.saying import JANE, JOHN, VOCABULARY, N, R, S, says
from tests.building import Desk, Record, claim

ASPECTS = [aspect.value for aspect in Aspect]
Counts = dict[str, tuple[int, int, int, int, int]]


def post(key: str, *said: str | Record, **fields: Any) -> Record:
    """A post that one clinic paid for."""
    return says(key, *said, kind="sponsored-post", sponsor="Hair Clinic", interest="sponsored", **fields)


#: What is loaded, and of efficacy, for each interest with a claim: voices that support, refute, hold open, measure;
#: and claims.
COUNTED: dict[str, tuple[list[Record], Counts]] = {
    "the interest of the source": ([says("a", S, interest="commercial")], {"commercial": (1, 0, 0, 0, 1)}),
    "no interest given is unknown": ([says("a", S)], {"unknown": (1, 0, 0, 0, 1)}),
    "the interest of a speaker goes before that of the source": (
        [says("a", S, claim(R, author=JANE, interest="independent"), interest="commercial")],
        {"commercial": (1, 0, 0, 0, 1), "independent": (0, 1, 0, 0, 1)},
    ),
    "ten posts of one sponsor are one voice": (
        [post(f"p{number}", S) for number in range(10)],
        {"sponsored": (1, 0, 0, 0, 10)},
    ),
    "one voice stands on each side that it takes": (
        [post("a", S, R), post("b", N)],
        {"sponsored": (1, 1, 1, 0, 3)},
    ),
    "two authors in one interest": (
        [says("a", S, by=JANE, interest="independent"), says("b", S, by=JOHN, interest="independent")],
        {"independent": (2, 0, 0, 0, 2)},
    ),
    "one author in two interests is a voice of each": (
        [says("a", S, by=JANE, interest="independent"), says("b", S, by=JANE, interest="industry-funded")],
        {"industry-funded": (1, 0, 0, 0, 1), "independent": (1, 0, 0, 0, 1)},
    ),
    "a work of both on another side does not join two authors": (
        [
            says("a", S, by=JANE, interest="independent"),
            says("b", S, by=JOHN, interest="independent"),
            says("c", R, authors=[{"name": JANE}, {"name": JOHN}], interest="independent"),
        ],
        {"independent": (2, 1, 0, 0, 3)},
    ),
    "a reprint is no voice of its own": (
        [says("a", S, interest="commercial"), says("b", S, interest="commercial", derived_from="a")],
        {"commercial": (1, 0, 0, 0, 2)},
    ),
    "a measurement without a stance": (
        [says("a", claim(None, quantity={"name": "hairs", "low": "5"}), interest="commercial")],
        {"commercial": (0, 0, 0, 1, 1)},
    ),
    "a claim that is not accepted": (
        [says("a", S, claim(R, status="rejected"), interest="commercial")],
        {"commercial": (1, 0, 0, 0, 1)},
    ),
    "variants count, other treatments do not": (
        [says("a", claim(S, treatment="variant one"), claim(R, treatment="surgery"), interest="commercial")],
        {"commercial": (1, 0, 0, 0, 1)},
    ),
}


@pytest.mark.parametrize(("loaded", "expected"), COUNTED.values(), ids=COUNTED)
def test_the_voices_of_each_interest(desk: Desk, loaded: list[Record], expected: Counts) -> None:
    desk.vocabulary(**VOCABULARY)
    desk.load(*loaded)
    rows = [row for row in desk.base.voices_by_interest("therapy").rows if row.aspect == "efficacy" and row.claims]
    assert {row.interest: counts(row) for row in rows} == expected


def counts(row: InterestVoices) -> tuple[int, int, int, int, int]:
    return row.supports, row.refutes, row.neutral, row.measures, row.claims


def total(desk: Desk, interest: str) -> InterestTotal:
    (found,) = (each for each in desk.base.voices_by_interest("therapy").totals if each.interest == interest)
    return found


def test_every_aspect_and_interest_has_a_row_unknown_last(desk: Desk) -> None:
    desk.load(says("a", S))
    found = desk.base.voices_by_interest("therapy")
    assert [(row.aspect, row.interest) for row in found.rows] == [(a, i) for a in ASPECTS for i in found.interests]
    assert found.interests == ["commercial", "sponsored", "industry-funded", "independent", "unknown"]


def test_no_interest_of_the_vocabulary_is_left_out() -> None:
    assert set(INTERESTS) == {interest.value for interest in Interest}


@pytest.mark.parametrize(("voices", "caution"), [(1, True), (4, True), (5, False), (6, False)])
def test_below_five_voices_caution_is_asked_for(desk: Desk, voices: int, caution: bool) -> None:
    desk.load(*(says(f"s{number}", S, interest="independent") for number in range(voices)))
    assert total(desk, "independent") == InterestTotal("independent", voices, voices, voices, caution)


def test_an_interest_that_nobody_has_asks_for_caution(desk: Desk) -> None:
    desk.load(says("a", S, interest="commercial"))
    assert total(desk, "independent") == InterestTotal("independent", 0, 0, 0, caution=True)


def test_many_posts_of_one_sponsor_still_ask_for_caution(desk: Desk) -> None:
    desk.load(*(post(f"p{number}", S) for number in range(10)))
    assert total(desk, "sponsored") == InterestTotal("sponsored", 1, 10, 10, caution=True)


def test_voices_in_all_are_joined_over_aspects_and_stances(desk: Desk) -> None:
    desk.load(
        says("a", S, claim(R, aspect="safety"), by=JANE, interest="independent"),
        says("b", R, by=JOHN, interest="independent"),
    )
    assert total(desk, "independent") == InterestTotal("independent", 2, 3, 2, caution=True)


def test_a_condition_leaves_out_what_is_said_of_another(desk: Desk) -> None:
    said = [claim(S, condition="hair loss"), claim(R, condition="scars"), claim(N)]
    desk.load(says("a", *said, interest="commercial"))
    found = desk.base.voices_by_interest("therapy", condition="hair loss")
    assert (found.treatment, found.condition) == ("therapy", "hair loss")
    assert counts(found.rows[0]) == (1, 0, 1, 0, 2)


spoken = st.lists(
    st.tuples(
        st.sampled_from([JANE, JOHN, "Third Person", None]),
        st.sampled_from(INTERESTS),
        st.lists(
            st.tuples(st.sampled_from([S, R, N]), st.sampled_from(["efficacy", "safety"])), min_size=1, max_size=4
        ),
    ),
    min_size=1,
    max_size=8,
)


@given(spoken)
@settings(max_examples=20, deadline=None)
def test_where_each_source_has_one_author_voices_are_distinct_authors(spoken: list[tuple[Any, ...]]) -> None:
    records = [
        says(f"s{number}", *(claim(stance, aspect=aspect) for stance, aspect in said), by=author, interest=interest)
        for number, (author, interest, said) in enumerate(spoken)
    ]
    with KnowledgeBase.in_memory() as base, tempfile.TemporaryDirectory() as folder:
        Desk(Path(folder), base).load(*records)
        found = base.voices_by_interest("therapy")
    who = [
        (author or number, interest, stance, aspect)
        for number, (author, interest, said) in enumerate(spoken)
        for stance, aspect in said
    ]
    for row in found.rows:
        here = [
            (name, stance) for name, *where, stance, aspect in who if [*where, aspect] == [row.interest, row.aspect]
        ]
        voices = [len({name for name, taken in here if taken == stance}) for stance in (S, R, N)]
        assert [row.supports, row.refutes, row.neutral, row.claims] == [*voices, len(here)]
    for each in found.totals:
        assert each.voices == len({name for name, interest, *_ in who if interest == each.interest})
