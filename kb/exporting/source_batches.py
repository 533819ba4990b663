"""The rows of many sources, read at once: a base is asked no more often for sources of many claims."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from kb.exporting.identities import OWN, Identity
from kb.store.models import author, authorship, claim, claim_comparator, proposition, quote, source

_Lists = Mapping[int, Sequence[Any]]
#: A batch ends with the source that brings it to so many sources or claims.
_SOURCES, _CLAIMS = 500, 2000


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of some sources in the order of their keys; what hangs on them by the id of the source or of the claim."""

    sources: Sequence[Any]
    """Each with the key of the source that it derives from, as ``origin``."""
    signatures: _Lists
    claims: _Lists
    """In the order in which they came, each with its proposition's columns."""
    comparators: _Lists
    quotes: _Lists
    speakers: Mapping[int, Identity]
    """Whom claims name as their author, by the id of the author."""


def read_batches(connection: Connection) -> Iterator[Batch]:
    """Yield all sources of the base, some hundred of them or some thousand claims at a time."""
    size = func.count(claim.c.id)
    sized = select(source.c.id, size).outerjoin_from(source, claim).group_by(source.c.id).order_by(source.c.key)
    ids, claims = [], 0
    for source_id, number in connection.execute(sized).all():
        ids.append(source_id)
        claims += number
        if len(ids) >= _SOURCES or claims >= _CLAIMS:
            yield _read(connection, ids)
            ids, claims = [], 0
    if ids:
        yield _read(connection, ids)


def _read(connection: Connection, ids: Sequence[int]) -> Batch:
    mine = claim.c.source_id.in_(ids)
    origin = source.alias("origin")
    sources = select(source, origin.c.key.label("origin")).outerjoin(origin, origin.c.id == source.c.derived_from_id)
    signed = select(authorship.c.source_id, authorship.c.name.label("spelt"), authorship.c.credentials, *OWN)
    signed = signed.join_from(authorship, author).where(authorship.c.source_id.in_(ids))
    claims = select(claim.c.source_id, claim, proposition.c.aspect, proposition.c.wording, proposition.c.wording_key)
    compared = select(claim_comparator).join_from(claim_comparator, claim).where(mine)
    quoted = select(quote).join_from(quote, claim).where(mine)
    speaking = select(*OWN).where(author.c.id.in_(select(claim.c.author_id).where(mine)))
    return Batch(
        connection.execute(sources.where(source.c.id.in_(ids)).order_by(source.c.key)).all(),
        _by_first(connection.execute(signed.order_by(authorship.c.source_id, authorship.c.position))),
        _by_first(connection.execute(claims.join_from(claim, proposition).where(mine).order_by(claim.c.id))),
        _by_first(connection.execute(compared.order_by(claim_comparator.c.claim_id, claim_comparator.c.position))),
        _by_first(connection.execute(quoted.order_by(quote.c.claim_id, quote.c.position))),
        {row.id: Identity(*row) for row in connection.execute(speaking)},
    )


def _by_first(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found
