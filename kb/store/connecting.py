"""Connections of the driver to a file: with kb's settings, or read-only where nothing may be written."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

_NOT_WRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN")


def connect(path: Path, timeout: float) -> sqlite3.Connection:
    """Return a connection with kb's settings; read-only where the file or its folder is."""
    path = path.resolve()  # what SQLite keeps beside a base lies beside the file, not beside a link to it
    if not _is_writable(path):
        return connect_read_only(path, timeout)
    connection = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
    use_write_ahead_log(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Let readers go on while one writes. The mode stays with the file.

    Turning it on takes a lock that nobody waits for: where another process is just at work in a new file, the next
    connection does it.
    """
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode=WAL")


def connect_to_look(path: Path, timeout: float) -> sqlite3.Connection:
    """Return a connection to a file that may not be ours: it sets nothing and makes no file."""
    path = path.resolve()
    return _open_uri(path, "rw", timeout) if _is_writable(path) else connect_read_only(path, timeout)


def connect_read_only(path: Path, timeout: float) -> sqlite3.Connection:
    """Return a connection that cannot write.

    A base with a write-ahead log needs a place for its index, which a read-only folder has not. Without a log beside it
    the file cannot change there, and is read as immutable; never elsewhere, for that takes no locks.
    """
    path = path.resolve()
    connection = _open_uri(path, "ro", timeout)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        is_still = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
        if not is_still or not error.sqlite_errorname.startswith(_NOT_WRITABLE):
            raise
        return _open_uri(path, "ro&immutable=1", timeout)
    return connection


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _open_uri(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    uri = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False)
