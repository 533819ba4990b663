"""What sort of article some bytes are: told by what they begin with, then by the name, then by what the sender says."""

import re
from enum import StrEnum
from pathlib import PurePath

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
#: Source records, vocabularies and CSV: never an article, whatever is in them.
_RECORDS = frozenset({".yaml", ".yml", ".json", ".jsonl", ".csv"})
#: What may stand before the first element: blanks, the XML declaration, comments, the document type.
_PROLOGUE = re.compile(
    rb"(?:\s+|<\?[^>]{0,500}\?>|<!--.{0,2000}?-->|<!DOCTYPE[^\[>]{0,500}(?:\[[^\]]{0,2000}\]\s*)?>)*", re.S | re.I
)
_HTML_TYPE = re.compile(rb"<!DOCTYPE\s+html", re.I)
_HTML = re.compile(rb"<(?:html|head|body)[\s>]", re.I)
_JATS = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:article|pmc-articleset|PubmedArticleSet|PubmedArticle|OAI-PMH)[\s>]")
_HEAD = 8192


class ArticleType(StrEnum):
    """The types of article that kb reads; the value is the media type."""

    HTML = "text/html"
    PDF = "application/pdf"
    JATS = "application/xml"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"


_SUFFIXES = {
    ".html": ArticleType.HTML,
    ".htm": ArticleType.HTML,
    ".xhtml": ArticleType.HTML,
    ".pdf": ArticleType.PDF,
    ".nxml": ArticleType.JATS,
    ".xml": ArticleType.JATS,
    ".md": ArticleType.MARKDOWN,
    ".markdown": ArticleType.MARKDOWN,
    ".txt": ArticleType.TEXT,
    ".text": ArticleType.TEXT,
}
#: The suffixes of files that a folder of articles holds.
ARTICLE_SUFFIXES = tuple(_SUFFIXES)
_MEDIA_TYPES = {
    **{str(each): each for each in ArticleType},
    "application/xhtml+xml": ArticleType.HTML,
    "text/xml": ArticleType.JATS,
    "application/jats+xml": ArticleType.JATS,
    "text/x-markdown": ArticleType.MARKDOWN,
    "application/x-pdf": ArticleType.PDF,
}


def find_article_type(data: bytes, name: str, content_type: str | None = None) -> ArticleType | None:
    """Return what sort of article ``data`` is, None where it is none that kb reads, such as a source record.

    The first bytes decide, then the suffix of ``name``, then ``content_type``, the header of a response. The beginning
    of the data is enough.
    """
    if holds_records(name):
        return None
    suffix = PurePath(name).suffix.lower()
    sent = (content_type or "").partition(";")[0].strip().lower()
    return _type_by_content(data[:_HEAD]) or _SUFFIXES.get(suffix) or _MEDIA_TYPES.get(sent)


def holds_records(name: str) -> bool:
    """Whether a file of this ``name`` is one of source records, a vocabulary or CSV."""
    return PurePath(name).suffix.lower() in _RECORDS


def _type_by_content(head: bytes) -> ArticleType | None:
    if b"%PDF-" in head[:1024]:
        return ArticleType.PDF
    start = _readable(head)
    if not start.lstrip().startswith(b"<"):
        return None
    prologue = _PROLOGUE.match(start)
    end = prologue.end() if prologue else 0
    if _JATS.match(start, end):
        return ArticleType.JATS
    if _HTML.match(start, end) or _HTML_TYPE.search(start, 0, end):
        return ArticleType.HTML
    return None


def _readable(head: bytes) -> bytes:
    """Return the beginning of a text so that its markup can be looked for: UTF-16 as ASCII, without its mark."""
    if head.startswith(_MARKS[1:]):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(_MARKS[0])
