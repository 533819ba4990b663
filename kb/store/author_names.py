"""Names that are one author, as a vocabulary gives them: added as aliases, and what is signed with them joined."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, select, update

from kb.naming import fold_name
from kb.records import AuthorNamesRecord, NameRecord
from kb.store.author_joining import Person, join_authors
from kb.store.authors import AuthorBook
from kb.store.models import author, author_alias, source
from kb.store.vocabulary_entries import VocabularyError

Identity = tuple[str, str, int]
"""By what a row of an author is found: the name folded, the ORCID or "", the id of the one source it holds in or 0."""


def apply_author(book: AuthorBook, entry: AuthorNamesRecord) -> str:
    """Bring ``entry`` into the base; return ``added``, ``changed`` or ``unchanged``.

    The spelling of the entry stands. Raises VocabularyError for a name that is another author's already, for two
    ORCIDs, and, with ``unmet``, for a source that is not there.
    """
    names = [NameRecord(entry.name, entry.orcid, entry.source), *map(as_name, entry.aliases)]
    own, *others = [_Name(_identity(book, each), each.name) for each in names]
    book.ledger.flush()
    author_id, outcome = _find_or_add(book, own)
    for other in others:
        if _add_alias(book, author_id, own, other) and outcome == "unchanged":
            outcome = "changed"
    if outcome != "unchanged":
        book.ledger.note_load()
    return outcome


def as_name(alias: str | NameRecord) -> NameRecord:
    """Return an alias as a record, whether it was given as one or as a text."""
    return NameRecord(alias) if isinstance(alias, str) else alias


@dataclass(frozen=True, slots=True)
class _Name:
    identity: Identity
    spelt: str


def _identity(book: AuthorBook, name: NameRecord) -> Identity:
    scope = 0
    if name.source is not None:
        book.ledger.flush()
        found = book.ledger.connection.scalar(select(source.c.id).where(source.c.key == name.source))
        if found is None:
            message = f"there is no source '{name.source}', in which '{name.name}' is somebody"
            raise VocabularyError("source", message, unmet=name.source)
        scope = found
    return fold_name(name.name), name.orcid or "", scope


def _row(book: AuthorBook, identity: Identity) -> Any | None:
    same = _has(author.c.name_key, author.c.orcid, author.c.scope, identity)
    return book.ledger.connection.execute(select(author).where(same)).one_or_none()


def _alias(book: AuthorBook, identity: Identity) -> Any | None:
    query = select(author_alias, author.c.name.label("owner")).join_from(author_alias, author)
    return book.ledger.connection.execute(query.where(_is_alias(identity))).one_or_none()


def _is_alias(identity: Identity) -> ColumnElement[bool]:
    return _has(author_alias.c.name_key, author_alias.c.orcid, author_alias.c.scope, identity)


def _has(name_key: Column[str], orcid: Column[str], scope: Column[int], identity: Identity) -> ColumnElement[bool]:
    return and_(name_key == identity[0], orcid == identity[1], scope == identity[2])


def _find_or_add(book: AuthorBook, own: _Name) -> tuple[int, str]:
    row = _row(book, own.identity)
    if row is not None and row.name == own.spelt:
        return row.id, "unchanged"
    if row is not None:
        book.ledger.update(author, row.id, {"name": own.spelt})
        return row.id, "changed"
    alias = _alias(book, own.identity)
    if alias is not None:
        raise VocabularyError(
            "name", f"'{own.spelt}' is a name of the author '{alias.owner}' already; list it among its aliases"
        )
    return book.create(own.spelt, own.identity), "added"


def _add_alias(book: AuthorBook, author_id: int, own: _Name, other: _Name) -> bool:
    """Make ``other`` a name of the author; return whether it was none before, or was spelt in another way."""
    if other.identity == own.identity:
        return False
    ledger = book.ledger
    alias, row = _alias(book, other.identity), _row(book, other.identity)
    if alias is not None and alias.author_id != author_id:
        raise VocabularyError("aliases", f"'{other.spelt}' is a name of the author '{alias.owner}' already")
    if alias is not None and alias.name == other.spelt:
        return False
    if alias is None:
        _refuse_two_people(book, author_id, own, other, row)
    if row is not None:
        join_authors(book, Person(row.name, (row.id,)), Person(own.spelt, (author_id,)))
        book.redirect(row.id, author_id)
    elif alias is None:
        name_key, orcid, scope = other.identity
        values = {"name_key": name_key, "orcid": orcid, "scope": scope, "name": other.spelt, "author_id": author_id}
        ledger.add(author_alias, values)
    ledger.flush()
    ledger.connection.execute(update(author_alias).where(_is_alias(other.identity)).values(name=other.spelt))
    return True


def _refuse_two_people(book: AuthorBook, author_id: int, own: _Name, other: _Name, row: Any | None) -> None:
    """Raise VocabularyError where the ORCIDs of the two are not one."""
    known = {author_id, row.id} if row is not None else {author_id}
    aliases = select(author_alias.c.orcid).where(author_alias.c.author_id.in_(known))
    orcids = {own.identity[1], other.identity[1], *book.ledger.connection.scalars(aliases)} - {""}
    if len(orcids) > 1:
        raise VocabularyError(
            "aliases",
            f"'{own.spelt}' and '{other.spelt}' are two people by their ORCIDs, {' and '.join(sorted(orcids))}",
        )
