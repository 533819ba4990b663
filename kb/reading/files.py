"""Files and folders: which to read, in which order, and their bytes, bounded in size and kind."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from kb.errors import NotFoundError, ReadingError

_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def find_files(paths: Iterable[Path], suffixes: tuple[str, ...]) -> Iterator[Path]:
    """Yield each file among ``paths`` and, sorted by name, those with one of ``suffixes`` in their folders.

    Hidden files and folders are passed over, and links to folders are not followed. Raises NotFoundError for a path
    that is not there.
    """
    for path in paths:
        if path.is_dir():
            yield from (Path(folder) / name for folder, name in _walk(path, suffixes))
        elif path.exists():
            yield path
        else:
            raise NotFoundError(f"{path}: no such file or folder")


def _walk(folder: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for here, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(suffixes):
                yield here, name


def _refuse(error: OSError) -> None:
    raise NotFoundError(f"{error.filename}: cannot be read: {error.strerror}") from error


def read_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of the regular file at ``path``; raise ReadingError where it is none or over ``most`` bytes."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReadingError("is not a regular file; name a file that can be read twice")
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise ReadingError(f"cannot be read: {error.strerror or error}") from error
    if len(content) > most:
        raise ReadingError(f"is over {most // 1024 // 1024} MB; split it")
    return content


def decode(content: bytes) -> str:
    """Return UTF-8 ``content`` as text, a byte-order mark left out; raise ReadingError with the line of the fault."""
    if content[:2] in _MARKS:
        raise ReadingError(f"is encoded in {_MARKS[content[:2]]}; save it as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ReadingError(f"is not UTF-8 (byte 0x{content[error.start]:02x}); save it as UTF-8", line) from error
