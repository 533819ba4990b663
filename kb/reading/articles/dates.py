"""Dates as pages, journals and PDFs write them, to YYYY, YYYY-MM or YYYY-MM-DD."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from kb.dates import check_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_ISO = re.compile(r"\s*([12][0-9]{3})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?(?![0-9])")
_COMPACT = re.compile(r"\s*([12][0-9]{3})([0-9]{2})([0-9]{2})(?![0-9])")
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_DAY}[\s.-]+{_MONTH},?[\s-]+([12][0-9]{{3}})(?![0-9])", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH}\s+(?:{_DAY},?\s+)?([12][0-9]{{3}})(?![0-9])", re.IGNORECASE)
#: With points the day comes first wherever it is written so; with strokes and hyphens either may.
_NUMERIC = re.compile(r"(?<![0-9./-])([0-9]{1,2})([/.-])([0-9]{1,2})\2([12][0-9]{3}|[0-9]{2})(?![0-9]|[/.-][0-9])")
#: The first printed journals.
_FIRST_YEAR = 1665


def find_date(text: str | None) -> str | None:
    """Return the date with which ``text`` begins, as exact as it is given; None for none, or one that cannot be.

    Of ``03/04/2021`` only the year is certain.
    """
    return _shared(read_date(text))


def read_date(text: str | None) -> tuple[str, ...]:
    """Return what the date with which ``text`` begins may be: none, one, or two where day and month can be either."""
    text = (text or "").lstrip()
    if found := _ISO.match(text) or _COMPACT.match(text):
        return _known(make_date(*found.groups()))
    if found := _DAY_FIRST.match(text):
        return _known(make_date(found[3], month_number(found[2]), found[1]))
    if found := _MONTH_FIRST.match(text):
        return _known(make_date(found[3], month_number(found[1]), found[2]))
    return _read_numeric(found) if (found := _NUMERIC.match(text)) and len(found[4]) == 4 else ()


def _known(date: str | None) -> tuple[str, ...]:
    return () if date is None else (date,)


def _read_numeric(found: re.Match[str], year: str | None = None) -> tuple[str, ...]:
    """Return the days that ``13/04/2021`` and its like may be, the one with the day first before the other."""
    one, point, other, written = found.groups()
    orders = [(other, one)] if point == "." else [(other, one), (one, other)]
    made = [make_date(year or written, month, day) for month, day in orders if int(month) <= 12]
    return tuple(dict.fromkeys(each for each in made if each and len(each) == 10))


def decide_date(readings: tuple[str, ...], dates: Iterable[str], text: str) -> str | None:
    """Return of a date that can be one of ``readings`` what is certain.

    That is all of it where one of ``dates``, other dates of the same publication, is one of the readings; the month
    where one of them names it, or where ``text`` writes another date in which day and month can only stand in one
    order; else the year.
    """
    if len(readings) < 2:
        return readings[0] if readings else None
    others = [each for each in dates if len(each) > 4]
    if whole := {each for each in others if each in readings}:
        return _shared(tuple(whole))
    months = {each[:7] for each in others} | {each[:7] for each in _in_order_of(text, readings)}
    fitting = tuple({each[:7] for each in readings if each[:7] in months})
    return fitting[0] if len(fitting) == 1 else _shared(readings)


def _in_order_of(text: str, readings: tuple[str, ...]) -> tuple[str, ...]:
    """Return that of ``readings``, the one with the day first and the other, which is in the one order of all other
    numeric dates of ``text``."""
    places = {(int(each[1]), int(each[3])) for each in _NUMERIC.finditer(text) if each[2] != "."}
    day_first = any(12 < one <= 31 and other <= 12 for one, other in places)
    month_first = any(12 < other <= 31 and one <= 12 for one, other in places)
    return () if day_first == month_first else readings[:1] if day_first else readings[1:]


def readings_of_shown(date: str, text: str) -> tuple[str, ...]:
    """Return what a day that was found on a page may be, by how ``text``, the page, writes it."""
    if len(date) < 10 or is_written(date, text):
        return (date,)
    year = date[:4]
    for found in _NUMERIC.finditer(text):
        if year.endswith(found[4]) and date in (readings := _read_numeric(found, year)):
            return readings
    return (date,)


def is_written(date: str, text: str) -> bool:
    """Whether ``text`` gives a day in a form in which it can be no other."""
    year, month, day = date.split("-")
    if any(each in text for each in (date, f"{year}/{month}/{day}", f"{year}{month}{day}", f"{day}.{month}.{year}")):
        return True
    name, number = rf"{_MONTHS[int(month) - 1]}[a-z]*\W{{1,3}}", rf"(?<![0-9])0?{int(day)}(?:st|nd|rd|th)?\W{{1,3}}"
    return re.search(rf"(?:{number}{name}|{name}{number}){year}", text, re.IGNORECASE) is not None


def _shared(readings: tuple[str, ...]) -> str | None:
    """Return what all of ``readings`` share, as a date."""
    if len(readings) < 2:
        return readings[0] if readings else None
    return next((readings[0][:end] for end in (10, 7, 4) if len({each[:end] for each in readings}) == 1), None)


def make_date(year: str | None, month: str | None = None, day: str | None = None) -> str | None:
    """Return the parts as one date; a part that is no number, and what is below it, is left out, and so is a day that
    its month does not have."""
    parts = [year or ""]
    for part in (month, day):
        if not (part and part.strip().isdecimal() and part.strip().isascii() and int(part)):
            break
        parts.append(f"{int(part):02}")
    made = _on_calendar(parts) or (_on_calendar(parts[:2]) if len(parts) > 2 else None)
    tomorrow = str((datetime.now(UTC) + timedelta(days=1)).date())
    return made if made and int(made[:4]) >= _FIRST_YEAR and made <= tomorrow[: len(made)] else None


def _on_calendar(parts: list[str]) -> str | None:
    try:
        return check_date("-".join(parts))
    except ValueError:
        return None


def month_number(name: str | None) -> str | None:
    """Return the number of a month that is given by number or English name."""
    name = (name or "").strip().lower()
    return str(_MONTHS.index(name[:3]) + 1) if name[:3] in _MONTHS else name or None
