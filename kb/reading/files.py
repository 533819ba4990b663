"""Files and folders: which to read, in which order, and their bytes, bounded in size and kind."""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kb.errors import NotFoundError, ReadingError

_NOT_REGULAR = "is not a regular file; name a file that can be read twice"
_MARKS = (b"\xff\xfe", b"\xfe\xff")


Choose = Callable[[Path, list[str]], Iterable[str]]
"""Takes a folder and the names of its files, sorted; returns those to load."""


def find_files(paths: Iterable[Path], choose: Choose) -> Iterator[Path]:
    """Yield each file among ``paths`` and, sorted by name, those that ``choose`` takes of the files in their folders.

    Hidden files and folders are passed over, and so is what a browser saved beside a page (``page_files``); links to
    folders are not followed. Raises NotFoundError for a path that is not there.
    """
    for path in paths:
        if path.is_dir():
            yield from _walk(path, choose)
        elif os.path.lexists(path):
            yield path
        else:
            raise NotFoundError(f"{path}: no such file or folder")


def _walk(top: Path, choose: Choose) -> Iterator[Path]:
    for here, folders, names in os.walk(top, onerror=_refuse):
        files = set(names)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_saved(name, files))
        folder = Path(here)
        for name in choose(folder, sorted(name for name in names if not name.startswith("."))):
            yield folder / name


def _is_saved(folder: str, files: set[str]) -> bool:
    """Whether a folder holds the pictures and frames of a page that lies beside it."""
    page = folder.removesuffix("_files")
    return page != folder and not files.isdisjoint({f"{page}.html", f"{page}.htm"})


def _refuse(error: OSError) -> None:
    raise NotFoundError(f"{error.filename}: cannot be read: {error.strerror}") from error


@contextmanager
def open_regular(path: Path) -> Iterator[BinaryIO]:
    """Give out the regular file at ``path``, open for reading.

    Raises ReadingError where it is none, cannot be read, or is another at the end than it was at the beginning. A pipe
    is refused without waiting for who writes into it.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise ReadingError(_NOT_REGULAR)
            yield file
            after = os.fstat(file.fileno())
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise ReadingError(_NOT_REGULAR) from error
        raise ReadingError(f"cannot be read: {error.strerror or error}") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ReadingError("changed while it was read; load it again when nobody writes to it")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of the regular file at ``path``; raise ReadingError where it is none or over ``most`` bytes."""
    with open_regular(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise ReadingError(f"is over {most // 1024 // 1024} MB; split it")
    return content


def decode(content: bytes, line: int = 1) -> str:
    """Return UTF-8 ``content``, which begins at ``line`` of its file, as text; a byte-order mark is left out.

    Raises ReadingError with the line of the fault.
    """
    if line == 1 and _is_utf_16(content[:4]):
        raise ReadingError("is encoded in UTF-16; save it as UTF-8")
    try:
        return content.decode("utf-8-sig" if line == 1 else "utf-8")
    except UnicodeDecodeError as error:
        where = content.count(b"\n", 0, error.start) + line
        raise ReadingError(f"is not UTF-8 (byte 0x{content[error.start]:02x}); save it as UTF-8", where) from error


def _is_utf_16(head: bytes) -> bool:
    """Whether a file that begins so is UTF-16: by its mark, or by a NUL beside each of two letters."""
    empty = [byte == 0 for byte in head]
    return head.startswith(_MARKS) or empty in ([True, False, True, False], [False, True, False, True])
