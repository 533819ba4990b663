"""Dates as sources give them: a year, a month or a day, and which of two is surely later."""

import re
from datetime import date

#: What completes a year or a month, from the length of what is given on.
FIRST_DAY = "0000-01-01"
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def check_date(text: str) -> str:
    """Return ``text`` if it is YYYY, YYYY-MM or YYYY-MM-DD and on the calendar; raise ValueError otherwise."""
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is not a date: give YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"'{text}' is not on the calendar") from None
    return text


def surely_later(one: str | None, other: str | None) -> bool:
    """Whether ``one`` is later than ``other`` whatever the missing parts are: 2021-03 is not surely later than 2021."""
    if not one or not other:
        return False
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def to_first_day(published: str) -> str:
    """Return a date to the day: a year or a month stands for the first day of it."""
    return published + FIRST_DAY[len(published) :]


def is_by(published: str | None, end: str) -> bool:
    """Whether something was surely or perhaps published by the end of ``end``, a day, month or year: by 2021 takes all
    of 2021. What bears no date was not."""
    return published is not None and to_first_day(published)[: len(end)] <= end


def year_of(published: str | None) -> str | None:
    return published[:4] if published else None
