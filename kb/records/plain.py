"""Records as plain dictionaries, in the shape of their JSON."""

from collections.abc import Iterable
from typing import Any

import msgspec


def as_dict(record: msgspec.Struct) -> dict[str, Any]:
    """Return an answer of kb as plain dictionaries and lists, in the shape of its JSON."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


def as_dicts(records: Iterable[msgspec.Struct]) -> list[dict[str, Any]]:
    """Return answers of kb as plain dictionaries, for a table or a notebook."""
    return [as_dict(record) for record in records]
