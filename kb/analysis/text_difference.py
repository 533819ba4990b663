"""What a publisher changed between two texts of a source, and what became of the quotes that rest on it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from kb.analysis.claims import get_source_id
from kb.analysis.snapshots import choose_pair, get_named_text, list_snapshots
from kb.quoting import locate_quote
from kb.quoting.passages import compare_passages
from kb.quoting.reanchoring import reanchor_quote
from kb.quoting.resting import Placed, find_resting
from kb.quoting.sentences import Span
from kb.records import ChangedPassage, QuoteChange, SnapshotRow, TextDifference
from kb.store.models import source
from kb.store.quotes import find_standing_quotes
from kb.store.suggesting import word_runs
from kb.vocabulary import PassageChange, QuoteOutcome, QuoteState


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
    became = [(row, _became(key, row, old, new)) for row in quotes]
    standing = [(row, change) for row, change in became if change is not None]
    found = find_resting(old, new, differences, [_placed(row, change) for row, change in standing])
    resting: dict[int, list[QuoteChange]] = defaultdict(list)
    for (_, change), numbers in zip(standing, found, strict=True):
        for at in numbers:
            resting[at].append(change)
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
    return passages, len(became) - len(standing)


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


def _placed(row: Any, change: QuoteChange) -> Placed:
    has_strayed = change.state in (QuoteOutcome.MOVED, QuoteOutcome.MISSING)
    before, after = _span(change.was_start, change.was_end), _span(change.start, change.end)
    return Placed(before, after, has_strayed, row.prefix or None, row.suffix or None)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else (start, end)
