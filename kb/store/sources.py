"""Which source of the base a record is, and its fields and authors into rows."""

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Select, bindparam, or_, select

from kb.naming import make_source_key, short_digest
from kb.records import AuthorRecord, PreparedSource, SourceFields
from kb.store.authors import AuthorBook, write_authorship
from kb.store.ledger import Ledger, Row, differing
from kb.store.models import author, authorship, source
from kb.web_addresses import is_same_address

IDENTIFIERS = ("doi", "pmid", "url")
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
    """A source record that the base cannot take; ``field`` says which part of the record is to blame."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def record_digest(record: PreparedSource) -> str:
    """Return the SHA-256 of everything a record says itself, but for the article and what that says."""
    fields = msgspec.structs.replace(record.given or record.source, text=None)
    return hashlib.sha256(msgspec.json.encode((fields, record.claims))).hexdigest()


@dataclass(frozen=True, slots=True)
class MatchedSource:
    """The row of the base that a record is (None: a new source), and the key that it has from now on."""

    existing: Any | None
    key: str

    def shares(self, fields: SourceFields) -> list[str]:
        """Return the identifiers by which the row and ``fields`` are one source: DOI, PMID, URL."""
        given = {name: value for name in IDENTIFIERS if (value := getattr(fields, name))}
        return [
            name.upper() for name, value in given.items() if _is_one(name, getattr(self.existing, name, None), value)
        ]


def match_source(ledger: Ledger, fields: SourceFields) -> MatchedSource:
    """Return the source that ``fields`` describe: by key, else by a DOI, PMID or URL it shares, else a new one.

    A key that the record gives replaces an older one; a key that was made never does. Without a title, which a record
    always has, none is made. Raises SourceError where key and identifiers name two different sources.
    """
    key = fields.key or (make_source_key(fields.publisher, fields.title) if fields.title else "")
    given = {name: value for name in IDENTIFIERS if (value := getattr(fields, name))}
    ledger.flush_sources()
    found = ledger.connection.execute(_sharing(tuple(given)), {"key": key, **given}).all()
    rows = [row for row in found if fields.key or not _is_another(row, fields)]
    if len(rows) > 1:
        keys = " and ".join(sorted(f"'{row.key}'" for row in rows))
        raise SourceError("source", f"is two sources of the base at once by its key and identifiers: {keys}")
    if rows:
        return MatchedSource(rows[0], fields.key or rows[0].key)
    if found:
        key = f"{key}-{short_digest(' '.join(getattr(fields, name) or '' for name in IDENTIFIERS))}"
    return MatchedSource(None, key)


@cache
def _sharing(names: tuple[str, ...]) -> Select[Any]:
    """Return the query of sources that have the key or one of the identifiers called ``names``."""
    return select(source).where(or_(*(source.c[name] == bindparam(name) for name in ("key", *names))))


def _is_another(row: Any, fields: SourceFields) -> bool:
    """Whether a source is another one for all that the key made from its title is the same: by its DOI, say."""
    given = [(name, getattr(row, name), getattr(fields, name)) for name in IDENTIFIERS]
    known = [each for each in given if each[1] and each[2]]
    return bool(known) and not any(_is_one(*each) for each in known)


def _is_one(name: str, one: str | None, other: str | None) -> bool:
    """Whether two identifiers of a kind are one: of addresses what a reader's link adds does not count."""
    return is_same_address(one, other) if name == "url" else one == other


def write_source(
    ledger: Ledger, authors: AuthorBook, record: PreparedSource, matched: MatchedSource, digest: str
) -> tuple[int, bool]:
    """Write the fields and authors of ``record``, all but what it derives from; return the source's id and whether
    fields of an older one changed. ``digest`` is that of the record."""
    fields, existing = record.source, matched.existing
    values: dict[str, Any] = {name: getattr(fields, name) for name in _FIELDS} | {"key": matched.key}
    if existing is None:
        source_id = ledger.next_id(source)
        row = {"id": source_id, **values, "derived_from_id": None, "digest": digest}
        ledger.add(source, row | {"load_id": ledger.load_id})
        write_authorship(authors, source_id, fields.authors, is_new_source=True)
        return source_id, False
    has_changed = _change_source(ledger, authors, existing, values, fields.authors)
    ledger.update(source, existing.id, {"digest": digest})
    return existing.id, has_changed


def override_fields(
    ledger: Ledger, authors: AuthorBook, existing: Any, fields: SourceFields, names: frozenset[str]
) -> bool:
    """Write of ``fields`` those called ``names`` over what the base has; return whether anything changed.

    The source record is then no longer what was loaded last: loaded again, it brings its own fields back.
    """
    if not names:
        return False
    values = {name: getattr(fields, name) for name in _FIELDS if name in names}
    people = fields.authors if "authors" in names else None
    if not _change_source(ledger, authors, existing, values, people):
        return False
    ledger.update(source, existing.id, {"digest": ""})
    return True


def _change_source(
    ledger: Ledger, authors: AuthorBook, existing: Any, values: Row, people: list[AuthorRecord] | None
) -> bool:
    """Write what differs, with a revision; ``people`` are the authors, None for those that it has."""
    before, after = differing(dict(existing._mapping), values)
    if after:
        ledger.search.changing_source(existing.id)
        ledger.update(source, existing.id, after)
    old = authors_of(ledger, existing.id)
    if people is not None and write_authorship(authors, existing.id, people):
        before |= {"authors": old}
        after |= {"authors": [[person.name, person.credentials, person.orcid] for person in people]}
    if after:
        ledger.revise("source", existing.id, "changed", before, after)
    return bool(after)


def authors_of(ledger: Ledger, source_id: int) -> list[list[str | None]]:
    """Return name, credentials and ORCID of each author of a source, in order."""
    columns = select(authorship.c.name, authorship.c.credentials, author.c.orcid)
    query = columns.join_from(authorship, author).where(authorship.c.source_id == source_id)
    rows = ledger.connection.execute(query.order_by(authorship.c.position))
    return [[row.name, row.credentials, row.orcid or None] for row in rows]
