"""Where the database lies: what the user named, else KB_DATABASE, else the user's data directory."""

import os
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from kb.errors import DatabaseError, UsageError

ENVIRONMENT = "KB_DATABASE"
_SQLITE = "sqlite:///"


def resolve_path(given: str | Path | None) -> Path:
    """Return the path of the database; raise UsageError for what names no file, or for a URL of another kind than
    sqlite:///PATH."""
    named = os.environ.get(ENVIRONMENT) if given is None else str(given)
    if given is None and not named:
        return _own_path()
    named = _without_scheme(named or "")
    if not named.strip() or "\x00" in named:
        raise UsageError("the database has no name; give a path")
    if named == ":memory:":
        raise UsageError(":memory: is no file; give a path")
    if named.endswith("/"):
        raise UsageError(f"{named}: names a folder; name a file")
    return Path(named)


def _without_scheme(named: str) -> str:
    """Return the path that a sqlite URL names, percent signs decoded; anything else as it is."""
    scheme, mark, _ = named.partition("://")
    if not mark:
        return named
    if not named.lower().startswith(_SQLITE):
        is_planned = scheme.lower().partition("+")[0] in ("postgresql", "postgres")
        refused = "cannot be opened yet" if is_planned else "is no database kb can open"
        raise UsageError(f"{scheme}:// {refused}; give a path or {_SQLITE}PATH")
    path = named[len(_SQLITE) :]
    for sign in "?#":
        if sign in path:
            raise UsageError(f"'{sign}' ends the path of a URL; write it as {quote(sign)}, or give a path")
    return os.fsdecode(unquote_to_bytes(os.fsencode(path)))


def _own_path() -> Path:
    """Return the path in the user's data directory, which is made where it is missing."""
    from platformdirs import user_data_path

    folder = user_data_path("kb", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"{folder}: cannot be made: {error.strerror}; name a database with --db") from error
    return folder / "kb.sqlite"
