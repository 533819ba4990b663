"""Where an export lies: a folder, or a file of JSONL with its articles in a folder beside it."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from kb.errors import KbError, NotFoundError, UsageError

_LINES = ".jsonl"
_PLAIN = re.compile(r"[\w. ()+-]+")
#: Lists what an export wrote, so that another one knows what it may replace.
MANIFEST = ".kb-export"


@dataclass(frozen=True, slots=True)
class Layout:
    """``folder`` holds everything; of what lies there, ``single`` (a file) and the folder ``own`` are the export's."""

    target: Path
    folder: Path
    own: str
    single: str | None = None

    @property
    def manifest(self) -> str:
        return MANIFEST if self.single is None else f"{self.own}/{MANIFEST}"

    def is_ours(self, name: str) -> bool:
        """Whether an export of this layout may write something of that name into the folder."""
        if self.single is not None:
            return name in (self.single, self.own)
        is_vocabulary = name.startswith(("vocabulary", "author-names")) and name.endswith(".yaml")
        return name in (self.own, MANIFEST) or is_vocabulary


def lay_out(target: str | Path, base: Path | None = None) -> Layout:
    """Return how an export of ``base`` to ``target`` lies; raise UsageError where it can be neither a folder nor JSONL.

    Raises NotFoundError for a folder that is not there, KbError for a file where a folder is meant.
    """
    named = str(target)
    if not named.strip() or "\x00" in named:
        raise UsageError("the export has no name; give a folder or a .jsonl file")
    place = Path(named)
    if place.is_dir():
        return Layout(place, place, "sources")
    if place.suffix.lower() == _LINES and not named.endswith(os.sep):
        _refuse_as_file(place, base)
        _refuse_without_folder(place)
        return Layout(place, place.parent, _texts_of(place.stem), place.name)
    if place.suffix and not named.endswith(os.sep):
        raise UsageError(f"{place}: kb exports to a folder (no suffix, or {os.sep} at the end) or to a .jsonl file")
    if os.path.lexists(place):
        raise KbError(f"{place}: is a file; name a folder, or a .jsonl file")
    _refuse_without_folder(place)
    return Layout(place, place, "sources")


def _texts_of(stem: str) -> str:
    """Return the name of the folder of articles beside a file: a record must be able to hold it."""
    return f"{stem}-texts" if _PLAIN.fullmatch(stem) else "kb-export-texts"


def _refuse_as_file(place: Path, base: Path | None) -> None:
    if place.is_symlink():
        raise UsageError(f"{place}: is a link; name the file that it leads to, or another")
    if place.exists() and not place.is_file():
        raise UsageError(f"{place}: is no regular file; name another for the export")
    if base is not None and place.exists() and place.samefile(base):
        raise UsageError(f"{place}: is the database itself; name another file for the export")


def _refuse_without_folder(place: Path) -> None:
    if place.parent.is_dir():
        return
    there = next((each for each in place.parents if each.exists()), None)
    if there is not None and not there.is_dir():
        raise NotFoundError(f"{place}: {there} is a file, not a folder; name another")
    raise NotFoundError(f"{place}: the folder {place.parent} does not exist; make it, or name another")
