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


def test_two_treatments_are_no_variants(desk: Desk) -> None:
    desk.load(over("a", "therapy", "pills"), over("b", "pills", "therapy"))
    assert [found.across_variants for found in desk.disagreements()] == [False]
