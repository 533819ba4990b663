"""A stream that can be read once, kept on disk while it is loaded: a file may have to be read again."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kb.errors import ReadingError
from kb.reading.document import MOST_BYTES
from kb.reading.source_file import SourceFile
from kb.vocabulary import SourceFormat

STREAM_NAME = "-"
_PIECE = 1024 * 1024


@contextmanager
def spooled(stream: IO[bytes], written: SourceFormat, folders: tuple[Path, ...]) -> Iterator[SourceFile]:
    """Give out what ``stream`` holds as a file, ``written`` in its format, that is gone at the end."""
    with tempfile.NamedTemporaryFile(prefix="kb-", suffix=f".{written}") as copy:
        file = SourceFile(Path(copy.name), STREAM_NAME, folders, written)
        for part in _pieces(stream):
            copy.write(part)
            if not file.is_stream and copy.tell() > MOST_BYTES:
                break  # what is over the most that is read tells that it is too much
        copy.flush()
        yield file


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what ``stream`` holds to its end: a raw one may give less at a time than it is asked for."""
    try:
        yield from iter(lambda: stream.read(_PIECE), b"")
    except OSError as error:
        raise ReadingError(f"{STREAM_NAME}: cannot be read: {error.strerror or error}") from error
