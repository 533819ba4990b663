"""Comparisons said from both ends: whose disagreement they are, and how it reads."""

import pytest

from tests.building import Desk, Record, claim, sides, source


def over(key: str, better: str, *worse: str) -> Record:
    """A source that says that one treatment is better than others."""
    return source(key, claim(treatment=better, aspect="comparison", comparator=list(worse)))


@pytest.mark.parametrize("asked", ["therapy", "pills", "surgery", None])
def test_it_stands_under_the_treatment_that_every_claim_is_about(desk: Desk, asked: str | None) -> None:
    desk.load(over("a", "therapy", "pills", "surgery"), over("b", "pills", "therapy"), over("c", "surgery", "therapy"))
    (found,) = desk.disagreements(asked)
    assert found.treatment == "therapy"
    assert sides(found) == {"supports": ["a/c1"], "refutes": ["b/c1", "c/c1"]}
    assert found.proposition == "therapy is better than pills or surgery"


@pytest.mark.parametrize(("asked", "shown"), [("pills", "pills"), ("therapy", "therapy"), (None, "pills")])
def test_of_two_it_stands_under_the_one_asked_for_else_the_first_by_name(
    desk: Desk, asked: str | None, shown: str
) -> None:
    desk.load(over("a", "therapy", "pills"), over("b", "pills", "therapy"))
    (found,) = desk.disagreements(asked)
    assert found.treatment == shown


CIRCLE = (
    over("a", "therapy", "pills", "surgery"),
    over("b", "pills", "therapy", "surgery"),
    over("c", "surgery", "therapy", "pills"),
)


@pytest.mark.parametrize(("asked", "for_it"), [("therapy", "a"), ("pills", "b"), ("surgery", "c")])
def test_of_three_that_each_praise_their_own_only_that_one_stands_for_it(desk: Desk, asked: str, for_it: str) -> None:
    desk.load(*CIRCLE)
    (found,) = desk.disagreements(asked)
    against = [f"{key}/c1" for key in "abc" if key != for_it]
    assert (found.treatment, sides(found)) == (asked, {"supports": [f"{for_it}/c1"], "refutes": against})


def test_who_denies_one_of_three_stands_against_it_however_linked(desk: Desk) -> None:
    denies = source("d", {**claim("refutes", treatment="surgery", aspect="comparison"), "comparator": ["pills"]})
    desk.load(*CIRCLE, denies)
    (found,) = desk.disagreements("surgery")
    assert sides(found) == {"supports": ["c/c1"], "refutes": ["a/c1", "b/c1", "d/c1"]}


def test_who_denies_a_variant_without_saying_over_what_stands_across_from_who_praises_it(desk: Desk) -> None:
    desk.vocabulary(treatments=["therapy", {"name": "variant", "parent": "therapy"}])
    denies = source("a", claim("refutes", treatment="variant", aspect="comparison"), derived_from="b")
    desk.load(denies, over("b", "therapy", "variant"), over("c", "variant", "therapy"))
    (found,) = desk.disagreements(kind="contradiction")
    assert sides(found) == {"supports": ["a/c1", "b/c1"], "refutes": ["c/c1"]}


def test_two_treatments_are_no_variants(desk: Desk) -> None:
    desk.load(over("a", "therapy", "pills"), over("b", "pills", "therapy"))
    assert [found.across_variants for found in desk.disagreements()] == [False]
