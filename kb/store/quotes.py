"""Quotes into rows, held against the current snapshot of their source."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, func, select, update

from kb.quoting import anchor_quote
from kb.quoting.reanchoring import STORED_STATES, Reanchored, reanchor_quote
from kb.records import QuoteChange, QuoteRecord
from kb.store.ledger import Ledger, Row
from kb.store.models import claim, quote, revision
from kb.store.old_places import REANCHORED, OldPlaces
from kb.store.snapshots import CurrentText
from kb.store.suggesting import Suggestions
from kb.vocabulary import QuoteState, QuoteWarning, ReviewStatus


@dataclass(frozen=True, slots=True)
class StandingQuote:
    """A quote of an accepted claim, in the state in which a load left it. ``is_lost``: it is missing, and stood in an
    earlier text of the source."""

    words: QuoteRecord
    state: str
    claim: str
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class StandingQuotes:
    """The quotes of a source's accepted claims: how many are in which state, and those that have no one place."""

    states: Counter[str] = field(default_factory=Counter)
    unplaced: list[StandingQuote] = field(default_factory=list)

    def note(self, rows: Sequence[Row], quotes: Sequence[QuoteRecord], claim_key: str) -> None:
        """Take in the quotes of a claim, whose rows are new."""
        for row, words in zip(rows, quotes, strict=True):
            state = row["state"]
            self.states[state] += 1
            if state in _UNPLACED:
                self.unplaced.append(StandingQuote(words, state, claim_key))


def quote_rows(claim_id: int, quotes: Sequence[QuoteRecord], current: CurrentText | None) -> list[Row]:
    """Return the rows of a claim's ``quotes``, anchored in the current text."""
    rows = []
    for position, words in enumerate(quotes):
        own = {"claim_id": claim_id, "position": position}
        said = {"exact": words.exact, "prefix": words.prefix, "suffix": words.suffix}
        rows.append({**own, **said, **_anchored(words, current)})
    return rows


def _anchored(words: Any, current: CurrentText | None) -> Row:
    """Return state and place of a quote that has no older place."""
    if current is None:
        return _UNCHECKED
    anchor = anchor_quote(current.text, words.exact, words.prefix, words.suffix)
    return _placed(current, anchor.state, anchor.start, anchor.end, anchor.warnings)


def _placed(
    current: CurrentText, state: QuoteState, start: int | None, end: int | None, warnings: Sequence[QuoteWarning]
) -> Row:
    told = " ".join(warnings)
    return {"state": state.value, "snapshot_id": current.snapshot_id, "start": start, "end": end, "warnings": told}


_UNCHECKED: Row = {
    "state": QuoteState.UNCHECKED.value,
    "snapshot_id": None,
    "start": None,
    "end": None,
    "warnings": "",
}
_UNPLACED = (QuoteState.MISSING, QuoteState.AMBIGUOUS)
_OF_SOURCE = (claim.c.source_id == bindparam("source_id"), claim.c.status == ReviewStatus.ACCEPTED)
_STATES = select(quote.c.state, func.count()).join_from(claim, quote).where(*_OF_SOURCE).group_by(quote.c.state)
_STANDING = (
    select(quote, claim.c.key.label("claim"), claim.c.source_id)
    .join_from(claim, quote)
    .where(*_OF_SOURCE)
    .order_by(claim.c.id, quote.c.position)
)
_STANDING_UNPLACED = _STANDING.where(quote.c.state.in_(_UNPLACED))
_ALWAYS_TOLD = ("state", "start")
_CONTEXT = {"prefix", "suffix"}
_TOLD = (*_ALWAYS_TOLD, "warnings", *sorted(_CONTEXT))


@dataclass(frozen=True, slots=True)
class OldQuote:
    """A quote as it was before its source got a new text, and what became of it."""

    row: Any
    became: str
    start: int | None


def reanchor_quotes(ledger: Ledger, source_id: int, current: CurrentText) -> list[OldQuote]:
    """Hold every quote of the source against its new text; what changes leaves a revision."""
    ledger.flush()
    query = select(quote).join_from(quote, claim).where(claim.c.source_id == source_id)
    rows = ledger.connection.execute(query.order_by(quote.c.claim_id, quote.c.position)).all()
    return [_reanchor(ledger, row, current) for row in rows]


def _reanchor(ledger: Ledger, row: Any, current: CurrentText) -> OldQuote:
    became, values = renew_quote(row, current)
    here = (quote.c.claim_id == row.claim_id) & (quote.c.position == row.position)
    ledger.connection.execute(update(quote).where(here).values(values))
    names = [name for name in _TOLD if name in values and getattr(row, name) != values[name]]
    if names:
        told = list(dict.fromkeys([*_ALWAYS_TOLD, *names, *(_CONTEXT if _CONTEXT & set(names) else ())]))
        was, now = ({"quote": row.exact} | {name: each[name] for name in told} for each in (row._mapping, values))
        ledger.revise("claim", row.claim_id, REANCHORED, was, now)
    return OldQuote(row, became, values["start"])


