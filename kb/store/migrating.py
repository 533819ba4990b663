"""Creating a database and bringing an older one to head. The only module that imports Alembic."""

import sqlite3
import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from kb.errors import DatabaseError
from kb.packaged import packaged_folder
from kb.store.backup import back_up
from kb.store.connecting import use_write_ahead_log
from kb.store.failures import as_database_error
from kb.store.schema_version import APPLICATION_ID, HEAD

#: Alembic keeps the migration that runs in its modules, so that a process can run one at a time.
_ALONE = threading.Lock()


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


def current_revision(connection: Connection) -> str | None:
    """Return the revision of the base, None where it has no tables yet."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate_to_head(connection: Connection) -> None:
    """Run every migration that is due inside the open transaction of ``connection``."""
    config = Config()
    config.set_main_option("script_location", str(packaged_folder("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _ALONE:
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
            backup = back_up(path, None, timeout) if backs_up else None
            before = _count_rows(connection)
            migrate_to_head(connection)
            _check_rows(path, connection, before)
            return backup
    except (DBAPIError, sqlite3.Error) as error:
        raise as_database_error(error, path) from error
    finally:
        engine.dispose()


def _count_rows(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has; those that a full-text index keeps for itself are left out."""
    names = connection.exec_driver_sql(
        "SELECT name FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).scalars()
    return {name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one() for name in names.all()}


def _check_rows(path: Path, connection: Connection, before: dict[str, int]) -> None:
    """Raise DatabaseError where a migration has lost rows or what they refer to."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise DatabaseError(f"{path}: {len(broken)} rows refer to nothing after migration; nothing was changed")
    after = _count_rows(connection)
    now = {name: after.get(name, 0) for name in before}
    other = [f"{name}: {count} before, {now[name]} after" for name, count in before.items() if now[name] != count]
    if other:
        raise DatabaseError(f"{path}: rows were lost or made by migration ({', '.join(other)}); nothing was changed")


def _connect(path: Path, timeout: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=timeout, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection
