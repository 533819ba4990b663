"""A stream that can be read once, kept on disk while it is loaded: a file may have to be read again."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

from kb.reading.document import MOST_BYTES
from kb.reading.source_file import SourceFile
from kb.vocabulary import SourceFormat

STREAM_NAME = "-"


@contextmanager
def spooled(stream: IO[bytes], written: SourceFormat, folders: tuple[Path, ...]) -> Iterator[SourceFile]:
    """Give out what ``stream`` holds as a file, ``written`` in its format, that is gone at the end."""
    with tempfile.NamedTemporaryFile(prefix="kb-", suffix=f".{written}") as copy:
        file = SourceFile(Path(copy.name), STREAM_NAME, folders, written)
        # one byte over the most that is read tells that it is too much
        shutil.copyfileobj(stream if file.is_stream else BytesIO(stream.read(MOST_BYTES + 1)), copy)
        copy.flush()
        yield file
