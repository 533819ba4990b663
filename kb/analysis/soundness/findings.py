"""What a check has examined so far, and what it found wrong."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, func, select

#: So many problems of a check are told in words; the rest are counted.
MOST_PROBLEMS = 20

RESTORE = (
    "restore a backup: while nothing uses the base, copy it over the file, and delete the files beside it whose names"
    " end in -wal and -shm"
)


@dataclass(slots=True)
class Findings:
    """Filled in by a check while it runs: what stands here when it is stopped was found for certain."""

    examined: int = 0
    found: int = 0
    problems: list[str] = field(default_factory=list)
    fix: str | None = None
    """What to do about what was found, where not all that the check may find asks for the same."""
    left_out: str | None = None
    """What was not examined, and why."""
    advice: str | None = None
    """What would let it be examined."""

    def add(self, problem: str) -> None:
        self.found += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


def place(table: Table[Any], row: Any) -> str:
    """Return how a reader finds ``row``, which holds the primary key of ``table``: "claim 3", "quote 0 of claim 3"."""
    keys = [column.name for column in table.primary_key.columns]
    if keys == ["id"]:
        return f"{table.name} {row.id}"
    values = [getattr(row, name) for name in keys]
    if keys[1:] == ["position"]:
        return f"{table.name} {values[1]} of {keys[0].removesuffix('_id')} {values[0]}"
    return f"{table.name} {' '.join(repr(value) for value in values)}"


def rows(connection: Connection, query: Any) -> Any:
    """Return the rows of ``query`` one after the other; no more than one needs to be in memory."""
    return connection.execute(query)


def count_rows(connection: Connection, *tables: Table[Any]) -> int:
    return sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables)
