"""What a base holds, with names in place of ids: two bases that say the same are equal, whatever came first."""

import sqlite3
from contextlib import closing
from typing import Any

from sqlalchemy import Table

from kb.store.models import metadata
from tests.building import Desk

Row = dict[str, Any]
Names = dict[str, dict[int, Any]]
"""What each row is known by, by table and id."""

#: What tells which load brought what, and which lines need not be read again, but nothing that the base says.
_LEFT_OUT = frozenset({"load", "loaded_line"})
#: The columns by which a row is known where others refer to it; those tables first whose names others hold.
_KNOWN_BY = {
    "source": ("key",),
    "author": ("name_key", "orcid", "scope"),
    "snapshot": ("sha256",),
    "concept": ("kind", "name"),
    "proposition": ("aspect", "wording_key"),
    "claim": ("source_id", "key"),
}


def contents(desk: Desk) -> dict[str, list[Row]]:
    """Return the rows of every table of a stored desk, but for ids, times and which load brought what."""
    assert desk.base.path is not None
    with closing(sqlite3.connect(desk.base.path)) as connection:
        connection.row_factory = sqlite3.Row
        held = {table: _rows(connection, table) for table in metadata.sorted_tables if table.name not in _LEFT_OUT}
    names: Names = {}
    for name, columns in _KNOWN_BY.items():
        table = metadata.tables[name]
        names[name] = {
            row["id"]: tuple(_shown(table, column, row[column], names) for column in columns)
            for row in held.get(table, ())
        }
    return {table.name: sorted((_named(table, row, names) for row in rows), key=repr) for table, rows in held.items()}


def _rows(connection: sqlite3.Connection, table: Table[Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(f"SELECT * FROM {table.name}")]


def _named(table: Table[Any], row: Row, names: Names) -> Row:
    kept = [name for name in row if name not in ("id", "load_id") and not name.endswith("_at")]
    return {name: _shown(table, name, row[name], names) for name in kept}


def _shown(table: Table[Any], column: str, value: Any, names: Names) -> Any:
    if table.name in ("author", "author_alias") and column == "scope":
        return names["source"][value] if value else None
    for key in table.c[column].foreign_keys:
        return None if value is None else names[key.column.table.name][value]
    return value
