"""JSON read as the text that stands there, with the line of every part; duplicate keys are refused.

The standard library's decoder is fast, but knows no lines and keeps the last of two equal keys. It reads what is plain
and right; what it stumbles over, and every question for a line, goes to a reader of our own that walks objects and
lists and leaves only strings to the library.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from json.decoder import JSONDecodeError, JSONDecoder, scanstring  # type: ignore[attr-defined]
from typing import Any, NoReturn

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

_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.])")
_WORD = re.compile(r"true|false|null")


#: Escapes that may stand for what no text may hold.
_SUSPECT = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
#: A text in double quotes, also one that is never closed: so no place is looked at twice.
_TEXT = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)


def parse_json(text: str, first_line: int = 1) -> list[Document]:
    """Return the one document in ``text`` (none where it is blank), which begins at ``first_line`` of its file.

    Raises ReadingError where it is not JSON.
    """
    if _most_values(text) > MOST_VALUES and _most_values(_TEXT.sub("", text)) > MOST_VALUES:
        raise too_many()
    if not _SUSPECT.search(text):
        try:
            data = _DECODER.decode(text)
            return [Document(_plain(data, 0), _Lines(text, first_line))]
        except (ValueError, RecursionError):
            pass  # the other reader says what is wrong, and where
    reader = _Reader(text, first_line)
    found = reader.document()
    return [] if found is None else [Document(found, reader.locate, reader.faults)]


def _most_values(text: str) -> int:
    """Return how many values ``text`` holds, or more: the signs before each are counted, wherever they stand."""
    return sum(map(text.count, ",[{"))


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a mapping without what was left empty; raise ValueError where a name is given twice."""
    whole = dict(pairs)
    if len(whole) < len(pairs):
        raise ValueError
    return whole if None not in whole.values() else without_empty(whole)


def _refuse(_constant: str) -> NoReturn:
    raise ValueError


_DECODER = JSONDecoder(object_pairs_hook=_mapping, parse_float=str, parse_int=str, parse_constant=_refuse)


def _plain(value: Any, depth: int) -> Any:
    """Return ``value`` where it is plain data all through; raise ValueError where it is too deep or anything else."""
    is_mapping = isinstance(value, dict)
    if (not is_mapping and type(value) is not list) or depth >= MOST_DEPTH:
        raise ValueError
    for member in value.values() if is_mapping else value:
        if type(member) is not str:
            _plain(member, depth + 1)
    return value


class _Lines:
    """Finds the line of a path; the text is read a second time for it, by the first question."""

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._first_line = first_line

    @cached_property
    def _reader(self) -> "_Reader":
        reader = _Reader(self._text, self._first_line)
        reader.document()
        return reader

    def __call__(self, path: Path) -> int | None:
        if not path:
            begin = len(self._text) - len(self._text.lstrip())
            return self._first_line + self._text.count("\n", 0, begin)
        return self._reader.locate(path)


_REASONS = {
    "Unterminated string": "a text in double quotes is never closed",
    "Invalid control character": "a line break or control character in a text; write it as an escape: \\n",
    "Invalid \\": "a backslash that begins no escape; write two",
}


def _explained(message: str) -> str:
    """Return what the library says of a string in words that tell what to do."""
    return next((reason for known, reason in _REASONS.items() if message.startswith(known)), message)


class _Reader:
    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.position = 0
        self.starts: dict[Path, int] = {}
        self.counted = (0, first_line)
        self.faults: list[Problem] = []

    def document(self) -> Data | None:
        """Return the one value that the text holds, None where it is blank or null."""
        if self.at_end():
            return None
        data = self.value((), 0)
        if not self.at_end():
            raise self.invalid("more text after the first value; give one, or write JSONL with a record a line")
        return data

    def invalid(self, what: str) -> ReadingError:
        """Return the error for what stands at the position, or for a text that ends there."""
        told = {"": "it ends in the middle", "\ufeff": "a byte-order mark inside the text; take it out"}
        return ReadingError(f"not valid JSON: {told.get(self.peek(), what)}", self.line())

    def line(self) -> int:
        """The line of the position. It only moves on, so each line break is counted once."""
        position, line = self.counted
        line += self.text.count("\n", position, self.position)
        self.counted = (self.position, line)
        return line

    def locate(self, path: Path) -> int | None:
        while path and path not in self.starts:
            path = path[:-1]
        return self.starts.get(path)

    def at_end(self) -> bool:
        return not self.peek()

    def peek(self) -> str:
        blank = _BLANK.match(self.text, self.position)
        self.position = blank.end() if blank else self.position
        return self.text[self.position : self.position + 1]

    def value(self, path: Path, depth: int) -> Data | None:
        first = self.peek()
        self.starts.setdefault(path, self.line())
        if first in ("{", "["):
            if depth >= MOST_DEPTH:
                raise too_deep(self.line())
            return self.mapping(path, depth + 1) if first == "{" else self.sequence(path, depth + 1)
        return self.string() if first == '"' else self.scalar()

    def mapping(self, path: Path, depth: int) -> dict[str, Data]:
        data: dict[str, Data | None] = {}
        lines: dict[str, int] = {}
        for _ in self.members("}"):
            if self.peek() != '"':
                raise self.invalid("a field name in double quotes belongs here")
            line = self.line()
            key = self.string()
            here = (*path, key)
            if key in lines:
                self.faults.append(Problem(line, key, f"is given twice, first in line {lines[key]}"))
            lines.setdefault(key, line)
            self.starts.setdefault(here, line)
            self.expect(":")
            data[key] = self.value(here, depth)
        return without_empty(data)

    def sequence(self, path: Path, depth: int) -> list[Data]:
        data: list[Data] = []
        for index, _ in enumerate(self.members("]")):
            item = self.value((*path, index), depth)
            if item is None:
                raise ReadingError("an empty item in a list; take it out", self.line())
            data.append(item)
        return data

    def members(self, closing: str) -> Iterator[None]:
        """Stop at each member of an object or list, past the commas between them, and step over the closing bracket."""
        self.position += 1
        is_first = True
        while self.peek() != closing:
            if not is_first:
                self.expect(",")
                if self.peek() == closing:
                    raise self.invalid("a comma before the closing bracket; take it out")
            is_first = False
            yield
        self.position += 1

    def expect(self, character: str) -> None:
        if self.peek() != character:
            raise self.invalid(f"'{character}' belongs here")
        self.position += 1

    def string(self) -> str:
        line = self.line()
        try:
            text, self.position = scanstring(self.text, self.position + 1, True)
        except JSONDecodeError as error:
            raise ReadingError(f"not valid JSON: {_explained(error.msg)}", line) from error
        return check_text(text, line)

    def scalar(self) -> str | None:
        for pattern in (_NUMBER, _WORD):
            if found := pattern.match(self.text, self.position):
                self.position = found.end()
                return None if found.group() == "null" else found.group()
        raise self.invalid("a value belongs here: a text in double quotes, a number, a list or an object")
