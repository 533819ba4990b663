"""Where a quote stood in the texts that its source had before: the quote itself knows its newest place alone."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from kb.quoting import locate_quote
from kb.quoting.anchoring import words_of
from kb.quoting.flattening import flat_text
from kb.store.models import claim, quote, revision, snapshot, source_snapshot
from kb.vocabulary import QuoteState

#: What the history says where a quote was held against a new text of its source.
REANCHORED = "re-anchored"
#: So many texts of a source are looked through, the newest first: a page that is read daily has hundreds.
_MOST_TEXTS = 8


class Stood(NamedTuple):
    """A text, and where in it words stood."""

    text: str
    start: int
    end: int


class OldPlaces:
    """Finds old places of quotes of the source ``source_id``, or of all sources, which are then asked of in the order
    of their ids; in one statement for their texts and one for their history."""

    def __init__(self, connection: Connection, source_id: int | None = None) -> None:
        self._texts = _BySource(_texts(connection, source_id))
        self._moves = _BySource(_moves(connection, source_id))

    def find_last(self, source_id: int, exact: str, prefix: str | None, suffix: str | None) -> Stood | None:
        """Return where words had one place in the newest text of their source that has them, of its last few."""
        for read in self._texts.of(source_id):
            anchor = locate_quote(read.text, exact, prefix, suffix)
            if anchor.start is not None and anchor.end is not None:
                return Stood(read.text, anchor.start, anchor.end)
        return None

    def find_before_move(self, source_id: int, claim_id: int, exact: str, start: int) -> Stood | None:
        """Return where a quote that moved to ``start``, in the newest text of its source, stood in the text before."""
        for row in self._moves.of(source_id):
            if row.claim_id != claim_id:
                continue
            was, now = json.loads(row.before), json.loads(row.after)
            if (now["quote"], now["state"], now["start"]) == (exact, QuoteState.MOVED, start):
                older = self._texts.of(source_id)[1:2]
                return _standing(older[0].text, exact, was["start"]) if older and was["start"] is not None else None
        return None


class _BySource:
    """Rows in the order of their sources, those of one in memory at a time."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._groups = groupby(rows, attrgetter("source_id"))
        self._source_id = -1
        self._rows: list[Any] = []

    def of(self, source_id: int) -> list[Any]:
        """Return the rows of a source, which comes after those that were asked for before, or is the last of them."""
        while self._source_id < source_id:
            found = next(self._groups, None)
            if found is None:
                return []
            self._source_id = found[0]
            self._rows = list(found[1]) if found[0] >= source_id else []
        return self._rows if self._source_id == source_id else []


def _texts(connection: Connection, source_id: int | None) -> Iterator[Any]:
    """Yield the last texts of the source, or of all that have a quote out of its place, each source's newest first."""
    later = source_snapshot.alias("later")
    behind = (later.c.source_id == source_snapshot.c.source_id) & (later.c.id > source_snapshot.c.id)
    query = select(source_snapshot.c.source_id, snapshot.c.text).join_from(source_snapshot, snapshot)
    query = query.where(select(func.count()).select_from(later).where(behind).scalar_subquery() < _MOST_TEXTS)
    if source_id is None:
        out_of_place = select(claim.c.source_id).join_from(quote, claim)
        out_of_place = out_of_place.where(quote.c.state.in_((QuoteState.MISSING, QuoteState.MOVED)))
        query = query.where(source_snapshot.c.source_id.in_(out_of_place))
    else:
        query = query.where(source_snapshot.c.source_id == source_id)
    yield from connection.execute(query.order_by(source_snapshot.c.source_id, source_snapshot.c.id.desc()))


def _moves(connection: Connection, source_id: int | None) -> Iterator[Any]:
    """Yield what the history says of the quotes of the source, or of all, that have moved, the newest first."""
    moved = select(quote.c.claim_id).where(quote.c.state == QuoteState.MOVED)
    columns = select(claim.c.source_id, revision.c.claim_id, revision.c.before, revision.c.after)
    query = columns.join_from(revision, claim).where(revision.c.action == REANCHORED, revision.c.claim_id.in_(moved))
    if source_id is not None:
        query = query.where(claim.c.source_id == source_id)
    yield from connection.execute(query.order_by(claim.c.source_id, revision.c.id.desc()))


def _standing(text: str, exact: str, start: int) -> Stood | None:
    """Return where words that begin at ``start`` end, None where they do not stand there."""
    flat, words = flat_text(text), words_of(exact)
    place = flat.place(start)
    if not flat.text.startswith(words, place):
        return None
    return Stood(text, *flat.origins(place, place + len(words)))
