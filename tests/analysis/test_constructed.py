"""Constructed cases: each line of the table names a rule of DESIGN.md, what is loaded, and what must come out of it."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from kb.records import Disagreement, as_dict
from tests.analysis.naive.answers import NaiveBase
from tests.analysis.saying import (
    JANE,
    JOHN,
    VOCABULARY,
    Found,
    N,
    R,
    S,
    bare,
    better,
    contradiction,
    measured,
    numeric,
    on,
    reversal,
    says,
    self_contradiction,
    shown,
    unconfirmed,
)
from tests.building import Desk, Record, claim


@dataclass(frozen=True)
class Case:
    """What is loaded, what is found, how many pairs are not comparable by field, and ``details`` of what is found
    first."""

    loaded: tuple[Record, ...]
    finds: list[Found]
    parted: dict[str, int] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)


def case(*loaded: Record, finds: list[Found], parted: dict[str, int] | None = None, **details: Any) -> Case:
    return Case(loaded, finds, parted or {}, details)


def nothing(*loaded: Record, **parted: int) -> Case:
    """A case in which nobody disagrees; pairs that only their frames part are counted by field."""
    return Case(loaded, [], parted)


def clinic(key: str, *said: str | Record, publisher: str = "Hair Clinic", **fields: Any) -> Record:
    return says(key, *said, kind="clinic-page", publisher=publisher, **fields)


def post(key: str, *said: str | Record, **fields: Any) -> Record:
    return says(key, *said, kind="sponsored-post", sponsor="Hair Clinic", **fields)


def trial(stance: str, **fields: Any) -> Record:
    return claim(stance, evidence="randomised-trial", **fields)


MEN, WOMEN = {"population": "men"}, {"population": "women"}
FDA, TGA = {"aspect": "regulation", "regulator": "FDA"}, {"aspect": "regulation", "regulator": "TGA"}
BOTH = [{"name": JANE}, {"name": JOHN}]
ORCID, OTHER_ORCID = "0000-0002-1825-0097", "0000-0001-5109-3700"

CONTRADICTIONS = {
    "one supports, one refutes": case(
        says("a", S), says("b", R), finds=[contradiction("a", "b")], voices=[1, 1, 0], score=0.5
    ),
    "the third side shows who says it is not known, unscored": case(
        *[says("a", S), says("b", R), says("c", N), says("d", N)],
        finds=[contradiction("a", "b", neutral="c d")],
        voices=[1, 1, 2],
        score=0.5,
    ),
    "the third side holds no voice that takes part": case(
        says("a", S, by=JANE), says("b", R), says("c", N, by=JANE), finds=[contradiction("a", "b")]
    ),
    "one against nine": case(
        says("a", S),
        *[says(f"b{n}", R) for n in range(9)],
        finds=[contradiction("a", " ".join(f"b{n}" for n in range(9)))],
        voices=[1, 9, 0],
        score=0.32,
    ),
    "ten posts of one sponsor are one voice": case(
        *[post(f"p{n}", S, publisher=f"Paper {n}") for n in range(10)],
        says("trial", R),
        finds=[contradiction(" ".join(f"p{n}" for n in range(10)), "trial")],
        voices=[1, 1, 0],
        score=0.5,
    ),
    "two experts in one article contradict each other": case(
        says("a", claim(S, author=JANE), claim(R, author=JOHN)), finds=[contradiction("a", "a/c2")]
    ),
    "a press release is a voice with the article it goes back to": case(
        says("a", S, by=JANE),
        says("b", S, kind="press-release", publisher="The University", derived_from="a"),
        says("c", R),
        finds=[contradiction("a b", "c")],
        voices=[1, 1, 0],
    ),
    "an expert whom a reprint quotes is a voice of their own": case(
        says("a", S), says("b", claim(R, author=JANE), derived_from="a"), finds=[contradiction("a", "b")]
    ),
    "unsigned pages of two clinics": case(
        clinic("a", S), clinic("b", R, publisher="Scalp Clinic"), finds=[contradiction("a", "b")]
    ),
    "a surname with initials never joins two sources": case(
        *[says("a", S, by="Smith J"), says("b", S, by="J. Smith"), says("c", S, by="Smith J"), says("d", R)],
        finds=[contradiction("a b c", "d")],
        voices=[3, 1, 0],
        score=0.56,
    ),
    "initials with one ORCID do": case(
        *[says(key, S, authors=[{"name": "Smith J", "orcid": ORCID}]) for key in "ab"],
        says("c", R),
        finds=[contradiction("a b", "c")],
        voices=[1, 1, 0],
    ),
    "one name with two ORCIDs is two persons": case(
        says("a", S, authors=[{"name": JANE, "orcid": ORCID}]),
        says("b", R, authors=[{"name": JANE, "orcid": OTHER_ORCID}]),
        finds=[contradiction("a", "b")],
    ),
    "voices are joined within one side and never across": case(
        *[says("a", S, by=JANE), says("b", R, by=JOHN), says("c", S, authors=BOTH)],
        finds=[contradiction("a", "b"), self_contradiction("c", "b")],
    ),
}

SELF_CONTRADICTIONS = {
    "one source asserts both": case(says("a", S, R), finds=[self_contradiction("a", "a/c2")], score=0.5),
    "one source that hedges on one side does not": nothing(says("a", S, claim(R, certainty="hedged"))),
    "in two undated sources a hedge does not excuse": case(
        says("a", claim(S, certainty="hedged"), by=JANE), says("b", R, by=JANE), finds=[self_contradiction("a", "b")]
    ),
    "unsigned pages of one clinic": case(clinic("a", S), clinic("b", R), finds=[self_contradiction("a", "b")]),
    "a reprint that says otherwise": case(
        says("a", S), says("b", R, derived_from="a"), finds=[self_contradiction("a", "b")]
    ),
    "a source that derives from the earlier is no change of mind, however much later": case(
        says("a", S, by=JANE, published="2010"),
        says("b", R, by=JANE, published="2020", derived_from="a"),
        finds=[self_contradiction("a", "b")],
    ),
    "initials are one person within one source": case(
        says("a", S, claim(R, author="Smith J"), by="Smith J"), finds=[self_contradiction("a", "a/c2")]
    ),
    "an author quoted in their own article is one, also where two of that name sign elsewhere": case(
        says("a", S, claim(R, author=JANE), authors=[{"name": JANE, "orcid": ORCID}]),
        says("b", on(S, "pills"), authors=[{"name": JANE, "orcid": OTHER_ORCID}]),
        finds=[self_contradiction("a", "a/c2")],
    ),
    "initials are one person within one source, also where it is signed with an ORCID": case(
        says("a", S, claim(R, author="Smith J"), authors=[{"name": "Smith J", "orcid": ORCID}]),
        finds=[self_contradiction("a", "a/c2")],
    ),
    "a voice counts one a side, however many sources it has": case(
        *[clinic(f"for-{n}", S) for n in range(3)],
        clinic("against", R),
        says("c", N),
        finds=[self_contradiction("for-0 for-1 for-2", "against", neutral="c")],
        voices=[1, 1, 1],
        score=0.5,
    ),
}

REVERSALS = {
    "one speaker takes the other side in a later source": case(
        says("a", S, by=JANE, published="2019"),
        says("b", R, by=JANE, published="2021"),
        finds=[reversal("a", "b")],
        voices=[1, 1],
        score=0.5,
    ),
    "the earlier stands first, whatever it says": case(
        says("a", S, by=JANE, published="2021-04"),
        says("b", R, by=JANE, published="2021-03"),
        finds=[reversal("b", "a")],
    ),
    "a month is not surely later than its year": case(
        says("a", S, by=JANE, published="2021"),
        says("b", R, by=JANE, published="2021-03"),
        finds=[self_contradiction("a", "b")],
    ),
    "a co-author takes it back": case(
        says("a", S, authors=BOTH, published="2019"),
        says("b", R, by=JOHN, published="2021"),
        finds=[reversal("a", "b")],
    ),
    "of three dates the middle stands on both sides": case(
        says("a", S, by=JANE, published="2019"),
        says("b", R, by=JANE, published="2020"),
        says("c", S, by=JANE, published="2021"),
        finds=[reversal("a b", "b c")],
    ),
    "a reversal and a contradiction side by side": case(
        says("a", S, by=JANE, published="2019"),
        says("b", R, by=JANE, published="2021"),
        says("c", R),
        finds=[contradiction("a", "c"), reversal("a", "b")],
    ),
    "who is updated may still be unconfirmed": case(
        says("a", S, by=JANE, published="2019"),
        says("b", R, by=JANE, published="2021"),
        says("c", N),
        finds=[reversal("a", "b"), unconfirmed(supports="a", neutral="c"), unconfirmed(refutes="b", neutral="c")],
    ),
    "two reprints that part ways at two dates share a voice and no speaker": nothing(
        says("a"),
        says("b", S, published="2019", derived_from="a"),
        says("c", R, published="2021", derived_from="a"),
    ),
    "a clinic that puts the other treatment first later on": case(
        clinic("a", better(S, "therapy", "surgery"), published="2019"),
        clinic("b", better(S, "surgery", "therapy"), published="2021"),
        finds=[reversal("a", "b")],
    ),
    "an expert takes back in one article what they said in another": case(
        says("a", claim(S, author=JANE), by=JOHN, published="2019"),
        says("b", claim(R, author=JANE), by="Ann Lee", published="2020"),
        finds=[reversal("a", "b")],
    ),
    "no reversal in others than it was said of": nothing(
        says("a", claim(S, **MEN), by=JANE, published="2019"), says("b", claim(R, **WOMEN), by=JANE, published="2021")
    ),
}

NUMBERS = {
    "ranges that do not overlap": case(
        says("a", measured(6, 8, "months")),
        says("b", measured(2, 4, "months")),
        finds=[numeric("b", "a")],
        voices=[1, 1],
        score=0.5,
    ),
    "ranges that overlap": nothing(says("a", measured(2, 6, "months")), says("b", measured(5, 8, "months"))),
    "touching ends overlap": nothing(says("a", measured(2, 6, "months")), says("b", measured(6, 8, "months"))),
    "an end may be open above": case(
        says("a", measured(2, None, "years")), says("b", measured(6, 12, "months")), finds=[numeric("b", "a")]
    ),
    "an end may be open below": case(
        says("a", measured(None, 8, "weeks")), says("b", measured(3, 6, "months")), finds=[numeric("a", "b")]
    ),
    "two ranges open on one side overlap": nothing(
        says("a", measured(2, None, "years")), says("b", measured(8, None, "years"))
    ),
    "one number stands for itself and a tenth above": nothing(
        says("a", bare(10, "months")), says("b", measured(11, 12, "months"))
    ),
    "and a tenth below": nothing(says("a", bare(10, "months")), says("b", measured(8, 9, "months"))),
    "and no more": case(
        *[
            says("a", bare(10, "months")),
            says("b", measured(11.1, 12, "months")),
            says("c", measured(8, 8.9, "months")),
        ],
        finds=[numeric("a c", "a b")],
    ),
    "a tenth of each of two numbers": nothing(says("a", bare(10, "months")), says("b", bare(12, "months"))),
    "a tenth of each is not enough": case(
        says("a", bare(10, "months")), says("b", bare(12.5, "months")), finds=[numeric("a", "b")]
    ),
    "half a year is six months": nothing(says("a", bare(0.5, "years")), says("b", bare(6, "months"))),
    "half a year is less than nine months": case(
        says("a", bare(9, "months")), says("b", bare(0.5, "years")), finds=[numeric("b", "a")]
    ),
    "two decades are twenty years": nothing(says("a", bare(2, "decades")), says("b", bare(20, "years"))),
    "two decades are more than five years": case(
        says("a", measured(2, None, "decades")), says("b", measured(None, 5, "years")), finds=[numeric("b", "a")]
    ),
    "grafts are no sessions": nothing(says("a", bare(3000, "grafts")), says("b", bare(2, "sessions"))),
    "months are no kilograms": nothing(says("a", bare(6, "months")), says("b", bare(60, "kg"))),
    "Australian dollars are no US dollars": nothing(says("a", bare(100, "AUD")), says("b", bare(9000, "USD"))),
    "a share is no dose by weight": nothing(says("a", bare(5, "%")), says("b", bare(90, "mg/kg"))),
    "two quantities of one wording": nothing(
        says("a", bare(6, "months", name="onset", proposition="{treatment} takes time")),
        says("b", bare(60, "months", name="full effect", proposition="{treatment} takes time")),
    ),
    "a name of a quantity is one in any case and with any blanks": case(
        says("a", bare(6, "months", name="time to results")),
        says("b", bare(60, "months", name="Time  to Results")),
        finds=[numeric("a", "b")],
    ),
    "one voice that gives two numbers": nothing(
        says("a", bare(6, "months"), by=JANE), says("b", bare(60, "months"), by=JANE)
    ),
    "the middle of three stands on both sides": case(
        *[says("a", bare(1, "months")), says("b", bare(6, "months")), says("c", bare(36, "months"))],
        finds=[numeric("a b", "b c")],
        voices=[2, 2],
        score=0.75,
    ),
    "numbers in other people": nothing(
        says("a", bare(6, "months", population="men")), says("b", bare(60, "months", population="women"))
    ),
    "a variant and what it is a variant of": case(
        says("a", bare(6, "months")),
        says("b", bare(60, "months", treatment="variant one")),
        finds=[numeric("a", "b")],
        treatment="therapy",
        across_variants=True,
    ),
    "numbers beside a stance": case(
        says("a", measured(6, 8, "months", aspect="efficacy", stance=S)),
        says("b", measured(2, 3, "years", aspect="efficacy", stance=R)),
        finds=[contradiction("a", "b"), numeric("a", "b")],
    ),
    "a number beside a stance is on another proposition than a number alone": nothing(
        says("a", measured(6, 8, "months", aspect="efficacy", stance=S)),
        says("b", measured(2, 3, "years", aspect="efficacy")),
    ),
    "the sides of a number are counted in voices": case(
        *[post(f"p{n}", bare(1, "months"), publisher=f"Paper {n}") for n in range(3)],
        *[says("a", bare(12, "months")), says("b", bare(12, "months"))],
        finds=[numeric("p0 p1 p2", "a b")],
        voices=[1, 2],
        score=0.59,
    ),
}

UNCONFIRMED = {
    "one supports what another says is not known": case(
        says("a", S), says("b", N), finds=[unconfirmed(supports="a", neutral="b")], voices=[1, 1], score=0.5
    ),
    "the two directions stand apart": case(
        *[says("a", claim(S, **MEN)), says("b", claim(R, **WOMEN)), says("c", N)],
        finds=[unconfirmed(supports="a", neutral="c"), unconfirmed(refutes="b", neutral="c")],
        parted={"population": 1},
    ),
    "who is contradicted is not unconfirmed as well": case(
        says("a", S), says("b", R), says("c", N), finds=[contradiction("a", "b", neutral="c")]
    ),
    "one voice that supports and does not know": nothing(says("a", S, by=JANE), says("b", N, by=JANE)),
    "two unsigned posts of one sponsor are one voice that does not know": case(
        *[says("a", R), post("p0", N, publisher="Paper 0"), post("p1", N, publisher="Paper 1")],
        finds=[unconfirmed(refutes="a", neutral="p0 p1")],
        voices=[1, 1],
    ),
}

FRAMES = {
    "siblings do not meet": nothing(says("a", on(S, "variant one")), says("b", on(R, "variant two")), treatment=1),
    "an ancestor and a variant of a variant do": case(
        says("a", S),
        says("b", on(R, "variant of one")),
        finds=[contradiction("a", "b")],
        treatment="therapy",
        across_variants=True,
    ),
    "siblings are linked by what they are variants of": case(
        *[says("a", S), says("b", on(R, "variant one")), says("c", on(R, "variant two"))],
        finds=[contradiction("a", "b c")],
        voices=[1, 2, 0],
        across_variants=True,
    ),
    "two trees have nothing to do with each other": nothing(says("a", on(S, "therapy")), says("b", on(R, "pills"))),
    "men and women do not meet": nothing(says("a", claim(S, **MEN)), says("b", claim(R, **WOMEN)), population=1),
    "conditions side by side do not meet": nothing(
        says("a", claim(S, condition="pattern hair loss")),
        says("b", claim(R, condition="traction alopecia")),
        condition=1,
    ),
    "the broadest condition stated is that of the disagreement": case(
        *[says("a", claim(S, condition="hair loss")), says("b", claim(R, condition="traction alopecia")), says("c", R)],
        finds=[contradiction("a", "b c")],
        condition="hair loss",
    ),
    "conditions of which none is the broadest leave it open": case(
        says("a", S),
        says("b", claim(R, condition="pattern hair loss")),
        says("c", claim(R, condition="traction alopecia")),
        finds=[contradiction("a", "b c")],
        condition=None,
    ),
    "another outcome does not meet": nothing(
        says("a", claim(S, outcome="hair density")), says("b", claim(R, outcome="hair count")), outcome=1
    ),
    "approved by one regulator and not by another": nothing(
        says("a", claim(S, **FDA)), says("b", claim(R, **TGA)), regulator=1
    ),
    "approved by one regulator, and by none": case(
        says("a", claim(S, **FDA)), says("b", claim(R, aspect="regulation")), finds=[contradiction("a", "b")]
    ),
    "the first part of the frame that parts counts": nothing(
        says("a", claim(S, outcome="hair density", **MEN)),
        says("b", claim(R, outcome="hair count", **WOMEN)),
        population=1,
    ),
    "one voice is not counted as not comparable": nothing(
        says("a", claim(S, **MEN), by=JANE), says("b", claim(R, **WOMEN), by=JANE)
    ),
    "of several comparators one that meets is enough": case(
        says("a", better(S, "therapy", "surgery", "pills")),
        says("b", better(R, "therapy", "massage", "pills")),
        finds=[contradiction("a", "b")],
    ),
    "other comparators do not meet": nothing(
        says("a", better(S, "therapy", "surgery")), says("b", better(R, "therapy", "pills")), comparator=1
    ),
    "each puts its own first: shown once, under the first by name": case(
        says("a", better(S, "therapy", "surgery")),
        says("b", better(S, "surgery", "therapy")),
        finds=[contradiction("b", "a")],
        treatment="surgery",
        across_variants=False,
    ),
    "within one tree only the exact name turns a comparison round": nothing(
        says("a", better(S, "variant one", "therapy")), says("b", better(S, "variant of one", "therapy"))
    ),
    "each of two variants before the other": case(
        says("a", better(S, "variant one", "variant two")),
        says("b", better(S, "variant two", "variant one")),
        finds=[contradiction("a", "b")],
    ),
    "who finds neither better contradicts nobody": nothing(
        says("a", better(R, "therapy", "surgery")), says("b", better(R, "surgery", "therapy"))
    ),
    "only the default wording turns round": nothing(
        says("a", better(S, "therapy", "surgery", proposition="{treatment} beats {comparator}")),
        says("b", better(S, "surgery", "therapy", proposition="{treatment} beats {comparator}")),
    ),
}

BESIDE_THE_SCORE = {
    "a commercial page that refutes speaks against its interest": case(
        says("a", S), clinic("b", R, interest="commercial"), finds=[contradiction("a", "b")], against_interest=["b/c1"]
    ),
    "not where the claim is given an unknown interest": case(
        says("a", S),
        clinic("b", claim(R, interest="unknown"), interest="commercial"),
        finds=[contradiction("a", "b")],
        against_interest=[],
    ),
    "nor one that supports": case(
        clinic("a", S, interest="commercial"), says("b", R), finds=[contradiction("a", "b")], against_interest=[]
    ),
    "what separates: known values of which the sides share none": case(
        post("a", claim(S, evidence="testimonial"), interest="sponsored", published="2015"),
        says("b", trial(R), interest="independent", published="2020"),
        finds=[contradiction("a", "b")],
        separated_by={
            "interest": {S: ["sponsored"], R: ["independent"]},
            "evidence": {S: ["testimonial"], R: ["randomised-trial"]},
            "kind": {S: ["sponsored-post"], R: ["journal-article"]},
            "year": {S: ["2015"], R: ["2020"]},
        },
    ),
    "what is shared or not known separates nobody": case(
        *[says("a", trial(S), published="2020"), says("b", trial(R), published="2020"), says("c", R)],
        finds=[contradiction("a", "b c")],
        separated_by={},
    ),
    "population, treatment and certainty separate too": case(
        says("a", claim(S, certainty="hedged", population="adults", treatment="variant one")),
        says("b", claim(R, population="men")),
        finds=[contradiction("a", "b")],
        separated_by={
            "certainty": {S: ["hedged"], R: ["asserted"]},
            "population": {S: ["adults"], R: ["men"]},
            "treatment": {S: ["variant one"], R: ["therapy"]},
        },
    ),
    "the composition counts voices": case(
        *[post(f"p{n}", S, interest="sponsored") for n in range(3)],
        says("a", trial(S), interest="independent"),
        says("b", trial(R), interest="independent"),
        finds=[contradiction("a p0 p1 p2", "b")],
        interest={S: {"sponsored": 1, "independent": 1}, R: {"independent": 1}},
        evidence={S: {"unstated": 1, "randomised-trial": 1}, R: {"randomised-trial": 1}},
    ),
}

TABLE = {
    name: each
    for part in (CONTRADICTIONS, SELF_CONTRADICTIONS, REVERSALS, NUMBERS, UNCONFIRMED, FRAMES, BESIDE_THE_SCORE)
    for name, each in part.items()
}


def details(disagreement: Disagreement) -> dict[str, Any]:
    """Return what stands beside the sides of a disagreement."""
    said = [claim for side in disagreement.sides for claim in side.claims]
    composition = {
        name: {label: counted for label, counted in by_label.items() if counted}
        for name, by_label in as_dict(disagreement.composition).items()
    }
    return {
        "voices": [side.voices for side in disagreement.sides],
        "score": disagreement.score,
        "treatment": disagreement.treatment,
        "across_variants": disagreement.across_variants,
        "condition": disagreement.condition,
        "separated_by": {each.attribute: each.values for each in disagreement.separated_by},
        "against_interest": [each.reference for each in said if each.against_interest],
        **composition,
    }


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_constructed_case(desk: Desk, row: Case) -> None:
    desk.vocabulary(**VOCABULARY)
    desk.load(*row.loaded)
    found = desk.disagreements()
    assert [shown(each) for each in found] == row.finds
    assert desk.base.count_not_comparable() == row.parted
    told = details(found[0]) if found else {}
    assert {name: told[name] for name in row.details} == row.details


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_comparing_all_with_all_finds_the_same(row: Case) -> None:
    naive = NaiveBase(row.loaded, VOCABULARY)
    told = [
        (each.kind, {label: [name.removesuffix("/c1") for name in names] for label, (_, names) in each.sides.items()})
        for each in naive.disagreements()
    ]
    filled = [(kind, {label: names for label, names in by_label.items() if names}) for kind, by_label in told]
    assert sorted(filled, key=repr) == sorted(row.finds, key=repr)
    assert naive.not_comparable() == row.parted
