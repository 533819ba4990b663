"""Which source says something on what, which is silent, and which praise leaves something open."""

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import KnowledgeBase
from kb.errors import NotFoundError
from kb.records import Coverage
from kb.vocabulary import Aspect
from tests.analysis.saying import JANE, VOCABULARY, N, R, S, better, says, worded
from tests.building import Desk, Record, claim, source

ASPECTS = [aspect.value for aspect in Aspect]
MEASURED = {"name": "hairs grown", "low": "5", "unit": "hairs"}


def measured(**fields: Any) -> Record:
    return claim(None, quantity=MEASURED, **fields)


def on(aspect: str, stance: str = S) -> Record:
    """A claim on an aspect; on timing and mechanism it words its proposition."""
    if aspect in (Aspect.TIMING, Aspect.MECHANISM):
        return worded(stance, "{treatment} does a thing", aspect)
    return better(stance, "therapy", "pills") if aspect == Aspect.COMPARISON else claim(stance, aspect=aspect)


#: What a source says on efficacy, the state of its cell, and its claims that support, refute, hold open, measure.
CELLS: dict[str, tuple[list[Record], tuple[str, int, int, int, int]]] = {
    "one claim in favour": ([claim(S)], ("supports", 1, 0, 0, 0)),
    "two claims in favour": ([claim(S), claim(S, population="men")], ("supports", 2, 0, 0, 0)),
    "one claim against": ([claim(R)], ("refutes", 0, 1, 0, 0)),
    "for and against": ([claim(S), claim(R)], ("both", 1, 1, 0, 0)),
    "for and against, of two variants": (
        [claim(S, treatment="variant one"), claim(R, treatment="variant two")],
        ("both", 1, 1, 0, 0),
    ),
    "for and against, on two propositions": ([claim(S), worded(R, "{treatment} regrows hair")], ("both", 1, 1, 0, 0)),
    "only that it is not known": ([claim(N)], ("neutral", 0, 0, 1, 0)),
    "for, and that it is not known": ([claim(S), claim(N)], ("supports", 1, 0, 1, 0)),
    "against, and that it is not known": ([claim(R), claim(N)], ("refutes", 0, 1, 1, 0)),
    "for, against and not known": ([claim(S), claim(R), claim(N)], ("both", 1, 1, 1, 0)),
    "a measurement alone": ([measured()], ("measures", 0, 0, 0, 1)),
    "a measurement that supports": ([claim(S, quantity=MEASURED)], ("supports", 1, 0, 0, 0)),
    "a measurement beside a stance": ([measured(), claim(N)], ("neutral", 0, 0, 1, 1)),
    "something else alone": ([claim(S, aspect="safety")], ("silent", 0, 0, 0, 0)),
    "a claim that waits for review": ([claim(S, status="proposed"), on("safety")], ("silent", 0, 0, 0, 0)),
    "a claim that was withdrawn": ([claim(S, status="withdrawn"), on("safety")], ("silent", 0, 0, 0, 0)),
    "a claim about another treatment": ([claim(S, treatment="surgery"), on("safety")], ("silent", 0, 0, 0, 0)),
    "as a comparator of another treatment": (
        [better(S, "surgery", "therapy"), on("safety")],
        ("silent", 0, 0, 0, 0),
    ),
}


@pytest.mark.parametrize(("said", "expected"), CELLS.values(), ids=CELLS)
def test_the_cell_of_a_source(desk: Desk, said: list[Record], expected: tuple[Any, ...]) -> None:
    desk.vocabulary(**VOCABULARY)
    desk.load(source("a", *said))
    (found,) = desk.base.coverage("therapy").sources
    cell = found.cells["efficacy"]
    assert (cell.state, cell.supports, cell.refutes, cell.neutral, cell.measures) == expected


#: The condition of a claim, and whether it counts where "hair loss" and where "pattern hair loss" is asked for.
CONDITIONS: dict[str, tuple[str | None, bool, bool]] = {
    "the same": ("hair loss", True, True),
    "one under it": ("pattern hair loss", True, True),
    "a sibling": ("traction alopecia", True, False),
    "another": ("scars", False, False),
    "none": (None, True, True),
}


