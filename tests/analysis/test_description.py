"""How strong a disagreement is, how its sides are made up, and what separates them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analysis.disagreement.description import score
from kb.records import Disagreement
from tests.analysis.saying import JANE, JOHN, VOCABULARY, N, R, S, says
from tests.building import Desk, Record, claim

voices = st.integers(0, 10**6)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(1, 1, 0.50), (10, 10, 0.95), (1, 9, 0.32), (10, 0, 0.0), (0, 0, 0.0), (1, 2, 0.59), (2, 2, 0.75)],
)
def test_the_score_counts_voices_and_how_evenly_they_stand(one: int, other: int, expected: float) -> None:
    assert round(score(one, other), 2) == expected


@given(voices, voices)
@settings(max_examples=50, deadline=None)
def test_the_score_is_symmetric_and_between_0_and_1(one: int, other: int) -> None:
    assert score(one, other) == score(other, one)
    assert 0 <= score(one, other) < 1


@given(st.integers(1, 10**4), st.integers(2, 100))
@settings(max_examples=50, deadline=None)
def test_more_voices_in_the_same_shares_score_higher(each: int, times: int) -> None:
    assert score(each * times, each * times) > score(each, each)


def found(desk: Desk, *loaded: Record) -> Disagreement:
    desk.vocabulary(**VOCABULARY)
    desk.load(*loaded)
    (disagreement,) = desk.disagreements()
    return disagreement


def test_a_disagreement_is_scored_by_voices_to_two_places(desk: Desk) -> None:
    refuting = [says(f"refuting-{n}", R) for n in range(9)]
    assert found(desk, says("a", S), *refuting, says("neutral", N)).score == 0.32


def test_articles_of_one_voice_do_not_raise_the_score(desk: Desk) -> None:
    posts = [says(f"post-{n}", S, kind="sponsored-post", sponsor="Hair Clinic") for n in range(9)]
    assert found(desk, says("a", R), *posts).score == 0.5


def test_what_is_not_known_is_one_side_of_the_unconfirmed_and_scored(desk: Desk) -> None:
    assert found(desk, says("a", S), *[says(f"neutral-{n}", N) for n in range(9)]).score == 0.32


def test_one_speaker_is_one_voice_in_the_composition_too(desk: Desk) -> None:
    both = [{"name": JANE}, {"name": JOHN}]
    told = found(desk, says("a", S, by=JANE), says("b", S, by=JOHN), says("c", R, authors=both))
    assert [side.voices for side in told.sides] == [1, 1, 0]
    assert told.composition.interest == {S: {"unknown": 1}, R: {"unknown": 1}, N: {}}


def test_a_self_contradiction_counts_one_voice_a_side(desk: Desk) -> None:
    reprints = [says(f"reprint-{n}", S, derived_from="a") for n in range(3)]
    disagreement = found(desk, says("a", S, R), *reprints)
    assert disagreement.score == 0.5
    assert [side.voices for side in disagreement.sides] == [1, 1, 0]


def test_a_self_contradiction_of_two_counts_one_voice_a_side(desk: Desk) -> None:
    """What both signed is denied by each alone: the two who deny it share no voice of their own."""
    joint = says("joint", S, authors=[{"name": JANE}, {"name": JOHN}])
    disagreement = found(desk, joint, says("one", R, by=JANE), says("other", R, by=JOHN))
    assert (disagreement.kind, disagreement.score) == ("self-contradiction", 0.5)
    assert [len(side.claims) for side in disagreement.sides] == [1, 2, 0]
    assert [side.voices for side in disagreement.sides] == [1, 1, 0]


SPONSORED: dict[str, Any] = {"kind": "sponsored-post", "interest": "sponsored"}

#: The supporting and the refuting sources, and what separates them.
SEPARATED: dict[str, tuple[list[Record], dict[str, tuple[list[str], list[str]]]]] = {
    "nothing where nothing is known": ([says("a", S), says("b", R)], {}),
    "interests that differ": (
        [says("a", S, interest="commercial"), says("b", R, interest="independent")],
        {"interest": (["commercial"], ["independent"])},
    ),
    "an interest not known is no interest": ([says("a", S, interest="commercial"), says("b", R)], {}),
    "an interest not known beside a known one is left out": (
        [says("a", S, interest="commercial"), says("b", R, interest="independent"), says("c", R)],
        {"interest": (["commercial"], ["independent"])},
    ),
    "an interest in common": (
        [
            says("a", S, interest="commercial"),
            says("b", R, interest="independent"),
            says("c", R, interest="commercial"),
        ],
        {},
    ),
    "the interest of the speaker goes before that of the source": (
        [
            says("a", claim(S, author=JANE, interest="commercial"), interest="independent"),
            says("b", R, interest="independent"),
        ],
        {"interest": (["commercial"], ["independent"])},
    ),
    "evidence that differs": (
        [
            says("a", claim(S, evidence="testimonial")),
            says("b", claim(R, evidence="randomised-trial")),
            says("c", claim(R, evidence="cohort")),
        ],
        {"evidence": (["testimonial"], ["cohort", "randomised-trial"])},
    ),
    "evidence not stated": ([says("a", claim(S, evidence="testimonial")), says("b", R)], {}),
    "certainty that differs": (
        [says("a", S), says("b", claim(R, certainty="hedged"))],
        {"certainty": (["asserted"], ["hedged"])},
    ),
    "kinds of source that differ": (
        [says("a", S, kind="news"), says("b", R, kind="guideline", publisher="The Board")],
        {"kind": (["news"], ["guideline"])},
    ),
    "one side wholly earlier": (
        [says("a", S, published="2019"), says("b", S, published="2020-12-31"), says("c", R, published="2021-01")],
        {"year": (["2019", "2020"], ["2021"])},
    ),
    "the other side wholly earlier": (
        [says("a", S, published="2021"), says("b", R, published="2020")],
        {"year": (["2021"], ["2020"])},
    ),
    "years that interlock": (
        [says("a", S, published="2019"), says("b", S, published="2021"), says("c", R, published="2020")],
        {},
    ),
    "one year": ([says("a", S, published="2021-01"), says("b", R, published="2021-12")], {}),
    "a date not known": ([says("a", S, published="2021"), says("b", R)], {}),
    "populations that meet and differ": (
        [says("a", claim(S, population="men")), says("b", claim(R, population="adults"))],
        {"population": (["men"], ["adults"])},
    ),
    "a population not stated": ([says("a", claim(S, population="men")), says("b", R)], {}),
    "treatments that meet and differ": (
        [says("a", claim(S, treatment="variant one")), says("b", R)],
        {"treatment": (["variant one"], ["therapy"])},
    ),
    "several at once, in their order": (
        [says("a", claim(S, certainty="hedged"), **SPONSORED), says("b", R, interest="commercial", kind="clinic-page")],
        {
            "interest": (["sponsored"], ["commercial"]),
            "certainty": (["hedged"], ["asserted"]),
            "kind": (["sponsored-post"], ["clinic-page"]),
        },
    ),
    "the third side separates nothing": (
        [says("a", S), says("b", R), says("c", N, interest="independent", kind="guideline")],
        {},
    ),
}


@pytest.mark.parametrize(("loaded", "expected"), SEPARATED.values(), ids=SEPARATED)
def test_what_separates_the_sides(
    desk: Desk, loaded: list[Record], expected: dict[str, tuple[list[str], list[str]]]
) -> None:
    separations = found(desk, *loaded).separated_by
    assert [each.attribute for each in separations] == list(expected)
    assert {each.attribute: (each.values[S], each.values[R]) for each in separations} == expected


def test_what_separates_the_unconfirmed_from_the_neutral(desk: Desk) -> None:
    (separation,) = found(desk, says("a", R, interest="commercial"), says("b", N, interest="independent")).separated_by
    assert separation.values == {R: ["commercial"], N: ["independent"]}


def test_the_composition_counts_voices_on_every_side(desk: Desk) -> None:
    posts = [
        says(f"post-{n}", S, kind="sponsored-post", sponsor="Hair Clinic", interest="sponsored") for n in range(10)
    ]
    trial = says("trial", claim(R, evidence="randomised-trial"), interest="independent")
    cohort = says("cohort", claim(R, evidence="cohort"), interest="independent")
    made_up = found(desk, *posts, trial, cohort, says("c", N)).composition
    assert made_up.interest == {S: {"sponsored": 1}, R: {"independent": 2}, N: {"unknown": 1}}
    assert made_up.evidence == {S: {"unstated": 1}, R: {"cohort": 1, "randomised-trial": 1}, N: {"unstated": 1}}


def test_a_voice_counts_under_each_value_it_has(desk: Desk) -> None:
    both = says("a", claim(S, evidence="cohort"), claim(S, evidence="laboratory"))
    assert found(desk, both, says("b", R)).composition.evidence[S] == {"cohort": 1, "laboratory": 1}


@pytest.mark.parametrize(
    ("stance", "of_source", "of_claim", "expected"),
    [
        (R, "commercial", None, True),
        (R, "sponsored", None, True),
        (R, "industry-funded", None, True),
        (R, "independent", None, False),
        (R, "unknown", None, False),
        (S, "commercial", None, False),
        (N, "commercial", None, False),
        (R, "commercial", "unknown", False),
        (R, "commercial", "independent", False),
        (R, "independent", "commercial", True),
    ],
)
def test_who_refutes_what_they_gain_from_speaks_against_interest(
    desk: Desk, stance: str, of_source: str, of_claim: str | None, expected: bool
) -> None:
    desk.load(says("a", claim(stance, interest=of_claim), interest=of_source))
    (said,) = desk.claims()
    assert (said.against_interest, said.interest) == (expected, of_claim or of_source)
