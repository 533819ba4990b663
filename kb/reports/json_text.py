"""A report as JSON: the record itself."""

from collections.abc import Iterable, Iterator

import msgspec

from kb.escaping import json_safe
from kb.records import Report


def render_json(report: Report) -> Iterator[str]:
    """Yield ``report`` as JSON, with every character that could command a terminal as an escape."""
    for number, name in enumerate(report.__struct_fields__):
        value = getattr(report, name)
        yield f'{"," if number else "{"}\n  "{name}": '
        yield from json_array(value, "  ") if isinstance(value, list) else [json_value(value, "  ")]
    yield "\n}\n"


def json_array(values: Iterable[object], indent: str) -> Iterator[str]:
    """Yield an array, a value at a time; ``indent`` is that of the line it begins on."""
    is_empty = True
    for value in values:
        yield f"{'[' if is_empty else ','}\n{indent}  {json_value(value, f'{indent}  ')}"
        is_empty = False
    yield "[]" if is_empty else f"\n{indent}]"


def json_value(value: object, indent: str) -> str:
    """Return ``value`` as JSON, its lines but the first one indented."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return json_safe(text.replace("\n", f"\n{indent}"))
