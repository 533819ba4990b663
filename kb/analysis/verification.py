"""Every quote held against the current snapshot of its source again, and the snapshot against its hash."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from kb.analysis.claims import get_source_id
from kb.analysis.snapshots import StoredText, read_newest_texts
from kb.quoting import locate_quote, stands_at
from kb.records import QuoteCheck, VerifyReport
from kb.store.models import claim, quote
from kb.store.old_places import OldPlaces, Stood
from kb.store.suggesting import ANSWER_EFFORT, Suggestions
from kb.vocabulary import QuoteState, ReviewStatus

#: The states of a quote that a load found at a place.
_PLACED = frozenset({QuoteState.VERIFIED, QuoteState.MOVED})
#: The worst first.
_ORDER: tuple[str, ...] = (QuoteState.MISSING, QuoteState.AMBIGUOUS, QuoteState.MOVED, QuoteState.UNCHECKED)


class _Quote(NamedTuple):
    """A quote as the base has it; ``snapshot_id`` is that of the text in which it was last looked for."""

    source_id: int
    claim_id: int
    claim: str
    exact: str
    prefix: str | None
    suffix: str | None
    state: str
    snapshot_id: int | None
    start: int | None
    end: int | None


def verify_quotes(connection: Connection, source_key: str | None = None) -> VerifyReport:
    """Return how the quotes of all accepted claims, or of one source's, stand to the articles.

    Those not verified come the worst first, then by source. For missing ones the closest passages are looked for, until
    that takes too long. Raises NotFoundError for an unknown source, DatabaseError where a snapshot is not what was
    stored.
    """
    source_id = None if source_key is None else get_source_id(connection, source_key)
    suggestions, places = Suggestions(ANSWER_EFFORT), OldPlaces(connection, source_id)
    checks: list[QuoteCheck | None] = []
    for key, stored, quotes in _read_quotes(connection, source_id):
        checks += [_check(each, key, stored, suggestions, places) for each in quotes]
    unverified = [check for check in checks if check is not None]
    states = Counter(check.state for check in unverified)
    return VerifyReport(
        performed=len(checks) - states[QuoteState.UNCHECKED],
        verified=len(checks) - len(unverified),
        moved=states[QuoteState.MOVED],
        ambiguous=states[QuoteState.AMBIGUOUS],
        missing=states[QuoteState.MISSING],
        unchecked=states[QuoteState.UNCHECKED],
        quotes=sorted(unverified, key=lambda check: (_ORDER.index(check.state), check.source)),
    )


def _read_quotes(
    connection: Connection, source_id: int | None
) -> Iterator[tuple[str, StoredText | None, Iterator[_Quote]]]:
    """Yield key, newest text and quotes of every source that has any, the text held against its hash.

    Quotes and texts are read side by side, in the order of the sources' ids.
    """
    texts = read_newest_texts(connection, source_id)
    quotes = map(_Quote._make, connection.execute(_quotes(source_id)))
    for quoted_id, of_one in groupby(quotes, attrgetter("source_id")):
        key, stored = next((key, stored) for read_id, key, stored in texts if read_id == quoted_id)
        if stored is not None:
            stored.check()
        yield key, stored, of_one


def _quotes(source_id: int | None) -> Any:
    columns: list[Any] = [claim.c.source_id, claim.c.id, claim.c.key]
    columns += [quote.c[name] for name in _Quote._fields[len(columns) :]]
    query = select(*columns).join_from(claim, quote).where(claim.c.status == ReviewStatus.ACCEPTED)
    if source_id is not None:
        query = query.where(claim.c.source_id == source_id)
    return query.order_by(claim.c.source_id, claim.c.id, quote.c.position)


def _check(
    quoted: _Quote, key: str, stored: StoredText | None, suggestions: Suggestions, places: OldPlaces
) -> QuoteCheck | None:
    """Return how a quote stands to its text, None where it is verified: it has moved where it does not stand where the
    base has it, or where a load has found it elsewhere than in the text before."""
    if stored is None:
        return _result(quoted, key, QuoteState.UNCHECKED)
    if _stands_where_found(quoted, stored):
        return None if quoted.state == QuoteState.VERIFIED else _moved(quoted, key, places)
    anchor = locate_quote(stored.text, quoted.exact, quoted.prefix, quoted.suffix)
    if anchor.state is QuoteState.MISSING:
        stood = places.find_last(quoted.source_id, quoted.exact, quoted.prefix, quoted.suffix)
        closest = suggestions.suggest(stored.text, quoted.exact, stood)
        return _result(quoted, key, anchor.state, closest=closest, **_was(stood))
    if anchor.state is QuoteState.AMBIGUOUS:
        return _result(quoted, key, anchor.state)
    is_elsewhere = quoted.start is not None and (anchor.start, anchor.end) != (quoted.start, quoted.end)
    if is_elsewhere or quoted.state == QuoteState.MOVED:
        return _result(quoted, key, QuoteState.MOVED, start=anchor.start, end=anchor.end)
    return None


def _moved(quoted: _Quote, key: str, places: OldPlaces) -> QuoteCheck:
    """Return the check of a quote that stands where a load found it, elsewhere than in the text before."""
    assert quoted.start is not None
    stood = places.find_before_move(quoted.source_id, quoted.claim_id, quoted.exact, quoted.start)
    return _result(quoted, key, QuoteState.MOVED, start=quoted.start, end=quoted.end, **_was(stood))


def _was(stood: Stood | None) -> dict[str, int]:
    return {} if stood is None else {"was_start": stood.start, "was_end": stood.end}


def _stands_where_found(quoted: _Quote, stored: StoredText) -> bool:
    """Return whether a quote stands where a load found it in this very text; that it stands there alone was seen then,
    and no text ever changes."""
    is_placed = quoted.snapshot_id == stored.snapshot_id and quoted.state in _PLACED
    return (
        is_placed
        and quoted.start is not None
        and quoted.end is not None
        and stands_at(stored.text, quoted.exact, quoted.start, quoted.end)
    )


def _result(quoted: _Quote, key: str, state: QuoteState, **found: Any) -> QuoteCheck:
    places = {"start": None, "end": None, "was_start": quoted.start, "was_end": quoted.end} | found
    return QuoteCheck(key, quoted.claim, quoted.exact, str(state), **places)
