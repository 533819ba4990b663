"""Claims that would contradict each other but are not said of the same thing."""

from collections import Counter
from itertools import product
from typing import Any

import pytest

from kb.analysis.disagreement.parting import FEW_PAIRS
from kb.errors import NotFoundError
from tests.analysis.saying import JANE, VOCABULARY, N, R, S, better, on, says
from tests.building import Desk, Record, claim

Parted = list[tuple[str, list[Any], list[str]]]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk whose base knows the vocabulary of the cases."""
    desk.vocabulary(**VOCABULARY)
    return desk


def parted(desk: Desk, treatment: str | None = None, **question: str) -> Parted:
    """Field, values and sources of each pair that is not comparable."""
    return [
        (each.field, each.values, [said.source.key for said in each.claims])
        for each in desk.base.not_comparable(treatment, **question)
    ]


CASES: dict[str, tuple[Record, Record, Parted]] = {
    "variants side by side": (
        on(S, "variant one"),
        on(R, "variant two"),
        [("treatment", ["variant one", "variant two"], ["a", "b"])],
    ),
    "conditions side by side": (
        claim(S, condition="pattern hair loss"),
        claim(R, condition="traction alopecia"),
        [("condition", ["pattern hair loss", "traction alopecia"], ["a", "b"])],
    ),
    "men and women": (
        claim(S, population="men"),
        claim(R, population="women"),
        [("population", ["men", "women"], ["a", "b"])],
    ),
    "other comparators": (
        better(S, "therapy", "surgery", "massage"),
        better(R, "therapy", "pills"),
        [("comparator", [["surgery", "massage"], ["pills"]], ["a", "b"])],
    ),
    "other outcomes": (
        claim(S, outcome="hair density"),
        claim(R, outcome="hair count"),
        [("outcome", ["hair density", "hair count"], ["a", "b"])],
    ),
    "other regulators": (
        claim(S, aspect="regulation", regulator="FDA"),
        claim(R, aspect="regulation", regulator="TGA"),
        [("regulator", ["FDA", "TGA"], ["a", "b"])],
    ),
    "several parts, shown under the first": (
        claim(S, population="men", outcome="hair density", condition="pattern hair loss"),
        claim(R, population="women", outcome="hair count", condition="pattern hair loss"),
        [("population", ["men", "women"], ["a", "b"])],
    ),
    "the treatment before all else": (
        claim(S, treatment="variant one", condition="pattern hair loss"),
        claim(R, treatment="variant two", condition="traction alopecia"),
        [("treatment", ["variant one", "variant two"], ["a", "b"])],
    ),
    "frames that meet are compared": (claim(S), claim(R, population="men"), []),
    "treatments of two trees have nothing to do with each other": (on(S, "therapy"), on(R, "surgery"), []),
    "claims that agree": (claim(S, population="men"), claim(S, population="women"), []),
    "what is not known contradicts nobody": (claim(S, population="men"), claim(N, population="women"), []),
    "another proposition": (claim(S, population="men"), claim(R, population="women", aspect="safety"), []),
    "a claim that does not count": (claim(S, population="men"), claim(R, population="women", status="proposed"), []),
}


@pytest.mark.parametrize(("one", "other", "expected"), CASES.values(), ids=CASES)
def test_what_is_not_comparable(desk: Desk, one: Record, other: Record, expected: Parted) -> None:
    desk.load(says("a", one), says("b", other))
    assert parted(desk) == expected


@pytest.mark.parametrize("name", [name for name, (_, _, expected) in CASES.items() if expected])
def test_what_is_not_comparable_is_no_disagreement(desk: Desk, name: str) -> None:
    one, other, _ = CASES[name]
    desk.load(says("a", one), says("b", other))
    assert desk.disagreements() == []


def test_one_voice_would_not_contradict_itself(desk: Desk) -> None:
    desk.load(says("a", claim(S, population="men"), by=JANE), says("b", claim(R, population="women"), by=JANE))
    assert parted(desk) == []


def test_the_supporting_claim_comes_first(desk: Desk) -> None:
    desk.load(says("a", claim(R, population="men")), says("b", claim(S, population="women")))
    assert parted(desk) == [("population", ["women", "men"], ["b", "a"])]


def test_every_pair_counts_by_the_field_that_parts_it(desk: Desk) -> None:
    desk.load(
        says("a", claim(S, population="men", outcome="hair density")),
        says("b", claim(R, population="women")),
        says("c", claim(R, population="women")),
        says("d", claim(R, outcome="hair count")),
        says("e", claim(S, treatment="variant one")),
        says("f", claim(R, treatment="variant two")),
    )
    pairs = [(field, " ".join(keys)) for field, _, keys in parted(desk)]
    assert pairs == [("treatment", "e f"), ("population", "a b"), ("population", "a c"), ("outcome", "a d")]


def test_pairs_of_many_frames_are_counted_as_they_are_listed(desk: Desk) -> None:
    fields: dict[str, list[str | None]] = {
        "treatment": ["therapy", "variant one", "variant two", "variant of one"],
        "condition": [None, "hair loss", "pattern hair loss", "traction alopecia"],
        "population": [None, "adults", "men", "women"],
        "outcome": ["hair density", "hair count"],
    }
    frames = [dict(zip(fields, values, strict=True)) for values in product(*fields.values())]
    assert len(frames) ** 2 > FEW_PAIRS
    desk.load(
        says("a", *(claim(S, **frame) for frame in frames), by=JANE),
        says("b", *(claim(R, **frame) for frame in frames), by=JANE),
        says("c", *(claim(S, **frame) for frame in frames)),
    )
    listed = Counter(each.field for each in desk.base.not_comparable())
    assert desk.base.count_not_comparable() == listed
    assert set(listed) == set(fields)


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [(None, ["pills-a", "a"]), ("therapy", ["a"]), ("variant one", ["a"]), ("variant of one", []), ("surgery", [])],
)
def test_a_treatment_asks_for_pairs_it_or_a_descendant_takes_part_in(
    desk: Desk, treatment: str | None, expected: list[str]
) -> None:
    desk.load(says("a", on(S, "variant one")), says("b", on(R, "variant two")))
    pills = [claim(S, treatment="pills", population="men"), claim(R, treatment="pills", population="women")]
    desk.load(says("pills-a", pills[0]), says("pills-b", pills[1]), name="more.json")
    assert sorted(keys[0] for _, _, keys in parted(desk, treatment)) == sorted(expected)


def test_an_aspect_asks_for_that_aspect_alone(desk: Desk) -> None:
    both = [{"population": "men"}, {"population": "women"}]
    desk.load(says("a", claim(S, **both[0]), claim(S, aspect="safety", **both[0])))
    desk.load(says("b", claim(R, **both[1]), claim(R, aspect="safety", **both[1])), name="more.json")
    assert [each.claims[0].aspect for each in desk.base.not_comparable(aspect="safety")] == ["safety"]


def test_a_pair_shows_the_proposition_as_the_supporting_claim_fills_it_in(desk: Desk) -> None:
    desk.load(says("a", claim(S, aspect="candidacy", population="men")))
    desk.load(says("b", claim(R, aspect="candidacy", population="women")), name="more.json")
    assert [each.proposition for each in desk.base.not_comparable()] == ["therapy suits men"]


def test_a_treatment_nobody_knows_is_no_empty_answer(desk: Desk) -> None:
    with pytest.raises(NotFoundError) as raised:
        desk.base.not_comparable("therapi")
    assert str(raised.value) == "there is no treatment 'therapi'; did you mean therapy?"
