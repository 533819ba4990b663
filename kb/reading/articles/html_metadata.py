"""Title, date, publisher, language and kind of a page: what it says for machines first, then what it shows."""

import re
from typing import Any
from urllib.parse import urlsplit

from kb.naming import tidy
from kb.quoting import normalise_text
from kb.reading.articles.dates import decide_date, find_date, is_written, read_date, readings_of_shown
from kb.reading.articles.html_text import Found
from kb.reading.articles.identity import first_valid
from kb.reading.articles.page_data import PageData, text_of, types_of
from kb.reading.identifiers import normal_doi, normal_pmid
from kb.vocabulary import SourceKind

_LONGEST_NAME = 120
_LONGEST_TITLE = 500
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_KINDS = {
    "AdvertiserContentArticle": SourceKind.SPONSORED_POST,
    "MedicalScholarlyArticle": SourceKind.JOURNAL_ARTICLE,
    "ScholarlyArticle": SourceKind.JOURNAL_ARTICLE,
    "NewsArticle": SourceKind.NEWS,
    "ReportageNewsArticle": SourceKind.NEWS,
    "AnalysisNewsArticle": SourceKind.NEWS,
    "OpinionNewsArticle": SourceKind.NEWS,
    "BlogPosting": SourceKind.BLOG,
    "DiscussionForumPosting": SourceKind.FORUM,
    "MedicalClinic": SourceKind.CLINIC_PAGE,
    "Physician": SourceKind.CLINIC_PAGE,
    "Dentist": SourceKind.CLINIC_PAGE,
}
#: What the head calls the day of publication, the surest first.
_DATES = (
    *("citation_publication_date", "citation_date", "article:published_time", "datepublished", "date.issued"),
    *("dc.date.issued", "dcterms.issued", "dc.date", "parsely-pub-date", "sailthru.date", "pubdate", "date"),
)
_MONTH_IN_ADDRESS = re.compile(r"/([12][0-9]{3})/(0[1-9]|1[0-2])(?=/)")


def clean(text: Any, longest: int = _LONGEST_TITLE) -> str | None:
    """Return ``text`` on one line without controls, None where nothing is left or it is too long for what it is."""
    if not isinstance(text, str):
        return None
    cleaned = tidy(normalise_text(text.encode(errors="replace").decode()))
    return cleaned if 0 < len(cleaned) <= longest else None


def find_title(data: PageData, found: Found) -> str | None:
    """Return the title: of a scholarly page, of the JSON-LD, as shared, as shown."""
    given = (data.first("citation_title"), text_of(data.article.get("headline")), data.first("og:title"), found.title)
    return next(filter(None, map(clean, given)), None)


def find_published(data: PageData, found: Found, text: str, address: str | None) -> str | None:
    """Return the day, month or year of publication: what is marked as it, else what stands as a date over the text.

    Of ``03/04/2021`` only that stays which the rest of the page, or its ``address``, decides. Of a date that is only
    shown, a first of the month may be a day that nobody wrote: it counts where it stands there.
    """
    given = [text_of(data.article.get("datePublished")), *(data.first(name) for name in _DATES)]
    marked = [readings for each in filter(None, given) if (readings := read_date(each))]
    if marked and len(marked[0]) == 1:
        return marked[0][0]
    shown = find_date(found.date)
    seen = readings_of_shown(shown, text) if shown else ()
    certain = [each[0] for each in [*marked, seen] if len(each) == 1]
    certain += ["-".join(each) for each in _MONTH_IN_ADDRESS.findall(urlsplit(address or "").path)]
    if marked or len(seen) != 1:
        return decide_date(marked[0] if marked else seen, certain, text)
    (date,) = seen
    if not date.endswith("-01") or len(date) < 10 or is_written(date, text):
        return date
    return date.removesuffix("-01").removesuffix("-01") if date.endswith("-01-01") else date.removesuffix("-01")


def find_publisher(data: PageData, found: Found) -> str | None:
    """Return the journal or site: the name that readers know it by."""
    site = text_of(data.resolve(data.article.get("publisher")).get("name"))
    given = (data.first("citation_journal_title"), data.first("og:site_name"), site, found.site)
    return next(filter(None, (clean(each, _LONGEST_NAME) for each in given)), None)


def find_language(data: PageData, declared: str | None) -> str | None:
    """Return the language of the page in lower case."""
    given = (
        declared,
        text_of(data.article.get("inLanguage")),
        data.first("citation_language"),
        data.first("og:locale"),
    )
    for each in given:
        language = (each or "").strip().replace("_", "-")
        if _LANGUAGE.fullmatch(language):
            return language.lower()
    return None


def find_kind(data: PageData) -> SourceKind | None:
    """Return the kind of source that the page's own types suggest; a journal's page carries citation fields."""
    if is_of_journal(data):
        return SourceKind.JOURNAL_ARTICLE
    types = types_of(data.article)
    return next((_KINDS[each] for each in [*types, *data.types] if each in _KINDS), None)


def is_of_journal(data: PageData) -> bool:
    return "citation_journal_title" in data.meta


def find_doi(data: PageData) -> str | None:
    names = ("citation_doi", "prism.doi", "dc.identifier.doi", "dc.identifier", "doi", "bepress_citation_doi")
    return first_valid(normal_doi, [each for name in names for each in data.meta.get(name, [])])


def find_pmid(data: PageData) -> str | None:
    return first_valid(normal_pmid, data.meta.get("citation_pmid", []))
