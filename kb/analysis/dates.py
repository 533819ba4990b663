"""Dates as sources give them: a year, a month or a day, and which of two is surely later."""


def surely_later(one: str | None, other: str | None) -> bool:
    """Whether ``one`` is later than ``other`` whatever the missing parts are: 2021-03 is not surely later than 2021."""
    if not one or not other:
        return False
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def year_of(published: str | None) -> str | None:
    return published[:4] if published else None
