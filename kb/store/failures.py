"""What SQLite complains of, as the one line that a user can act on."""

import sqlite3
from pathlib import Path

from kb.errors import DatabaseError

_ADVICE = {
    "SQLITE_BUSY": "is locked by another process; try again when it is done",
    "SQLITE_LOCKED": "is locked by another process; try again when it is done",
    "SQLITE_READONLY": "cannot be written to; change its permissions or name another with --db",
    "SQLITE_CANTOPEN": "cannot be opened; check that the folder exists and may be written to",
    "SQLITE_FULL": "is on a disk that is full; what was being written was not stored. Make room and try again",
    "SQLITE_IOERR": "could not be read or written (disk full or faulty?); what was being written was not stored",
    "SQLITE_CORRUPT": "is damaged; restore it from a backup",
    "SQLITE_NOTADB": "is damaged or no SQLite database; restore it from a backup",
}
#: What SQLite or its driver says of damage without a code of its own for it.
_SIGNS_OF_DAMAGE = ("database disk image is malformed", "malformed database schema", "Could not decode to UTF-8")


def as_database_error(error: Exception, path: Path | None) -> DatabaseError:
    """Return the DatabaseError that says what ``error``, from SQLAlchemy or the driver, means for the file."""
    cause = getattr(error, "orig", None) or error
    name = str(getattr(cause, "sqlite_errorname", "") or "")
    where = path if path is not None else "the database in memory"
    for code, advice in _ADVICE.items():
        if name == code or name.startswith(f"{code}_"):
            return DatabaseError(f"{where}: {advice}")
    if isinstance(cause, sqlite3.DatabaseError) and str(cause).startswith(_SIGNS_OF_DAMAGE):
        return DatabaseError(f"{where}: {_ADVICE['SQLITE_CORRUPT']}")
    return DatabaseError(f"{where}: {' '.join(str(cause).split())}")
