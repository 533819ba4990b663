"""The list of what an export wrote: what is not in it, no export may replace."""

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

#: What stays itself in the list; every other byte of a name is given by its code.
_READABLE = "/ ()+,"


def read_manifest(path: Path) -> set[str]:
    """Return the names in the list at ``path``, which lie in the folder of the list; none where there is no list."""
    if not path.is_file() or path.is_symlink():
        return set()
    return {os.fsdecode(unquote_to_bytes(line)) for line in path.read_bytes().splitlines()}


def write_manifest(path: Path, names: Iterable[str]) -> None:
    """Write a list of ``names``, a line each, whatever bytes the system takes in a name."""
    path.write_text("".join(f"{quote(os.fsencode(name), _READABLE)}\n" for name in sorted(names)), "ascii", newline="")
