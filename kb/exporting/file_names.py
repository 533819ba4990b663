"""Names of files for sources: whatever their keys hold, names that every system takes and no two of which are one."""

import re

from kb.naming import short_digest, slug

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
#: What Windows takes for devices, also with a suffix behind.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


class FileNames:
    """Gives each source a name of its own: its key where that is plain, else what can be read of it and a digest."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, key: str) -> str:
        """Return the name, without a suffix, for the source with ``key``."""
        name = wanted = file_name(key)
        number = 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name


def file_name(key: str) -> str:
    """Return the name that a source with ``key`` would best have: lower-case, so that no system takes two for one."""
    if _PLAIN.fullmatch(key) and key not in _DEVICES:
        return key
    return "-".join(filter(None, [slug(key) or "source", short_digest(key)]))
