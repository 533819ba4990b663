"""Records as YAML and as lines of JSON: text that reads back as it was, and never more of it than a load takes."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import yaml

from kb.errors import KbError
from kb.limits import MOST_BYTES, MOST_VALUES

Data = dict[str, Any]
Render = Callable[[Data], bytes]
Entry = tuple[str, Data]
"""An entry of a vocabulary, and the list in which it stands."""
_MEGABYTE = 1024 * 1024
_LINE_BREAKS = "\n\r\x85\u2028\u2029"


class Limit(NamedTuple):
    """What a load takes in one document."""

    bytes: int = MOST_BYTES
    values: int = MOST_VALUES


class _Dumper(yaml.CSafeDumper):
    """Writes every value out: a load refuses aliases."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """Return a text as YAML has it; of several lines in quotes, where a break is written as one."""
    style = '"' if any(each in text for each in _LINE_BREAKS) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def render_yaml(data: Data) -> bytes:
    """Return ``data`` as a YAML document in block style, each text on one line."""
    # As wide as libyaml counts: it folds no line then.
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=2**30)
    return str(text).encode()


def render_json_line(data: Data) -> bytes:
    """Return ``data`` as one line of JSONL."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(", ", ": ")).encode() + b"\n"


def render_source(data: Data, key: str, render: Render, limit: Limit) -> bytes:
    """Return a source record as text; raise KbError where it would be larger than a load takes."""
    content = render(data)
    if _fits(data, content, limit):
        return content
    number = len(data.get("claims", ()))
    raise KbError(
        f"the source '{key}' ({number} claims) would be larger than a load takes ({limit.bytes // _MEGABYTE} MB,"
        f" {limit.values} values in one record); nothing was written. Divide it into several sources, or use"
        " 'kb db backup' for a copy"
    )


def render_vocabulary(entries: Sequence[Entry], render: Render, limit: Limit) -> Iterator[bytes]:
    """Yield ``entries`` as the text of one vocabulary, or of several where one would be larger than a load takes."""
    if not entries:
        return
    data: Data = {}
    for name, entry in entries:
        data.setdefault(name, []).append(entry)
    content = render(data)
    if _fits(data, content, limit):
        yield content
        return
    middle = len(entries) // 2
    if not middle:
        name = next(iter(entries[0][1].values()))
        raise KbError(f"'{name}' has more names than a load takes in one vocabulary; nothing was written")
    yield from render_vocabulary(entries[:middle], render, limit)
    yield from render_vocabulary(entries[middle:], render, limit)


def check_text(text: str, key: str, limit: Limit) -> bytes:
    """Return an article as bytes; raise KbError where it would be larger than a load takes."""
    content = text.encode()
    if len(content) > limit.bytes:
        raise KbError(
            f"the article of '{key}' is over {limit.bytes // _MEGABYTE} MB, more than a load takes; nothing was"
            " written. Use 'kb db backup' for a copy"
        )
    return content


def _fits(data: Data, content: bytes, limit: Limit) -> bool:
    return len(content) <= limit.bytes and _count_values(data) <= limit.values


def _count_values(data: Any) -> int:
    """Return how many values a reader makes of ``data``: names, values, and what holds them."""
    if isinstance(data, dict):
        return 1 + len(data) + sum(map(_count_values, data.values()))
    return 1 + sum(map(_count_values, data)) if isinstance(data, list) else 1
