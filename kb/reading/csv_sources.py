"""CSV: one claim a row. The rows of a source may be scattered over a file of any length, so they are sorted on disk
before the first source is put together."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path as FilePath

import msgspec

from kb.errors import ReadingError
from kb.reading.csv_columns import SOURCE_COLUMNS, claim_fields, name_column, source_fields
from kb.reading.csv_identity import Sources, part_by_publisher
from kb.reading.csv_rows import Row, read_rows
from kb.reading.document import MOST_BYTES, Data, Document, Path
from kb.reading.files import open_regular
from kb.reading.lines import IsKnown, Line
from kb.records import Problem


def read_csv(path: FilePath, is_known: IsKnown | None = None) -> Iterator[Document | Problem | Line]:
    """Yield each source of the file at ``path`` as a source record, and what is wrong with its rows; its rows as one
    line where they are ``is_known``.

    The order is that of first rows; sources that only their publishers tell apart come together. Raises ReadingError
    where the file cannot be read on.
    """
    with open_regular(path) as file, _shelf() as shelf:
        yield from _shelve(read_rows(file), shelf)
        ((most,),) = shelf.execute("SELECT count(*) FROM row")
        done = 0
        for _, shelved in groupby(_shelved(shelf), itemgetter(0)):
            encoded = [(line, cells) for _, line, cells in shelved]
            done += len(encoded)
            rows = Line(encoded[0][0], _OF_ROWS + b"".join(cells for _, cells in encoded), done / most)
            if is_known and is_known(rows.content):
                yield rows
            else:
                yield from _sources([Row(line, _decode(cells)) for line, cells in encoded], rows)


@contextmanager
def _shelf() -> Iterator[sqlite3.Connection]:
    """Give out a database that is gone at the end: in memory while it is small, in the temporary folder when it grows.

    Raises ReadingError where there is no room for it, which the base is not to blame for.
    """
    try:
        with closing(sqlite3.connect("", isolation_level=None)) as shelf:
            yield shelf
    except sqlite3.Error as error:
        raise ReadingError(f"there is no room in the temporary folder to sort it: {error}") from error


def _shelve(rows: Iterator[Row | Problem], shelf: sqlite3.Connection) -> Iterator[Problem]:
    """Put each row on the shelf of its source; yield what is no row, or of two sources at once."""
    shelf.execute("CREATE TABLE row (source INTEGER, line INTEGER, cells BLOB)")
    shelf.execute("BEGIN")
    sources = Sources()
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        source = sources.number(row)
        if isinstance(source, Problem):
            yield source
            continue
        shelf.execute("INSERT INTO row VALUES (?, ?, ?)", (source, row.line, _encode(row.cells)))


#: Before the cells of a source, so that they are never taken for a line of another format.
_OF_ROWS = b"csv\n"
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, str]).decode


def _shelved(shelf: sqlite3.Connection) -> Iterator[tuple[int, int, bytes]]:
    """Yield the number of a source, the line and the cells of each row."""
    size, current = 0, None
    for source, line, cells in shelf.execute("SELECT source, line, cells FROM row ORDER BY source, line"):
        size = len(cells) if source != current else size + len(cells)
        current = source
        if size > MOST_BYTES:
            raise ReadingError(f"over {MOST_BYTES // 1024 // 1024} MB of claims of one source; split it", line)
        yield source, line, cells


def _sources(rows: list[Row], whole: Line) -> Iterator[Document | Problem]:
    """Yield the source records that ``rows`` make: one but for those that only their publishers tell apart."""
    parted = list(part_by_publisher(rows))
    for found in parted:
        if isinstance(found, Problem):
            yield found
        else:
            yield from _source(found, whole.share, whole.content if len(parted) == 1 else None)


def _source(rows: list[Row], share: float, content: bytes | None) -> Iterator[Document | Problem]:
    """Yield the source record that ``rows`` make, or where two of them say different things of their source."""
    given: dict[str, tuple[str, int]] = {}
    differs = False
    first = list(map(rows[0].cells.get, SOURCE_COLUMNS))
    for at, row in enumerate(rows):
        if at and list(map(row.cells.get, SOURCE_COLUMNS)) == first:  # as in nearly every row
            continue
        for name in filter(row.cells.__contains__, SOURCE_COLUMNS):
            cell, line = given.setdefault(name, (row.cells[name], row.line))
            if cell != row.cells[name]:
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
    yield Document(record, lines, share=share, name=name_column, line=content)


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
