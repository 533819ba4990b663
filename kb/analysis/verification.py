"""Every quote held against the current snapshot of its source again, and the snapshot against its hash."""

import hashlib
from collections import Counter
from typing import Any

from sqlalchemy import Connection, func, select

from kb.analysis.claims import get_source_id
from kb.errors import DatabaseError
from kb.quoting import anchor_quote
from kb.records import QuoteCheck, VerifyReport
from kb.store.models import claim, quote, snapshot, source, source_snapshot
from kb.vocabulary import QuoteState, ReviewStatus


def verify_quotes(connection: Connection, source_key: str | None = None) -> VerifyReport:
    """Return how the quotes of all accepted claims, or of one source's, stand to the articles.

    Raises NotFoundError for an unknown source, DatabaseError where a snapshot is not what was stored.
    """
    counts: Counter[str] = Counter()
    unverified = []
    text, snapshot_id = "", None
    for row in connection.execute(_quotes(connection, source_key)):
        if row.snapshot_id is not None and row.snapshot_id != snapshot_id:
            text, snapshot_id = _snapshot_text(connection, row.snapshot_id), row.snapshot_id
        check = _check(row, text if row.snapshot_id is not None else None)
        counts[check.state] += 1
        if check.state != QuoteState.VERIFIED:
            unverified.append(check)
    return VerifyReport(
        performed=counts.total() - counts[QuoteState.UNCHECKED],
        verified=counts[QuoteState.VERIFIED],
        moved=counts[QuoteState.MOVED],
        ambiguous=counts[QuoteState.AMBIGUOUS],
        missing=counts[QuoteState.MISSING],
        unchecked=counts[QuoteState.UNCHECKED],
        quotes=unverified,
    )


def _quotes(connection: Connection, source_key: str | None) -> Any:
    """Return the query of all quotes, source by source, each with the id of its source's newest snapshot."""
    newest = select(func.max(source_snapshot.c.id)).group_by(source_snapshot.c.source_id)
    current = select(source_snapshot).where(source_snapshot.c.id.in_(newest)).subquery()
    columns: list[Any] = [quote.c[name] for name in ("exact", "prefix", "suffix", "state", "start", "end")]
    columns += [source.c.key.label("source"), claim.c.key.label("claim"), current.c.snapshot_id]
    joined = select(*columns).join_from(quote, claim).join(source, source.c.id == claim.c.source_id)
    query = joined.outerjoin(current, current.c.source_id == source.c.id).where(claim.c.status == ReviewStatus.ACCEPTED)
    if source_key is not None:
        query = query.where(source.c.id == get_source_id(connection, source_key))
    return query.order_by(source.c.key, claim.c.id, quote.c.position)


def _snapshot_text(connection: Connection, snapshot_id: int) -> str:
    columns = select(snapshot.c.sha256, snapshot.c.text)
    sha256, text = connection.execute(columns.where(snapshot.c.id == snapshot_id)).one()
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        raise DatabaseError(f"the snapshot {sha256[:12]} is not the text that was stored; restore a backup")
    return text


def _check(row: Any, text: str | None) -> QuoteCheck:
    if text is None:
        return _result(row, QuoteState.UNCHECKED, None, None)
    anchor = anchor_quote(text, row.exact, row.prefix, row.suffix)
    state = anchor.state
    is_elsewhere = row.start is not None and (anchor.start, anchor.end) != (row.start, row.end)
    if state is QuoteState.VERIFIED and (is_elsewhere or row.state == QuoteState.MOVED):
        state = QuoteState.MOVED
    return _result(row, state, anchor.start, anchor.end)


def _result(row: Any, state: QuoteState, start: int | None, end: int | None) -> QuoteCheck:
    return QuoteCheck(row.source, row.claim, row.exact, str(state), start, end, row.start, row.end)
