"""Which source of the base a record is, and its fields and authors into rows."""

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import or_, select

from kb.naming import make_source_key, nearest, short_digest
from kb.records import PreparedSource, SourceFields
from kb.store.authors import AuthorBook, write_authorship
from kb.store.ledger import Ledger, differing
from kb.store.models import author, authorship, source

_IDENTIFIERS = ("doi", "pmid", "url")
_FIELDS = (
    "key",
    "title",
    "kind",
    "publisher",
    "sponsor",
    "published",
    "published_note",
    "url",
    "doi",
    "pmid",
    "interest",
)


class SourceError(Exception):
    """A source record that the base cannot take; ``field`` says which part of it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def record_digest(record: PreparedSource) -> str:
    """Return the SHA-256 of everything a record says, but for the article itself."""
    fields = msgspec.structs.replace(record.source, text=None)
    return hashlib.sha256(msgspec.json.encode((fields, record.claims))).hexdigest()


@dataclass(frozen=True, slots=True)
class MatchedSource:
    """The row of the base that a record is (None: a new source), and the key that it has from now on."""

    existing: Any | None
    key: str


def match_source(ledger: Ledger, fields: SourceFields) -> MatchedSource:
    """Return the source that ``fields`` describe: by key, else by a DOI, PMID or URL it shares, else a new one.

    A key that the record gives replaces an older one; a key that was made never does. Raises SourceError where key and
    identifiers name two different sources.
    """
    key = fields.key or make_source_key(fields.publisher, fields.title)
    shared = [source.c[name] == getattr(fields, name) for name in _IDENTIFIERS if getattr(fields, name)]
    ledger.flush()
    found = ledger.connection.execute(select(source).where(or_(source.c.key == key, *shared))).all()
    rows = [row for row in found if fields.key or not _is_another(row, fields)]
    if len(rows) > 1:
        keys = " and ".join(sorted(f"'{row.key}'" for row in rows))
        raise SourceError("source", f"is two sources of the base at once by its key and identifiers: {keys}")
    if rows:
        return MatchedSource(rows[0], fields.key or rows[0].key)
    if found:
        key = f"{key}-{short_digest(' '.join(getattr(fields, name) or '' for name in _IDENTIFIERS))}"
    return MatchedSource(None, key)


def _is_another(row: Any, fields: SourceFields) -> bool:
    """Whether a source is another one for all that the key made from its title is the same: by its DOI, say."""
    given = [(getattr(row, name), getattr(fields, name)) for name in _IDENTIFIERS]
    known = [(one, other) for one, other in given if one and other]
    return bool(known) and all(one != other for one, other in known)


def find_source_id(ledger: Ledger, key: str) -> int | None:
    """Return the id of the source with ``key``, or None."""
    ledger.flush()
    return ledger.connection.scalar(select(source.c.id).where(source.c.key == key))


def write_source(
    ledger: Ledger, authors: AuthorBook, record: PreparedSource, matched: MatchedSource
) -> tuple[int, bool]:
    """Write the fields and authors of ``record``; return the source's id and whether fields of an older one changed.

    Raises SourceError where it derives from an unknown source or from itself.
    """
    fields, existing = record.source, matched.existing
    values: dict[str, Any] = {name: getattr(fields, name) for name in _FIELDS}
    values |= {"key": matched.key, "derived_from_id": _derived_from(ledger, fields, existing)}
    source_id = existing.id if existing is not None else ledger.next_id(source)
    digest = record_digest(record)
    if existing is None:
        ledger.add(source, {"id": source_id, **values, "digest": digest, "load_id": ledger.load_id})
        write_authorship(authors, source_id, fields.authors)
        return source_id, False
    before, after = differing(dict(existing._mapping), values)
    old_authors = _authors_of(ledger, source_id)
    if write_authorship(authors, source_id, fields.authors):
        before |= {"authors": old_authors}
        after |= {"authors": [[person.name, person.credentials, person.orcid] for person in fields.authors]}
    if after:
        ledger.revise("source", source_id, "changed", before, after)
    ledger.update(source, source_id, {**values, "digest": digest})
    return source_id, bool(after)


def _authors_of(ledger: Ledger, source_id: int) -> list[list[str | None]]:
    columns = select(authorship.c.name, authorship.c.credentials, author.c.orcid)
    query = columns.join_from(authorship, author).where(authorship.c.source_id == source_id)
    rows = ledger.connection.execute(query.order_by(authorship.c.position))
    return [[row.name, row.credentials, row.orcid or None] for row in rows]


def _derived_from(ledger: Ledger, fields: SourceFields, existing: Any | None) -> int | None:
    if fields.derived_from is None:
        return None
    found = find_source_id(ledger, fields.derived_from)
    if found is None:
        guess = nearest(fields.derived_from, ledger.connection.scalars(select(source.c.key)))
        hint = f"; did you mean {guess}?" if guess else ""
        raise SourceError("source.derived_from", f"there is no source '{fields.derived_from}'{hint}")
    if existing is not None and _goes_back_to(ledger, found, existing.id):
        raise SourceError("source.derived_from", f"'{fields.derived_from}' goes back to this source itself: a circle")
    return found


def _goes_back_to(ledger: Ledger, source_id: int, origin: int) -> bool:
    seen: set[int] = set()
    current: int | None = source_id
    while current is not None and current not in seen:
        if current == origin:
            return True
        seen.add(current)
        current = ledger.connection.scalar(select(source.c.derived_from_id).where(source.c.id == current))
    return False
