"""The first disagreements of a base are the first of all: found from counts, as if all were worked out."""

import tempfile
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import KnowledgeBase
from kb.analysis.disagreement.contested import bound_of
from kb.analysis.disagreement.description import score
from tests.analysis.generated import bases
from tests.analysis.saying import JANE, VOCABULARY, N, R, S, better, says
from tests.building import Desk, Record, claim


def check(records: list[Record], pages: list[tuple[int, int]], **asked: str) -> None:
    """Hold pages of the disagreements of a base with ``records`` against all of them."""
    with KnowledgeBase.in_memory() as base, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), base)
        desk.vocabulary(**VOCABULARY)
        desk.load(*records)
        every = desk.disagreements(flips=True, **asked)
        for limit, offset in pages:
            shown = desk.disagreements(limit=limit, offset=offset, flips=True, **asked)
            assert shown == every[offset : offset + limit]


@given(bases(), st.sampled_from([{}, {"kind": "contradiction"}, {"aspect": "comparison"}, {"condition": "hair loss"}]))
@settings(max_examples=10, deadline=None)
def test_a_page_is_the_same_as_that_part_of_all(records: list[Record], asked: dict[str, str]) -> None:
    check(records, [(1, 0), (2, 0), (2, 1), (5, 0), (0, 0)], **asked)


scattered = st.lists(
    st.builds(
        lambda stance, treatment, condition, comparator: (
            better(stance, treatment, *comparator, condition=condition)
            if comparator
            else {**claim(stance, treatment=treatment), **({"condition": condition} if condition else {})}
        ),
        st.sampled_from([S, R, S, R, N]),
        st.sampled_from(["therapy", "variant one", "surgery", "keyhole surgery", "pills", "tea"]),
        st.sampled_from([None, "hair loss", "pattern hair loss", "pain", "fever", "pain", "fever", "cough"]),
        st.sampled_from([(), (), (), ("massage",), ("yoga",)]),
    ),
    min_size=1,
    max_size=5,
)


@given(st.lists(scattered, min_size=4, max_size=12), st.sampled_from([None, JANE]))
@settings(max_examples=15, deadline=None)
def test_of_many_matters_the_most_disputed_come_first(sources: list[list[Record]], by: str | None) -> None:
    records = [says(f"s{n}", *said, by=by if n % 3 else None) for n, said in enumerate(sources)]
    check(records, [(1, 0), (2, 0), (3, 2), (20, 0)])


def test_no_number_of_voices_goes_beyond_the_bound() -> None:
    for supporting, refuting in product(range(1, 14), repeat=2):
        highest = max(score(a, b) for a in range(1, supporting + 1) for b in range(1, refuting + 1))
        assert bound_of(supporting, refuting) == (highest, supporting + refuting)


@pytest.mark.parametrize("numbers", [(0, 0), (0, 5), (5, 0)])
def test_nobody_disputes_what_has_one_side(numbers: tuple[int, int]) -> None:
    assert bound_of(*numbers).score == 0.0


def test_a_claim_in_no_condition_joins_those_in_any(desk: Desk) -> None:
    for number, condition in enumerate(["pain", "fever", "cough"]):
        desk.load(says(f"s{number}", {**claim(S), "condition": condition}), name=f"s{number}.json")
    desk.load(says("r", claim(R)), says("x", {**claim(S), "condition": "itch"}, {**claim(R), "condition": "itch"}))
    (first,) = desk.disagreements(limit=1)
    assert [side.voices for side in first.sides] == [4, 1, 0]


def test_a_comparison_the_other_way_round_is_found_among_the_first(desk: Desk) -> None:
    desk.load(says("a", better(S, "pills", "surgery")), says("b", better(S, "surgery", "pills")))
    (first,) = desk.disagreements(limit=1)
    assert (first.kind, first.treatment) == ("contradiction", "pills")


def disputed(treatment: str, supporting: int, refuting: int, **fields: str) -> list[Record]:
    """Return sources, each a voice, of which so many support and refute what is said of ``treatment``."""
    stances = [S] * supporting + [R] * refuting
    return [
        says(f"{treatment}-{number}", claim(each, treatment=treatment, **fields)) for number, each in enumerate(stances)
    ]


def test_of_equally_disputed_matters_the_first_by_name_comes_first(desk: Desk) -> None:
    desk.load(*(record for name in "zyxwvutsrqponmlk" for record in disputed(name, 1, 1, condition="pain")))
    assert [each.treatment for each in desk.disagreements(limit=2)] == ["k", "l"]


def load_others(desk: Desk) -> None:
    """Load as many matters as are looked at first that two voices and one dispute, and more that one and one do."""
    desk.load(*(record for name in "zyxw" for record in disputed(name, 2, 1, condition="pain")))
    desk.load(*(record for name in "vutsrqponm" for record in disputed(name, 1, 1, condition="pain")), name="more.json")


def test_who_knows_nothing_of_any_condition_stands_beside_what_is_disputed_in_one(desk: Desk) -> None:
    desk.load(*disputed("pills", 1, 1, condition="pain"), says("open", claim(N, treatment="pills")))
    (first,) = desk.disagreements(limit=1)
    assert [side.voices for side in first.sides] == [1, 1, 1]


def test_a_comparison_is_as_disputed_as_all_that_praise_either(desk: Desk) -> None:
    load_others(desk)
    for number in range(3):
        desk.load(says(f"a{number}", better(S, "pills", "surgery", condition="pain")), name=f"a{number}.json")
        desk.load(says(f"b{number}", better(S, "surgery", "pills", condition="pain")), name=f"b{number}.json")
    (first,) = desk.disagreements(limit=1)
    assert (first.treatment, [side.voices for side in first.sides]) == ("pills", [3, 3, 0])


def test_what_is_said_in_no_condition_counts_with_what_is_said_in_one(desk: Desk) -> None:
    load_others(desk)
    desk.load(*disputed("pills", 1, 1, condition="pain"))
    desk.load(
        *({**each, "source": {**each["source"], "key": f"any{n}"}} for n, each in enumerate(disputed("pills", 2, 2)))
    )
    (first,) = desk.disagreements(limit=1)
    assert (first.treatment, [side.voices for side in first.sides]) == ("pills", [3, 3, 0])


@pytest.mark.parametrize(("among", "limit", "is_counted"), [(3, 1, True), (2, 1, False), (2, 0, True), (2, None, True)])
def test_a_page_of_a_base_with_more_claims_than_that_is_not_counted(
    desk: Desk, among: int, limit: int | None, is_counted: bool
) -> None:
    desk.load(*disputed("pills", 2, 1))
    found = desk.base.compare(limit=limit, count_among=among)
    assert found.disagreements == desk.disagreements(limit=limit)
    assert found.total == (1 if is_counted else None)


def test_what_is_asked_of_one_treatment_is_counted_in_a_base_of_any_size(desk: Desk) -> None:
    desk.load(*disputed("pills", 2, 1))
    assert desk.base.compare("pills", limit=1, count_among=0).total == 1
