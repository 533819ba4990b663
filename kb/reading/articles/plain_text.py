"""Plain text and Markdown: the article is the file as it stands, but for the front matter of Markdown."""

import re

from kb.errors import ReadingError
from kb.limits import MOST_BYTES
from kb.naming import tidy
from kb.quoting import normalise_text
from kb.reading.articles.article_type import ArticleType
from kb.reading.articles.disclosures import find_statement
from kb.reading.articles.encoding import decode_text
from kb.reading.articles.front_matter import find_authors, find_text, part_front_matter
from kb.records import Article
from kb.vocabulary import Interest, SourceKind

#: The one heading of the first level that a page begins with: "# Title", or a line with equal signs under it.
_HEADING = re.compile(r"#[ \t]+(.+)")
_UNDERLINED = re.compile(r"([^#>|*+-].*)\n {0,3}=+[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"[ \t]#+$")
_LONGEST_TITLE = 300


def read_text(data: bytes, charset: str | None) -> Article:
    """Return plain text as an article; it has no title, since no line of it is certain to be one."""
    text = whole_text(decode_text(data, charset))
    kind, interest, words = suggest_interest(text)
    return Article(text=text, media_type=str(ArticleType.TEXT), kind=kind, interest=interest, interest_words=words)


def read_markdown(data: bytes, charset: str | None) -> Article:
    """Return Markdown as it stands without its front matter, which says what the article is; else a heading of the
    first level at its beginning is the title."""
    front, text = part_front_matter(whole_text(decode_text(data, charset)))
    if not text.strip():
        raise ReadingError("is empty: it holds no text but its front matter")
    kind, interest, words = suggest_interest(text)
    return Article(
        text=text,
        media_type=str(ArticleType.MARKDOWN),
        title=find_text(front, "title") or _find_title(text),
        authors=find_authors(front),
        published=find_text(front, "published"),
        publisher=find_text(front, "publisher"),
        language=find_text(front, "language"),
        url=find_text(front, "url"),
        doi=find_text(front, "doi"),
        pmid=find_text(front, "pmid"),
        kind=kind,
        interest=interest,
        interest_words=words,
    )


def _find_title(text: str) -> str | None:
    beginning = text[: 4 * _LONGEST_TITLE].lstrip()
    found = _HEADING.match(beginning) or _UNDERLINED.match(beginning)
    title = tidy(_CLOSING.sub("", found.group(1).rstrip())) if found else ""
    return title if 0 < len(title) <= _LONGEST_TITLE else None


def suggest_interest(text: str) -> tuple[SourceKind | None, Interest | None, str | None]:
    """Return the kind, the interest and the words for them, where a text says that it was paid for."""
    words = find_statement(text)
    return (SourceKind.SPONSORED_POST, Interest.SPONSORED, words) if words else (None, None, None)


def whole_text(text: str) -> str:
    """Return an article's text as it is kept; raise ReadingError where nothing is left of it or too much is there."""
    kept = normalise_text(text)
    if not kept.strip():
        raise ReadingError("is empty: it holds no text")
    if len(kept.encode()) > MOST_BYTES:
        raise ReadingError(f"holds over {MOST_BYTES // 1024 // 1024} MB of text; split it")
    return kept
