"""A stream that can be read once, kept on disk while it is loaded: a file may have to be read again."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kb.errors import ReadingError, UsageError
from kb.reading.document import MOST_BYTES
from kb.reading.source_file import SourceFile
from kb.vocabulary import SourceFormat

STREAM_NAME = "-"
_PIECE = 1024 * 1024


@contextmanager
def spooled(stream: IO[bytes], written: SourceFormat, folders: tuple[Path, ...]) -> Iterator[SourceFile]:
    """Give out what ``stream`` holds as a file, ``written`` in its format, that is gone at the end.

    Raises ReadingError where the stream cannot be read, or there is no room for the copy.
    """
    with tempfile.NamedTemporaryFile(prefix="kb-", suffix=f".{written}") as copy:
        file = SourceFile(Path(copy.name), STREAM_NAME, folders, written)
        try:
            _copy(stream, copy, most=None if file.is_stream else MOST_BYTES)
        except OSError as error:
            raise ReadingError(f"{STREAM_NAME}: cannot be read: {error.strerror or error}") from error
        yield file


def _copy(stream: IO[bytes], copy: IO[bytes], most: int | None) -> None:
    """Copy to the end of ``stream``, or beyond ``most``: what is over tells that it is too much.

    A raw stream may give less at a time than it is asked for.
    """
    while piece := stream.read(_PIECE):
        if not isinstance(piece, bytes):
            raise UsageError("the stream gives text; open it in binary mode")
        copy.write(piece)
        if most is not None and copy.tell() > most:
            break
    copy.flush()
