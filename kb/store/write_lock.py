"""The one write lock of a base: whoever comes second waits as long as the first gets on with its work."""

import random
import sqlite3
import time
from pathlib import Path

Signs = tuple[tuple[int, int], ...]
_SHORTEST, _LONGEST = 0.005, 0.05


def begin_writing(connection: sqlite3.Connection, path: Path, patience: float) -> None:
    """Begin a transaction that holds the write lock.

    Waits while another one writes, however long a load takes, and gives up with SQLITE_BUSY only when the files of the
    base have not changed for ``patience`` seconds. The wait is made here and not by SQLite, whose own cannot be
    interrupted and knows no progress.
    """
    connection.execute("PRAGMA busy_timeout=0")
    try:
        _begin(connection, path, patience)
    finally:
        connection.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")


def _begin(connection: sqlite3.Connection, path: Path, patience: float) -> None:
    signs, since = _signs_of_life(path), time.monotonic()
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
            now = _signs_of_life(path)
            if now != signs:
                signs, since = now, time.monotonic()
            elif time.monotonic() - since > patience:
                raise
        time.sleep(random.uniform(_SHORTEST, _LONGEST))


def _signs_of_life(path: Path) -> Signs:
    """Return size and time of the base and its write-ahead log, which a writer at work changes again and again."""
    found = []
    real = path.resolve()
    for each in (real, real.with_name(f"{real.name}-wal")):
        try:
            stat = each.stat()
            found.append((stat.st_size, stat.st_mtime_ns))
        except OSError:
            found.append((0, 0))
    return tuple(found)
