"""What an article says of itself, as the fields of a source: checked, for nobody has yet looked at it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from kb.dates import check_date
from kb.errors import ReadingError
from kb.naming import tidy
from kb.reading.document import check_text
from kb.reading.identifiers import check_url, normal_doi, normal_orcid, normal_pmid
from kb.records import Article, AuthorRecord, ReadingRecord, SourceFields, SuggestedInterest
from kb.running_text import listed
from kb.vocabulary import Interest, SourceKind

Note = tuple[str, str]
"""A field, and what is to be said of it."""

_CHECKS: dict[str, Callable[[str], str]] = {
    "published": check_date,
    "url": check_url,
    "doi": normal_doi,
    "pmid": normal_pmid,
}
_TEXTS = ("title", "publisher", "sponsor", *_CHECKS)
_LONGEST_TITLE = 200
_MOST_NAMED = 5
#: A line that stands alone above the rest, and is no sentence.
_FIRST_LINE = re.compile(r"\s*([^\n]+)\n[^\S\n]*\n\s*\S")
_NO_TITLE = re.compile(r"[.,;:]$|^[{\[<]")


def fields_found(article: Article) -> tuple[dict[str, Any], list[Note]]:
    """Return the fields of a source that ``article`` gives, and what was wrong with those that were left out."""
    found: dict[str, Any] = {}
    notes: list[Note] = []
    for name in _TEXTS:
        value = tidy(getattr(article, name) or "")
        try:
            if check_text(value, None):
                found[name] = _CHECKS[name](value) if name in _CHECKS else value
        except (ValueError, ReadingError) as error:
            notes.append((name, f"left out: {error}"))
    if authors := list(_authors(article.authors)):
        found["authors"] = authors
    found |= {name: value for name in ("kind", "interest") if (value := getattr(article, name)) is not None}
    return found, notes


def _authors(given: tuple[AuthorRecord, ...]) -> Iterator[AuthorRecord]:
    for author in given:
        if name := tidy(author.name):
            yield AuthorRecord(name, tidy(author.credentials or "") or None, _orcid(author.orcid))


def _orcid(given: str | None) -> str | None:
    try:
        return normal_orcid(tidy(given)) if given else None
    except ValueError:
        return None


def fields_of_article(article: Article, given: Mapping[str, Any]) -> tuple[SourceFields, list[Note]]:
    """Return ``article`` as a source, ``given`` before what it says itself, and what a reader of a new one should know.

    The title is empty where there is none.
    """
    found, notes = fields_found(article)
    if "title" not in found and (line := _first_line(article.text)):
        found["title"] = line
        notes += [] if "title" in given else [("title", f"none given: its first line was taken: '{line}'")]
    if "kind" not in found and "kind" not in given:
        notes.append(("kind", "none found: 'other' until --kind or a source record says what it is"))
    notes = [note for note in notes if note[0] not in given]
    suggested = suggested_interest(article)
    if "interest" not in given:
        notes += interest_notes(article)
    elif suggested and given["interest"] != suggested.interest:
        notes.append(("interest", f"{suggested.told()}; '{given['interest']}' was given and holds"))
    values = {"title": "", "kind": SourceKind.OTHER, **found, **given}
    return SourceFields(**values), notes


def _first_line(text: str) -> str | None:
    """Return what can stand for the title of a plain text: a short line alone above the rest."""
    found = _FIRST_LINE.match(text)
    line = tidy(found.group(1).lstrip("#")) if found else ""
    return line if 0 < len(line) <= _LONGEST_TITLE and not _NO_TITLE.search(line) else None


def interest_notes(article: Article) -> list[Note]:
    """Return what is to be said of an interest that an article suggests: the words that it rests on."""
    if article.interest in (None, Interest.UNKNOWN):
        return []
    words = f": '{tidy(article.interest_words)}'" if article.interest_words else ""
    return [("interest", f"'{article.interest}' by what the article says{words}; check it")]


def suggested_interest(article: Article) -> SuggestedInterest | None:
    """Return what ``article`` says on who paid for it, None where it does not speak of it."""
    if article.interest in (None, Interest.UNKNOWN):
        return None
    return SuggestedInterest(article.interest, article.interest_words, tidy(article.sponsor or "") or None)


def fill_in(record: SourceFields, names: frozenset[str], article: Article) -> tuple[SourceFields, list[Note]]:
    """Return ``record`` with what ``article`` says where the record is silent: it gives the fields ``names``."""
    found, notes = fields_found(article)
    new = {name: value for name, value in found.items() if name not in names}
    told = [note for note in notes if new and note[0] not in names]
    told += interest_notes(article) if "interest" in new else contradicting_notes(record, article)
    plain = [_named(name, new) for name in new if name != "interest"]
    if plain:
        told.insert(0, ("text", f"the article gave what the record leaves out: {', '.join(plain)}"))
    return msgspec.structs.replace(record, **new) if new else record, told


def _named(name: str, found: Mapping[str, Any]) -> str:
    """Return the name of a field, of the authors with who they are."""
    if name != "authors":
        return name
    people = [author.name for author in found[name]]
    more = [f"{len(people) - _MOST_NAMED} more"] if len(people) > _MOST_NAMED else []
    return f"{name} ({listed([*people[:_MOST_NAMED], *more])})"


def contradicting_notes(record: SourceFields, article: Article) -> list[Note]:
    """Return what is to be said where ``article`` says otherwise on who paid for it than ``record``, which holds."""
    suggested = suggested_interest(article)
    if suggested is None:
        return []
    notes: list[Note] = []
    if record.interest is Interest.UNKNOWN:
        advice = f"write 'interest: {suggested.interest}' there if that is right"
        notes = [("interest", f"{suggested.told()}; the record leaves it unknown: {advice}")]
    elif record.interest is not suggested.interest:
        notes = [("interest", f"{suggested.told()}; the record has '{record.interest}' and keeps that")]
    if suggested.sponsor and record.sponsor and suggested.sponsor != record.sponsor:
        has = f"the record has '{record.sponsor}' and keeps that"
        notes.append(("sponsor", f"the article says '{suggested.sponsor}'; {has}"))
    return notes


def reading_of(article: Article) -> ReadingRecord:
    """Return how an article in a file was read."""
    return ReadingRecord(media_type=str(article.media_type), language=article.language)
