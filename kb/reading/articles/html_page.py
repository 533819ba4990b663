"""An HTML page: its main text, what it says of itself, and whether it says that somebody paid for it."""

from lxml import html

from kb.errors import ReadingError
from kb.reading.articles import html_metadata as metadata
from kb.reading.articles.article_notes import keep_notes
from kb.reading.articles.article_type import ArticleType
from kb.reading.articles.disclosures import MAY_DISCLOSE, find_payer, find_statement
from kb.reading.articles.encoding import Decoded
from kb.reading.articles.html_gaps import fill_gaps
from kb.reading.articles.html_labels import Disclosure, keep_labels
from kb.reading.articles.html_text import find_main_text
from kb.reading.articles.html_tree import decode_page, parse_page
from kb.reading.articles.number_blanks import KeptBlanks, keep_number_blanks
from kb.reading.articles.page_authors import find_authors, guess_authors
from kb.reading.articles.page_blocks import part_paragraphs
from kb.reading.articles.page_data import PageData, find_address
from kb.reading.articles.page_frames import find_article
from kb.reading.articles.page_prose import find_holder, keep_prose
from kb.reading.articles.page_refusal import find_refusal
from kb.reading.articles.page_sentences import keep_sentences
from kb.reading.articles.page_turns import take_out_script_notes
from kb.reading.articles.page_visibility import keep_words, may_hide, show_as_seen
from kb.reading.articles.plain_text import whole_text
from kb.reading.articles.raised_numbers import part_numbers
from kb.records import Article, AuthorRecord
from kb.vocabulary import Interest, SourceKind


def read_html(data: bytes, charset: str | None, url: str | None = None) -> Article:
    """Return the article of a page; ``url`` is where it was found, for an address that it gives in part.

    Raises ReadingError where there is no article on the page, or its words cannot be told.
    """
    decoded = decode_page(data, charset)
    tree = parse_page(decoded.text)
    page = PageData(tree)
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    asked = take_out_script_notes(tree)
    authors = find_authors(tree, page)  # told by the names of elements, which do not all stay
    kept = _prepare(tree, decoded.text)
    found = find_main_text(tree, kept)
    if refusal := find_refusal(tree, found.text if found else "", found.title if found else None, asked, url):
        raise ReadingError(kept.in_field(refusal))
    assert found is not None  # a page without text was refused
    text = fill_gaps(tree, part_paragraphs(tree, found.text))
    authors = guess_authors(found) if authors is None else authors
    disclosed = None
    if MAY_DISCLOSE.search(decoded.text.lower()):
        text, disclosed = _with_disclosure(tree, page, text, authors)
    address = find_address(tree, page, url)
    return Article(
        text=_checked(whole_text(kept.in_text(text)), decoded),
        media_type=str(ArticleType.HTML),
        title=metadata.find_title(page, found),
        authors=authors,
        published=metadata.find_published(page, found, decoded.text, address or url),
        publisher=metadata.find_publisher(page, found),
        language=metadata.find_language(page, declared),
        doi=metadata.find_doi(page),
        pmid=metadata.find_pmid(page),
        url=address,
        sponsor=kept.in_field(disclosed.sponsor) if disclosed and disclosed.sponsor else None,
        kind=SourceKind.SPONSORED_POST if disclosed else metadata.find_kind(page),
        interest=Interest.SPONSORED if disclosed else None,
        interest_words=kept.in_text(disclosed.words) if disclosed else None,
    )


def _prepare(tree: html.HtmlElement, page: str) -> KeptBlanks:
    """Make a page say what its readers see: nothing hidden or struck out, answers open, numbers apart, notes kept.

    Return what stands for the blanks inside of numbers, until the text has been found.
    """
    article = find_article(tree)
    if may_hide(page):
        show_as_seen(tree, article)
    part_numbers(tree)
    kept = keep_number_blanks(tree, page)
    holder = article if article is not None else find_holder(tree)
    if holder is not None:
        keep_prose(holder)
        keep_sentences(holder)
    if article is not None:
        keep_words(article)
        keep_notes(article)
    return kept


def _with_disclosure(
    tree: html.HtmlElement, page: PageData, text: str, authors: tuple[AuthorRecord, ...]
) -> tuple[str, Disclosure | None]:
    """Return the text with the labels that stand around it, and by which words the article says it was paid for."""
    names = frozenset(author.name.lower() for author in authors)
    text, labels = keep_labels(tree, text, authors=names, of_journal=metadata.is_of_journal(page))
    statement = find_statement(text)
    if not statement and not labels:
        return text, None
    payers = [find_payer(statement) if statement else None, *(each.sponsor for each in labels)]
    return text, Disclosure(statement or labels[0].words, next(filter(None, payers), None))


def _checked(text: str, decoded: Decoded) -> str:
    if not decoded.is_whole and "\ufffd" in text:
        raise ReadingError(f"is said to be in {decoded.encoding} and is not; save it as UTF-8")
    return text
