"""A PDF: its paragraphs, and of what it says of itself what can be believed."""

import re

from kb.errors import ReadingError
from kb.naming import tidy
from kb.quoting import normalise_text
from kb.reading.articles.article_type import ArticleType
from kb.reading.articles.bylines import read_name_field
from kb.reading.articles.dates import make_date
from kb.reading.articles.identity import first_valid
from kb.reading.articles.pdf_layout import write_paragraphs
from kb.reading.articles.pdf_record import PdfContent, PdfPage
from kb.reading.articles.pdf_worker import WORKER
from kb.reading.articles.plain_text import suggest_interest, whole_text
from kb.reading.identifiers import normal_doi
from kb.records import Article, AuthorRecord

_FILE_NAME = re.compile(r"\.(?:docx?|odt|rtf|tex|indd|qxd|pdf|pages|pptx?|dvi|fm|txt)$", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"^(?:untitled|microsoft word|document ?\d*|slide \d+|title$|print)\b|[/\\]|^[\w.-]+$", re.IGNORECASE
)
_NO_AUTHOR = re.compile(r"user|admin|owner|author|unknown|microsoft|office|adobe|@|https?:|^\W*$|\d", re.IGNORECASE)
_DOI = re.compile(r"\b10\.[0-9]{4,9}/[^\s\"<>]+[^\s\"<>.,;:)\]]")
_DATE = re.compile(r"D:([12][0-9]{3})([01][0-9])")
_LONGEST_TITLE = 300
_FEW_CHARACTERS = 50


def read_pdf(data: bytes) -> Article:
    """Return the article in a PDF; raise ReadingError where it has no text, is encrypted or cannot be read."""
    content = WORKER.read(data)
    if content.error is not None:
        raise ReadingError(content.error)
    if _is_scan(content.pages):
        raise ReadingError("is a PDF without text, such as a scan; run it through text recognition (OCR) first")
    text = whole_text(write_paragraphs(content.pages))
    first = " ".join(line.text for page in content.pages[:1] for line in page.lines)
    kind, interest, words = suggest_interest(text)
    return Article(
        text=text,
        media_type=str(ArticleType.PDF),
        title=_title(content),
        authors=_authors(content),
        published=_published(content, first),
        doi=_doi(first),
        kind=kind,
        interest=interest,
        interest_words=words,
    )


def _is_scan(pages: list[PdfPage]) -> bool:
    """Whether there is no text, or hardly any on pages that are pictures."""
    sizes = [sum(len(line.text) for line in page.lines) for page in pages]
    bare = [page for page, size in zip(pages, sizes, strict=True) if size < _FEW_CHARACTERS and page.pictures]
    return not sum(sizes) or len(bare) == len(pages)


def _title(content: PdfContent) -> str | None:
    title = tidy(normalise_text(content.metadata.get("Title", "")))
    is_one = 0 < len(title) <= _LONGEST_TITLE and not _NO_TITLE.search(title) and not _FILE_NAME.search(title)
    return title if is_one else None


def _authors(content: PdfContent) -> tuple[AuthorRecord, ...]:
    """Return whom the file names as its authors; nobody where a program left its own words there."""
    given = tidy(normalise_text(content.metadata.get("Author", "")))
    return () if _NO_AUTHOR.search(given) else read_name_field(given, is_certain=True)


def _published(content: PdfContent, first: str) -> str | None:
    """Return the year in which the file was made where that stands on the first page; the day says little."""
    found = _DATE.match(content.metadata.get("CreationDate", ""))
    year = make_date(found.group(1)) if found else None
    return year if year and re.search(rf"\b{year}\b", first) else None


def _doi(first: str) -> str | None:
    """Return the DOI on the first page, where there is one only."""
    found = {each.group().lower() for each in _DOI.finditer(first)}
    return first_valid(normal_doi, found) if len(found) == 1 else None
