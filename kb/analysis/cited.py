"""Sources as claims rest on them: what each is, who signed it, and what it goes back to."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from kb.analysis.people import speaking_body
from kb.store.models import authorship, source
from kb.store.tuples import fetch_tuples, is_one_of


class Cited(NamedTuple):
    """A source, by the columns that claims are read with."""

    id: int
    key: str
    title: str
    kind: str
    publisher: str | None
    sponsor: str | None
    published: str | None
    url: str | None
    interest: str
    derived_from_id: int | None

    @property
    def body(self) -> str | None:
        """Who speaks in it where nobody signed it; None: the source itself."""
        return speaking_body(self.kind, self.publisher, self.sponsor)


class Signature(NamedTuple):
    author_id: int
    name: str


_COLUMNS = [source.c[name] for name in Cited._fields]


def read_cited(connection: Connection, source_ids: Iterable[int]) -> dict[int, Cited]:
    """Return the sources with these ids."""
    rows = fetch_tuples(connection, select(*_COLUMNS).where(is_one_of(source.c.id, source_ids)))
    return {row[0]: Cited(*row) for row in rows}


def read_source_keys(connection: Connection, source_ids: Iterable[int]) -> dict[int, str]:
    """Return what each source goes by."""
    return dict(fetch_tuples(connection, select(source.c.id, source.c.key).where(is_one_of(source.c.id, source_ids))))


def read_signatures(connection: Connection, source_ids: Iterable[int]) -> dict[int, list[Signature]]:
    """Return who signed each source, in order; nothing for one that nobody signed."""
    query = select(authorship.c.source_id, authorship.c.author_id, authorship.c.name)
    query = query.where(is_one_of(authorship.c.source_id, source_ids))
    found: dict[int, list[Signature]] = defaultdict(list)
    for source_id, *signed in fetch_tuples(connection, query.order_by(authorship.c.source_id, authorship.c.position)):
        found[source_id].append(Signature(*signed))
    return found


def read_works(connection: Connection, cited: dict[int, Cited]) -> dict[int, tuple[int, ...]]:
    """Return, for each of these sources that derives from another, the sources it goes back to, the nearest first."""
    origin = {each.id: each.derived_from_id for each in cited.values()}
    while missing := {each for each in origin.values() if each is not None and each not in origin}:
        query = select(source.c.id, source.c.derived_from_id).where(is_one_of(source.c.id, missing))
        origin |= dict.fromkeys(missing) | dict(fetch_tuples(connection, query))
    return {each: _line(each, origin) for each in cited if origin[each] is not None}


def _line(source_id: int, origin: dict[int, int | None]) -> tuple[int, ...]:
    line: list[int] = []
    current = origin[source_id]
    while current is not None and current not in line:
        line.append(current)
        current = origin[current]
    return tuple(line)
