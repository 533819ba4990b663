"""The full-text index of a base, held against its rows."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kb.store.search_tables import INDEXED
from tests.building import Desk


def stale_tables(base: Desk | Path) -> list[str]:
    """Return the tables of the index that do not say what the rows say."""
    path = base if isinstance(base, Path) else base.base.path
    assert path is not None
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return [table for table in INDEXED if not _is_right(connection, table)]


def _is_right(connection: sqlite3.Connection, table: str) -> bool:
    connection.execute("BEGIN")
    try:
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        assert error.sqlite_errorname == "SQLITE_CORRUPT_VTAB"
        return False
    finally:
        connection.execute("ROLLBACK")
    return True


def found(desk: Desk, text: str, **how: object) -> set[str]:
    """Return what a search finds: claims as SOURCE/KEY, articles by the key of their source."""
    hits = desk.base.search(text, limit=None, **how)  # type: ignore[arg-type]
    return {hit.claim.reference if hit.claim else hit.source.key for hit in hits}
