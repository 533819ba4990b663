"""A copy of a base in a file of its own: taken while others go on, verified, and put in place whole or not at all."""

import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from kb.errors import DatabaseError, KbError, NotFoundError, UsageError
from kb.store.connecting import connect, connect_read_only
from kb.store.failures import as_database_error
from kb.store.inspection import read_revision

#: What SQLite keeps beside a database: beside a new one, a log of these is taken for its own.
_BESIDE = ("-wal", "-shm", "-journal")
_LOGS = ("-wal", "-journal")
#: The full-text index is counted in the tables that it keeps: it has no rows of its own, but those that it indexes.
_TABLES = (
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
    " AND name NOT LIKE 'sqlite_%' ORDER BY name"
)
_OF_THE_BASE = ("SQLITE_BUSY", "SQLITE_LOCKED")


def back_up(path: Path, target: str | Path | None, timeout: float, *, force: bool = False) -> Path:
    """Copy the base at ``path`` and return the file that the copy is.

    ``target`` is that file, or a folder, in which (as beside the base, where it is None) a name is made from the
    base's and the time. A file that is there is replaced with ``force`` alone. Raises UsageError for a target that can
    be none, NotFoundError for a folder that is not there, KbError for a file that is, DatabaseError where the base
    cannot be read or the copy not be written. Nothing is left behind then.
    """
    with _telling(path, path.parent if target is None else Path(target)):
        place, is_made = _place(path, target)
        _refuse(path, place, force=force)
        descriptor, name = tempfile.mkstemp(prefix=".kb-backup-", dir=place.parent)
        os.close(descriptor)
        draft = Path(name)
        try:
            _verify(draft, _copy(path, draft, timeout), path, timeout)
            draft.chmod(stat.S_IMODE(path.stat().st_mode) & 0o777)
            _flush(draft)
            place = _put(draft, place, path, is_made=is_made, force=force)
            _flush(place.parent)
        finally:
            for suffix in ("", *_BESIDE):
                Path(f"{draft}{suffix}").unlink(missing_ok=True)
    return place


@contextmanager
def _telling(path: Path, target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DatabaseError(f"{target}: cannot be written: {error.strerror}") from error
    except sqlite3.Error as error:
        is_of_the_base = str(getattr(error, "sqlite_errorname", "")).startswith(_OF_THE_BASE)
        raise as_database_error(error, path if is_of_the_base else target) from error


def _place(path: Path, target: str | Path | None) -> tuple[Path, bool]:
    """Return the file to write, and whether its name was made here."""
    if target is None:
        return next(_made_names(path, path.parent)), True
    named = str(target)
    if not named.strip() or "\x00" in named:
        raise UsageError("the backup has no name; give a file or a folder")
    place = Path(named)
    if place.is_dir():
        return next(_made_names(path, place)), True
    if named.endswith(os.sep) or not place.parent.is_dir():
        raise _no_folder(place, place if named.endswith(os.sep) else place.parent)
    return place, False


def _no_folder(place: Path, folder: Path) -> NotFoundError:
    there = next((each for each in (folder, *folder.parents) if each.exists()), None)
    if there is not None and not there.is_dir():
        return NotFoundError(f"{place}: {there} is a file, not a folder; name another")
    return NotFoundError(f"{place}: the folder {folder} does not exist; make it, or name another")


def _made_names(path: Path, folder: Path) -> Iterator[Path]:
    """Yield names from the base's and the time (UTC) that no file has, should two backups fall into one second."""
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for number in count(1):
        name = f"{path.name}.{now}{f'-{number}' if number > 1 else ''}.backup"
        if not os.path.lexists(folder / name):
            yield folder / name


def _refuse(path: Path, place: Path, *, force: bool) -> None:
    """Raise the error for a target that would harm something."""
    if place.is_symlink():
        raise UsageError(f"{place}: is a link; name the file that it leads to, or another")
    own = [path.resolve(), *(Path(f"{path.resolve()}{suffix}") for suffix in _BESIDE)]
    if place.resolve() in own or (place.exists() and place.samefile(path)):
        raise UsageError(f"{place}: is the database itself; name another file for the backup")
    if place.exists() and not place.is_file():
        raise UsageError(f"{place}: is no regular file; name another for the backup")
    if place.exists() and not force:
        raise _exists(place)
    for suffix in _LOGS:
        if os.path.lexists(f"{place}{suffix}"):
            raise KbError(
                f"{place}{suffix}: would be taken for a part of the backup; move it away or name another file"
            )


@dataclass(frozen=True, slots=True)
class _State:
    """What a copy must share with its base."""

    application: int
    revision: str | None
    rows: dict[str, int]


def _state(connection: sqlite3.Connection) -> _State:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    tables = connection.execute(_TABLES).fetchall()
    quoted = {name: '"' + name.replace('"', '""') + '"' for (name,) in tables}
    rows = {name: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for name, table in quoted.items()}
    return _State(application, read_revision(connection), rows)


def _copy(path: Path, draft: Path, timeout: float) -> _State:
    """Copy the base as one transaction sees it, its log included; return what was copied.

    The copy keeps no log of its own, so that it is one file, which also a read-only disk can give out.
    """
    with (
        closing(connect(path, timeout)) as base,
        closing(sqlite3.connect(draft, isolation_level=None)) as copy,
    ):
        base.execute("BEGIN")
        state = _state(base)
        base.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    return state


def _verify(draft: Path, expected: _State, path: Path, timeout: float) -> None:
    """Read the copy again, whole; raise DatabaseError where it is not what the base was, or the base is damaged."""
    with closing(connect_read_only(draft, timeout)) as copy:
        fault = _fault(copy)
        if fault is not None:
            raise DatabaseError(
                f"{path}: is damaged ({fault}), and so would be its backup: none was kept; restore an older one"
            )
        if _state(copy) != expected:
            raise DatabaseError(f"{path}: the copy is not what the database was; no backup was kept. Try again")


def _fault(copy: sqlite3.Connection) -> str | None:
    """Return the first fault of the pages, indexes and references, None where they are sound."""
    copy.execute("PRAGMA ignore_check_constraints=ON")
    told = str(copy.execute("PRAGMA integrity_check(1)").fetchone()[0])
    if told != "ok":
        return next(line for line in told.splitlines() if not line.startswith("***"))
    broken = copy.execute("PRAGMA foreign_key_check").fetchone()
    return None if broken is None else f"{broken[0]}, row {broken[1]} refers to no row of {broken[2]}"


def _flush(path: Path) -> None:
    """Have the disk keep a file, or what a folder lists."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put(draft: Path, place: Path, path: Path, *, is_made: bool, force: bool) -> Path:
    """Give the copy its name; without ``force`` also a file that came in the meantime is not replaced."""
    if force and not is_made:
        draft.replace(place)
        return place
    try:
        os.link(draft, place)
        return place
    except OSError:
        if not os.path.lexists(place):  # a file system without hard links, where to rename would replace
            draft.rename(place)
            return place
    if not is_made:
        raise _exists(place)
    return _put(draft, next(_made_names(path, place.parent)), path, is_made=True, force=False)


def _exists(place: Path) -> KbError:
    return KbError(f"{place}: exists already; name another file, or replace it with --force")
