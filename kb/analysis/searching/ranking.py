"""The best matches of an expression in one table of the full-text index.

To rank, SQLite reads of every match how often each word stands in it. A word that is in every second claim would take
it seconds; so of very many matches the newest are ranked alone.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import Connection

from kb.store.search_tables import RANKING

Passing = Callable[[Collection[int]], Collection[int]]
"""Takes ids of rows, and returns those of them that a search may show."""

#: Of so many matches that pass, at the least, the best are found; where there are more, they are the newest.
MOST_RANKED = 2_000
_FIRST_BATCH = 500


def find_best(connection: Connection, table: str, expression: str, passing: Passing, number: int | None) -> list[int]:
    """Return the ids of the ``number`` best rows that match and pass, the best first; all of them for None."""
    most = None if number is None else max(number, MOST_RANKED)
    passed, lowest = _candidates(connection, table, expression, passing, most)
    if len(passed) < 2:
        return list(passed)
    ranked = f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rank MATCH ? AND rowid >= ? ORDER BY rank"
    rows = connection.exec_driver_sql(ranked, (expression, RANKING[table], lowest)).scalars()
    best: list[int] = []
    for row_id in rows:
        if len(best) == number:
            break
        if row_id in passed:
            best.append(row_id)
    rows.close()
    return best


def _candidates(
    connection: Connection, table: str, expression: str, passing: Passing, most: int | None
) -> tuple[set[int], int]:
    """Return the newest matches that pass, ``most`` or a few more, and the lowest id that was looked at."""
    passed: set[int] = set()
    lowest = 0
    for batch in _matches(connection, table, expression):
        passed |= set(passing(batch))
        if most is not None and len(passed) >= most:
            lowest = min(batch)
            break
    return passed, lowest


def _matches(connection: Connection, table: str, expression: str) -> Iterator[list[int]]:
    """Yield the ids of all matches, the newest first, in batches that grow."""
    query = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC"
    rows = connection.exec_driver_sql(query, (expression,))
    cursor: Any = rows.cursor  # bare tuples: there may be a million
    size = _FIRST_BATCH
    try:
        while batch := [row_id for (row_id,) in cursor.fetchmany(size)]:
            yield batch
            size *= 2
    finally:
        rows.close()