@pytest.mark.parametrize(("condition", "of_broad", "of_narrow"), CONDITIONS.values(), ids=CONDITIONS)
def test_a_claim_counts_unless_it_is_about_another_condition(
    desk: Desk, condition: str | None, of_broad: bool, of_narrow: bool
) -> None:
    desk.vocabulary(**VOCABULARY)
    desk.load(source("a", claim(S, condition=condition)), source("b", claim(S, treatment="pills", condition="scars")))
    for asked, counts in (("hair loss", of_broad), ("pattern hair loss", of_narrow), (None, True)):
        found = desk.base.coverage("therapy", condition=asked)
        assert [each.key for each in found.sources] == ["a"] * counts
        assert found.condition == asked


ASKED = ["safety", "evidence", "cost", "regulation", "comparison"]
#: What a source says, and what it is told to be silent on; None where it is not one-sided.
PRAISE: dict[str, tuple[list[Record], list[str] | None]] = {
    "praise alone": ([claim(S)], ASKED),
    "praise of a variant": ([claim(S, treatment="variant one")], ASKED),
    "praise and safety": ([claim(S), on("safety")], ["evidence", "cost", "regulation", "comparison"]),
    "praise, and that it is not safe": ([claim(S), on("safety", R)], ["evidence", "cost", "regulation", "comparison"]),
    "praise and a price": (
        [claim(S), measured(aspect="cost")],
        ["safety", "evidence", "regulation", "comparison"],
    ),
    "praise and all but the evidence": (
        [claim(S), *(on(each) for each in ASKED if each != "evidence")],
        ["evidence"],
    ),
    "praise and everything asked": ([claim(S), *map(on, ASKED)], None),
    "praise and every other thing": ([claim(S), *(on(each) for each in ASPECTS if each not in ASKED)], ASKED),
    "praise and doubt": ([claim(S), claim(R)], None),
    "praise held open": ([claim(S), claim(N)], None),
    "praise and a measurement": ([claim(S), measured()], ASKED),
    "no praise": ([claim(R)], None),
    "a measurement, no praise": ([measured()], None),
    "praise of other things": ([on("durability")], None),
}


@pytest.mark.parametrize(("said", "silent_on"), PRAISE.values(), ids=PRAISE)
def test_which_praise_is_silent_on_what(desk: Desk, said: list[Record], silent_on: list[str] | None) -> None:
    desk.vocabulary(**VOCABULARY)
    desk.load(source("a", *said))
    found = desk.base.coverage("therapy")
    assert [each.silent_on for each in found.one_sided] == ([] if silent_on is None else [silent_on])


def test_the_most_silent_praise_comes_first_then_what_it_is_silent_on_then_the_key(desk: Desk) -> None:
    desk.load(
        source("d", claim(S)),
        source("c", claim(S), on("safety")),
        source("b", claim(S), on("cost")),
        source("a", claim(S), on("safety")),
        source("e", claim(S), on("safety"), on("cost")),
        source("B", claim(S)),
    )
    assert [each.key for each in desk.base.coverage("therapy").one_sided] == ["B", "d", "b", "a", "c", "e"]


def test_the_source_that_speaks_on_most_comes_first_then_the_key_decides(desk: Desk) -> None:
    desk.load(
        source("a", on("cost")),
        source("z", on("cost"), on("safety"), on("timing")),
        source("c", on("cost"), on("safety")),
        source("b", measured(), on("safety")),
        source("d", on("cost"), on("cost", R), on("cost", N)),
    )
    assert [each.key for each in desk.base.coverage("therapy").sources] == ["z", "b", "c", "a", "d"]


def test_a_source_is_shown_with_what_it_is(desk: Desk) -> None:
    desk.load(
        says("a", S, by=JANE, kind="blog", publisher="The Blog", published="2021-03", interest="commercial"),
    )
    (found,) = desk.base.coverage("therapy").sources
    assert (found.title, found.kind, found.publisher, found.published) == ("On a", "blog", "The Blog", "2021-03")
    assert (found.interest, found.authors) == ("commercial", [JANE])


def test_the_totals_count_sources_by_what_they_say(desk: Desk) -> None:
    desk.load(
        source("a", claim(S), claim(S, population="men")),
        source("b", claim(S), claim(R)),
        source("c", claim(N)),
        source("d", measured()),
        source("e", on("safety")),
        source("f", claim(R)),
    )
    first = desk.base.coverage("therapy").totals[0]
    assert (first.aspect, first.addressed, first.silent) == ("efficacy", 5, 1)
    assert (first.supports, first.refutes, first.both, first.neutral, first.measures) == (1, 1, 1, 1, 1)


