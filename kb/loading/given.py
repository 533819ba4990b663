"""What a run is given to load: files of its folders, each once, and records that a program made."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from kb.errors import NotFoundError, UsageError
from kb.naming import did_you_mean
from kb.reading.file_part import FilePart
from kb.reading.files import find_files
from kb.reading.source_file import SUFFIXES, SourceFile, name_source_file
from kb.reading.spooled import spooled
from kb.vocabulary import SourceFormat


class Loadable(Protocol):
    """Something that holds source records and vocabularies, in parts. ``is_stream``: perhaps more than memory holds."""

    @property
    def name(self) -> str: ...
    @property
    def is_stream(self) -> bool: ...
    def parts(self) -> Iterator[FilePart]: ...
    def brings_vocabulary(self) -> bool: ...


def give_files(paths: Iterable[Path], texts: Path | None, packaged: Path | None) -> list[SourceFile]:
    """Return the source files among ``paths`` and in their folders, each once however it is named.

    Those in the folder ``packaged`` are named from there. Raises NotFoundError for a path that is not there, and where
    there is no file at all.
    """
    given = list(paths)
    found: dict[Path, SourceFile] = {}
    for path in find_files(given, SUFFIXES):
        name = str(path.relative_to(packaged.parent) if packaged and path.is_relative_to(packaged) else path)
        found.setdefault(_real(path), name_source_file(path, _as_text(name), texts))
    if given and not found:
        names, suffixes = (", ".join(map(str, each)) for each in (given, SUFFIXES))
        raise NotFoundError(f"{names}: no source record or vocabulary there ({suffixes})")
    return list(found.values())


@contextmanager
def give_stream(stream: IO[bytes] | None, format_name: str | None, texts: Path | None) -> Iterator[list[SourceFile]]:
    """Give out what ``stream`` holds as a file, in a list that is empty where there is none.

    Its articles lie in ``texts``, else in the current folder. Raises UsageError for a format that is not known.
    """
    if stream is None:
        yield []
        return
    known = {each.value: each for each in SourceFormat}
    if format_name not in known:
        guess = did_you_mean(format_name, known) if format_name else ""
        raise UsageError(f"a stream has no suffix: say its format, one of {', '.join(known)}{guess}")
    folders = (Path(),) if texts is None else (texts, Path())
    with spooled(stream, known[format_name], folders) as file:
        yield [file]


def _as_text(name: str) -> str:
    """Return the name of a file as a text that can be stored: bytes in it that are no UTF-8 as their codes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _real(path: Path) -> Path:
    """Return where ``path`` leads; the path itself where its links lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
