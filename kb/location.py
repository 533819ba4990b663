"""Where the database lies: what the user named, else KB_DATABASE, else the user's data directory."""

import os
from pathlib import Path
from urllib.parse import unquote

from kb.errors import DatabaseError, UsageError

ENVIRONMENT = "KB_DATABASE"
_SQLITE = "sqlite:///"


def resolve_path(given: str | Path | None) -> Path:
    """Return the path of the database; raise UsageError for a URL of another kind than sqlite:///PATH."""
    named = os.environ.get(ENVIRONMENT) if given is None else str(given)
    if given is None and not named:
        return _own_path()
    named = named or ""
    if named.startswith(_SQLITE):
        named = unquote(named.removeprefix(_SQLITE))
    elif "://" in named:
        raise UsageError(f"{named.partition('://')[0]}:// is no database kb can open; give a path or {_SQLITE}PATH")
    if not named.strip() or "\x00" in named:
        raise UsageError("the database has no name; give a path")
    if named == ":memory:":
        raise UsageError(":memory: is no file; give a path")
    return Path(named)


def _own_path() -> Path:
    """Return the path in the user's data directory, which is made where it is missing."""
    from platformdirs import user_data_path

    folder = user_data_path("kb", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"{folder}: cannot be made: {error.strerror}; name a database with --db") from error
    return folder / "kb.sqlite"
