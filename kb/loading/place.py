"""Where something to load is: a path, or an address of the web."""

import os
from pathlib import Path

from kb.errors import NotFoundError, UsageError
from kb.reading.fetching.address import is_address
from kb.reading.fetching.web_page import WebPage, name_web_page

Place = Path | WebPage


def find_place(given: str | Path) -> Place:
    """Return the page or the path that is given; raise UsageError for an address that kb does not fetch, or nothing."""
    if not str(given):
        raise UsageError("an empty path; name a file, a folder or an address")
    return name_web_page(str(given)) if is_address(str(given)) else Path(given)


def check_place(place: Place) -> None:
    """Raise NotFoundError for a path that is not there; nothing is fetched."""
    if isinstance(place, Path) and not os.path.lexists(place):
        raise NotFoundError(f"{place}: no such file or folder")
