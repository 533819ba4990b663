"""What the tests of reading share: a file's content to what it holds, without a base."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.reading.source_file import SourceFile, read_source_file

Read = Callable[[str, str | bytes], SourceFile]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a file of a name and content beside the articles in ``tmp_path``, and read it."""

    def write_and_read(name: str, content: str | bytes) -> SourceFile:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_source_file(path, name)

    return write_and_read


@pytest.fixture
def errors(read: Read) -> Callable[[str, str | bytes], list[str]]:
    """Read what is broken and return its errors as "line: field: message"."""

    def errors_of(name: str, content: str | bytes) -> list[str]:
        return [f"{error.line}: {error.field}: {error.message}" for error in read(name, content).errors]

    return errors_of
