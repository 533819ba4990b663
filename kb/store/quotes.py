"""Quotes into rows, held against the current snapshot of their source."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select, update

from kb.quoting import anchor_quote
from kb.records import QuoteChange, QuoteRecord
from kb.store.ledger import Ledger, Row
from kb.store.models import claim, quote
from kb.store.snapshots import CurrentText
from kb.vocabulary import QuoteState, ReviewStatus


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


def reanchor_quotes(ledger: Ledger, source_id: int, current: CurrentText) -> list[Any]:
    """Hold every quote of the source against its new text; return the quotes as they were.

    A quote that stood in an older text and stands elsewhere now is ``moved``. What changes leaves a revision.
    """
    ledger.flush()
    query = select(quote).join_from(quote, claim).where(claim.c.source_id == source_id)
    before = list(ledger.connection.execute(query.order_by(quote.c.claim_id, quote.c.position)))
    for row in before:
        _reanchor(ledger, row, current)
    return before


def _reanchor(ledger: Ledger, row: Any, current: CurrentText) -> None:
    values = _anchored(row, current, row.start)
    here = (quote.c.claim_id == row.claim_id) & (quote.c.position == row.position)
    ledger.connection.execute(update(quote).where(here).values(values))
    if (row.state, row.start, row.warnings) != (values["state"], values["start"], values["warnings"]):
        told = ("state", "start", "warnings") if row.warnings != values["warnings"] else ("state", "start")
        was, now = ({"quote": row.exact} | {name: each[name] for name in told} for each in (row._mapping, values))
        ledger.revise("claim", row.claim_id, "re-anchored", was, now)


def standing_quotes(ledger: Ledger, source_id: int) -> list[Any]:
    """Return every quote of the source's accepted claims, with the key of its claim."""
    ledger.flush()
    columns = select(quote, claim.c.key.label("claim")).join_from(claim, quote)
    mine = (claim.c.source_id == source_id) & (claim.c.status == ReviewStatus.ACCEPTED)
    return list(ledger.connection.execute(columns.where(mine).order_by(claim.c.id, quote.c.position)))


def quote_changes(source_key: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[QuoteChange]:
    """Yield what became of each quote of ``after``, those that stand, that was there ``before`` the text was new."""
    known = {(row.claim_id, row.position, row.exact): row for row in before}
    for row in after:
        was = known.get((row.claim_id, row.position, row.exact))
        if was is not None:
            places = (row.start, row.end, was.start, was.end)
            yield QuoteChange(source_key, row.claim, row.exact, _became(was, row), *places)


def _became(was: Any, now: Any) -> str:
    if now.start is None:
        return str(now.state)
    if was.start is None:
        return str(QuoteState.VERIFIED)
    return "kept" if was.start == now.start else str(QuoteState.MOVED)
