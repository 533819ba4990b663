"""Quotes into rows, held against the current snapshot of their source; snapshots into rows."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from kb.quoting import anchor_quote
from kb.records import QuoteRecord
from kb.store.ledger import Ledger, Row
from kb.store.models import claim, quote, snapshot, source_snapshot
from kb.vocabulary import QuoteState, ReviewStatus


@dataclass(frozen=True, slots=True)
class CurrentText:
    """The snapshot that a source's quotes are held against. ``is_new``: this load brought it."""

    snapshot_id: int
    text: str
    is_new: bool


def current_text(ledger: Ledger, source_id: int, given: str | None) -> CurrentText | None:
    """Return the source's current text, stored first where ``given`` differs from it; None where it never had one."""
    joined = select(snapshot.c.id, snapshot.c.sha256, snapshot.c.text).join_from(source_snapshot, snapshot)
    newest = joined.where(source_snapshot.c.source_id == source_id).order_by(source_snapshot.c.id.desc()).limit(1)
    known = ledger.connection.execute(newest).one_or_none()
    if given is None or (known is not None and known.sha256 == text_digest(given)):
        return None if known is None else CurrentText(known.id, known.text, is_new=False)
    snapshot_id = _store_text(ledger, given)
    row: Row = {"id": ledger.next_id(source_snapshot), "source_id": source_id, "snapshot_id": snapshot_id}
    ledger.add(source_snapshot, {**row, "load_id": ledger.load_id, "read_at": ledger.now})
    return CurrentText(snapshot_id, given, is_new=True)


def text_digest(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8: the name of its snapshot."""
    return hashlib.sha256(text.encode()).hexdigest()


def _store_text(ledger: Ledger, text: str) -> int:
    ledger.flush()
    digest = text_digest(text)
    known = ledger.connection.scalar(select(snapshot.c.id).where(snapshot.c.sha256 == digest))
    if known is not None:
        return known
    snapshot_id = ledger.next_id(snapshot)
    ledger.add(snapshot, {"id": snapshot_id, "sha256": digest, "text": text})
    return snapshot_id


def quote_rows(claim_id: int, quotes: Sequence[QuoteRecord], current: CurrentText | None) -> list[Row]:
    """Return the rows of a claim's ``quotes``, anchored in the current text."""
    return [
        {"claim_id": claim_id, "position": position, **_words(words), **_anchored(words, current, None)}
        for position, words in enumerate(quotes)
    ]


def _words(words: QuoteRecord) -> Row:
    return {"exact": words.exact, "prefix": words.prefix, "suffix": words.suffix}


def _anchored(words: Any, current: CurrentText | None, start_before: int | None) -> Row:
    """Return state and place of a quote; ``start_before`` is where an older snapshot had it."""
    if current is None:
        return {"state": QuoteState.UNCHECKED, "snapshot_id": None, "start": None, "end": None, "warnings": ""}
    anchor = anchor_quote(current.text, words.exact, words.prefix, words.suffix)
    has_moved = anchor.state is QuoteState.VERIFIED and start_before is not None and anchor.start != start_before
    return {
        "state": QuoteState.MOVED if has_moved else anchor.state,
        "snapshot_id": current.snapshot_id,
        "start": anchor.start,
        "end": anchor.end,
        "warnings": " ".join(anchor.warnings),
    }


def reanchor_quotes(ledger: Ledger, source_id: int, current: CurrentText) -> None:
    """Hold every quote of the source against its new text.

    A quote that stood in an older text and stands elsewhere now is ``moved``. What changes leaves a revision.
    """
    ledger.flush()
    query = select(quote).join_from(quote, claim).where(claim.c.source_id == source_id)
    for row in ledger.connection.execute(query.order_by(quote.c.claim_id, quote.c.position)).all():
        values = _anchored(row, current, row.start)
        here = (quote.c.claim_id == row.claim_id) & (quote.c.position == row.position)
        ledger.connection.execute(update(quote).where(here).values(values))
        if (row.state, row.start, row.warnings) != (values["state"], values["start"], values["warnings"]):
            told = ("state", "start", "warnings") if row.warnings != values["warnings"] else ("state", "start")
            before, after = (
                {"quote": row.exact} | {name: each[name] for name in told} for each in (row._mapping, values)
            )
            ledger.revise("claim", row.claim_id, "re-anchored", before, after)


def standing_quotes(ledger: Ledger, source_id: int) -> list[Any]:
    """Return words and state of every quote of the source's accepted claims."""
    ledger.flush()
    columns = select(quote.c.exact, quote.c.prefix, quote.c.suffix, quote.c.state).join_from(claim, quote)
    mine = (claim.c.source_id == source_id) & (claim.c.status == ReviewStatus.ACCEPTED)
    return list(ledger.connection.execute(columns.where(mine).order_by(claim.c.id, quote.c.position)))
