"""Which claim of the base each claim of a record is: by key, else in passes, each less exact than the one before."""

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.store.matching import ClaimFields, Known, free_keys, is_made_key, match_claims


def fields(frame: str, quote: str | None, rest: str = "r", key: str | None = None) -> ClaimFields:
    return ClaimFields(key, (frame,), (quote,) if quote else (), (rest,))


def known(row: int, frame: str, quote: str | None, rest: str = "r", key: str = "", *, withdrawn: bool = False) -> Known:
    return Known(fields(frame, quote, rest, key or f"c{row}"), withdrawn, row)


def rows(given_claims: list[ClaimFields], base: list[Known]) -> list[int | None]:
    return [None if match is None else match.row for match in match_claims(given_claims, base)]


def test_nothing_is_known_of_the_first_claims() -> None:
    assert rows([fields("f", "q"), fields("g", None)], []) == [None, None]


def test_a_key_decides_whatever_else_is_said() -> None:
    base = [known(1, "f", "q", key="a"), known(2, "g", "p", key="b")]
    assert rows([fields("g", "p", key="a"), fields("f", "q", key="b")], base) == [1, 2]


def test_a_claim_with_a_key_is_not_taken_by_an_earlier_one_without() -> None:
    assert rows([fields("f", "q"), fields("g", "p", key="a")], [known(1, "f", "q", key="a")]) == [None, 1]


def test_a_claim_that_is_equal_goes_before_one_that_comes_first_in_the_file() -> None:
    assert rows([fields("f", "q", "edited"), fields("f", "q")], [known(1, "f", "q")]) == [None, 1]


def test_the_same_frame_and_quotes_go_before_the_same_frame() -> None:
    assert rows([fields("f", "other", "x"), fields("f", "q", "x")], [known(1, "f", "q")]) == [None, 1]


def test_the_same_frame_goes_before_the_same_quotes() -> None:
    assert rows([fields("other", "q"), fields("f", "other")], [known(1, "f", "q")]) == [None, 1]


def test_the_same_quotes_are_enough() -> None:
    assert rows([fields("other", "q", "other")], [known(1, "f", "q")]) == [1]


def test_the_same_frame_is_enough() -> None:
    assert rows([fields("f", "other", "other")], [known(1, "f", "q")]) == [1]


def test_claims_without_quotes_do_not_have_the_same_quotes() -> None:
    assert rows([fields("other", None)], [known(1, "f", None)]) == [None]


def test_nothing_in_common_is_another_claim() -> None:
    assert rows([fields("other", "other")], [known(1, "f", "q")]) == [None]


def test_equal_claims_are_matched_in_the_order_of_the_file() -> None:
    base = [known(1, "f", "q"), known(2, "f", "q"), known(3, "f", "q")]
    assert rows([fields("f", "q"), fields("f", "q")], base) == [1, 2]


def test_among_equals_a_standing_claim_goes_before_a_withdrawn_one() -> None:
    base = [known(1, "f", "q", withdrawn=True), known(2, "f", "q")]
    assert rows([fields("f", "q"), fields("f", "q")], base) == [2, 1]


def test_a_withdrawn_claim_that_is_equal_goes_before_a_standing_one_that_is_not() -> None:
    assert rows([fields("f", "q")], [known(1, "f", "p"), known(2, "f", "q", withdrawn=True)]) == [2]


def test_a_claim_that_is_given_a_key_may_be_one_whose_key_was_made() -> None:
    assert rows([fields("f", "q", key="a")], [known(1, "f", "q", key="c1")]) == [1]


def test_a_claim_that_is_given_a_key_is_not_one_that_was_given_another() -> None:
    assert rows([fields("f", "q", key="a")], [known(1, "f", "q", key="b")]) == [None]


def test_a_claim_that_lost_its_key_in_the_file_is_the_same_claim() -> None:
    assert rows([fields("f", "q")], [known(1, "f", "q", key="a")]) == [1]


def test_a_claim_with_a_key_does_not_stop_the_search_for_one_behind_it() -> None:
    base = [known(1, "f", "q", key="b"), known(2, "f", "q", key="c2")]
    assert rows([fields("f", "q", key="a")], base) == [2]


@pytest.mark.parametrize(
    ("key", "is_made"),
    [
        ("c1", True),
        ("c12", True),
        ("c", False),
        ("C1", False),
        ("c1a", False),
        ("xc1", False),
        ("", False),
        (None, False),
    ],
)
def test_a_made_key_is_a_c_with_a_number(key: str | None, is_made: bool) -> None:
    assert is_made_key(key) is is_made


@pytest.mark.parametrize(
    ("used", "free"), [([], ["c1", "c2"]), (["c2", "a"], ["c3", "c4"]), (["c9", "c10", "c1x"], ["c11", "c12"])]
)
def test_new_keys_come_after_the_highest_made_one(used: list[str], free: list[str]) -> None:
    assert list(islice(free_keys(used), 2)) == free


few = st.sampled_from(["a", "b"])
records = st.lists(st.builds(fields, few, few | st.none(), few), max_size=8)


@settings(max_examples=80, deadline=None)
@given(records, records)
def test_no_claim_of_the_base_is_matched_twice(one: list[ClaimFields], other: list[ClaimFields]) -> None:
    base = [Known(claim, row % 3 == 0, row) for row, claim in enumerate(one)]
    matched = [row for row in rows(other, base) if row is not None]
    assert len(matched) == len(set(matched))


@settings(max_examples=80, deadline=None)
@given(records.flatmap(lambda claims: st.tuples(st.just(claims), st.permutations(claims))))
def test_a_record_in_another_order_is_matched_whole(case: tuple[list[ClaimFields], list[ClaimFields]]) -> None:
    claims, turned = case
    base = [Known(claim, False, row) for row, claim in enumerate(claims)]
    assert [match and match.fields for match in match_claims(turned, base)] == turned
