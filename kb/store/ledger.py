"""Rows on their way into the base: gathered, given their ids in memory, and written in batches."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, update

from kb.store import models
from kb.store.inserting import Row as Row
from kb.store.inserting import insert_rows
from kb.store.search_index import SearchIndex

_BATCH = 10_000
_TABLES = models.metadata.sorted_tables
_TO_SOURCES = (models.load, models.source)
_HIGHEST = " UNION ALL ".join(
    f"SELECT '{table.name}', max(id) FROM {table.name}" for table in _TABLES if "id" in table.c
)


class Ledger:
    """What one file changes in one transaction. The transaction holds the write lock, so ids can be given here.

    A file that changes nothing leaves nothing behind: the ``load`` row is made by the first change.
    """

    def __init__(self, connection: Connection, file: str, now: str, by: str | None) -> None:
        self.connection = connection
        self.search = SearchIndex(connection)
        self.now = now
        self.by = by
        self.absent_texts: set[str] = set()
        """Digests of texts that were looked for and are not there: nobody else can bring them meanwhile."""
        self._file = file
        self._load_id: int | None = None
        self._next_ids: dict[str, int] = {}
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._waiting = 0

    @property
    def load_id(self) -> int:
        return self.note_load()

    def note_load(self) -> int:
        """Have the history know of this load, also where it changes no row of its own; return its id."""
        if self._load_id is None:
            self._load_id = self.next_id(models.load)
            row = {"id": self._load_id, "file": self._file, "loaded_at": self.now, "loaded_by": self.by}
            self.add(models.load, row)
        return self._load_id

    def next_id(self, table: Table[Any]) -> int:
        """Return a free id of ``table``."""
        if not self._next_ids:  # asked once for all tables: a file of one article is little else
            self._next_ids = {name: highest or 0 for name, highest in self.connection.exec_driver_sql(_HIGHEST)}
        self._next_ids[table.name] += 1
        return self._next_ids[table.name]

    def add(self, table: Table[Any], row: Row) -> None:
        self._rows[table.name].append(row)
        self._waiting += 1

    def update(self, table: Table[Any], row_id: int, values: Row) -> None:
        self.flush()
        self.connection.execute(update(table).where(table.c.id == row_id).values(values))

    def revise(
        self, subject: str, subject_id: int, action: str, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> None:
        """Note a change to a ``claim``, ``source`` or ``concept`` (the ``subject``) that landed earlier."""
        row: Row = {"claim_id": None, "source_id": None, "concept_id": None, f"{subject}_id": subject_id}
        row |= {"action": action, "before": _json(before), "after": _json(after)}
        row |= {"changed_at": self.now, "changed_by": self.by, "load_id": self.load_id}
        self.add(models.revision, row)

    def flush_if_full(self) -> None:
        if self._waiting >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting, a table at a time, those first that others refer to."""
        if self._waiting:
            self._write(_TABLES)

    def flush_sources(self) -> None:
        """Write the sources that are waiting, and what they refer to: their claims can wait for more of them."""
        if models.source.name in self._rows:
            self._write(_TO_SOURCES)

    def _write(self, tables: Sequence[Table[Any]]) -> None:
        for table in tables:
            rows = self._rows.pop(table.name, None)
            if rows:
                insert_rows(self.connection, table, rows)
                self._waiting -= len(rows)

    def finish(self) -> None:
        """Write what is waiting, and have the full-text index know of all that was written."""
        self.flush()
        self.search.update()


def differing(before: Row, after: Row) -> tuple[Row, Row]:
    """Return the values of ``after`` that differ from those of ``before``, as they were and as they are."""
    names = [name for name, value in after.items() if before.get(name) != value]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
