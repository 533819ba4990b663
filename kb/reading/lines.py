"""The lines of a file as a stream: one in memory at a time, however long the file is."""

from collections.abc import Callable, Iterator
from os import fstat
from typing import BinaryIO, NamedTuple

from kb.errors import ReadingError
from kb.reading.document import MOST_BYTES
from kb.reading.files import decode

IsKnown = Callable[[bytes], bool]
"""Tells of the content of a line whether the base holds what it says."""


class Line(NamedTuple):
    """A line with its end, or the rows of a source, which are sorted to be as one. ``share``: how much of the file has
    been read with it, 0 to 1."""

    number: int
    content: bytes
    share: float

    @property
    def text(self) -> str:
        """The line as text; raises ReadingError where it is not UTF-8."""
        return decode(self.content, self.number)


def read_lines(file: BinaryIO) -> Iterator[Line]:
    """Yield the lines of ``file`` from its beginning; raise ReadingError at one that is over 16 MB."""
    file.seek(0)
    size = max(fstat(file.fileno()).st_size, 1)
    done = 0
    for number, content in enumerate(iter(lambda: file.readline(MOST_BYTES + 1), b""), 1):
        if len(content) > MOST_BYTES:
            raise ReadingError(f"a line of over {MOST_BYTES // 1024 // 1024} MB; split it", number)
        done += len(content)
        yield Line(number, content, min(done / size, 1.0))
