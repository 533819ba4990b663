"""Rows as the driver gives them: a row of SQLAlchemy, which knows its columns by name, takes three times as long."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, column, func, select


def fetch_tuples(connection: Connection, query: Executable) -> list[tuple[Any, ...]]:
    """Return the rows of ``query``, whose columns must need no conversion: whole numbers, texts, floats."""
    cursor = connection.execute(query).cursor
    assert cursor is not None
    return cursor.fetchall()  # type: ignore[return-value]


def is_one_of(wanted: Any, values: Iterable[int | str]) -> ColumnElement[bool]:
    """Return the condition that the column ``wanted`` holds one of ``values``, however many: they are one parameter."""
    listed = func.json_each(json.dumps(list(values))).table_valued(column("value"))
    return wanted.in_(select(listed.c.value))  # type: ignore[no-any-return]
