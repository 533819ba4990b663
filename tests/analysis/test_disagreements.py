"""What disagrees with what: each case says what is loaded and what must come out, and nothing else."""

import pytest

from tests.analysis.saying import (
    JANE,
    VOCABULARY,
    Found,
    N,
    R,
    S,
    better,
    contradiction,
    on,
    reversal,
    says,
    self_contradiction,
    shown,
    unconfirmed,
    worded,
)
from tests.building import Desk, Record, claim

Case = tuple[list[Record], list[Found]]

KINDS: dict[str, Case] = {
    "who supports and who refutes contradict each other": (
        [says("a", S), says("b", R)],
        [contradiction("a", "b")],
    ),
    "those who say the same do not": ([says("a", S), says("b", S)], []),
    "nor do two who both say it is not known": ([says("a", N), says("b", N)], []),
    "what is not known stands on a third side and makes no entry of its own": (
        [says("a", S), says("b", R), says("c", N)],
        [contradiction("a", "b", neutral="c")],
    ),
    "the third side holds no voice that takes part": (
        [says("a", S), says("b", R, N)],
        [contradiction("a", "b")],
    ),
    "the third side holds nothing that is said of others": (
        [
            says("a", claim(S, population="men")),
            says("b", claim(R, population="men")),
            says("c", on(N, "surgery")),
            says("d", claim(N, population="women")),
            says("e", claim(N, population="adults")),
        ],
        [contradiction("a", "b", neutral="e")],
    ),
    "one source that asserts both contradicts itself": ([says("a", S, R)], [self_contradiction("a", "a/c2")]),
    "one source that hedges one side does not": ([says("a", S, claim(R, certainty="hedged"))], []),
    "nor does one that speculates": ([says("a", claim(S, certainty="speculative"), R)], []),
    "two undated sources of one author": (
        [says("a", S, by=JANE), says("b", R, by=JANE)],
        [self_contradiction("a", "b")],
    ),
    "in two sources a hedge does not excuse": (
        [says("a", claim(S, certainty="hedged"), by=JANE), says("b", R, by=JANE)],
        [self_contradiction("a", "b")],
    ),
    "two sources of one author and one date": (
        [says("a", S, by=JANE, published="2021-03"), says("b", R, by=JANE, published="2021-03")],
        [self_contradiction("a", "b")],
    ),
    "a month of 2021 is not surely later than 2021": (
        [says("a", S, by=JANE, published="2021"), says("b", R, by=JANE, published="2021-03")],
        [self_contradiction("a", "b")],
    ),
    "an undated source is not surely later than a dated one": (
        [says("a", S, by=JANE, published="2021"), says("b", R, by=JANE)],
        [self_contradiction("a", "b")],
    ),
    "who changes sides in a surely later source does not contradict themselves": (
        [says("a", S, by=JANE, published="2021-03"), says("b", R, by=JANE, published="2021-04")],
        [reversal("a", "b")],
    ),
    "in whichever order the two are loaded": (
        [says("a", S, by=JANE, published="2022"), says("b", R, by=JANE, published="2021-12-31")],
        [reversal("b", "a")],
    ),
    "a later source that derives from the earlier one is no change of mind": (
        [says("a", S, by=JANE, published="2020"), says("b", R, by=JANE, published="2021", derived_from="a")],
        [self_contradiction("a", "b")],
    ),
    "also where it derives from it through another": (
        [
            says("a", S, published="2020"),
            says("b", published="2021", derived_from="a"),
            says("c", R, published="2022", derived_from="b"),
        ],
        [self_contradiction("a", "c")],
    ),
    "a self-contradiction has a third side too": (
        [says("a", S, R), says("b", N)],
        [self_contradiction("a", "a/c2", neutral="b")],
    ),
    "one claim may take part in both kinds": (
        [says("a", S, R), says("b", R)],
        [contradiction("a", "b"), self_contradiction("a", "a/c2")],
    ),
    "who supports what another says is not known": (
        [says("a", S), says("b", N)],
        [unconfirmed(supports="a", neutral="b")],
    ),
    "who refutes what another says is not known": (
        [says("a", R), says("b", N)],
        [unconfirmed(refutes="a", neutral="b")],
    ),
    "one voice that supports and does not know": ([says("a", S, N)], []),
    "the two directions make two entries": (
        [says("a", claim(S, population="men")), says("b", claim(R, population="women")), says("c", N)],
        [unconfirmed(supports="a", neutral="c"), unconfirmed(refutes="b", neutral="c")],
    ),
    "a claim in a contradiction is not unconfirmed as well, another beside it is": (
        [
            says("a", claim(S, population="men")),
            says("b", claim(R, population="men")),
            says("c", N),
            says("d", claim(S, population="women")),
        ],
        [contradiction("a", "b", neutral="c"), unconfirmed(supports="d", neutral="c")],
    ),
    "a claim in a self-contradiction is not unconfirmed as well": (
        [
            says("a", claim(S, population="men"), claim(R, population="men")),
            says("b", N),
            says("c", claim(R, population="women")),
        ],
        [self_contradiction("a", "a/c2", neutral="b"), unconfirmed(refutes="c", neutral="b")],
    ),
    "a claim that only measures takes no side": (
        [says("a", S), says("b", claim(None, quantity={"name": "duration", "low": 2, "unit": "years"}))],
        [],
    ),
    "only accepted claims count": (
        [says("a", S), says("b", claim(R, status="proposed")), says("c", claim(R, status="rejected"))],
        [],
    ),
    "nor does a third side hold others": (
        [says("a", S), says("b", R), says("c", claim(N, status="proposed"))],
        [contradiction("a", "b")],
    ),
}

