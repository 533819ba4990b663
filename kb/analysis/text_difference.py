"""What a publisher changed between two texts of a source, and what became of the quotes that rest on it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from kb.analysis.claims import get_source_id
from kb.analysis.snapshots import choose_pair, get_named_text, list_snapshots
from kb.quoting import locate_quote
from kb.quoting.passages import PassageDifference, compare_passages, resting_on
from kb.quoting.reanchoring import reanchor_quote
from kb.quoting.sentences import Span
from kb.records import ChangedPassage, QuoteChange, SnapshotRow, TextDifference
from kb.store.models import source
from kb.store.quotes import find_standing_quotes
from kb.store.suggesting import word_runs
from kb.vocabulary import PassageChange, QuoteState

_Resting = dict[int, list[QuoteChange]]
"""Quotes by the place of the passage that they rest on."""


def find_snapshots(connection: Connection, source_key: str) -> list[SnapshotRow]:
    """Return the texts of a source in the order in which they were read; raise NotFoundError for an unknown source."""
    return list_snapshots(connection, get_source_id(connection, source_key))


def compare_snapshots(
    connection: Connection, source_key: str, older: str | None = None, newer: str | None = None
) -> TextDifference:
    """Return what changed between two texts of a source, its last two where none is named.

    Raises NotFoundError for a source or a text that is not there, DatabaseError for one that is not what was stored.
    """
    source_id = get_source_id(connection, source_key)
    snapshots = list_snapshots(connection, source_id)
    pair = choose_pair(source_key, snapshots, older, newer)
    title = connection.execute(select(source.c.title).where(source.c.id == source_id)).scalar_one()
    passages: list[ChangedPassage] = []
    unplaced = 0
    if pair is not None:
        old, new = (get_named_text(connection, each.sha256) for each in pair)
        quotes = find_standing_quotes(connection, source_id)
        passages, unplaced = _compare(source_key, old, new, quotes)
    counts = Counter(each.change for each in passages)
    return TextDifference(
        source=source_key,
        title=title,
        performed=pair is not None,
        snapshots=snapshots,
        older=pair[0] if pair else None,
        newer=pair[1] if pair else None,
        removed=counts[PassageChange.REMOVED],
        added=counts[PassageChange.ADDED],
        changed=counts[PassageChange.CHANGED],
        moved=counts[PassageChange.MOVED],
        passages=passages,
        unplaced=unplaced,
    )


def _compare(key: str, old: str, new: str, quotes: Sequence[Any]) -> tuple[list[ChangedPassage], int]:
    differences = compare_passages(old, new)
    changes = [_became(key, row, old, new) for row in quotes]
    resting = _resting(differences, [change for change in changes if change is not None])
    passages = [
        ChangedPassage(
            str(each.change),
            *(new[slice(*each.new)], *each.new),
            *(old[slice(*each.old)], *each.old),
            word_runs(each.runs),
            resting[at],
        )
        for at, each in enumerate(differences)
    ]
    return passages, changes.count(None)


def _became(key: str, row: Any, old: str, new: str) -> QuoteChange | None:
    """Return where a quote stands in both texts; None where it has no one place in either.

    A quote knows its place in the newest text alone: in the older ones its words are sought.
    """
    context = (row.prefix or None, row.suffix or None)
    before = locate_quote(old, row.exact, *context)
    if before.start is not None and before.end is not None:
        place = (before.start, before.end)
        found = reanchor_quote(old, new, place, row.exact, *context)
        start, end = found.after or (None, None)
        return QuoteChange(key, row.claim, row.exact, str(found.outcome), start, end, *place)
    after = locate_quote(new, row.exact, *context)
    if after.start is None:
        return None
    return QuoteChange(key, row.claim, row.exact, str(QuoteState.VERIFIED), after.start, after.end)


def _resting(differences: Sequence[PassageDifference], quotes: Sequence[QuoteChange]) -> _Resting:
    """Return which quotes rest on which passage: by their place in the old text, else by that in the new one."""
    here = dict(enumerate(differences))
    came = {at: replace(each, old=each.new, into=None) for at, each in here.items() if each.new[0] < each.new[1]}
    placed = [(quote, _span(quote.was_start, quote.was_end)) for quote in quotes if quote.was_start is not None]
    newly = [(quote, _span(quote.start, quote.end)) for quote in quotes if quote.was_start is None]
    resting: _Resting = defaultdict(list)
    for areas, group in ((here, placed), (came, newly)):
        places = {id(each): at for at, each in areas.items()}
        touched = resting_on(list(areas.values()), [span for _, span in group])
        for (quote, _), found in zip(group, touched, strict=True):
            for each in found:
                resting[places[id(each)]].append(quote)
    return resting


def _span(start: int | None, end: int | None) -> Span:
    assert start is not None and end is not None
    return start, end
