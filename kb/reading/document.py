"""A parsed file: plain data of mappings, lists and texts, and the line on which each part of it stands."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from kb.errors import ReadingError
from kb.limits import MOST_BYTES as MOST_BYTES
from kb.limits import MOST_VALUES as MOST_VALUES
from kb.records import Problem

#: A mapping, a list or a text; an empty value is left out of its mapping.
Data = dict[str, "Data"] | list["Data"] | str
Path = tuple[str | int, ...]


class Fields(dict[str, Data]):
    """A mapping in which values were left empty. ``empty`` are the names of those fields: they are left out of it, and
    still have to be known."""

    empty: tuple[str, ...] = ()


def without_empty(given: Mapping[str, "Data | None"]) -> dict[str, Data]:
    """Return ``given`` without the fields that have no value; where there are such, as :class:`Fields`."""
    data = {name: value for name, value in given.items() if value is not None}
    if len(data) == len(given):
        return data
    fields = Fields(data)
    fields.empty = tuple(name for name in given if name not in data)
    return fields


def names_given(data: Mapping[str, Data]) -> list[str]:
    """Return the names of all fields of a mapping, also of those that were left empty."""
    return [*data, *(data.empty if isinstance(data, Fields) else ())]


MOST_DEPTH = 30
#: Not characters: SQLite's own functions stop at NUL, and half of a surrogate pair has no UTF-8.
_REFUSED = re.compile("[\x00\ud800-\udfff]")


def field_of(path: Path) -> str | None:
    """Return the dotted name of the field at ``path``: claims and list items are told by their line."""
    names = [part for part in path if isinstance(part, str)]
    if len(names) > 1 and names[0] in ("claims", "defaults", "sources"):
        return field_of(tuple(names[1:]))
    return ".".join(names) or None


@dataclass(frozen=True, slots=True)
class Document:
    """``faults`` are those that do not keep the rest from being read: fields given twice."""

    data: Data
    locate: Callable[[Path], int | None]
    faults: list[Problem] = field(default_factory=list)
    share: float = 1.0
    """How much of its file has been read when this document has: 0 to 1."""
    name: Callable[[Path], str | None] = field_of
    """How a reader of the file calls the field at a path."""
    line: bytes | None = None
    """What stands in the file for this document and for nothing else, where it comes line by line."""

    def problem(self, path: Path, message: str) -> Problem:
        """Return what is wrong at ``path``, with its line and name."""
        return Problem(self.locate(path), self.name(path), message)


class Fault(NamedTuple):
    """What is wrong at a place of a document."""

    path: Path
    message: str


class EnoughError(Exception):
    """So much is wrong with a document that the rest of it is not looked at."""


@dataclass
class Problems:
    """What is wrong with one document, each with its place; a reader sees the first ``MOST`` of them.

    ``limit`` is how many may be found before EnoughError is raised: a list of millions of wrong items is not looked
    through to its end.
    """

    document: Document
    found: list[Fault] = field(default_factory=list)
    limit: int | None = None

    MOST: ClassVar = 20

    def add(self, path: Path, message: str) -> None:
        self.found.append(Fault(path, message))
        if self.limit is not None and len(self.found) >= self.limit:
            raise EnoughError

    def blames(self, path: Path, since: int) -> bool:
        """Return whether what is at ``path`` is wrong as a whole, by the faults after the first ``since``."""
        return any(fault.path == path for fault in self.found[since:])

    def faulty_fields(self, path: Path, since: int) -> set[str]:
        """Return the fields of the record at ``path`` in which something was found after the first ``since`` faults."""
        return {str(each.path[len(path)]) for each in self.found[since:] if len(each.path) > len(path)}

    def told(self) -> list[Problem]:
        """Return everything that is wrong, fields given twice among it."""
        return [*self.document.faults, *(self.document.problem(*fault) for fault in self.found)]


def check_text(text: str, line: int | None) -> str:
    """Return ``text``, or raise ReadingError where a character in it cannot be stored."""
    if found := _REFUSED.search(text):
        what = "a NUL character" if found.group() == "\x00" else "half of a surrogate pair"
        raise ReadingError(f"{what} in a text; take it out", line)
    return text


def too_many(line: int | None = None) -> ReadingError:
    """Return the error for a document of more values than are read at once."""
    return ReadingError(f"holds over {MOST_VALUES // 1_000_000} million values; split it", line)


def too_deep(line: int) -> ReadingError:
    """Return the error for data that is nested deeper than any record can be."""
    return ReadingError(f"nested more than {MOST_DEPTH} deep; a source record needs 5", line)
