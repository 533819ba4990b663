"""A record of PubMed: title and abstract of an article, as PubMed gives them out in XML."""

from kb.errors import ReadingError
from kb.naming import tidy
from kb.quoting import normalise_text
from kb.reading.articles.article_type import ArticleType
from kb.reading.articles.dates import find_date, make_date, month_number
from kb.reading.articles.identity import first_valid
from kb.reading.articles.jats_statements import find_company_funding, find_statements
from kb.reading.articles.jats_text import text_within, write_element
from kb.reading.articles.plain_text import whole_text
from kb.reading.articles.written import Written
from kb.reading.articles.xml_tree import Element, name_of
from kb.reading.identifiers import normal_doi, normal_orcid, normal_pmid
from kb.records import Article, AuthorRecord
from kb.vocabulary import Interest, SourceKind

_LANGUAGES = {"eng": "en", "ger": "de", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "chi": "zh", "jpn": "ja"}
_KINDS = {
    "Systematic Review": SourceKind.SYSTEMATIC_REVIEW,
    "Meta-Analysis": SourceKind.SYSTEMATIC_REVIEW,
    "Preprint": SourceKind.PREPRINT,
    "Practice Guideline": SourceKind.GUIDELINE,
    "Guideline": SourceKind.GUIDELINE,
    "News": SourceKind.NEWS,
}


def read_citation(citation: Element) -> Article:
    """Return the title and abstract of a PubmedArticle; raise ReadingError where it has no abstract."""
    title = _text(citation, ".//{*}Article/{*}ArticleTitle")
    written = _write(citation, title)
    statements = find_statements(citation)
    company = find_company_funding(statements.funding)
    language = _text(citation, ".//{*}Article/{*}Language")
    kinds = [_text(each, ".") for each in citation.iterfind(".//{*}PublicationType")]
    return Article(
        text=whole_text(written.text),
        media_type=str(ArticleType.JATS),
        title=title,
        authors=tuple(filter(None, map(_author, citation.iterfind(".//{*}AuthorList/{*}Author")))),
        published=_published(citation),
        publisher=_text(citation, ".//{*}Journal/{*}Title"),
        language=_LANGUAGES.get(language, language) if language else None,
        doi=first_valid(normal_doi, _doi(citation)),
        pmid=first_valid(normal_pmid, [_text(citation, ".//{*}MedlineCitation/{*}PMID") or ""]),
        kind=next((_KINDS[each] for each in kinds if each in _KINDS), SourceKind.JOURNAL_ARTICLE),
        interest=Interest.INDUSTRY_FUNDED if company else None,
        interest_words=company,
        funding=statements.funding,
        declared_interests=statements.interests,
        sections=tuple(written.sections),
    )


def _write(citation: Element, title: str | None) -> Written:
    written = Written()
    written.words(title)
    written.end()
    parts = list(citation.iterfind(".//{*}Abstract/{*}AbstractText"))
    if not parts:
        raise ReadingError("holds no abstract; give the article itself")
    for part in parts:
        label = tidy(part.get("Label") or "")
        written.begin_section(label)
        written.words(label)
        written.end()
        write_element(written, part)
        written.end_section()
    return written


def _text(element: Element, path: str) -> str | None:
    found = element if path == "." else element.find(path)
    return None if found is None else tidy(normalise_text(text_within(found))) or None


def _author(author: Element) -> AuthorRecord | None:
    parts = [_text(author, name) for name in ("{*}ForeName", "{*}LastName", "{*}Suffix")]
    name = " ".join(filter(None, parts)) or _text(author, "{*}CollectiveName")
    ids = [each for each in author.iterfind("{*}Identifier") if each.get("Source") == "ORCID"]
    orcid = first_valid(normal_orcid, ["".join(each.itertext()) for each in ids])
    return AuthorRecord(name=name, orcid=orcid) if name else None


def _published(citation: Element) -> str | None:
    """Return the earliest of the full dates, else of the months, else of the years: of the issue, or electronic."""
    dates: list[str] = []
    for element in citation.iter():
        if name_of(element) in ("ArticleDate", "PubDate"):
            parts = {name_of(each): (each.text or "").strip() for each in element}
            made = make_date(parts.get("Year"), month_number(parts.get("Month")), parts.get("Day"))
            made = made or find_date((parts.get("MedlineDate") or "")[:4])
            dates += [made] if made else []
    return min(dates, key=lambda each: (-len(each), each), default=None)


def _doi(citation: Element) -> list[str]:
    ids = [
        *citation.iterfind(".//{*}Article/{*}ELocationID"),
        *citation.iterfind("{*}PubmedData/{*}ArticleIdList/{*}ArticleId"),
    ]
    return ["".join(each.itertext()) for each in ids if "doi" in (each.get("EIdType"), each.get("IdType"))]
