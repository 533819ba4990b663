"""An article that lies at a web address: from there to a source with its text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

import msgspec

from kb.errors import UsageError
from kb.reading.article_fields import reading_of
from kb.reading.article_file import article_part
from kb.reading.articles import read_article
from kb.reading.fetching.address import AddressError, both_schemes, hide_login, normal_address, same_site
from kb.reading.file_part import FilePart
from kb.records import Problem
from kb.web_addresses import without_tracking


@dataclass(frozen=True, slots=True)
class WebPage:
    """An article at ``address``, shown to the user as ``name``, as it was given. It is fetched when it is read."""

    address: str
    name: str
    given: Mapping[str, Any] = field(default_factory=dict)
    """What the user says of it, checked."""
    must_exist: bool = False
    is_stream = False
    is_article = True
    real = None
    named: ClassVar[frozenset[Path]] = frozenset()

    def brings_vocabulary(self) -> bool:
        return False

    def parts(self) -> Iterator[FilePart]:
        """Yield the one part that the article is; raise ReadingError where it cannot be fetched, or is none."""
        from kb.reading.fetching.door import fetch

        fetched = fetch(self.address)
        name = PurePosixPath(unquote(urlsplit(fetched.url).path)).name
        article = read_article(fetched.data, name, content_type=fetched.content_type, url=fetched.url)
        time = fetched.retrieved_at.isoformat(timespec="seconds")
        reading = msgspec.structs.replace(
            reading_of(article), url=fetched.url, retrieved_at=time, content_type=fetched.content_type
        )
        located = msgspec.structs.replace(article, url=article.url or without_tracking(fetched.url))
        also_at = tuple(each for url in (self.name, self.address, fetched.url) for each in both_schemes(url))
        part = article_part(located, reading, self.given, must_exist=self.must_exist, also_at=also_at)
        part.warnings += self._elsewhere(fetched.url, article.url)
        yield part

    def with_given(self, given: Mapping[str, Any], *, must_exist: bool) -> "WebPage":
        """Return the page with what the user says of it."""
        return replace(self, given=given, must_exist=must_exist)

    def _elsewhere(self, came_from: str, says: str | None) -> Iterator[Problem]:
        """Yield what is to be said of a page that came from another site than it was looked for, or names another."""
        if not same_site(self.address, came_from):
            yield Problem(None, "url", f"led on to another site: the text is from {came_from}")
        if says and not same_site(says, came_from):
            told = f"the page at {came_from} says that its address is {says}"
            yield Problem(None, "url", f"{told}: see that it is the same article")


def name_web_page(text: str) -> WebPage:
    """Return the page at an address as it was given; raise UsageError for one that kb does not fetch."""
    shown = hide_login(text.strip()).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    try:
        return WebPage(normal_address(text), shown)
    except AddressError as error:
        raise UsageError(f"{shown}: {error}") from error
