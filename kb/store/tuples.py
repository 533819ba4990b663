"""Rows as the driver gives them: a row of SQLAlchemy, which knows its columns by name, takes three times as long."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, bindparam, text


def fetch_tuples(connection: Connection, query: Executable, **values: Any) -> list[tuple[Any, ...]]:
    """Return the rows of ``query``, whose columns must need no conversion: whole numbers, texts, floats."""
    return _cursor(connection, query, values).fetchall()  # type: ignore[no-any-return]


def stream_tuples(connection: Connection, query: Executable) -> Iterator[tuple[Any, ...]]:
    """Yield the same, one after the other."""
    yield from _cursor(connection, query, {})


def _cursor(connection: Connection, query: Executable, values: dict[str, Any]) -> Any:
    return connection.execute(query, values).cursor


def is_one_of(wanted: Any, values: Iterable[int | str]) -> ColumnElement[bool]:
    """Return the condition that the column ``wanted`` holds one of ``values``, however many: they are one parameter."""
    listed: Any = bindparam("listed", json.dumps(list(values)), unique=True)
    return wanted.bool_op("IN")(text("(SELECT value FROM json_each(:listed))").bindparams(listed))  # type: ignore[no-any-return]
