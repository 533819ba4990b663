"""The full-text index, kept by every change: what a file changes is taken out before, and put in when all is written.

An index without a copy of the text takes a row out by the words that it was put in with. So whoever is about to change
what a claim is found by says so first; at the end, what was taken out and what is new goes in.
"""

import json
from collections.abc import Iterable

from sqlalchemy import Connection

from kb.store.search_tables import INDEXED, treatment_token

_COUNTED = {"claim_text": "claim", "snapshot_text": "snapshot", "source_text": "source", "treatment": "concept"}
_HIGHEST = f"SELECT {', '.join(f'coalesce((SELECT max(id) FROM {table}), 0)' for table in _COUNTED.values())}"
#: Rows in one statement, during which nobody can interrupt. SQLite writes what they come to when it is enough.
_BATCH = 20_000
_BETWEEN = "id > ? AND id <= ?"
_SOME = "id IN (SELECT value FROM json_each(?))"
_CLAIMS_ABOUT = "SELECT rowid FROM claim_text WHERE claim_text MATCH ?"
_CLAIMS_OF = "SELECT id FROM claim WHERE source_id = ?"


class SearchIndex:
    """The index as one transaction changes it; it must be there before the transaction writes anything."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._highest = self._count()
        self._removed: dict[str, set[int]] = {"claim_text": set(), "source_text": set()}

    def _count(self) -> dict[str, int]:
        """Return the highest id of the rows behind each table."""
        return dict(zip(_COUNTED, self._connection.exec_driver_sql(_HIGHEST).one(), strict=True))

    def changing_claims(self, claim_ids: Iterable[int]) -> None:
        """Take claims out of the index, whose statement, quotes or treatment are about to change."""
        self._remove("claim_text", claim_ids)

    def changing_source(self, source_id: int) -> None:
        """Take a source, the title or publisher of which is about to change, and its claims out of the index."""
        self._remove("source_text", [source_id])
        self.changing_claims(self._connection.exec_driver_sql(_CLAIMS_OF, (source_id,)).scalars())

    def changing_treatment(self, concept_id: int) -> None:
        """Take the claims about a treatment out of the index, the names of which are about to change."""
        if concept_id > self._highest["treatment"]:
            return
        token = f"treatment_token : {treatment_token(concept_id)}"
        self.changing_claims(self._connection.exec_driver_sql(_CLAIMS_ABOUT, (token,)).scalars())

    def update(self) -> None:
        """Put in all that was taken out, and all that is new. Everything else must be written."""
        for table, removed in self._removed.items():
            if removed:
                self._connection.exec_driver_sql(_insertion(table, _SOME), (_as_json(removed),))
        now = self._count()
        for table in INDEXED:
            for below in range(self._highest[table], now[table], _BATCH):
                self._connection.exec_driver_sql(_insertion(table, _BETWEEN), (below, below + _BATCH))
        self._highest = now
        self._removed = {table: set() for table in self._removed}

    def _remove(self, table: str, row_ids: Iterable[int]) -> None:
        """Take rows out that were indexed before, each of them once."""
        known = {row_id for row_id in row_ids if row_id <= self._highest[table]} - self._removed[table]
        if known:
            self._connection.exec_driver_sql(_removal(table), (_as_json(known),))
            self._removed[table] |= known


def rebuild_index(connection: Connection) -> None:
    """Make the whole index anew from the rows."""
    for table in INDEXED:
        connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")


def _as_json(row_ids: set[int]) -> str:
    return json.dumps(sorted(row_ids))


def _insertion(table: str, where: str) -> str:
    content, columns = INDEXED[table]
    named = ", ".join(columns)
    return f"INSERT INTO {table} (rowid, {named}) SELECT id, {named} FROM {content} WHERE {where} ORDER BY id"


def _removal(table: str) -> str:
    content, columns = INDEXED[table]
    named = ", ".join(columns)
    chosen = f"SELECT 'delete', id, {named} FROM {content} WHERE {_SOME} ORDER BY id"
    return f"INSERT INTO {table} ({table}, rowid, {named}) {chosen}"
