"""The full-text index: whether it says what the rows say, word for word."""

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from kb.analysis.soundness.findings import Findings, count_rows
from kb.store.models import claim, snapshot, source
from kb.store.search_tables import INDEXED

_TABLES = {"claim_text": claim, "snapshot_text": snapshot, "source_text": source}
_UNWRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")


def check_search(connection: Connection, findings: Findings) -> None:
    """Have SQLite hold each table of the index against the rows that it indexes.

    That changes nothing, but SQLite takes it for a change: it needs the write lock for as long as it takes, and is left
    out where another process has that, or where the base cannot be written.
    """
    for table in INDEXED:
        try:
            connection.exec_driver_sql(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except DBAPIError as error:
            name = str(getattr(error.orig, "sqlite_errorname", ""))
            if name.startswith((*_UNWRITABLE, *_BUSY)):
                _leave_out(findings, name)
                return
            if not name.startswith("SQLITE_CORRUPT"):
                raise
            findings.add(f"{table}: does not have the words that the rows of {INDEXED[table][0]} have")
        findings.examined += count_rows(connection, _TABLES[table])


def _leave_out(findings: Findings, name: str) -> None:
    if name.startswith(_BUSY):
        findings.left_out = "not examined: another process is writing, or has written since the checks began"
        findings.advice = "check again when it has done"
    else:
        findings.left_out = "not examined: SQLite asks for a base that can be written"
        findings.advice = "check a copy that can be written: kb db backup"
