"""A path that is not there, among others that are: rejected like a file that cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from kb.errors import ReadingError
from kb.reading.file_part import FilePart

ABSENT = "no such file or folder"


@dataclass(frozen=True, slots=True)
class AbsentFile:
    """A path with nothing at it, shown to the user as ``name``."""

    name: str
    is_stream = False
    is_article = False
    real = None
    named: ClassVar[frozenset[Path]] = frozenset()

    def brings_vocabulary(self) -> bool:
        return False

    def parts(self) -> Iterator[FilePart]:
        """Raise ReadingError: there is nothing to read."""
        raise ReadingError(ABSENT)
        yield  # what is never reached makes this an iterator
