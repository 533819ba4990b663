"""Dates as sources give them, and which of two is surely later."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.dates import surely_later, year_of

dates = st.one_of(
    st.none(),
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2022", "2021", True),
        ("2021", "2022", False),
        ("2021", "2021", False),
        ("2021-03", "2021", False),
        ("2021", "2021-03", False),
        ("2021-12-31", "2021", False),
        ("2022-01", "2021", True),
        ("2022", "2021-12-31", True),
        ("2021-04", "2021-03", True),
        ("2021-04", "2021-03-31", True),
        ("2021-03", "2021-03-31", False),
        ("2021-03-31", "2021-03-30", True),
        ("2021-03-31", "2021-03-31", False),
        ("2021", None, False),
        (None, "2021", False),
        (None, None, False),
    ],
)
def test_a_date_is_surely_later_whatever_its_missing_parts_are(
    one: str | None, other: str | None, expected: bool
) -> None:
    assert surely_later(one, other) is expected


@given(dates, dates)
@settings(max_examples=100, deadline=None)
def test_of_two_dates_one_at_the_most_is_surely_later(one: str | None, other: str | None) -> None:
    assert not (surely_later(one, other) and surely_later(other, one))


@given(dates, dates, dates)
@settings(max_examples=100, deadline=None)
def test_later_than_the_later_is_never_surely_earlier(one: str | None, other: str | None, third: str | None) -> None:
    if surely_later(one, other) and surely_later(other, third):
        assert surely_later(one, third)


@pytest.mark.parametrize(
    ("published", "year"), [("2021-03-31", "2021"), ("2021-03", "2021"), ("2021", "2021"), (None, None)]
)
def test_the_year_of_a_date(published: str | None, year: str | None) -> None:
    assert year_of(published) == year
