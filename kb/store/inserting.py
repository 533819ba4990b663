"""Many rows into a table at once, by the driver itself."""

from collections.abc import Sequence
from functools import cache
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table

Row = dict[str, Any]
#: Rows in one statement. What SQLite prepares for the checks of a row (the words that a column may hold) it then
#: prepares once for all of them, which takes a third off the time of a claim; more of them gain nothing.
_TOGETHER = 50


def insert_rows(connection: Connection, table: Table[Any], rows: Sequence[Row]) -> None:
    """Insert ``rows``, which all have the columns of the first one."""
    names = tuple(rows[0])
    values = map(itemgetter(*names), rows)
    whole, rest = divmod(len(rows), _TOGETHER)
    if whole:
        together = [tuple(chain.from_iterable(islice(values, _TOGETHER))) for _ in range(whole)]
        connection.exec_driver_sql(_insert(table.name, names, _TOGETHER), together)
    if rest:
        connection.exec_driver_sql(_insert(table.name, names, 1), list(values))


@cache
def _insert(table: str, names: tuple[str, ...], rows: int) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    row = f"({', '.join('?' * len(names))})"
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([row] * rows)}"
