"""Where the database lies: what the user named, else KB_DATABASE, else the user's data directory."""

import os
from pathlib import Path
from urllib.parse import unquote

from kb.errors import UsageError

ENVIRONMENT = "KB_DATABASE"
_SQLITE = "sqlite:///"


def resolve_path(given: str | Path | None) -> Path:
    """Return the path of the database; raise UsageError for a URL of another kind than sqlite:///PATH."""
    named = str(given) if given is not None else os.environ.get(ENVIRONMENT, "")
    if not named:
        return _own_path()
    if named.startswith(_SQLITE):
        named = unquote(named.removeprefix(_SQLITE))
    elif "://" in named:
        raise UsageError(f"{named.partition('://')[0]}:// is no database kb can open; give a path or {_SQLITE}PATH")
    if not named.strip() or "\x00" in named:
        raise UsageError("the database has no name; give a path")
    return Path(named)


def _own_path() -> Path:
    """Return the path in the user's data directory, which is made where it is missing."""
    from platformdirs import user_data_path

    return user_data_path("kb", appauthor=False, ensure_exists=True) / "kb.sqlite"