def renew_quote(row: Any, current: CurrentText) -> tuple[str, Row]:
    """Return what became of a quote in the new text, and its state and place there.

    Where the words stand there twice, what stood around them in the old text decides, unless a context was given.
    """
    found = _reanchored(row, current)
    if found is None or found.after is None:
        values = _anchored(row, current)
        return str(values["state"]), values
    values = _placed(current, STORED_STATES[found.outcome], found.after[0], found.after[1], found.warnings)
    return str(found.outcome), values | {"prefix": found.prefix, "suffix": found.suffix}


def _reanchored(row: Any, current: CurrentText) -> Reanchored | None:
    """Return where a quote of the older text stands in the new one; None where it had no place in that, or where the
    context that was given does not decide."""
    older = current.older
    if row.start is None or older is None or row.snapshot_id != older.snapshot_id:
        return None
    try:
        found = reanchor_quote(
            older.text, current.text, (row.start, row.end), row.exact, row.prefix or None, row.suffix or None
        )
    except ValueError:  # a base that is damaged: `kb db check` tells of it
        return None
    has_changed = (found.prefix or "", found.suffix or "") != (row.prefix or "", row.suffix or "")
    return None if has_changed and (row.prefix or row.suffix) else found


def standing_quotes(ledger: Ledger, source_id: int) -> StandingQuotes:
    """Return what a load has to say of the quotes of a source that was there before."""
    ledger.flush()
    of_source = {"source_id": source_id}
    states: Counter[str] = Counter()
    for state, number in ledger.connection.execute(_STATES, of_source):
        states[state] = number
    if not states.keys() & set(_UNPLACED):
        return StandingQuotes(states)
    rows = ledger.connection.execute(_STANDING_UNPLACED, of_source).all()
    lost = _find_lost(ledger, source_id, rows)
    return StandingQuotes(states, [_standing(row, is_lost=(row.claim_id, row.exact) in lost) for row in rows])


def _standing(row: Any, *, is_lost: bool) -> StandingQuote:
    return StandingQuote(QuoteRecord(row.exact, row.prefix, row.suffix), row.state, row.claim, is_lost)


def find_standing_quotes(connection: Connection, source_id: int) -> list[Any]:
    """Return every quote of the source's accepted claims, with the key of its claim."""
    return list(connection.execute(_STANDING, {"source_id": source_id}))


def _find_lost(ledger: Ledger, source_id: int, standing: Sequence[Any]) -> set[tuple[int, str]]:
    """Return claim and words of those missing among the ``standing`` quotes that an earlier text of the source held."""
    missing = {(row.claim_id, row.exact) for row in standing if row.state == QuoteState.MISSING}
    if not missing:
        return set()
    query = select(revision.c.claim_id, revision.c.before).join_from(revision, claim)
    query = query.where(claim.c.source_id == source_id, revision.c.action == REANCHORED)
    had_a_place = query.where(~revision.c.before.contains('"start": null'))
    rows = ledger.connection.execute(had_a_place)
    return missing & {(row.claim_id, json.loads(row.before)["quote"]) for row in rows}


def quote_changes(
    source_key: str,
    before: Sequence[OldQuote],
    after: Sequence[Any],
    text: str,
    suggestions: Suggestions,
    places: OldPlaces,
) -> Iterator[QuoteChange]:
    """Yield what became in ``text``, which is new, of each quote of ``after``, those that stand, that was there
    ``before``."""
    known = {(old.row.claim_id, old.row.position, old.row.exact): old for old in before}
    for row in after:
        old = known.get((row.claim_id, row.position, row.exact))
        if old is not None:
            became = old.became if old.start == row.start else str(row.state)
            spans = (row.start, row.end, old.row.start, old.row.end)
            change = QuoteChange(source_key, row.claim, row.exact, became, *spans)
            yield suggest_for(change, row, text, suggestions, places)


def suggest_for(change: QuoteChange, row: Any, text: str, suggestions: Suggestions, places: OldPlaces) -> QuoteChange:
    """Return ``change``, of the quote in ``row``, with the closest passage of ``text`` where the quote is missing."""
    if change.state != QuoteState.MISSING:
        return change
    stood = places.find_last(row.source_id, row.exact, row.prefix, row.suffix)
    return msgspec.structs.replace(change, closest=suggestions.suggest(text, change.exact, stood))
