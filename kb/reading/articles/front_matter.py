"""Front matter: the block of YAML at the head of a Markdown file, which tells of the article and is no words of it."""

import re
from collections.abc import Iterator
from itertools import chain

from kb.errors import ReadingError
from kb.naming import tidy
from kb.quoting import normalise_text
from kb.reading.articles.bylines import read_name_field, unique_authors
from kb.reading.articles.dates import find_date
from kb.reading.articles.identity import first_valid
from kb.reading.document import Data
from kb.reading.identifiers import check_url, normal_doi, normal_pmid
from kb.records import AuthorRecord

#: Nobody writes a longer one; what does not end by then is the article.
_LONGEST = 20_000
_BLOCK = re.compile(r"---[ \t]*\n((?:[^\n]*\n){1,300}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_LONGEST_VALUE = 300
_MOST_AUTHORS = 100
#: What each field of an article is called there, the surest name first.
_NAMES = {
    "title": ("title",),
    "published": ("published", "date", "date_published", "publish_date", "publishdate", "pubdate"),
    "publisher": ("publisher", "journal"),
    "language": ("language", "lang"),
    "url": ("canonical_url", "canonical", "url", "source", "link"),
    "doi": ("doi",),
    "pmid": ("pmid",),
}
_AUTHORS = ("authors", "author")

FrontMatter = dict[str, Data]


def part_front_matter(text: str) -> tuple[FrontMatter, str]:
    """Return the front matter of a Markdown text, its names in lower case, and the text without it.

    A block that is not plain YAML with names and values (an article may begin with a rule) stays in the text.
    """
    found = _BLOCK.match(text[:_LONGEST])
    data = _read(found.group(1)) if found else None
    if found is None or data is None:
        return {}, text
    return data, text[found.end() :].lstrip("\n")


def _read(block: str) -> FrontMatter | None:
    from kb.reading.yaml_document import parse_yaml

    try:
        documents = parse_yaml(block)
    except ReadingError:
        return None
    if len(documents) != 1 or not isinstance(documents[0].data, dict):
        return None
    return {name.lower().replace("-", "_"): value for name, value in documents[0].data.items()}


def find_text(front: FrontMatter, field: str) -> str | None:
    """Return what the front matter gives for a ``field`` of an article, None where that is nothing or cannot be it."""
    given = [text for name in _NAMES[field] if (text := _short(front.get(name)))]
    checks = {"url": check_url, "doi": normal_doi, "pmid": normal_pmid}
    if field in checks:
        return first_valid(checks[field], given)
    if field == "published":
        return next(filter(None, map(find_date, given)), None)
    text = next(iter(given), None)
    return text.lower() if text and field == "language" else text


def find_authors(front: FrontMatter) -> tuple[AuthorRecord, ...]:
    """Return the authors that the front matter names: a text, which may name several, or a list."""
    given = next((front[name] for name in _AUTHORS if front.get(name)), [])
    each: list[Data] = given if isinstance(given, list) else [given]
    named = (read_name_field(name, is_certain=True) for name in _author_names(each[:_MOST_AUTHORS]))
    return unique_authors(chain.from_iterable(named))


def _author_names(given: list[Data]) -> Iterator[str]:
    for each in given:
        if name := _short(each.get("name") if isinstance(each, dict) else each):
            yield name


def _short(value: Data | None) -> str | None:
    """Return a value on one line and without controls; None for what is no text, or too long to be what it says."""
    text = tidy(normalise_text(value)) if isinstance(value, str) else ""
    return text if 0 < len(text) <= _LONGEST_VALUE else None
