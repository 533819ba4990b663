"""Every quote held against the current snapshot of its source again, and the snapshot against its hash."""

from collections import Counter
from typing import Any

from sqlalchemy import Connection, func, select

from kb.analysis.claims import get_source_id
from kb.analysis.snapshots import get_text
from kb.quoting import locate_quote
from kb.records import QuoteCheck, VerifyReport
from kb.store.models import claim, quote, source, source_snapshot
from kb.store.suggesting import ANSWER_EFFORT, Suggestions
from kb.vocabulary import QuoteState, ReviewStatus


def verify_quotes(connection: Connection, source_key: str | None = None) -> VerifyReport:
    """Return how the quotes of all accepted claims, or of one source's, stand to the articles.

    For missing ones the closest passages are looked for, until that takes too long. Raises NotFoundError for an unknown
    source, DatabaseError where a snapshot is not what was stored.
    """
    counts: Counter[str] = Counter()
    unverified = []
    suggestions = Suggestions(ANSWER_EFFORT)
    text, snapshot_id = "", None
    for row in connection.execute(_quotes(connection, source_key)):
        if row.snapshot_id is not None and row.snapshot_id != snapshot_id:
            text, snapshot_id = get_text(connection, row.snapshot_id), row.snapshot_id
        check = _check(row, text if row.snapshot_id is not None else None, suggestions)
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
    """Return the query of all quotes, source by source, each with the id of its source's newest snapshot.

    That is looked up in the index for each quote: a table of them, made first, SQLite would scan for each quote.
    """
    read = source_snapshot.c.source_id == source.c.id
    newest = select(func.max(source_snapshot.c.id)).where(read).scalar_subquery()
    current = source_snapshot.alias("current")
    columns: list[Any] = [quote.c[name] for name in ("exact", "prefix", "suffix", "state", "start", "end")]
    columns += [source.c.key.label("source"), claim.c.key.label("claim"), current.c.snapshot_id]
    joined = select(*columns).join_from(quote, claim).join(source, source.c.id == claim.c.source_id)
    query = joined.outerjoin(current, current.c.id == newest).where(claim.c.status == ReviewStatus.ACCEPTED)
    if source_key is not None:
        query = query.where(source.c.id == get_source_id(connection, source_key))
    return query.order_by(source.c.key, claim.c.id, quote.c.position)


def _check(row: Any, text: str | None, suggestions: Suggestions) -> QuoteCheck:
    """Return how a quote stands to ``text``: it has moved where it does not stand where the base has it, or where a
    load has found it elsewhere than in the text before."""
    if text is None:
        return _result(row, QuoteState.UNCHECKED)
    anchor = locate_quote(text, row.exact, row.prefix, row.suffix)
    if anchor.state is QuoteState.MISSING:
        return _result(row, anchor.state, closest=suggestions.suggest(text, row.exact))
    is_elsewhere = row.start is not None and (anchor.start, anchor.end) != (row.start, row.end)
    has_moved = anchor.state is QuoteState.VERIFIED and (is_elsewhere or row.state == QuoteState.MOVED)
    state = QuoteState.MOVED if has_moved else anchor.state
    return _result(row, state, start=anchor.start, end=anchor.end)


def _result(row: Any, state: QuoteState, **found: Any) -> QuoteCheck:
    places = {"start": None, "end": None, "was_start": row.start, "was_end": row.end} | found
    return QuoteCheck(row.source, row.claim, row.exact, str(state), **places)