FRAMES: dict[str, Case] = {
    "a proposition is one in any case and with any blanks": (
        [says("a", worded(S, "{treatment} works at night")), says("b", worded(R, "{treatment} WORKS  at Night"))],
        [contradiction("a", "b")],
    ),
    "the default wording written out is the default": (
        [says("a", S), says("b", worded(R, "{treatment} brings a worthwhile Improvement in {condition}"))],
        [contradiction("a", "b")],
    ),
    "another wording is another proposition": ([says("a", S), says("b", worded(R, "{treatment} works"))], []),
    "the same wording under another aspect too": (
        [says("a", worded(S, "{treatment} works", "efficacy")), says("b", worded(R, "{treatment} works", "safety"))],
        [],
    ),
    "a treatment is one under all its names": (
        [says("a", S), says("b", on(R, "The Therapy by another-name"))],
        [contradiction("a", "b")],
    ),
    "a variant contradicts what it is a variant of": (
        [says("a", S), says("b", on(R, "variant of one"))],
        [contradiction("a", "b")],
    ),
    "two variants do not meet": ([says("a", on(S, "variant one")), says("b", on(R, "variant two"))], []),
    "nor do two treatments": ([says("a", S), says("b", on(R, "surgery"))], []),
    "pairs that share a claim make one disagreement": (
        [says("a", S), says("b", on(R, "variant one")), says("c", on(R, "variant two"))],
        [contradiction("a", "b c")],
    ),
    "pairs that share none make two": (
        [
            says("a", on(S, "variant one")),
            says("b", on(R, "variant one")),
            says("c", on(S, "variant two")),
            says("d", on(R, "variant two")),
        ],
        [contradiction("a", "b"), contradiction("c", "d")],
    ),
    "a condition meets the one it lies under": (
        [says("a", claim(S, condition="hair loss")), says("b", claim(R, condition="pattern hair loss"))],
        [contradiction("a", "b")],
    ),
    "a condition meets one that is not stated": (
        [says("a", claim(S, condition="hair loss")), says("b", R)],
        [contradiction("a", "b")],
    ),
    "two conditions side by side do not meet": (
        [says("a", claim(S, condition="traction alopecia")), says("b", claim(R, condition="pattern hair loss"))],
        [],
    ),
    "a population meets the one it lies under": (
        [says("a", claim(S, population="men")), says("b", claim(R, population="adults"))],
        [contradiction("a", "b")],
    ),
    "men and women do not meet": (
        [says("a", claim(S, population="men")), says("b", claim(R, population="women"))],
        [],
    ),
    "every part of the frame must meet": (
        [
            says("a", claim(S, population="men", condition="hair loss")),
            says("b", claim(R, population="women", condition="hair loss")),
        ],
        [],
    ),
    "an outcome is one in any case and with any blanks": (
        [says("a", claim(S, outcome="hair density")), says("b", claim(R, outcome="Hair  Density"))],
        [contradiction("a", "b")],
    ),
    "another outcome does not meet": (
        [says("a", claim(S, outcome="hair density")), says("b", claim(R, outcome="hair count"))],
        [],
    ),
    "an outcome meets one that is not stated": (
        [says("a", claim(S, outcome="hair density")), says("b", R)],
        [contradiction("a", "b")],
    ),
    "a regulator is one in any case": (
        [
            says("a", claim(S, aspect="regulation", regulator="FDA")),
            says("b", claim(R, aspect="regulation", regulator="fda")),
        ],
        [contradiction("a", "b")],
    ),
    "approved here and not there is no contradiction": (
        [
            says("a", claim(S, aspect="regulation", regulator="FDA")),
            says("b", claim(R, aspect="regulation", regulator="TGA")),
        ],
        [],
    ),
}

