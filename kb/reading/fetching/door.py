"""From a web address to bytes: the one way out to the network."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from kb.errors import ReadingError
from kb.limits import MOST_ARTICLE_BYTES, MOST_FETCH_SECONDS, MOST_REDIRECTS
from kb.reading.fetching.address import AddressError, follow_address, normal_address, same_site
from kb.reading.fetching.body import read_body
from kb.reading.fetching.exchange import Line
from kb.reading.fetching.in_time import do_in_time
from kb.reading.fetching.refusals import check_content_type, check_status

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_TYPE = 200


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the bytes of its body, unpacked, the address where they were at last, and when."""

    data: bytes
    url: str
    retrieved_at: datetime
    content_type: str | None
    """As the server sent it."""


def fetch(address: str, *, seconds: float = MOST_FETCH_SECONDS, most: int = MOST_ARTICLE_BYTES) -> Fetched:
    """Return what is at ``address``, fetched in at most ``seconds``, redirects included, and at most ``most`` bytes.

    Raises ReadingError for an address that kb does not go to, an answer that is none or no article, and where time or
    size are exceeded. Neither cookies nor the proxies of the environment are used.
    """
    try:
        start = normal_address(address)
    except AddressError as error:
        raise ReadingError(str(error)) from error
    line = Line(seconds)
    try:
        return do_in_time(lambda: _follow(start, line, most), seconds, line.end)
    except TimeoutError as error:
        raise ReadingError(f"did not come within {seconds:g} seconds; try again later") from error


def _follow(start: str, line: Line, most: int) -> Fetched:
    """Go from ``start`` to where no redirect leads on."""
    been = [start]
    while True:
        with line.ask(been[-1]) as response:
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location is not None:
                been.append(_next(been, location))
                continue
            check_status(response.status)
            _check_not_front(start, been[-1])
            content_type = response.headers.get("Content-Type")
            check_content_type(content_type)
            data = read_body(response, most)
        return Fetched(data, been[-1], datetime.now(UTC), _shown(content_type))


def _next(been: list[str], location: str) -> str:
    try:
        led = follow_address(been[-1], location)
    except AddressError as error:
        raise ReadingError(str(error)) from error
    if led in been:
        raise ReadingError(f"leads in a circle, back to {led}; save the page from a browser, and load the file")
    if len(been) > MOST_REDIRECTS:
        raise ReadingError(f"leads on more than {MOST_REDIRECTS} times; load the address at its end")
    return led


def _check_not_front(start: str, end: str) -> None:
    """Raise ReadingError where a page led to the front of its own site: so do sites of pages that are gone."""
    asked, came = urlsplit(start), urlsplit(end)
    is_front = came.path == "/" and not came.query
    if is_front and (asked.path != "/" or asked.query) and same_site(start, end):
        raise ReadingError(f"leads to the front of its site, so it is not there any more; if {end} is meant, load that")


def _shown(header: str | None) -> str | None:
    """Return a header as it can be kept: on one line, and not endless."""
    kept = "".join(filter(str.isprintable, header or "")).strip()
    return kept[:_LONGEST_TYPE] or None
