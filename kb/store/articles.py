"""Articles without a source record into the base: a source of their own, or the text of one that is there."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, ScalarSelect, Select, and_, false, func, or_, select

from kb.naming import nearest_names
from kb.records import PreparedArticle, PreparedSource, SourceFields, SuggestedInterest
from kb.running_text import listed
from kb.store.authors import AuthorBook
from kb.store.ledger import Ledger
from kb.store.models import claim, source, source_snapshot
from kb.store.snapshots import find_known_text, text_digest
from kb.store.sources import (
    IDENTIFIERS,
    MatchedSource,
    SourceError,
    authors_of,
    match_source,
    override_fields,
    record_digest,
    write_source,
)
from kb.vocabulary import Interest
from kb.web_addresses import comparable_address, is_same_address, may_be_same

#: What tells one work from another, and how a reader calls it.
WORKS = {"doi": "DOI", "pmid": "PMID"}
_TELLING = ("publisher", "doi", "pmid", "url")
_COMPARED = ("title", "publisher", "published", "url", "doi", "pmid")


def match_article(ledger: Ledger, article: PreparedArticle) -> MatchedSource:
    """Return which source of the base ``article`` is: by the key given, else by an identifier, the key that would be
    made, an address at which it was found, or the text that it shares, else a new one.

    Raises SourceError where it cannot be a new one, or is another work than the source that it is to be the text of.
    """
    fields = article.source
    matched = match_source(ledger, _without_bare(ledger, article) if article.must_exist else fields)
    if matched.existing is None and not fields.key:
        matched = _match_address(ledger, article) or _match_text(ledger, article) or matched
    if matched.existing is None:
        _refuse_new(ledger, article)
        return matched
    if fields.key and matched.existing.key != fields.key:
        by = " and ".join(matched.shares(fields))
        raise SourceError(
            "key", f"by its {by} the article is the source '{matched.existing.key}'; give that key or none"
        )
    for name, told in find_other_work(matched.existing, article):
        raise SourceError(name, f"{told} If it is the same one, say which {WORKS[name]} holds with --{name}")
    return matched


def _without_bare(ledger: Ledger, article: PreparedArticle) -> SourceFields:
    """Return the fields of an article that is to be the text of the source which the user names, without identifiers
    that it has in common with other sources that have no claims: such a one is what an earlier load of it made."""
    fields = article.source
    given = {name: value for name in IDENTIFIERS if (value := getattr(fields, name)) and name not in article.overrides}
    query = select(source).where(or_(*(source.c[name] == value for name, value in given.items())) if given else false())
    others = ledger.connection.execute(query.where(source.c.key != fields.key)).all()
    claimed = select(claim.c.id).where(claim.c.source_id.in_([row.id for row in others])).limit(1)
    if not others or ledger.connection.scalar(claimed) is not None:
        return fields
    shared = {name: None for name in given if any(getattr(row, name) == given[name] for row in others)}
    return msgspec.structs.replace(fields, **shared)


def find_other_work(row: Any, article: PreparedArticle) -> Iterator[tuple[str, str]]:
    """Yield each identifier by which ``article`` is another work than the source in ``row``, and what to say of it."""
    for name, ours, its in _contradicting(row, article, WORKS):
        told = f"the article has the {WORKS[name]} {its}, the source '{row.key}' has {ours}: is it another work?"
        yield name, told


def _contradicting(row: Any, article: PreparedArticle, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each of the fields called ``names`` of which the source in ``row`` and ``article`` say different things,
    with both. What is left out on one side contradicts nothing, nor does what the user gave."""
    for name in names:
        ours, its = getattr(row, name), getattr(article.source, name)
        if not ours or not its or name in article.overrides:
            continue
        if not (is_same_address(ours, its) if name == "url" else ours == its):
            yield name, ours, its


def _match_address(ledger: Ledger, article: PreparedArticle) -> MatchedSource | None:
    """Return the one source that is said to lie where the article was found, whatever that calls its own address; else
    the one whose current text was read there, where nothing says that another work lies there now.

    An address that is the very one comes before one that is the same but for what ``comparable_address`` leaves aside.
    """
    if not article.also_at:
        return None
    read = select(source).join(source_snapshot, source_snapshot.c.source_id == source.c.id)
    read = read.where(source_snapshot.c.id == _newest_reading())
    places = {comparable_address(each) for each in article.also_at}
    telling = [*WORKS] if comparable_address(article.source.url or "") in places else [*WORKS, "url"]
    rows = _found_at(ledger, select(source), source.c.url, article)
    rows = rows or [
        row
        for row in _found_at(ledger, read, source_snapshot.c.url, article)
        if not any(_contradicting(row, article, telling))
    ]
    return MatchedSource(rows[0], rows[0].key) if len(rows) == 1 else None


