"""A source record that a program made: from dictionaries and records to what a file would have given."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from numbers import Number
from pathlib import Path as FilePath
from typing import Any, ClassVar

import msgspec

from kb.errors import ReadingError, UsageError
from kb.quoting import normalise_text
from kb.reading.article_text import TextFolders
from kb.reading.document import MOST_BYTES, MOST_DEPTH, Data, Document, Path, check_text
from kb.reading.file_part import FilePart, LocatedSource, read_document
from kb.records import ReadingRecord


@dataclass(frozen=True, slots=True)
class GivenRecord:
    """A record to load, with the article that its quotes are held against, where there is one."""

    name: str
    data: Data
    article: str | None
    is_stream = False
    is_article = False
    real = None
    named: ClassVar[frozenset[FilePath]] = frozenset()

    def brings_vocabulary(self) -> bool:
        return False

    def parts(self) -> Iterator[FilePart]:
        """Yield the one part that the record is."""
        part = read_document(Document(self.data, _no_line, name=_name), TextFolders((), set()))
        part.warnings.clear()  # no file was looked for
        if self.article is not None:
            part.sources = [_with_article(each, self.article) for each in part.sources]
        yield part


def give_record(
    source: Any, claims: Iterable[Any], defaults: Mapping[str, Any] | None, article: str | None
) -> GivenRecord:
    """Return what a program gives as a source record; raise UsageError for a value that no record can hold."""
    given = list(claims)
    if defaults and any(isinstance(claim, msgspec.Struct) for claim in given):
        raise UsageError("defaults go with dictionaries; a ClaimRecord says all of a claim itself")
    if article is not None and not isinstance(article, str):
        raise UsageError("the article is given as text; decode it")
    try:
        check_text((article or "").replace("\x00", ""), None)  # normalising takes a NUL out
        record = {"source": _data(source, 0), "claims": [_data(claim, 0) for claim in given]}
        record |= {"defaults": _data(defaults, 0)} if defaults else {}
    except ReadingError as error:
        raise UsageError(str(error)) from error
    if isinstance(record["source"], dict) and "text" in record["source"]:
        raise UsageError("source.text names a file; give the article itself: article=")
    return GivenRecord("Python", record, article)


def plain_data(value: Any) -> Data:
    """Return ``value`` as a file would have held it; raise UsageError for what no record can hold."""
    return _data(value, 0)


def _data(value: Any, depth: int) -> Data:
    """Return ``value`` as the text, list or mapping that a file would have held; None is left out of its mapping."""
    if depth > MOST_DEPTH:
        raise UsageError(f"nested more than {MOST_DEPTH} deep; a source record needs 5")
    if isinstance(value, msgspec.Struct):
        value = {
            field.name: given
            for field in msgspec.structs.fields(value)
            if (given := getattr(value, field.name)) != field.default
        }
    if isinstance(value, Mapping):
        return {str(name): _data(each, depth + 1) for name, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_data(each, depth + 1) for each in value]
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool | complex) or not isinstance(value, str | Number | date):
        raise UsageError(f"{value!r} is no value of a source record; give texts, numbers, lists and dictionaries")
    return check_text(str(value.date() if isinstance(value, datetime) else value), None)


def _with_article(located: LocatedSource, article: str) -> LocatedSource:
    text = normalise_text(article)
    if not text.strip() or len(text.encode()) > MOST_BYTES:
        where = (*located.path, "source")
        located.problems.add(where, f"the article is empty or over {MOST_BYTES // 1024 // 1024} MB")
    reading = ReadingRecord(media_type="text/plain")
    return replace(located, record=msgspec.structs.replace(located.record, text=text, reading=reading))


def _no_line(_path: Path) -> None:
    return None


def _name(path: Path) -> str | None:
    """Return the place of a fault as Python would index the record: ``claims[2].stance``."""
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return name.removeprefix(".") or None