def test_a_treatment_that_nobody_speaks_of_has_no_source(desk: Desk) -> None:
    desk.vocabulary(treatments=["therapy"])
    found = desk.base.coverage("therapy")
    assert (found.treatment, found.sources, found.one_sided, found.sources_in_all) == ("therapy", [], [], 0)
    assert {(total.addressed, total.silent) for total in found.totals} == {(0, 0)}


def test_a_treatment_goes_by_any_of_its_names(desk: Desk) -> None:
    desk.vocabulary(treatments=[{"name": "therapy", "aliases": ["the cure"]}])
    desk.load(source("a", claim(S)))
    assert desk.base.coverage("The Cure") == desk.base.coverage("therapy")
    assert desk.base.coverage("The Cure").treatment == "therapy"


@pytest.mark.parametrize("ask", ["coverage", "voices_by_interest"])
def test_an_unknown_name_is_told_with_the_nearest(desk: Desk, ask: str) -> None:
    desk.load(source("a", claim(S, condition="hair loss")))
    with pytest.raises(NotFoundError) as raised:
        getattr(desk.base, ask)("therpy")
    assert str(raised.value) == "there is no treatment 'therpy'; did you mean therapy?"
    with pytest.raises(NotFoundError) as raised:
        getattr(desk.base, ask)("therapy", condition="hair los")
    assert str(raised.value) == "there is no condition 'hair los'; did you mean hair loss?"


ABOUT = ["therapy", "variant one", "variant of one", "surgery"]
said = st.builds(
    lambda stance, aspect, treatment, condition: (
        {**(measured(aspect=aspect) if stance is None else on(aspect, stance)), "treatment": treatment}
        | ({"condition": condition} if condition else {})
    ),
    st.sampled_from([S, R, N, None]),
    st.sampled_from(ASPECTS),
    st.sampled_from(ABOUT),
    st.sampled_from([None, "hair loss", "pattern hair loss", "scars"]),
)
collections = st.lists(st.lists(said, min_size=1, max_size=6), min_size=1, max_size=5).map(
    lambda sources: [source(f"s{number}", *claims) for number, claims in enumerate(sources)]
)


@given(collections, st.sampled_from([None, "hair loss"]))
@settings(max_examples=20, deadline=None)
def test_the_cells_hold_what_counting_the_claims_gives(records: list[Record], condition: str | None) -> None:
    with KnowledgeBase.in_memory() as base, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), base)
        desk.vocabulary(**(VOCABULARY | {"conditions": [*VOCABULARY["conditions"], "scars"]}))
        desk.load(*records)
        found = base.coverage("therapy", condition=condition)
    counted = naive_counts(records, condition)
    assert {each.key for each in found.sources} == {key for key, _, _ in counted}
    for each in found.sources:
        for aspect, cell in each.cells.items():
            numbers = [counted[each.key, aspect, stance] for stance in (S, R, N, None)]
            assert [cell.supports, cell.refutes, cell.neutral, cell.measures] == numbers
            assert (cell.state == "silent") == (not any(numbers))
    assert_the_totals_add_up(found)


def naive_counts(records: list[Record], condition: str | None) -> Counter[tuple[str, str, str | None]]:
    """Count the claims of therapy and its variants, and of no other condition, by source, aspect and stance."""
    return Counter(
        (record["source"]["key"], each["aspect"], each.get("stance"))
        for record in records
        for each in record["claims"]
        if each["treatment"] != "surgery" and not (condition and each.get("condition") == "scars")
    )


def assert_the_totals_add_up(found: Coverage) -> None:
    assert [total.aspect for total in found.totals] == found.aspects == ASPECTS
    for total in found.totals:
        assert total.addressed == total.supports + total.refutes + total.both + total.neutral + total.measures
        assert total.addressed + total.silent == found.sources_in_all == len(found.sources)
        states = Counter(each.cells[total.aspect].state for each in found.sources)
        assert (states["silent"], states["both"], states["supports"]) == (total.silent, total.both, total.supports)
