"""Rows as the driver gives them: a row of SQLAlchemy, which knows its columns by name, takes three times as long."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, column, func, select


def fetch_tuples(connection: Connection, query: Executable) -> list[tuple[Any, ...]]:
    """Return the rows of ``query``, whose columns must need no conversion: whole numbers, texts, floats."""
    return _cursor(connection, query).fetchall()  # type: ignore[no-any-return]


def stream_tuples(connection: Connection, query: Executable) -> Iterator[tuple[Any, ...]]:
    """Yield the same, one after the other."""
    yield from _cursor(connection, query)


def _cursor(connection: Connection, query: Executable) -> Any:
    return connection.execute(query).cursor


def is_one_of(wanted: Any, values: Iterable[int | str]) -> ColumnElement[bool]:
    """Return the condition that the column ``wanted`` holds one of ``values``, however many: they are one parameter."""
    listed = func.json_each(json.dumps(list(values))).table_valued(column("value"))
    return wanted.in_(select(listed.c.value))  # type: ignore[no-any-return]
