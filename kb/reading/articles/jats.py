"""JATS and PubMed XML: journal articles with their parts named."""

import re
from itertools import chain

from kb.errors import ReadingError
from kb.naming import tidy
from kb.quoting import normalise_text
from kb.reading.articles.article_type import ArticleType
from kb.reading.articles.dates import make_date, month_number
from kb.reading.articles.identity import first_valid
from kb.reading.articles.jats_statements import find_company_funding, find_statements
from kb.reading.articles.jats_text import text_within, write_article
from kb.reading.articles.plain_text import whole_text
from kb.reading.articles.pubmed import read_citation
from kb.reading.articles.raised_numbers import part_numbers
from kb.reading.articles.xml_tree import Element, name_of, parse_xml
from kb.reading.identifiers import normal_doi, normal_orcid, normal_pmid
from kb.records import Article, ArticleSection, AuthorRecord
from kb.vocabulary import Interest, SourceKind

#: Days on which a manuscript was handed in, deposited or changed: it was not published then.
_NOT_PUBLISHED = frozenset({"nihms-submitted", "pmc-release", "corrected", "retracted", "retraction", "correction"})
_REVIEW = re.compile(r"systematic review|meta-analys[ie]s", re.IGNORECASE)
_KINDS = {
    "systematic-review": SourceKind.SYSTEMATIC_REVIEW,
    "meta-analysis": SourceKind.SYSTEMATIC_REVIEW,
    "preprint": SourceKind.PREPRINT,
    "guideline": SourceKind.GUIDELINE,
    "practice-guideline": SourceKind.GUIDELINE,
    "news": SourceKind.NEWS,
    "press-release": SourceKind.PRESS_RELEASE,
}


def read_jats(data: bytes, charset: str | None) -> Article:
    """Return the one article of a JATS or PubMed file; raise ReadingError where there is none, or more than one."""
    root = parse_xml(data, charset)
    part_numbers(root)
    articles = [each for each in root.iter() if name_of(each) == "article"]
    citations = [each for each in root.iter() if name_of(each) == "PubmedArticle"]
    if len(articles) + len(citations) > 1:
        raise ReadingError(f"holds {len(articles) + len(citations)} articles; give each a file of its own")
    if citations:
        return read_citation(citations[0])
    if not articles:
        raise ReadingError(f"is XML and no JATS or PubMed article: it begins with <{name_of(root)[:60]}>")
    return _read(articles[0])


def _read(article: Element) -> Article:
    meta = _first(article, "article-meta")
    title = _words(_first(meta, "article-title"))
    written = write_article(article, title)
    if not written.sections and written.text == (title or ""):
        raise ReadingError("holds neither an abstract nor a body; give the article itself")
    text = whole_text(written.text)
    statements = find_statements(article)
    company = find_company_funding(statements.funding)
    return Article(
        text=text,
        media_type=str(ArticleType.JATS),
        title=title,
        authors=_authors(meta),
        published=_published(meta),
        publisher=_words(_first(_first(article, "journal-meta"), "journal-title"))
        or _words(_first(article, "journal-id")),
        language=(article.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip().lower() or None,
        doi=first_valid(normal_doi, _identifiers(meta, "doi")),
        pmid=first_valid(normal_pmid, _identifiers(meta, "pmid")),
        kind=_kind(article.get("article-type") or "", title or ""),
        interest=Interest.INDUSTRY_FUNDED if company else None,
        interest_words=company,
        funding=statements.funding,
        declared_interests=statements.interests,
        sections=_in_order(written.sections),
    )


def _in_order(sections: list[ArticleSection]) -> tuple[ArticleSection, ...]:
    """Return sections, the inner of which ended first, in the order in which they begin, the outer first."""
    return tuple(sorted(sections, key=lambda each: (each.start, -each.end, -sections.index(each))))


def _first(element: Element | None, name: str) -> Element | None:
    return None if element is None else next((each for each in element.iter() if name_of(each) == name), None)


def _words(element: Element | None) -> str | None:
    return None if element is None else tidy(normalise_text(text_within(element))) or None


def _kind(article_type: str, title: str) -> SourceKind:
    known = _KINDS.get(article_type.lower())
    return known or (SourceKind.SYSTEMATIC_REVIEW if _REVIEW.search(title) else SourceKind.JOURNAL_ARTICLE)


def _identifiers(meta: Element | None, kind: str) -> list[str]:
    ids = [] if meta is None else [each for each in meta if name_of(each) == "article-id"]
    return ["".join(each.itertext()) for each in ids if each.get("pub-id-type") == kind]


def _authors(meta: Element | None) -> tuple[AuthorRecord, ...]:
    groups = [] if meta is None else [each for each in meta if name_of(each) == "contrib-group"]
    contributors = [each for each in chain(*groups) if name_of(each) == "contrib"]
    authors = [each for each in contributors if each.get("contrib-type", "author") == "author"]
    return tuple(record for each in authors if (record := _author(each)))


def _author(contributor: Element) -> AuthorRecord | None:
    name = _name(contributor)
    if not name:
        return None
    degrees = [_words(each) or "" for each in contributor if name_of(each) == "degrees"]
    ids = [each for each in contributor if name_of(each) == "contrib-id" and each.get("contrib-id-type") == "orcid"]
    orcid = first_valid(normal_orcid, ["".join(each.itertext()) for each in ids])
    return AuthorRecord(name=name, credentials=", ".join(filter(None, degrees)) or None, orcid=orcid)


def _name(contributor: Element) -> str | None:
    """Return the name of a person as it is written, else that of a body without the people in it."""
    for each in contributor:
        if name_of(each) == "name-alternatives":
            return _name(each)
        if name_of(each) == "name":
            return _full_name(each)
        if name_of(each) == "string-name":
            return _full_name(each) or _words(each)
        if name_of(each) == "collab":
            parts = [each.text, *(part.tail for part in each), *(_words(part) for part in each if _is_text(part))]
            return tidy(normalise_text(" ".join(filter(None, parts)))) or None
    return None


def _is_text(part: Element) -> bool:
    return name_of(part) in ("institution", "named-content", "italic", "bold")


def _full_name(name: Element) -> str | None:
    parts = {name_of(each): _words(each) or "" for each in name}
    order = (
        ("prefix", "surname", "given-names")
        if name.get("name-style") == "eastern"
        else ("prefix", "given-names", "surname")
    )
    return " ".join(filter(None, (*(parts.get(part) for part in order), parts.get("suffix")))) or None


def _published(meta: Element | None) -> str | None:
    """Return the earliest of the full dates of publication, else the earliest month, else the earliest year."""
    dates: list[str] = []
    for element in [] if meta is None else meta:
        kinds = {element.get("pub-type"), element.get("date-type")}
        if name_of(element) == "pub-date" and kinds.isdisjoint(_NOT_PUBLISHED):
            parts = {name_of(each): "".join(each.itertext()).strip() for each in element}
            made = make_date(parts.get("year"), month_number(parts.get("month")), parts.get("day"))
            dates += [made] if made else []
    return min(dates, key=lambda each: (-len(each), each), default=None)
