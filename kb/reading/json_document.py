"""JSON read as the text that stands there, with the line of every part; duplicate keys are refused.

The standard library's decoder knows no lines and keeps the last of two equal keys, so objects and lists are walked here
and only strings are left to it.
"""

import re
from collections.abc import Iterator
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

from kb.errors import ReadingError
from kb.reading.document import MOST_DEPTH, Data, Document, Path, check_text, too_deep
from kb.records import Problem

_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])")
_WORD = re.compile(r"true|false|null")


def parse_json(text: str) -> list[Document]:
    """Return the one document in ``text`` (none where it is blank); raise ReadingError where it is not JSON."""
    reader = _Reader(text)
    if reader.at_end():
        return []
    data = reader.value((), 0)
    if not reader.at_end():
        raise ReadingError("not valid JSON: more text after the first value", reader.line())
    return [] if data is None else [Document(data, reader.locate, reader.faults)]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.starts: dict[Path, int] = {}
        self.counted = (0, 1)
        self.faults: list[Problem] = []

    def line(self) -> int:
        """The line of the position. It only moves on, so each line break is counted once."""
        position, line = self.counted
        line += self.text.count("\n", position, self.position)
        self.counted = (self.position, line)
        return line

    def locate(self, path: Path) -> int | None:
        while path and path not in self.starts:
            path = path[:-1]
        return self.starts.get(path, 1)

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
        data: dict[str, Data] = {}
        for _ in self.members("}"):
            if self.peek() != '"':
                raise ReadingError("not valid JSON: a field name in double quotes belongs here", self.line())
            line = self.line()
            key = self.string()
            here = (*path, key)
            if here in self.starts:
                self.faults.append(Problem(line, key, f"is given twice, first in line {self.starts[here]}"))
            self.starts.setdefault(here, line)
            self.expect(":")
            value = self.value(here, depth)
            if value is not None:
                data[key] = value
        return data

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
            is_first = False
            yield
        self.position += 1

    def expect(self, character: str) -> None:
        if self.peek() != character:
            raise ReadingError(f"not valid JSON: {character} belongs here", self.line())
        self.position += 1

    def string(self) -> str:
        line = self.line()
        try:
            text, self.position = scanstring(self.text, self.position + 1, True)
        except JSONDecodeError as error:
            what = error.msg.removesuffix(" starting at").removesuffix(" at")
            raise ReadingError(f"not valid JSON: {what}", line) from error
        return check_text(text, line)

    def scalar(self) -> str | None:
        for pattern in (_NUMBER, _WORD):
            if found := pattern.match(self.text, self.position):
                self.position = found.end()
                return None if found.group() == "null" else found.group()
        raise ReadingError("not valid JSON: a value belongs here", self.line())
