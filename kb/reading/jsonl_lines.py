"""JSONL: a source record or a vocabulary on each line, one line in memory at a time."""

from collections.abc import Iterator
from os import fstat
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kb.errors import ReadingError
from kb.reading.document import Data, Document
from kb.reading.file_part import holds_vocabulary
from kb.reading.files import open_regular
from kb.reading.json_document import parse_json
from kb.reading.lines import IsKnown, Line, read_lines
from kb.reading.lines_ahead import LEAST_BYTES, LinesAhead
from kb.reading.vocabulary_record import may_hold_vocabulary
from kb.records import PreparedSource, Problem


class LineRead(NamedTuple):
    """A line and the source record that it is, of which nothing is to be said."""

    line: Line
    record: PreparedSource


def read_jsonl(
    path: Path, is_known: IsKnown | None = None, worth_a_process: int = LEAST_BYTES
) -> Iterator[Document | Problem | Line | LineRead]:
    """Yield what each line of the file at ``path`` holds, vocabularies first; for one that is no JSON, what is wrong;
    a line itself where it ``is_known``.

    Of so many bytes as are ``worth_a_process`` another one reads most. Raises ReadingError where the file itself cannot
    be read on.
    """
    with open_regular(path) as file:
        yield from _vocabularies(file)
        ahead = LinesAhead(fstat(file.fileno()).st_size, worth_a_process)
        for line, record in ahead.pairs(read_lines(file)):
            if is_known and is_known(line.content):
                yield line
                continue
            ahead.unread += 1
            if record is not None:
                yield LineRead(line, record)
            else:
                yield from (each for each in read_line(line) if not _is_vocabulary(each))


def _vocabularies(file: BinaryIO) -> Iterator[Document | Problem]:
    for line in read_lines(file):
        if may_hold_vocabulary(line.content):
            yield from filter(_is_vocabulary, read_line(line))


def _is_vocabulary(found: Document | Problem) -> bool:
    return isinstance(found, Document) and holds_vocabulary(found.data)


def read_line(line: Line) -> list[Document | Problem]:
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
