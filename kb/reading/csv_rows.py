"""The rows of a CSV file as a stream: each as its cells by column, or what keeps it from being one."""

import csv
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from kb.errors import ReadingError
from kb.reading.csv_columns import check_header, refuse_other_separator
from kb.reading.document import MOST_BYTES, check_text
from kb.reading.lines import read_lines
from kb.records import Problem

_REASONS = {
    "unexpected end of data": "a quotation mark that is opened here or below is never closed",
    "',' expected after '\"'": "text after a closing quotation mark; double the marks inside a cell",
    "new-line character seen in unquoted field": "a carriage return inside a line; save it with LF or CRLF line ends",
    "field larger than field limit": "a cell of over 128 kB; is a quotation mark left open?",
}


class Row(NamedTuple):
    """A row as the cells that hold something, by column and without blanks at their edges, and the line on which it
    begins."""

    line: int
    cells: dict[str, str]


def read_rows(file: BinaryIO) -> Iterator[Row | Problem]:
    """Yield the rows under the header, blank ones left out; a problem for one that does not fit it."""
    lines = _Lines(file)
    reader = csv.reader(lines, strict=True)
    header = lines.header
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
            header = lines.header = _names(cells)
            if problems := check_header(header, begins):
                yield from problems
                return
        else:
            yield _row(header, cells, begins)


class _Lines:
    """Hands the lines of a file to the reader of CSV and knows how far it has come."""

    def __init__(self, file: BinaryIO) -> None:
        self._lines = read_lines(file)
        self.number = 0
        self.header: list[str] = []
        """Empty until the header has been read."""
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
        if not self.header:
            refuse_other_separator(text, line.number)
        return text


def _names(cells: Sequence[str]) -> list[str]:
    """Return the names of a header; where a spreadsheet is wider than its table, it ends in cells without any."""
    names = [cell.strip() for cell in cells]
    while not names[-1]:
        names.pop()
    return names


def _row(header: Sequence[str], cells: Sequence[str], line: int) -> Row | Problem:
    if len(cells) < len(header):
        return Problem(line, None, f"has {len(cells)} cells; the header names {len(header)} columns")
    cells = [cell.strip() for cell in cells]
    if len(cells) > len(header) or "" in header:
        for position, cell in enumerate(cells):
            if cell and (position >= len(header) or not header[position]):
                return Problem(line, None, f"has a value in column {position + 1}, which has no name")
    return Row(line, {name: cell for name, cell in zip(header, cells, strict=False) if cell})
