"""YAML as the text that stands there: ``NO``, ``007`` and ``0.50`` stay themselves; no tags, anchors or aliases.

The parser of libyaml gives events; composing and resolving are ours to refuse what a data file must not hold. Neither
the safe loader nor the full one is used: both guess types, and both follow aliases.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.resolver import BaseResolver

from kb.errors import ReadingError
from kb.reading.document import (
    MOST_DEPTH,
    MOST_VALUES,
    Data,
    Document,
    Path,
    check_text,
    too_deep,
    too_many,
    without_empty,
)
from kb.records import Problem

Node = Any

#: What YAML 1.1 lets no stream hold, section 5.1.
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_ADVICE = {
    "cannot start any token": "indent with blanks, and put quotes around a text that begins with @, ` or %",
    "a tab character": "indent with blanks",
    "mapping values are not allowed": "put quotes around a text that holds a colon, and line up the fields",
    "did not find expected key": "line up the fields, and put quotes around a whole text or none of it",
    "did not find expected ',' or": "close the bracket",
    "did not find expected node content": "put quotes around a text that begins with a comma or bracket",
    "while scanning a quoted scalar": "close the quotation mark",
    "while parsing a quoted scalar": "double a backslash, or use single quotes",
    "could not find expected ':'": "put a colon and a blank behind the field name, and indent a long text",
    "did not find expected '-' indicator": "line up the dashes",
    "document start": "begin the next document with ---",
    "incompatible YAML document": "write %YAML 1.1, or leave the line out",
    "directive": "leave the line out",
}


class _PlainComposer(Composer, CParser, BaseResolver):
    """Composes nodes and refuses, while composing, what would need more than text."""

    def __init__(self, stream: str) -> None:
        CParser.__init__(self, stream)
        Composer.__init__(self)
        BaseResolver.__init__(self)
        self.depth = 0
        self.values = 0

    def compose_node(self, parent: Node, index: int) -> Node:
        event: Any = self.peek_event()
        if event.anchor is not None:
            what = f"alias *{event.anchor}" if isinstance(event, yaml.AliasEvent) else f"anchor &{event.anchor}"
            raise ReadingError(f"the {what}: write each value out", event.start_mark.line + 1)
        if event.tag is not None:
            raise ReadingError(
                f"the tag {event.tag}: leave it out, every value is read as text", event.start_mark.line + 1
            )
        self.values += 1
        if self.values > MOST_VALUES:
            raise too_many(event.start_mark.line + 1)
        if isinstance(event, yaml.ScalarEvent):
            return super().compose_node(parent, index)
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise too_deep(event.start_mark.line + 1)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def parse_yaml(content: str) -> list[Document]:
    """Return the documents in ``content``, empty ones left out; raise ReadingError where it is not plain YAML."""
    if found := _NOT_PRINTABLE.search(content):
        where = content.count("\n", 0, found.start()) + 1
        raise ReadingError(f"the control character 0x{ord(found.group()):02x} in a text; take it out", where)
    composer = _PlainComposer(content)
    try:
        with _uncollected():
            return list(_documents(composer))
    except yaml.MarkedYAMLError as error:
        # At its end the parser stands on a line that may not be there.
        last = len(content.splitlines())
        line = min(error.problem_mark.line + 1, last) if error.problem_mark is not None else None
        raise ReadingError(f"not valid YAML: {_explained(error)}", line) from error
    except yaml.YAMLError as error:
        raise ReadingError(f"not valid YAML: {' '.join(str(error).split())}") from error
    finally:
        composer.dispose()


def _documents(composer: _PlainComposer) -> Iterator[Document]:
    while composer.check_node():
        node = composer.get_node()
        faults: list[Problem] = []
        data = _data(node, faults)
        if data is not None:
            yield Document(data, _Lines(node), faults)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the search for circles of garbage out: composing makes millions of objects and no circle, and the search
    through them took three quarters of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _explained(error: yaml.MarkedYAMLError) -> str:
    """Return what the parser says and, of what people often write, what to write instead."""
    said = " ".join(filter(None, [error.context, error.problem]))
    return said + next((f"; {advice}" for known, advice in _ADVICE.items() if known in said), "")


#: In braces "the price rose, not fell" is "the price rose", and a name "not fell" that nothing is said of.
_CUT_AT_A_COMMA = "has no value: in braces a comma ends what stands before it; put the whole text in double quotes"


def _data(node: Node, faults: list[Problem]) -> Data | None:
    """Return the plain data of ``node``: None for a value that was left empty."""
    if isinstance(node, yaml.ScalarNode):
        is_empty = not node.style and not node.value
        return None if is_empty else check_text(node.value, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_item(item, faults) for item in node.value]
    return _mapping(node, faults)


def _item(node: Node, faults: list[Problem]) -> Data:
    value = _data(node, faults)
    if value is None:
        raise ReadingError("an empty item in a list; take it out", node.start_mark.line + 1)
    return value


def _mapping(node: Node, faults: list[Problem]) -> dict[str, Data]:
    data: dict[str, Data | None] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise ReadingError("a field name that is a list or a mapping; name it with a word", line)
        key = check_text(key_node.value, line)
        if key in lines:
            faults.append(Problem(line, key, f"is given twice, first in line {lines[key]}"))
        lines.setdefault(key, line)
        if value_node.start_mark.index == key_node.end_mark.index:
            faults.append(Problem(line, key, _CUT_AT_A_COMMA))
            continue
        data[key] = _data(value_node, faults)
    return without_empty(data)


class _Lines:
    """Finds the line of a path in a composed document: of the field's name, of a list item, else of what holds it."""

    def __init__(self, node: Node) -> None:
        self.node = node

    def __call__(self, path: Path) -> int | None:
        node, line = self.node, self.node.start_mark.line + 1
        for part in path:
            found = self._step(node, part)
            if found is None:
                break
            line, node = found
        return int(line)

    @staticmethod
    def _step(node: Node, part: str | int) -> tuple[int, Node] | None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == part:
                    return key.start_mark.line + 1, value
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            item = node.value[part]
            return item.start_mark.line + 1, item
        return None