def _found_at(ledger: Ledger, query: Select[Any], column: Column[Any], article: PreparedArticle) -> list[Any]:
    """Return the rows of ``query`` in which ``column`` is an address at which the article was found, else the same.

    The index of the column finds those that differ behind the path or by a port; a host in capitals is not looked for.
    """
    query = query.add_columns(column.label("found_at"))
    if rows := ledger.connection.execute(query.where(column.in_(article.also_at))).all():
        return list(rows)
    wanted = {comparable_address(each) for each in article.also_at}
    spans = [span for each in sorted(wanted) for span in may_be_same(each)]
    near = or_(column.in_(wanted), *(and_(column >= start, column < end) for start, end in spans))
    return [row for row in ledger.connection.execute(query.where(near)) if comparable_address(row.found_at) in wanted]


def _newest_reading() -> ScalarSelect[int]:
    """Return the query of a source's newest reading, for a query of sources."""
    other = source_snapshot.alias("other")
    return select(func.max(other.c.id)).where(other.c.source_id == source.c.id).scalar_subquery()


def _match_text(ledger: Ledger, article: PreparedArticle) -> MatchedSource | None:
    """Return the one source whose current text is this very one, where nothing says that it is another work: it was
    given another key or title, and is not to be there twice."""
    snapshot_id = find_known_text(ledger, text_digest(article.text))
    if snapshot_id is None:
        return None
    query = select(source).join(source_snapshot, source_snapshot.c.source_id == source.c.id)
    query = query.where(source_snapshot.c.snapshot_id == snapshot_id, source_snapshot.c.id == _newest_reading())
    rows = ledger.connection.execute(query).all()
    if len(rows) != 1:
        return None
    return None if any(_contradicting(rows[0], article, _TELLING)) else MatchedSource(rows[0], rows[0].key)


def _refuse_new(ledger: Ledger, article: PreparedArticle) -> None:
    key = article.source.key
    if article.must_exist and key:
        raise SourceError("key", nothing_to_attach_to(ledger.connection, key))
    if not article.source.title:
        raise SourceError("title", "none found in the article; give one with --title, or a source record beside it")


def nothing_to_attach_to(connection: Connection, key: str) -> str:
    """Return what is to be said where there is no source ``key`` that a text could be given to: the nearest keys."""
    near = nearest_names(key, connection.scalars(select(source.c.key)))
    hint = f"did you mean {listed(near, 'or')}?" if near else "'kb sources' lists them"
    return f"there is no source '{key}' to attach a text to; {hint}"


def write_article_source(
    ledger: Ledger, authors: AuthorBook, article: PreparedArticle, matched: MatchedSource
) -> tuple[int, bool]:
    """Write a new source, or into one that is there only what the user gave; return its id and whether fields of an
    older one changed."""
    if matched.existing is None:
        record = PreparedSource(article.source, ())
        return write_source(ledger, authors, record, matched, record_digest(record))
    has_changed = override_fields(ledger, authors, matched.existing, article.source, article.overrides - {"key"})
    return matched.existing.id, has_changed


def differing_fields(ledger: Ledger, article: PreparedArticle, existing: Any) -> Iterator[tuple[str, str]]:
    """Yield each field of which ``article`` says something else than the source, which keeps its own, and what to say
    of that."""
    for name in _COMPARED:
        ours, its = getattr(existing, name), getattr(article.source, name)
        if its and its != ours and name not in article.overrides and not (name == "url" and is_same_address(ours, its)):
            has = f"'{ours}'" if ours else "none"
            how = f"; --{name} changes that" if name != "url" else ""
            yield name, f"the article says '{its}'; the source has {has} and keeps that{how}"
    if article.suggested and "interest" not in article.overrides:
        yield from differing_interest(article.suggested, existing, "--interest changes that")
    elif article.suggested and article.suggested.interest != article.source.interest:
        yield "interest", f"{article.suggested.told()}; '{article.source.interest}' was given and holds"
    if article.source.authors and "authors" not in article.overrides:
        ours_named = [name for name, _, _ in authors_of(ledger, existing.id)]
        its_named = [author.name for author in article.source.authors]
        if ours_named != its_named:
            has = ", ".join(filter(None, ours_named)) or "none"
            yield "authors", f"the article says {', '.join(its_named)}; the source has {has} and keeps that"


def differing_interest(suggested: SuggestedInterest, existing: Any, how: str) -> Iterator[tuple[str, str]]:
    """Yield what to say where an article says otherwise on who paid for it than the source, which keeps its own;
    ``how`` says what would change that."""
    if existing.interest == Interest.UNKNOWN:
        set_it = f"set it with --interest {suggested.interest}, or in its record"
        yield "interest", f"{suggested.told()}; the source has none and keeps that: {set_it}"
    elif existing.interest != suggested.interest:
        yield "interest", f"{suggested.told()}; the source has '{existing.interest}' and keeps that; {how}"
    if suggested.sponsor and existing.sponsor != suggested.sponsor:
        has = f"'{existing.sponsor}'" if existing.sponsor else "none"
        yield "sponsor", f"the article says '{suggested.sponsor}'; the source has {has} and keeps that"
