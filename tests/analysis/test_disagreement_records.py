"""What a disagreement is shown under, in which order, and which are shown when asked for."""

from typing import Any

import pytest

from kb.errors import NotFoundError
from tests.analysis.saying import VOCABULARY, N, R, S, better, on, says, shown
from tests.building import Desk, Record, claim, sides


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk whose base knows the vocabulary of the cases."""
    desk.vocabulary(**VOCABULARY)
    return desk


def opposed(prefix: str, **fields: object) -> list[Record]:
    """Two sources that contradict each other."""
    return [says(f"{prefix}-for", claim(S, **fields)), says(f"{prefix}-against", claim(R, **fields))]


@pytest.mark.parametrize(
    ("supporting", "refuting", "shown_under", "across_variants"),
    [
        ("therapy", ["therapy"], "therapy", False),
        ("variant one", ["variant one"], "variant one", False),
        ("the therapy by another name", ["therapy"], "therapy", False),
        ("variant of one", ["therapy"], "therapy", True),
        ("variant of one", ["variant one"], "variant one", True),
        ("therapy", ["variant one", "variant two"], "therapy", True),
    ],
)
def test_the_broadest_treatment_that_takes_part_names_it(
    desk: Desk, supporting: str, refuting: list[str], shown_under: str, across_variants: bool
) -> None:
    desk.load(says("a", on(S, supporting)), *[says(f"against {name}", on(R, name)) for name in refuting])
    (found,) = desk.disagreements()
    assert (found.treatment, found.across_variants) == (shown_under, across_variants)


@pytest.mark.parametrize(
    ("supporting", "refuting", "condition"),
    [
        ([None], [None], None),
        (["hair loss"], ["hair loss"], "hair loss"),
        (["hair loss"], ["pattern hair loss"], "hair loss"),
        ([None], ["pattern hair loss"], "pattern hair loss"),
        ([None], ["pattern hair loss", "traction alopecia"], None),
        (["hair loss"], ["pattern hair loss", "traction alopecia"], "hair loss"),
    ],
    ids=str,
)
def test_the_condition_is_the_broadest_stated_if_all_lie_under_it(
    desk: Desk, supporting: list[str | None], refuting: list[str | None], condition: str | None
) -> None:
    desk.load(
        *[says(f"for-{n}", claim(S, condition=name)) for n, name in enumerate(supporting)],
        *[says(f"against-{n}", claim(R, condition=name)) for n, name in enumerate(refuting)],
    )
    (found,) = desk.disagreements()
    assert found.condition == condition
    assert found.proposition == f"therapy brings a worthwhile improvement in {condition or 'what it is used for'}"


def test_the_third_side_does_not_widen_treatment_or_condition(desk: Desk) -> None:
    neutral = says("c", claim(N, treatment="therapy", condition="hair loss"))
    desk.load(*opposed("a", treatment="variant one", condition="pattern hair loss"), neutral)
    (found,) = desk.disagreements()
    assert (found.treatment, found.across_variants, found.condition) == ("variant one", False, "pattern hair loss")


@pytest.mark.parametrize(
    ("asked", "treatment", "supports", "refutes"),
    [
        (None, "surgery", "b", "a"),
        ("surgery", "surgery", "b", "a"),
        ("therapy", "therapy", "a", "b"),
        ("the therapy by another name", "therapy", "a", "b"),
    ],
)
def test_a_mirrored_comparison_is_shown_under_the_treatment_asked_for(
    desk: Desk, asked: str | None, treatment: str, supports: str, refutes: str
) -> None:
    desk.load(says("a", better(S, "therapy", "surgery")), says("b", better(S, "surgery", "therapy")))
    (found,) = desk.disagreements(asked)
    assert shown(found) == ("contradiction", {"supports": [supports], "refutes": [refutes]})
    assert found.treatment == treatment


def test_a_mirrored_comparison_reads_from_the_treatment_it_is_shown_under(desk: Desk) -> None:
    desk.load(says("a", better(S, "therapy", "surgery")), says("b", better(S, "surgery", "therapy")))
    assert [desk.disagreements(asked)[0].proposition for asked in ("therapy", "surgery")] == [
        "therapy is better than surgery",
        "surgery is better than therapy",
    ]


def test_the_order_is_kind_then_score_then_voices_then_wording_then_treatment_then_source(desk: Desk) -> None:
    desk.load(
        says("z-unconfirmed", claim(S, treatment="massage")),
        says("z-neutral", claim(N, treatment="massage")),
        says("own", claim(S, treatment="pills"), claim(R, treatment="pills")),
        *opposed("wording", treatment="surgery", aspect="safety"),
        *opposed("treatment", treatment="keyhole surgery"),
        *opposed("source-b", population="men"),
        *opposed("source-a", population="women"),
        *opposed("even", treatment="pills", proposition="{treatment} works at night"),
        says("even-also", claim(S, treatment="pills", proposition="{treatment} works at night")),
    )
    assert [next(iter(sides(each).values()))[0] for each in desk.disagreements()] == [
        "even-also/c1",
        "treatment-for/c1",
        "source-a-for/c1",
        "source-b-for/c1",
        "wording-for/c1",
        "own/c1",
        "z-unconfirmed/c1",
    ]


def test_the_score_is_not_rounded_for_the_order(desk: Desk) -> None:
    """Six against nine are more voices than five against five and read 0.9 too, but are less evenly disputed."""
    numbers = {"men": {S: 6, R: 9}, "women": {S: 5, R: 5}}
    desk.load(
        *[
            says(f"{name}-{stance}-{n}", claim(stance, population=name))
            for name, sides_of in numbers.items()
            for stance, number in sides_of.items()
            for n in range(number)
        ]
    )
    assert [(each.score, each.sides[0].voices) for each in desk.disagreements()] == [(0.9, 5), (0.9, 6)]


def test_claims_of_a_side_are_ordered_by_source_and_key(desk: Desk) -> None:
    many = [claim(S, outcome=f"outcome {n}") for n in range(11)]
    desk.load(says("b", *many), says("a", S), says("c", R))
    (found,) = desk.disagreements()
    assert sides(found)[S] == ["a/c1", *[f"b/c{n}" for n in range(1, 12)]]


def test_a_withdrawn_claim_no_longer_disagrees(desk: Desk) -> None:
    desk.load(*opposed("a"))
    desk.load({**says("a-against"), "claims": []}, name="later.json")
    assert desk.disagreements() == []


def asked_for(desk: Desk, treatment: str | None = None, **question: str) -> list[str]:
    return [next(iter(sides(each).values()))[0].split("/")[0] for each in desk.disagreements(treatment, **question)]


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [
        (None, ["surgery-for", "between"]),
        ("therapy", ["between"]),
        ("variant one", ["between"]),
        ("variant of one", []),
        ("variant two", []),
        ("surgery", ["surgery-for"]),
        ("keyhole surgery", []),
    ],
)
def test_a_treatment_asks_for_what_it_or_a_descendant_takes_part_in(
    desk: Desk, treatment: str | None, expected: list[str]
) -> None:
    desk.load(says("between", S), says("against", on(R, "variant one")), says("two", on(S, "variant two")))
    desk.load(*opposed("surgery", treatment="surgery"), name="more.json")
    assert asked_for(desk, treatment) == expected


def test_a_disagreement_that_is_asked_for_is_shown_whole(desk: Desk) -> None:
    desk.load(says("a", S), says("b", on(R, "variant one")), says("c", on(R, "variant two")))
    (found,) = desk.disagreements("variant one")
    assert sides(found) == {S: ["a/c1"], R: ["b/c1", "c/c1"]}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("contradiction", ["a"]),
        ("self-contradiction", ["own"]),
        ("unconfirmed", ["d"]),
        ("numeric", []),
        ("reversal", []),
    ],
)
def test_a_kind_asks_for_that_kind_alone(desk: Desk, kind: str, expected: list[str]) -> None:
    desk.load(says("a", S), says("b", R), says("own", on(S, "pills"), on(R, "pills")))
    desk.load(says("d", on(S, "surgery")), says("e", on(N, "surgery")), name="more.json")
    assert asked_for(desk, kind=kind) == expected


def test_an_aspect_asks_for_that_aspect_alone(desk: Desk) -> None:
    desk.load(*opposed("efficacy"), *opposed("safety", aspect="safety"))
    assert asked_for(desk, aspect="safety") == ["safety-for"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("hair loss", ["wide", "pattern-for"]),
        ("pattern hair loss", ["wide", "pattern-for"]),
        ("traction alopecia", []),
    ],
)
def test_a_condition_asks_for_what_is_said_of_it_or_what_lies_under_it(
    desk: Desk, condition: str, expected: list[str]
) -> None:
    desk.load(*opposed("pattern", condition="pattern hair loss"), *opposed("unstated", treatment="surgery"))
    wide = [claim(S, treatment="pills"), claim(R, treatment="pills", condition="pattern hair loss")]
    desk.load(says("wide", wide[0]), says("wide-against", wide[1]), name="more.json")
    assert asked_for(desk, condition=condition) == expected


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ({"treatment": "surgeri"}, "there is no treatment 'surgeri'; did you mean surgery?"),
        ({"treatment": "xyzzy"}, "there is no treatment 'xyzzy'; 'kb treatments' lists them"),
        (
            {"condition": "hair los"},
            "there is no condition 'hair los'; did you mean hair loss or pattern hair loss?",
        ),
        ({"condition": "xyzzy"}, "there is no condition 'xyzzy'; no claim and no vocabulary has such a name"),
    ],
)
def test_a_name_that_nobody_knows_is_no_empty_answer(desk: Desk, question: Any, message: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        desk.base.disagreements(**question)
    assert str(raised.value) == message
