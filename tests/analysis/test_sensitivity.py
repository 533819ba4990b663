"""The same question asked of part of the base: what is left, what that changes, and what a disagreement hangs on."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from kb import KnowledgeBase
from kb.errors import NotFoundError, UsageError
from kb.records import Change
from tests.analysis.generated import bases
from tests.analysis.saying import JANE, VOCABULARY, N, R, S, contradiction, says, shown, unconfirmed
from tests.building import Desk, Record, claim

#: One supports, in 2019; three refute: a sponsored one, one on a trial, and an undated one.
LOADED = [
    says("a", claim(S, evidence="cohort"), published="2019", interest="independent"),
    says("b", R, published="2020-05", interest="sponsored"),
    says("c", claim(R, evidence="randomised-trial"), published="2021", interest="independent"),
    says("d", claim(R, interest="commercial"), interest="unknown"),
]

LEFT: dict[str, tuple[dict[str, Any], str | None]] = {
    "everything": ({}, "b c d"),
    "without an interest": ({"without": ["sponsored"]}, "c d"),
    "a speaker's own interest counts, not that of the source": ({"without": ["unknown"]}, "b c d"),
    "so without the interest of the speaker": ({"without": ["commercial"]}, "b c"),
    "without a source": ({"without": ["c"]}, "b d"),
    "without a source and an interest": ({"without": ["c", "sponsored"]}, "d"),
    "without all of one side": ({"without": ["independent"]}, None),
    "one name alone": ({"without": "sponsored"}, "c d"),
    "as of a year, all of it, and nothing undated": ({"as_of": "2020"}, "b"),
    "as of a month": ({"as_of": "2020-05"}, "b"),
    "as of the month before": ({"as_of": "2020-04"}, None),
    "a source dated by its year alone is of its first day": ({"as_of": "2021-01-01"}, "b c"),
    "on a level of evidence or better": ({"evidence": "cohort.."}, "c"),
    "on that level alone": ({"evidence": "randomised-trial"}, None),
    "from one level to another, in any order": ({"evidence": "randomised-trial..cohort"}, "c"),
    "on a level or weaker, the unstated is neither": ({"evidence": "..randomised-trial"}, "c"),
    "from unstated evidence alone": ({"evidence": "unstated"}, None),
}


@pytest.mark.parametrize(("asked", "refuting"), LEFT.values(), ids=LEFT)
def test_what_is_left_of_a_disagreement(desk: Desk, asked: dict[str, Any], refuting: str | None) -> None:
    desk.load(*LOADED)
    expected = [contradiction("a", refuting)] if refuting else []
    assert [shown(each) for each in desk.disagreements(**asked)] == expected


def test_what_is_left_out_is_counted_and_what_has_no_date_beside_it(desk: Desk) -> None:
    desk.load(*LOADED)
    told = desk.base.compare(as_of="2020")
    assert (told.total, told.left_out, told.undated) == (1, 2, 1)
    assert desk.base.compare().left_out == 0


def changed(desk: Desk, **asked: Any) -> list[tuple[str, str, Any, Any]]:
    """Return the changes as the word for it, the kind, and the voices before and after."""
    return [(each.change, each.kind, _voices(each, "before"), _voices(each, "after")) for each in changes(desk, asked)]


def changes(desk: Desk, asked: dict[str, Any]) -> list[Change]:
    return desk.base.compare(asked.pop("treatment", None), **asked).changes


def _voices(change: Change, when: str) -> list[int] | None:
    weight = getattr(change, when)
    return list(weight.voices.values()) if weight else None


def test_a_disagreement_loses_voices_or_ends(desk: Desk) -> None:
    desk.load(*LOADED)
    assert changed(desk, without=["sponsored"]) == [("changed", "contradiction", [1, 3, 0], [1, 2, 0])]
    assert changed(desk, without=["a"]) == [("ended", "contradiction", [1, 3, 0], None)]
    assert changed(desk) == []


def test_what_stays_as_it_is_is_no_change(desk: Desk) -> None:
    desk.load(*LOADED, says("apart", claim(S, aspect="safety"), interest="industry-funded"))
    assert changed(desk, without=["industry-funded"]) == []


def test_a_claim_whose_opponent_is_left_out_may_go_beyond_what_is_known(desk: Desk) -> None:
    desk.load(says("a", S), says("b", R), says("c", N))
    assert changed(desk, without=["b"]) == [
        ("ended", "contradiction", [1, 1, 1], None),
        ("new", "unconfirmed", None, [1, 1]),
    ]


def test_a_disagreement_may_fall_apart(desk: Desk) -> None:
    desk.vocabulary(**VOCABULARY)
    desk.load(
        says("a", claim(S, population="men")),
        says("b", claim(R, population="men")),
        says("c", claim(S, population="women")),
        says("d", claim(R, population="women")),
        says("link", R),
    )
    assert changed(desk, without=["link"]) == [
        ("changed", "contradiction", [2, 3, 0], [1, 1, 0]),
        ("changed", "contradiction", [2, 3, 0], [1, 1, 0]),
    ]


def test_what_is_only_no_longer_about_it_has_not_ended(desk: Desk) -> None:
    desk.vocabulary(**VOCABULARY)
    desk.load(says("a", claim(S, treatment="variant one")), says("b", R), says("c", S))
    (change,) = changes(desk, {"treatment": "variant one", "without": ["a"]})
    assert (change.change, change.after and change.after.voices) == ("changed", {S: 1, R: 1, N: 0})


def test_only_claims_on_what_is_asked_are_counted_as_left_out(desk: Desk) -> None:
    desk.vocabulary(**VOCABULARY)
    apart = [claim(R, aspect="safety"), claim(R, treatment="surgery"), claim(R, condition="traction alopecia")]
    desk.load(says("a", R, *apart, interest="sponsored"))
    asked: dict[str, Any] = {"aspect": "efficacy", "condition": "pattern hair loss", "without": ["sponsored"]}
    assert desk.base.compare("therapy", **asked).left_out == 1
    assert desk.base.compare(without=["sponsored"]).left_out == 4


def test_voices_stay_joined_by_what_is_left_out(desk: Desk) -> None:
    desk.load(says("a"), says("b", S, derived_from="a"), says("c", S, derived_from="a"), says("d", R))
    assert [side.voices for side in desk.disagreements(without=["a"])[0].sides] == [1, 1, 0]


@pytest.mark.parametrize(
    ("loaded", "flips"),
    [
        ([says("a", S), says("b", R), says("c", R)], ["a"]),
        ([says("a", S), says("b", R)], ["a", "b"]),
        ([says("a", S), says("b", S), says("c", R), says("d", R)], []),
        ([says("a", S, R)], ["a"]),
        ([says("a", S, by=JANE, published="2019"), says("b", R, by=JANE, published="2020")], ["a", "b"]),
        ([says("a", S), says("b", N), says("c", N)], ["a"]),
    ],
    ids=["one against two", "one against one", "two against two", "within one", "a change of mind", "not known"],
)
def test_what_a_disagreement_hangs_on(desk: Desk, loaded: list[Record], flips: list[str]) -> None:
    desk.load(*loaded)
    (found,) = desk.disagreements(flips=True)
    assert found.flips == flips


def test_who_takes_the_place_of_a_source_keeps_a_disagreement_from_hanging_on_it(desk: Desk) -> None:
    """Without b the claim of a is in no contradiction any more, and stands against c in place of that of b."""
    desk.vocabulary(**VOCABULARY)
    desk.load(
        says("a", claim(S, population="men")),
        says("b", claim(R, population="men"), claim(S, population="women")),
        says("c", N),
    )
    assert shown(desk.disagreements()[1]) == unconfirmed(supports="b/c2", neutral="c")
    assert desk.disagreements(flips=True)[1].flips == ["c"]


def test_an_interest_that_is_the_key_of_a_source_too_is_refused(desk: Desk) -> None:
    desk.load(*LOADED, says("sponsored", S))
    with pytest.raises(UsageError) as raised:
        desk.base.compare(without=["sponsored"])
    assert str(raised.value) == "'sponsored' is an interest and the key of a source: give that source another key"


def test_what_is_not_compared_is_of_no_kind(desk: Desk) -> None:
    desk.load(*LOADED)
    with pytest.raises(UsageError) as raised:
        desk.base.not_comparable(kind="numeric")
    assert str(raised.value) == "a pair that is not compared is of no kind: leave it out"


@given(bases())
@settings(max_examples=40, deadline=None)
def test_it_hangs_on_the_sources_without_which_it_ends(records: list[Record]) -> None:
    with KnowledgeBase.in_memory() as base, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), base)
        desk.vocabulary(**VOCABULARY)
        desk.load(*records)
        hanging: dict[str, list[Any]] = {record["source"]["key"]: [] for record in records}
        for each in desk.disagreements(flips=True):
            for key in each.flips or []:
                hanging[key].append((each.kind, each.treatment, each.proposition, each.score))
        for key, ending in hanging.items():
            ended = [each for each in changes(desk, {"without": [key]}) if each.change == "ended"]
            told = [(each.kind, each.treatment, each.proposition, each.before and each.before.score) for each in ended]
            assert sorted(told, key=repr) == sorted(ending, key=repr)


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        (
            {"without": ["sponsord"]},
            NotFoundError,
            "'sponsord' is no source and no interest; did you mean sponsored?",
        ),
        (
            {"without": ["nowhere at all"]},
            NotFoundError,
            "'nowhere at all' is no source and no interest; 'kb sources' lists the ones, 'kb vocabulary' the others",
        ),
        ({"as_of": "soon"}, UsageError, "'soon' is not a date: give YYYY, YYYY-MM or YYYY-MM-DD"),
        (
            {"evidence": "cohrt.."},
            UsageError,
            "evidence: 'cohrt' is not one of systematic-review, randomised-trial, cohort, case-series, laboratory,"
            " regulator, expert-opinion, testimonial; did you mean cohort?",
        ),
        ({"limit": -1}, UsageError, "limit: -1 is below 0"),
        ({"offset": -2}, UsageError, "offset: -2 is below 0"),
        ({"evidence": ".."}, UsageError, "evidence: '..' names no level; give one, as in cohort.."),
    ],
)
def test_what_cannot_be_asked(desk: Desk, asked: dict[str, Any], error: type[Exception], message: str) -> None:
    desk.load(*LOADED)
    with pytest.raises(error) as raised:
        desk.base.compare(**asked)
    assert str(raised.value) == message
