"""What an article says of itself, and its words."""

import msgspec

from kb.records.given import AuthorRecord
from kb.vocabulary import Interest, SourceKind


class ArticleSection(msgspec.Struct, frozen=True):
    """A section with the heading it stands under; ``start`` and ``end`` are code points of the article's text, its own
    subsections and heading included."""

    title: str
    start: int
    end: int


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """An article as read. ``text`` is in the form of ``kb.quoting.normalise_text``; what is not known is None.

    What it says of itself stands as it was found: nothing here has been checked by anyone.
    """

    text: str
    media_type: str
    """What the file is, as in ``text/html``; a parameter is left out."""
    title: str | None = None
    authors: tuple[AuthorRecord, ...] = ()
    published: str | None = None
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    publisher: str | None = None
    """The medium that readers know: a site, a journal; not the house behind it."""
    sponsor: str | None = None
    """Who paid for it, where its disclosure names anyone."""
    language: str | None = None
    """As the article gives it, in lower case: ``en``, ``pt-br``."""
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None
    """The address that the article itself calls its own (canonical)."""
    kind: SourceKind | None = None
    """A suggestion, None where nothing suggests one."""
    interest: Interest | None = None
    """A suggestion, None where the article does not speak of it."""
    interest_words: str | None = None
    """The words of the article that ``interest`` rests on."""
    funding: str | None = None
    """What the article states on who paid for the work."""
    declared_interests: str | None = None
    """What the article states on its authors' interests."""
    sections: tuple[ArticleSection, ...] = ()
