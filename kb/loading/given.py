"""What a run is given to load: files of its folders, each once, articles with the records beside them, streams."""

from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from kb.errors import NotFoundError, UsageError
from kb.loading.absent_file import AbsentFile
from kb.loading.folder import FolderChoice
from kb.loading.place import Place, check_places, is_there
from kb.naming import did_you_mean
from kb.reading.article_beside import find_record_beside
from kb.reading.article_file import ArticleFile
from kb.reading.article_text import real_path
from kb.reading.articles import ARTICLE_SUFFIXES
from kb.reading.fetching.web_page import WebPage
from kb.reading.file_part import FilePart
from kb.reading.files import find_files
from kb.reading.source_file import SUFFIXES, SourceFile, name_source_file
from kb.reading.spooled import spooled
from kb.vocabulary import SourceFormat


class Loadable(Protocol):
    """Something that holds source records and vocabularies, in parts, or an article by itself.

    ``is_stream``: perhaps more than memory holds.
    """

    @property
    def name(self) -> str: ...
    @property
    def is_stream(self) -> bool: ...
    @property
    def is_article(self) -> bool: ...
    @property
    def real(self) -> Path | None:
        """Of an article in a file, where it lies: a source record may name it."""

    @property
    def named(self) -> Set[Path]:
        """The files that its records have for articles, as far as it was read."""

    def parts(self) -> Iterator[FilePart]: ...
    def brings_vocabulary(self) -> bool: ...


GivenFile = SourceFile | ArticleFile | WebPage | AbsentFile


@dataclass(frozen=True, slots=True)
class GivenFiles:
    """The files of a run; ``left_out`` are texts in its folders of which it cannot be known what they are."""

    files: list[GivenFile]
    left_out: dict[Path, list[str]]


def give_files(places: Iterable[Place], texts: Path | None, packaged: Path | None) -> GivenFiles:
    """Return the pages, source files and articles among ``places`` and in their folders, each once however it is named.

    With an article goes the source record beside it. Files in the folder ``packaged`` are named from there. Raises
    NotFoundError where there is no file at all; of several paths one that is not there is among the files, which it
    does not stop.
    """
    given, choice = list(places), FolderChoice()
    check_places(given)
    found: dict[Path | str, GivenFile] = {}
    for place in given:
        if isinstance(place, WebPage):
            found.setdefault(place.address, place)
            continue
        if not is_there(place):
            found.setdefault(real_path(place), AbsentFile(as_text(str(place))))
            continue
        for path in find_files([place], choice):
            _add_file(path, found, texts, packaged)
    if given and not found:
        names, suffixes = (", ".join(map(str, each)) for each in (given, (*SUFFIXES, *ARTICLE_SUFFIXES)))
        raise NotFoundError(f"{names}: no source record, vocabulary or article there ({suffixes})")
    return GivenFiles(list(found.values()), choice.left_out)


def _add_file(path: Path, found: dict[Path | str, GivenFile], texts: Path | None, packaged: Path | None) -> None:
    name = str(path.relative_to(packaged.parent) if packaged and path.is_relative_to(packaged) else path)
    if path.suffix.lower() in SUFFIXES:
        found.setdefault(real_path(path), name_source_file(path, as_text(name), texts))
        return
    record = find_record_beside(path)
    if record is not None and real_path(record) not in found:
        file = name_source_file(record, as_text(str(record)), texts)
        found |= {real_path(record): file} if file.is_of_one_source() else {}
    found.setdefault(real_path(path), ArticleFile(path, as_text(name), real_path(path)))


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


def as_text(name: str) -> str:
    """Return the name of a file as a text that can be stored: bytes in it that are no UTF-8 as their codes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