COMPARISONS: dict[str, Case] = {
    "of several comparators one that meets is enough": (
        [says("a", better(S, "therapy", "surgery", "pills")), says("b", better(R, "therapy", "massage", "pills"))],
        [contradiction("a", "b")],
    ),
    "a comparator meets the one it lies under": (
        [says("a", better(S, "therapy", "surgery")), says("b", better(R, "therapy", "keyhole surgery"))],
        [contradiction("a", "b")],
    ),
    "another comparator does not meet": (
        [says("a", better(S, "therapy", "surgery")), says("b", better(R, "therapy", "pills"))],
        [],
    ),
    "a comparator meets one that is not stated": (
        [says("a", better(S, "therapy", "surgery")), says("b", better(R, "therapy"))],
        [contradiction("a", "b")],
    ),
    "each of two that puts its own first refutes the other, shown once": (
        [says("a", better(S, "therapy", "surgery")), says("b", better(S, "surgery", "therapy"))],
        [contradiction("b", "a")],
    ),
    "so do variants of theirs": (
        [says("a", better(S, "variant one", "surgery")), says("b", better(S, "keyhole surgery", "pills", "therapy"))],
        [contradiction("b", "a")],
    ),
    "a variant that beats what it is a variant of contradicts nobody": (
        [says("a", better(S, "variant one", "therapy")), says("b", better(S, "variant one", "therapy"))],
        [],
    ),
    "unless it is said the other way round": (
        [says("a", better(S, "variant one", "therapy")), says("b", better(S, "therapy", "variant one"))],
        [contradiction("b", "a")],
    ),
    "each of two variants before the other": (
        [says("a", better(S, "variant one", "variant two")), says("b", better(S, "variant two", "variant one"))],
        [contradiction("a", "b")],
    ),
    "what puts one first of several stands against each of them": (
        [
            says("a", better(S, "a first", "therapy", "surgery")),
            says("b", better(S, "therapy", "a first")),
            says("c", better(S, "surgery", "a first")),
        ],
        [contradiction("a", "b c")],
    ),
    "not where the conditions do not meet": (
        [
            says("a", better(S, "therapy", "surgery", condition="traction alopecia")),
            says("b", better(S, "surgery", "therapy", condition="pattern hair loss")),
        ],
        [],
    ),
    "nor where one is compared with something else": (
        [says("a", better(S, "therapy", "surgery")), says("b", better(S, "surgery", "pills"))],
        [],
    ),
    "who says that neither is better says nothing against either": (
        [says("a", better(R, "therapy", "surgery")), says("b", better(R, "surgery", "therapy"))],
        [],
    ),
    "that one is not better and the other is goes together": (
        [says("a", better(R, "therapy", "surgery")), says("b", better(S, "surgery", "therapy"))],
        [],
    ),
    "one source that asserts both ways round contradicts itself": (
        [says("a", better(S, "therapy", "surgery"), better(S, "surgery", "therapy"))],
        [self_contradiction("a/c2", "a")],
    ),
    "who refutes it outright stands with who praises the other": (
        [
            says("a", better(S, "therapy", "surgery")),
            says("b", better(S, "surgery", "therapy")),
            says("c", better(R, "surgery", "therapy")),
        ],
        [contradiction("b", "a c")],
    ),
    "the words of a comparison under another aspect are another proposition": (
        [
            says("a", better(S, "therapy", "surgery")),
            says(
                "b",
                better(S, "surgery", "therapy", aspect="cost", proposition="{treatment} is better than {comparator}"),
            ),
        ],
        [],
    ),
}


@pytest.mark.parametrize(
    ("loaded", "expected"),
    [pytest.param(*case, id=name) for table in (KINDS, FRAMES, COMPARISONS) for name, case in table.items()],
)
def test_what_disagrees(desk: Desk, loaded: list[Record], expected: list[Found]) -> None:
    desk.vocabulary(**VOCABULARY)
    desk.load(*loaded)
    assert [shown(each) for each in desk.disagreements()] == expected
