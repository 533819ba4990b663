"""The rows of a CSV file as a stream: each as its cells by the columns of the header, or what keeps it from being one."""

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
    """A row as the cells that hold something, by column, and the line on which it begins."""

    line: int
    cells: dict[str, str]


def read_rows(file: BinaryIO) -> Iterator[Row | Problem]:
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
