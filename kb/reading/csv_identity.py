"""Which rows of a CSV file are of one source."""

from collections.abc import Iterator, Sequence

from kb.reading.csv_rows import Row
from kb.records import Problem

#: What tells one source from another, the first that a row gives.
_IDENTITY = ("source_key", "source_doi", "source_pmid", "source_url")


def identify(cells: dict[str, str]) -> tuple[str, str]:
    """Return the column and value that the rows of one source share: where they have no other name, their title."""
    for name in _IDENTITY:
        if name in cells:
            return name, cells[name]
    return "source_title", cells.get("source_title", "")


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
