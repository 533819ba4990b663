"""JSONL: a source record or a vocabulary on each line, one line in memory at a time."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from kb.errors import ReadingError
from kb.reading.document import Data, Document
from kb.reading.file_part import holds_vocabulary
from kb.reading.files import open_regular
from kb.reading.json_document import parse_json
from kb.reading.lines import Line, read_lines
from kb.reading.vocabulary_record import may_hold_vocabulary
from kb.records import Problem

IsKnown = Callable[[bytes], bool]
"""Tells of a line whether the base holds what it says."""


def read_jsonl(path: Path, is_known: IsKnown | None = None) -> Iterator[Document | Problem | Line]:
    """Yield what each line of the file at ``path`` holds, vocabularies first; for one that is no JSON, what is wrong;
    a line itself where it ``is_known``.

    Raises ReadingError where the file itself cannot be read on.
    """
    with open_regular(path) as file:
        yield from _vocabularies(file)
        for line in read_lines(file):
            if is_known and is_known(line.content):
                yield line
            else:
                yield from (each for each in _documents(line) if not _is_vocabulary(each))


def _vocabularies(file: BinaryIO) -> Iterator[Document | Problem]:
    for line in read_lines(file):
        if may_hold_vocabulary(line.content):
            yield from filter(_is_vocabulary, _documents(line))


def _is_vocabulary(found: Document | Problem) -> bool:
    return isinstance(found, Document) and holds_vocabulary(found.data)


def _documents(line: Line) -> list[Document | Problem]:
    """Return the one document of ``line``; nothing where the line is blank."""
    try:
        documents = parse_json(line.text.rstrip(), line.number)
        if not documents and line.content.strip():
            return [Problem(line.number, None, "is null: a line holds a source record or a vocabulary")]
        return [
            Document(
                _one_record(each.data, line), lambda _path: line.number, each.faults, line.share, line=line.content
            )
            for each in documents
        ]
    except ReadingError as error:
        return [Problem(error.line or line.number, None, str(error))]


def _one_record(data: Data, line: Line) -> Data:
    if isinstance(data, dict) and "sources" in data:
        raise ReadingError("a list of sources; in JSONL each source record has a line of its own", line.number)
    return data
