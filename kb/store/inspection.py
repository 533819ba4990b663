"""What stands at a path, found out before anything is opened for good.

The file is looked at through SQLite alone. Whoever opens and closes it in another way takes, on POSIX systems, every
lock from the connections that the same process has to it: another process then thinks itself alone with the base.
"""

import errno
import os
import sqlite3
from contextlib import closing
from enum import Enum, auto
from pathlib import Path

from kb.errors import DatabaseError
from kb.store.connecting import connect_to_look
from kb.store.failures import as_database_error
from kb.store.schema_version import APPLICATION_ID, HEAD, REVISIONS

#: SQLite takes a file that is shorter than its smallest page for an empty one, and would write into it.
_SMALLEST = 512


class Standing(Enum):
    """How the file at a path stands to this version of kb."""

    ABSENT = auto()
    BLANK = auto()
    OLDER = auto()
    AT_HEAD = auto()


def inspect_file(path: Path, timeout: float) -> Standing:
    """Return how ``path`` stands; raise DatabaseError where it is nothing kb could open."""
    try:
        size = _find_size(path)
    except OSError as error:
        raise DatabaseError(f"{path}: cannot be read: {error.strerror}") from error
    if not size:
        return Standing.ABSENT if size is None else Standing.BLANK
    if size < _SMALLEST:
        raise _no_database(path)
    try:
        return _standing(path, timeout)
    except sqlite3.Error as error:
        if error.sqlite_errorname == "SQLITE_NOTADB":
            raise _no_database(path) from error
        raise as_database_error(error, path) from error


def no_base(path: Path, standing: Standing) -> DatabaseError:
    """Return the error for a path where there is nothing yet, or a file that is empty."""
    what = "there is no database" if standing is Standing.ABSENT else "is empty"
    return DatabaseError(
        f"{path}: {what}; make one with 'kb load' (the examples: kb load --seeds), or name another with --db"
    )


def _find_size(path: Path) -> int | None:
    """Return how many bytes the file at ``path`` has, None where there is none; raise DatabaseError where it cannot be
    a database by what it is or where it lies."""
    if path.is_dir():
        raise DatabaseError(f"{path}: is a folder; name a file")
    if path.parent.is_file():
        raise DatabaseError(f"{path}: {path.parent} is a file, not a folder; name another with --db")
    if not path.parent.is_dir():
        raise DatabaseError(f"{path}: the folder {path.parent} does not exist; make it, or name another with --db")
    if path.is_symlink() and not path.exists():
        raise DatabaseError(f"{path}: is a link that leads nowhere; name another with --db")
    if not path.exists():
        return None
    if not path.is_file():
        raise DatabaseError(f"{path}: is no regular file; name another with --db")
    if not os.access(path, os.R_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return path.stat().st_size


def _no_database(path: Path) -> DatabaseError:
    return DatabaseError(f"{path}: is no kb database (nor any SQLite file); name another with --db")


def _standing(path: Path, timeout: float) -> Standing:
    with closing(connect_to_look(path, timeout)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION_ID:
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if application == 0 and tables == 0:
                return Standing.BLANK
            raise DatabaseError(f"{path}: is an SQLite database, but not one of kb's; name another with --db")
        revision = read_revision(connection)
    if revision == HEAD:
        return Standing.AT_HEAD
    if revision in REVISIONS:
        return Standing.OLDER
    if revision is None:
        raise DatabaseError(f"{path}: is damaged; restore it from a backup")
    raise DatabaseError(
        f"{path}: was made by a newer kb (revision {revision}, this one knows {HEAD}); install that one"
    )


def read_revision(connection: sqlite3.Connection) -> str | None:
    """Return the revision that the base says it has, None where it has lost it."""
    kept = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if kept[0] else None
    return None if row is None else str(row[0])


def get_revision(path: Path, timeout: float) -> str:
    """Return the revision of the base at ``path``; raise DatabaseError where none can be read."""
    standing = inspect_file(path, timeout)
    if standing in (Standing.ABSENT, Standing.BLANK):
        raise no_base(path, standing)
    with closing(connect_to_look(path, timeout)) as connection:
        revision = read_revision(connection)
    if revision is None:
        raise DatabaseError(f"{path}: is damaged; restore it from a backup")
    return revision
