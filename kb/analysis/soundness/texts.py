"""The articles and the words quoted from them: every snapshot against its hash, every quote against its snapshot."""

import hashlib
from typing import Any

from sqlalchemy import Connection, func, select

from kb.analysis.soundness.findings import Findings, rows
from kb.quoting import Anchor, anchor_quote
from kb.store.models import claim, quote, snapshot, source, source_snapshot
from kb.vocabulary import QuoteState, QuoteWarning

_STATES = frozenset(QuoteState)
_WARNINGS = frozenset(QuoteWarning)


def check_snapshots(connection: Connection, findings: Findings) -> None:
    """Hold every text against the hash that names it; one text is in memory at a time."""
    for row in rows(connection, select(snapshot)):
        findings.examined += 1
        if _digest(row.text) != row.sha256:
            findings.add(f"snapshot {row.id}: the text {row.sha256[:12]} is not the one that was stored")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def check_quotes(connection: Connection, findings: Findings) -> None:
    """Anchor every quote again, of claims of every status, in the snapshot in which it was anchored, each of which is
    read once."""
    without_article = untrusted = 0
    text: str | None = None
    snapshot_id: int | None = None
    for row in rows(connection, every_quote()):
        if row.state not in _STATES or not _WARNINGS.issuperset(row.warnings.split()):
            continue  # told among the vocabularies
        where = f"{row.source}/{row.claim}, quote {row.position}"
        if row.snapshot_id != row.current_id:
            findings.add(f"{where}: was not held against the newest article of its source")
        if row.snapshot_id is None:
            without_article += row.current_id is None
            _compare(findings, where, row, None)
            continue
        if row.snapshot_id != snapshot_id:
            text, snapshot_id = _trusted_text(connection, row.snapshot_id), row.snapshot_id
        if text is None:
            untrusted += 1
        else:
            findings.examined += 1
            _compare(findings, where, row, anchor_quote(text, row.exact, row.prefix, row.suffix))
    _tell_of_rest(findings, without_article, untrusted)


def every_quote() -> Any:
    """Return the query of all quotes by snapshot, each with its source's newest one and how often the source was read.

    Both are looked up in the index for each quote: a table of them, made first, SQLite would scan for each quote.
    """
    read = source_snapshot.c.source_id == source.c.id
    newest = select(func.max(source_snapshot.c.id)).where(read).scalar_subquery()
    readings = select(func.count(source_snapshot.c.id)).where(read).scalar_subquery()
    current = source_snapshot.alias("newest_snapshot")
    columns: list[Any] = [quote, source.c.key.label("source"), claim.c.key.label("claim")]
    columns += [current.c.snapshot_id.label("current_id"), readings.label("readings")]
    joined = select(*columns).join_from(quote, claim).join(source, source.c.id == claim.c.source_id)
    query = joined.outerjoin(current, current.c.id == newest)
    return query.order_by(quote.c.snapshot_id, quote.c.claim_id, quote.c.position)


def _trusted_text(connection: Connection, snapshot_id: int) -> str | None:
    """Return a text, None where it is gone or not the one that was stored: other checks tell of it."""
    columns = select(snapshot.c.sha256, snapshot.c.text).where(snapshot.c.id == snapshot_id)
    row = connection.execute(columns).one_or_none()
    return row.text if row is not None and _digest(row.text) == row.sha256 else None


def _compare(findings: Findings, where: str, row: Any, anchor: Anchor | None) -> None:
    """Tell what the base says of a quote and ``anchor`` does not; None: no article, so nothing can be said."""
    states = _possible_states(anchor, row.readings)
    start, end = (anchor.start, anchor.end) if anchor else (None, None)
    warnings = " ".join(anchor.warnings) if anchor else ""
    if row.state not in states:
        findings.add(f"{where}: is {row.state} in the base, {states[0]} in fact")
    elif (row.start, row.end) != (start, end):
        findings.add(f"{where}: stands at {_span(row.start, row.end)} in the base, at {_span(start, end)} in fact")
    elif row.warnings != warnings:
        findings.add(f"{where}: carries '{row.warnings}' in the base, '{warnings}' in fact")


def _possible_states(anchor: Anchor | None, readings: int | None) -> tuple[QuoteState, ...]:
    """Return the states that an anchor allows. A quote may have moved where its source was read more than once."""
    if anchor is None:
        return (QuoteState.UNCHECKED,)
    has_moved = anchor.state is QuoteState.VERIFIED and (readings or 0) > 1
    return (anchor.state, QuoteState.MOVED) if has_moved else (anchor.state,)


def _span(start: int | None, end: int | None) -> str:
    return "no place" if start is None else f"{start} to {end}"


def _tell_of_rest(findings: Findings, without_article: int, untrusted: int) -> None:
    reasons = []
    if without_article:
        reasons.append(f"{_quotes_of(without_article)} not examined: no article was loaded with the source")
        findings.advice = "load the articles too: kb load --texts DIR FILE"
    if untrusted:
        reasons.append(f"{_quotes_of(untrusted)} not examined: the snapshot is not the text that was stored")
    findings.left_out = "; ".join(reasons) or None


def _quotes_of(number: int) -> str:
    return f"{number} quote" if number == 1 else f"{number} quotes"
