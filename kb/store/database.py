"""One SQLite file: opened, checked, created, and given out as connections that read or write."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from kb.errors import UsageError
from kb.store.connecting import connect
from kb.store.failures import as_database_error
from kb.store.inspection import Standing, inspect_file, no_base
from kb.store.write_lock import begin_writing

#: Seconds that a writer waits for another one that does nothing.
BUSY_TIMEOUT = 30.0
_WRITES = "kb_writes"


class Database:
    """A kb database at head. Connections come from a pool, so threads may share one ``Database``."""

    def __init__(self, path: Path | None, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._owner = threading.get_ident() if path is None else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give out a connection in a transaction that sees one state of the base throughout."""
        with self._connection(writes=False) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give out a connection in a transaction that holds the write lock from its start and commits at the end."""
        with self._connection(writes=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def trying(self) -> Iterator[Connection]:
        """Give out a connection that may write; what it wrote is undone at the end."""
        with self._connection(writes=True) as connection, connection.begin() as transaction:
            yield connection
            transaction.rollback()

    @contextmanager
    def _connection(self, *, writes: bool) -> Iterator[Connection]:
        if self._owner not in (None, threading.get_ident()):
            raise UsageError("a base in memory belongs to the thread that made it; open one on disk for several")
        try:
            with self._engine.connect() as connection:
                yield connection.execution_options(**{_WRITES: writes})
        except (DBAPIError, sqlite3.Error) as error:
            raise as_database_error(error, self.path) from error

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log back into the file."""
        self._engine.dispose()


def open_database(path: Path, *, create: bool = False, timeout: float | None = None) -> Database:
    """Return the database at ``path``, migrated to head where it is older, made first where ``create`` allows it.

    Raises DatabaseError where there is none, or it is damaged, locked, not ours or made by a newer kb.
    """
    wait = BUSY_TIMEOUT if timeout is None else timeout
    standing = inspect_file(path, wait)
    if standing in (Standing.ABSENT, Standing.BLANK) and not create:
        raise no_base(path, standing)
    if standing is not Standing.AT_HEAD:
        from kb.store.migrating import create_database, migrate_database

        if standing is Standing.OLDER:
            migrate_database(path, wait)
        else:
            create_database(path, wait)
    return Database(path, _engine(path, wait))


def upgrade_database(path: Path) -> Path | None:
    """Bring the database at ``path`` to head; return the backup made before, or None where it was there already."""
    standing = inspect_file(path, BUSY_TIMEOUT)
    if standing in (Standing.ABSENT, Standing.BLANK):
        raise no_base(path, standing)
    if standing is not Standing.OLDER:
        return None
    from kb.store.migrating import migrate_database

    return migrate_database(path, BUSY_TIMEOUT)


def open_memory() -> Database:
    """Return a new, empty database that lives in memory alone."""
    from kb.store.migrating import migrate_to_head

    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys=ON")
    engine = create_engine("sqlite+pysqlite://", creator=lambda: connection, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    with engine.connect() as opened, opened.begin():
        migrate_to_head(opened)
    return Database(None, engine)


def _engine(path: Path, timeout: float) -> Engine:
    engine = create_engine("sqlite+pysqlite://", creator=lambda: connect(path, timeout), poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _begin_in_file(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES):
            begin_writing(_driver(connection), path, timeout)
        else:
            _begin(connection)

    return engine


def _begin(connection: Connection) -> None:
    """Begin for real: the driver's own way would let DDL outlive a rollback."""
    connection.exec_driver_sql("BEGIN")


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
