"""Where an export lies: a folder, or a file of JSONL with its articles in a folder beside it."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from kb.errors import KbError, NotFoundError, UsageError
from kb.naming import short_digest, slug, tidy

_LINES = ".jsonl"
_PLAIN = re.compile(r"[\w. ()+-]+")
#: In bytes: so much of a name leaves room for what is put before and behind it.
_LONGEST = 200
#: Lists what an export wrote, so that another one knows what it may replace.
MANIFEST = ".kb-export"


@dataclass(frozen=True, slots=True)
class Layout:
    """``folder`` holds everything; of what lies there, ``single`` (a file), the folder ``own`` and the file
    ``manifest`` are the export's."""

    target: Path
    folder: Path
    own: str = "sources"
    single: str | None = None
    manifest: str = MANIFEST

    def is_ours(self, name: str) -> bool:
        """Whether an export of this layout may write something of that name into the folder."""
        is_vocabulary = name.startswith(("vocabulary", "author-names")) and name.endswith(".yaml")
        return name in (self.own, self.manifest, self.single) or (is_vocabulary and self.single is None)


def lay_out(target: str | Path, base: Path | None = None) -> Layout:
    """Return how an export of ``base`` to ``target`` lies; raise UsageError where it can be neither a folder nor JSONL.

    Raises NotFoundError for a folder that is not there, KbError for a file where a folder is meant.
    """
    named = str(target)
    if not named.strip() or "\x00" in named:
        raise UsageError("the export has no name; give a folder or a .jsonl file")
    if named == "-":
        raise UsageError("an export is several files and cannot go to standard output; give a folder or a .jsonl file")
    place = Path(named)
    if place.is_dir():
        return Layout(place, place)
    if place.suffix.lower() == _LINES and not named.endswith(os.sep):
        _refuse_as_file(place, base)
        _refuse_without_folder(place)
        known_as = _known_as(place)
        return Layout(place, place.parent, f"{known_as}-texts", place.name, f".{known_as}{MANIFEST}")
    if place.suffix and not named.endswith(os.sep):
        raise UsageError(f"{place}: kb exports to a folder (no suffix, or {os.sep} at the end) or to a .jsonl file")
    if os.path.lexists(place):
        raise KbError(f"{place}: is a file; name a folder, or a .jsonl file")
    _refuse_without_folder(place)
    return Layout(place, place)


def _known_as(place: Path) -> str:
    """Return what the files beside a .jsonl file are named after, for no other file the same.

    It is the name without its suffix where a record can hold that, else what can be read of it and a digest.
    """
    stem = place.stem
    is_plain = _PLAIN.fullmatch(stem) and tidy(stem) == stem and len(os.fsencode(stem)) <= _LONGEST
    if is_plain and place.suffix == _LINES:
        return stem
    digest = short_digest(os.fsencode(place.name).decode("utf-8", "backslashreplace"))
    return "-".join(filter(None, [slug(stem), digest]))


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
