"""Dates as pages, journals and PDFs write them, to YYYY, YYYY-MM or YYYY-MM-DD."""

import re
from datetime import UTC, datetime, timedelta

from kb.dates import check_date

_ISO = re.compile(r"\s*([12][0-9]{3})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?(?![0-9])")
_COMPACT = re.compile(r"\s*([12][0-9]{3})([0-9]{2})([0-9]{2})(?![0-9])")
#: The first printed journals.
_FIRST_YEAR = 1665


def find_date(text: str | None) -> str | None:
    """Return the date with which ``text`` begins, as exact as it is given; None for none, or one that cannot be."""
    found = (_ISO.match(text) or _COMPACT.match(text)) if text else None
    return make_date(*found.groups()) if found else None


def make_date(year: str | None, month: str | None = None, day: str | None = None) -> str | None:
    """Return the parts as one date; a part that is no number, and what is below it, is left out."""
    parts = [year or ""]
    for part in (month, day):
        if not (part and part.strip().isdecimal() and part.strip().isascii() and int(part)):
            break
        parts.append(f"{int(part):02}")
    try:
        made = check_date("-".join(parts))
    except ValueError:
        return None
    tomorrow = str((datetime.now(UTC) + timedelta(days=1)).date())
    return made if int(made[:4]) >= _FIRST_YEAR and made <= tomorrow[: len(made)] else None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month_number(name: str | None) -> str | None:
    """Return the number of a month that is given by number or English name."""
    name = (name or "").strip().lower()
    return str(_MONTHS.index(name[:3]) + 1) if name[:3] in _MONTHS else name or None
