"""What the tests of reading share: a file's content to what it holds, without a base."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kb.errors import ReadingError
from kb.reading.document import Problems
from kb.reading.file_part import FilePart, LocatedSource
from kb.reading.source_file import name_source_file
from kb.reading.vocabulary_record import PreparedConcept
from kb.records import Problem

Read = Callable[[str, str | bytes], "Held"]


@dataclass(frozen=True)
class Held:
    """All that a file holds, part by part, and what kept it from being read on."""

    parts: list[FilePart]
    end: list[Problem]

    @property
    def sources(self) -> list[LocatedSource]:
        return [located for part in self.parts for located in part.sources]

    @property
    def vocabularies(self) -> list[tuple[list[PreparedConcept], Problems]]:
        """The concepts of each vocabulary, and what knows where they stand."""
        return [
            ([entry for entry in part.vocabulary if isinstance(entry, PreparedConcept)], part.problems)
            for part in self.parts
            if part.vocabulary
        ]

    @property
    def given(self) -> int:
        return sum(part.given for part in self.parts)

    @property
    def errors(self) -> list[Problem]:
        found = [error for part in self.parts for error in part.errors] + self.end
        return sorted(found, key=lambda error: error.line or 0)

    @property
    def warnings(self) -> list[Problem]:
        return [warning for part in self.parts for warning in part.warnings]


def read_file(path: Path, texts: Path | None = None) -> Held:
    """Read the file at ``path`` to its end, or as far as it can be read."""
    parts: list[FilePart] = []
    try:
        for part in name_source_file(path, path.name, texts).parts():
            parts.append(part)  # noqa: PERF402 - what came before an error stays
    except ReadingError as error:
        return Held(parts, [Problem(error.line, None, str(error))])
    return Held(parts, [])


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a file of a name and content beside the articles in ``tmp_path``, and read it."""

    def write_and_read(name: str, content: str | bytes) -> Held:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path)

    return write_and_read


@pytest.fixture
def errors(read: Read) -> Callable[[str, str | bytes], list[str]]:
    """Read what is broken and return its errors as "line: field: message"."""

    def errors_of(name: str, content: str | bytes) -> list[str]:
        return [f"{error.line}: {error.field}: {error.message}" for error in read(name, content).errors]

    return errors_of
