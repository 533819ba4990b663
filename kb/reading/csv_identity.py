"""Which rows of a CSV file are of one source."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from kb.reading.csv_rows import Row
from kb.reading.identifiers import check_url, normal_doi, normal_pmid
from kb.records import Problem

#: What tells one source from another, the first that a row gives.
_IDENTITY = ("source_key", "source_doi", "source_pmid", "source_url")
_SPELLINGS: dict[str, Callable[[str], str]] = {
    "source_doi": normal_doi,
    "source_pmid": normal_pmid,
    "source_url": check_url,
}


def identify(cells: dict[str, str]) -> tuple[str, str]:
    """Return the column and value that the rows of one source share: where they have no other name, their title."""
    for name in _IDENTITY:
        if name in cells:
            return name, cells[name]
    return "source_title", cells.get("source_title", "")


class Sources:
    """Numbers the sources of a file in the order of their first rows, and knows which of them share an identifier."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._first: dict[tuple[str, str], tuple[int, int]] = {}
        """For each identifier, the source that gives it and the line on which it does so first."""

    def number(self, row: Row) -> int | Problem:
        """Return the number of the source of ``row``; a problem where another source has an identifier of it."""
        number = self._numbers.setdefault(identify(row.cells), len(self._numbers))
        for name in filter(row.cells.__contains__, _SPELLINGS):
            spelt = _spelt(name, row.cells[name])
            other, line = self._first.setdefault((name, spelt), (number, row.line))
            if other != number:
                message = f"'{row.cells[name]}' is that of line {line}; give all rows of one source the same source_key"
                return Problem(row.line, name, message)
        return number


@lru_cache(maxsize=16)  # the rows of a source mostly follow one another
def _spelt(name: str, cell: str) -> str:
    """Return an identifier in its one spelling; one that is none, of which is told later, as it stands."""
    try:
        return _SPELLINGS[name](cell)
    except ValueError:
        return cell


def part_by_publisher(rows: Sequence[Row]) -> Iterator[list[Row] | Problem]:
    """Yield the rows of each source among ``rows``, which share what ``identify`` returns.

    Publishers part those that share no more than a title. A row without publisher is of the one that the others name,
    whether it comes before or after them; where they name two, it is a problem.
    """
    publishers = dict.fromkeys(row.cells["source_publisher"] for row in rows if "source_publisher" in row.cells)
    if len(publishers) < 2 or identify(rows[0].cells)[0] != "source_title":
        yield list(rows)
        return
    sources: dict[str, list[Row]] = {publisher: [] for publisher in publishers}
    for row in rows:
        if "source_publisher" in row.cells:
            sources[row.cells["source_publisher"]].append(row)
        else:
            message = "is left out, but sources of this title have different publishers; name it"
            yield Problem(row.line, "source_publisher", message)
    yield from sources.values()
