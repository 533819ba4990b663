"""CSV: one claim a row. The rows of a source may be scattered over a file of any length, so they are sorted on disk
before the first source is put together."""

import csv
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path as FilePath
from typing import BinaryIO, NamedTuple

import msgspec

from kb.errors import ReadingError
from kb.reading.csv_columns import (
    SOURCE_COLUMNS,
    check_header,
    claim_fields,
    name_column,
    refuse_other_separator,
    source_fields,
)
from kb.reading.document import MOST_BYTES, Data, Document, Path, check_text
from kb.reading.files import open_regular
from kb.reading.lines import read_lines
from kb.records import Problem

_REASONS = {
    "unexpected end of data": "a quotation mark that is opened here or below is never closed",
    "',' expected after '\"'": "text after a closing quotation mark; double the marks inside a cell",
    "new-line character seen in unquoted field": "a carriage return inside a line; save it with LF or CRLF line ends",
    "field larger than field limit": "a cell of over 128 kB; is a quotation mark left open?",
}
#: What tells one source from another, the first that a row gives.
_IDENTITY = ("source_key", "source_doi", "source_pmid", "source_url")


class Row(NamedTuple):
    """A row as the cells that hold something, by column, and the line on which it begins."""

    line: int
    cells: dict[str, str]


def read_csv(path: FilePath) -> Iterator[Document | Problem]:
    """Yield each source of the file at ``path`` as a source record, in the order of their first rows, and what is wrong
    with its rows. Raises ReadingError where the file cannot be read on."""
    with open_regular(path) as file, closing(sqlite3.connect("", isolation_level=None)) as shelf:
        yield from _shelve(_read_rows(file), shelf)
        ((most,),) = shelf.execute("SELECT count(*) FROM row")
        done = 0
        for _, shelved in groupby(_shelved(shelf), itemgetter(0)):
            rows = [row for _, row in shelved]
            done += len(rows)
            yield from _source(rows, done / most)


def _read_rows(file: BinaryIO) -> Iterator[Row | Problem]:
    """Yield the rows under the header, blank ones left out; a problem for one that does not fit it."""
    lines = _Lines(file)
    reader = csv.reader(lines, strict=True)
    header: list[str] = []
    while True:
        begins = lines.number + 1
        lines.of_row = 0
        try:
            cells = next(reader, None)
        except csv.Error as error:
            reason = next((reason for known, reason in _REASONS.items() if str(error).startswith(known)), str(error))
            raise ReadingError(f"not valid CSV: {reason}", begins) from error
        if cells is None:
            return
        if not any(map(str.strip, cells)):
            continue
        if not header:
            header = [name.strip() for name in cells]
            if problems := check_header(header):
                yield from problems
                return
        else:
            yield _row(header, cells, begins)


class _Lines:
    """Hands the lines of a file to the reader of CSV and knows how far it has come."""

    def __init__(self, file: BinaryIO) -> None:
        self._lines = read_lines(file)
        self.number = 0
        self.of_row = 0
        """How many bytes of the row have been handed over: cells may go on for any number of lines."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number = line.number
        self.of_row += len(line.content)
        if self.of_row > MOST_BYTES:
            raise ReadingError(
                f"a row of over {MOST_BYTES // 1024 // 1024} MB; is a quotation mark left open?", line.number
            )
        text = check_text(line.text, line.number)
        if line.number == 1:
            refuse_other_separator(text)
        return text


def _row(header: Sequence[str], cells: Sequence[str], line: int) -> Row | Problem:
    if len(cells) < len(header):
        return Problem(line, None, f"has {len(cells)} cells; the first line names {len(header)} columns")
    for position, cell in enumerate(cells):
        if cell.strip() and (position >= len(header) or not header[position]):
            return Problem(line, None, f"has a value in column {position + 1}, which has no name")
    filled = {name: cell for name, cell in zip(header, cells, strict=False) if cell.strip()}
    return Row(line, filled)


def _shelve(rows: Iterator[Row | Problem], shelf: sqlite3.Connection) -> Iterator[Problem]:
    """Put each row on the shelf of its source; yield what is no row."""
    shelf.execute("CREATE TABLE row (source INTEGER, line INTEGER, cells BLOB)")
    shelf.execute("BEGIN")
    numbers: dict[tuple[str, str], int] = {}
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        source = numbers.setdefault(_identity(row.cells), len(numbers))
        shelf.execute("INSERT INTO row VALUES (?, ?, ?)", (source, row.line, _encode(row.cells)))


def _identity(cells: dict[str, str]) -> tuple[str, str]:
    for name in _IDENTITY:
        if name in cells:
            return name, cells[name].strip()
    return "source_title", "\n".join(cells.get(name, "").strip() for name in ("source_publisher", "source_title"))


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, str]).decode


def _shelved(shelf: sqlite3.Connection) -> Iterator[tuple[int, Row]]:
    size, current = 0, None
    for source, line, cells in shelf.execute("SELECT source, line, cells FROM row ORDER BY source, line"):
        size = len(cells) if source != current else size + len(cells)
        current = source
        if size > MOST_BYTES:
            raise ReadingError(f"over {MOST_BYTES // 1024 // 1024} MB of claims of one source; split it", line)
        yield source, Row(line, _decode(cells))


def _source(rows: list[Row], share: float) -> Iterator[Document | Problem]:
    """Yield the source record that ``rows`` make, or where two of them say different things of their source."""
    given: dict[str, tuple[str, int]] = {}
    differs = False
    for row in rows:
        for name in filter(row.cells.__contains__, SOURCE_COLUMNS):
            cell, line = given.setdefault(name, (row.cells[name], row.line))
            if cell.strip() != row.cells[name].strip():
                differs = True
                message = f"is '{row.cells[name]}', but '{cell}' for the same source in line {line}"
                yield Problem(row.line, name, message)
    if differs:
        return
    claims = [(fields, row.line) for row in rows if (fields := claim_fields(row.cells))]
    record: dict[str, Data] = {
        "source": source_fields({name: cell for name, (cell, _) in given.items()}),
        "claims": [fields for fields, _ in claims],
    }
    lines = _Places(rows[0].line, {name: line for name, (_, line) in given.items()}, [line for _, line in claims])
    yield Document(record, lines, share=share, name=name_column)


@dataclass(frozen=True, slots=True)
class _Places:
    """Finds the line of a path in a source record that was put together from rows."""

    first: int
    of_source: dict[str, int]
    of_claims: list[int]

    def __call__(self, path: Path) -> int | None:
        match path:
            case ("source", str(name), *_):
                return self.of_source.get(f"source_{name}", self.first)
            case ("claims", int(index), *_):
                return self.of_claims[index]
        return self.first
