"""Creating a database and bringing an older one to head. The only module that imports Alembic."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from kb.errors import DatabaseError
from kb.packaged import packaged_folder
from kb.store.connecting import use_write_ahead_log
from kb.store.failures import as_database_error
from kb.store.schema_version import APPLICATION_ID, HEAD


def create_database(path: Path, timeout: float) -> None:
    """Make the database at ``path``, whole or not at all; a second process that does the same waits and finds it."""
    _upgrade(path, timeout)
    connection = _connect(path, timeout)
    try:
        use_write_ahead_log(connection)
    finally:
        connection.close()


def migrate_database(path: Path, timeout: float) -> Path | None:
    """Bring the database at ``path`` to head and return the backup that was written before; None where another process
    did so while this one waited."""
    return _upgrade(path, timeout, backs_up=True)


def backup_beside(path: Path, timeout: float) -> Path:
    """Copy ``path`` with SQLite's online backup, which sees the write-ahead log, to a new file in its folder."""
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = path.with_name(f"{path.name}.{now}.backup")
    try:
        if target.exists():
            raise DatabaseError(f"{target}: exists already; move it away and try again")
        source = sqlite3.connect(path, timeout=timeout)
        copy = sqlite3.connect(target)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()
    except sqlite3.Error as error:
        raise as_database_error(error, target) from error
    return target


def current_revision(connection: Connection) -> str | None:
    """Return the revision of the base, None where it has no tables yet."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate_to_head(connection: Connection) -> None:
    """Run every migration that is due inside the open transaction of ``connection``."""
    config = Config()
    config.set_main_option("script_location", str(packaged_folder("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def _upgrade(path: Path, timeout: float, *, backs_up: bool = False) -> Path | None:
    """Migrate on a connection of its own, with foreign keys off: a table rebuilt in a batch must not take its children
    along, and the setting cannot change inside a transaction."""
    engine = create_engine("sqlite+pysqlite://", creator=lambda: _connect(path, timeout), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.connect() as connection, connection.begin():
            if current_revision(connection) == HEAD:
                return None
            backup = backup_beside(path, timeout) if backs_up else None
            migrate_to_head(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise DatabaseError(f"{path}: {len(broken)} rows refer to nothing after migration; nothing was changed")
            return backup
    except (DBAPIError, sqlite3.Error) as error:
        raise as_database_error(error, path) from error
    finally:
        engine.dispose()


def _connect(path: Path, timeout: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=timeout, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection
