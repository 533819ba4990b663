"""Who wrote a page: what it says for machines first, then its byline."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
from lxml import html

from kb.naming import tidy
from kb.quoting import normalise_text
from kb.reading.articles.bylines import is_credential, is_nobody, read_byline, read_name_field, unique_authors
from kb.reading.articles.html_text import Found
from kb.reading.articles.page_data import Node, PageData, text_of, types_of
from kb.reading.articles.page_frames import find_article, is_frame
from kb.reading.identifiers import normal_orcid
from kb.records import AuthorRecord

_MOST_AUTHORS = 5_000
#: What the head calls the author, the surest first; each of the fields of one name holds one or several.
_FIELDS = (
    *("author", "authors", "article:author", "og:article:author", "og:author", "byl", "dc.creator", "dc:creator"),
    *("dcterms.creator", "dc.creator.aut", "dcterms.creator.aut", "creator", "parsely-author", "sailthru.author"),
    *("shareaholic:article_author_name", "dcsext.author", "rbauthors"),
)
#: Classes of bylines and of names; and of what is about an author, or of somebody else.
_LINE = re.compile(r"(?:^|[_-])(?:byline|byl|by-line)(?:$|[_-])|[a-z]Byline|^Byline")
_NAME = re.compile(
    r"(?:^|[_-])(?:authors?|writers?|journalist)(?:$|[_-]+(?:names?|link|url|title|list)$)"
    r"|(?:^|[a-z_-])[aA]uthor(?:s|Name|Link)?$|^(?:posted|submitted)-by$"
)
_ABOUT = re.compile(
    r"bio|box|about|card|image|avatar|photo|social|share|follow|comment|review|recent|related|more", re.I
)
_TAGS = ("a", "address", "author", "cite", "div", "h3", "h4", "header", "li", "p", "small", "span", "strong", "ul")
_BLOCKS = frozenset({"div", "p", "li", "br", "h3", "h4", "time", "section", "ul", "dt", "dd"})
_UNREAD = frozenset({"time", "script", "style", "template", "svg", "button"})
_LONGEST_LINE = 300
_LONGEST_READ = 2_000
_MOST_LINES = 40
_LONGEST_LEAD = 60
_NEAR = 3


def find_authors(tree: html.HtmlElement, data: PageData) -> tuple[AuthorRecord, ...] | None:
    """Return the authors in order: JSON-LD knows persons and their ORCID, the head their names, the page a byline; None
    where none of these is there."""
    given = data.article.get("author")
    nodes = given[:_MOST_AUTHORS] if isinstance(given, list) else [given]
    records = [each for node in nodes for each in _of_node(data.resolve(node))]
    records = records or [each for name in _scholars(data) for each in read_name_field(name, is_certain=True)]
    if not records and (fields := [data.meta[name] for name in _FIELDS if name in data.meta]):
        named = (_in_fields(each) for each in fields)
        records = next(filter(None, named), [])
    lines = list(islice(_lines(tree), _MOST_LINES)) if not records else []
    records = records or _in_lines(lines)
    return unique_authors(records) if records or lines else None


def guess_authors(found: Found) -> tuple[AuthorRecord, ...]:
    """Return whom the library took for the authors; it parts names at every comma."""
    return unique_authors(read_byline(found.author)) if found.author else ()


def _of_node(node: Node) -> list[AuthorRecord]:
    """Return whom a JSON-LD node names: a body by its whole name, persons with what they are."""
    name = _clean(text_of(node.get("name")))
    if {"Organization", "NewsMediaOrganization", "MedicalOrganization"}.intersection(types_of(node)):
        return [] if is_nobody(name.replace(",", " ")) else [AuthorRecord(name)]
    people = list(read_name_field(name, is_certain=True))
    if len(people) != 1:
        return people
    title = _clean(text_of(node.get("honorificSuffix")) or text_of(node.get("jobTitle")))
    credentials = ", ".join(dict.fromkeys(filter(None, (people[0].credentials, title))))
    return [msgspec.structs.replace(people[0], credentials=credentials or None, orcid=_orcid(node))]


def _orcid(node: Node) -> str | None:
    for field in ("identifier", "sameAs", "@id", "url"):
        given = node.get(field)
        for each in given if isinstance(given, list) else [given]:
            value = each.get("value") or each.get("@id") if isinstance(each, dict) else each
            try:
                return normal_orcid(str(value).strip().rstrip("/"))
            except ValueError:
                continue
    return None


def _scholars(data: PageData) -> list[str]:
    """Return the authors of a scholarly page, one a field."""
    return [_scholar(_clean(each)) for each in data.meta.get("citation_author", [])[:_MOST_AUTHORS]]


def _scholar(name: str) -> str:
    """Return "García Example, Ann" as "Ann García Example": a comma parts no two authors here."""
    last, comma, first = name.partition(",")
    is_turned = comma and "," not in first and not (" " in last and is_credential(first))
    return f"{first.strip()} {last.strip()}" if is_turned else name


def _clean(text: Any) -> str:
    return tidy(normalise_text(text.encode(errors="replace").decode())) if isinstance(text, str) else ""


def _in_fields(values: list[str]) -> list[AuthorRecord]:
    return [each for value in values[:_MOST_AUTHORS] for each in read_name_field(_clean(value))]


def _lines(tree: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str, bool]]:
    """Yield the elements of the article that are named as those who wrote it, what they say, and whether it is its
    byline; nothing within another one."""
    article = find_article(tree)
    scope = tree if article is None else article
    for element in scope.iter(*_TAGS):
        is_line = _is_named(element, _LINE)
        if not is_line and not _names_author(element):
            continue
        words = _words_of(element)
        if words and not any(is_frame(each) for each in _around(element, scope)):
            yield element, f"{_lead_of(element)} {words}".strip(), is_line


def _lead_of(element: html.HtmlElement) -> str:
    """Return the words right before an element that say what is said of it: "Medically reviewed by"."""
    before, around = element.getprevious(), element.getparent()
    words = before.tail if before is not None else around.text if around is not None else ""
    lead = " ".join((words or "").split())
    return lead if len(lead) < _LONGEST_LEAD and re.search(r"\bby:?$", lead) else ""


def _around(element: html.HtmlElement, scope: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for each in element.iterancestors():
        if each is scope:
            return
        yield each


def _is_named(element: html.HtmlElement, pattern: re.Pattern[str]) -> bool:
    names = " ".join(element.get(each) or "" for each in ("class", "id", "data-component")).split()
    return any(pattern.search(each) and not _ABOUT.search(each) for each in names)


def _names_author(element: html.HtmlElement) -> bool:
    is_marked = "author" in (element.get("itemprop") or "").split() or element.get("rel") == "author"
    return is_marked or element.tag == "author" or _is_named(element, _NAME)


def _words_of(element: html.HtmlElement) -> str:
    """Return what an element says on one line, its blocks parted by a stroke and without the times in it; empty where
    that is too long for a byline."""
    parts: list[str] = []
    size = 0
    for part in _told(element):
        parts.append(part)
        size += len(part)
        if size > _LONGEST_READ:
            return ""
    words = _clean("".join(parts))
    return words if len(words) <= _LONGEST_LINE else ""


def _told(element: html.HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        is_block = child.tag in _BLOCKS
        yield " | " if is_block else " "
        if isinstance(child.tag, str) and child.tag not in _UNREAD:
            yield from _told(child)
        yield " | " if is_block else ""
        yield child.tail or ""


def _in_lines(lines: list[tuple[html.HtmlElement, str, bool]]) -> list[AuthorRecord]:
    """Return whom the first byline names that names anyone; else all those who are named near the first name."""
    for _, words, is_line in lines:
        if is_line and (people := read_byline(words)):
            return list(people)
    first: html.HtmlElement | None = None
    named: list[AuthorRecord] = []
    for element, words, _ in lines:
        if (people := read_byline(words)) and (first is None or _are_near(first, element)):
            first = element if first is None else first
            named += people
    return named


def _are_near(first: html.HtmlElement, other: html.HtmlElement) -> bool:
    around = list(islice(first.iterancestors(), _NEAR))
    return any(each in around for each in islice(other.iterancestors(), _NEAR))
