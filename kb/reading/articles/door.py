"""From the bytes of an article to its record: the one way in."""

from kb.errors import ReadingError
from kb.limits import MOST_ARTICLE_BYTES, MOST_MARKUP_BYTES
from kb.reading.articles.article_type import ArticleType, find_article_type
from kb.reading.articles.encoding import find_charset
from kb.reading.articles.plain_text import read_markdown, read_text
from kb.records import Article

TAKEN = "text, Markdown, HTML, PDF and JATS"


def read_article(data: bytes, name: str, *, content_type: str | None = None, url: str | None = None) -> Article:
    """Return the article in ``data``; the content decides on its type, then ``name``, then the ``content_type`` sent.

    ``url`` is the address that the data came from, where it came from one.

    Raises ReadingError for what is no article, cannot be read, or is a page with none on it.
    """
    kind = find_article_type(data, name, content_type)
    if kind is None:
        raise ReadingError(f"is no article that kb reads: it takes {TAKEN}")
    _check_size(data, kind)
    charset = find_charset(content_type)
    if kind is ArticleType.HTML:
        from kb.reading.articles.html_page import read_html

        return read_html(data, charset, url)
    if kind is ArticleType.PDF:
        from kb.reading.articles.pdf import read_pdf

        return read_pdf(data)
    if kind is ArticleType.JATS:
        from kb.reading.articles.jats import read_jats

        return read_jats(data, charset)
    return read_markdown(data, charset) if kind is ArticleType.MARKDOWN else read_text(data, charset)


def _check_size(data: bytes, kind: ArticleType) -> None:
    most = MOST_ARTICLE_BYTES if kind is ArticleType.PDF else MOST_MARKUP_BYTES
    if len(data) > most:
        raise ReadingError(f"is over {most // 1024 // 1024} MB; no article is as long")
    if not data.strip():
        raise ReadingError("is empty")
