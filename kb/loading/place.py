"""Where something to load is: a path, or an address of the web."""

import os
from collections.abc import Sequence
from pathlib import Path

from kb.errors import NotFoundError, UsageError
from kb.escaping import visible_name
from kb.loading.absent_file import ABSENT
from kb.reading.fetching.address import is_address
from kb.reading.fetching.web_page import WebPage, name_web_page

Place = Path | WebPage


def find_place(given: str | Path) -> Place:
    """Return the page or the path that is given; raise UsageError for an address that kb does not fetch, or nothing."""
    if not str(given):
        raise UsageError("an empty path; name a file, a folder or an address")
    return name_web_page(str(given)) if is_address(str(given)) else Path(given)


def is_there(place: Place) -> bool:
    """Return whether there is anything at a path; what an address leads to is not known before it is fetched."""
    return not isinstance(place, Path) or os.path.lexists(place)


def check_places(places: Sequence[Place]) -> None:
    """Raise NotFoundError where of the paths and addresses that are given none is there; nothing is fetched."""
    if places and not any(map(is_there, places)):
        raise NotFoundError(f"{', '.join(visible_name(str(place)) for place in places)}: {ABSENT}")
