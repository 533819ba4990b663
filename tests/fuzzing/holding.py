"""What holds of every file: it lands or tells what is wrong, whole, in lines that can be read and acted on."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb import KnowledgeBase
from kb.escaping import visible
from kb.records import FileReport, Problem
from tests.building import Desk, claim, source
from tests.fuzzing.files import Broken

ARTICLE = "These are the words that stand here. Twice said. Twice said."
_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]")
_LONGEST_MESSAGE = 1100


@dataclass(frozen=True)
class Bench:
    """A base that is put back to what it was before each file."""

    desk: Desk
    shelf: sqlite3.Connection
    state: sqlite3.Connection

    def hold(self, broken: Broken) -> bool:
        """Load ``broken`` and return whether it landed; raise AssertionError where anything is not as it should be."""
        self.state.backup(self.shelf)
        path = self.desk.folder / f"broken.{broken.suffix}"
        path.write_bytes(broken.content)
        before = self.dump()
        file = self._load(path)
        for error in file.errors:
            check_error(error, broken.content)
        if file.errors:
            assert file.rejected and self.dump() == before, "an error was told and something is stored"
            return False
        landed = self.dump()
        again = self._load(path)
        assert not again.errors, f"landed, and is refused when it is loaded again: {again.errors}"
        assert not (again.added or again.changed or again.withdrawn), f"loaded again, it changes something: {again}"
        assert self.dump() == landed, "loaded again, it stores something"
        return True

    def dump(self) -> str:
        return "\n".join(self.shelf.iterdump())

    def _load(self, path: Path) -> FileReport:
        (file,) = self.desk.base.load(path, by="fuzzing").files
        return file


def check_error(error: Problem, content: bytes) -> None:
    """Raise AssertionError where ``error`` cannot be read, or points out of its file."""
    shown = visible(f"{error.field}: {error.message}")
    assert error.message.strip(), "an error without a message"
    assert not _CONTROL.search(shown), f"a message that commands: {shown!r}"
    assert len(shown) <= 2 * _LONGEST_MESSAGE, f"a message of {len(shown)} characters"
    lines = len(_LINE_ENDS.findall(content.decode(errors="replace"))) + 1
    assert error.line is None or 1 <= error.line <= lines, f"line {error.line} of {lines}"


@contextmanager
def bench(folder: Path) -> Iterator[Bench]:
    """Give out a bench in ``folder`` with a small base on it."""
    with KnowledgeBase.in_memory() as base:
        with base._database.reading() as connection:
            shelf = connection.connection.driver_connection
        assert isinstance(shelf, sqlite3.Connection)
        desk = Desk(folder, base)
        desk.write("article.txt", ARTICLE)
        desk.vocabulary(treatments=["therapy"], conditions=["hair loss"])
        desk.load(source("kept", claim(key="a", quote="words that stand here"), doi="10.1000/a", text="article.txt"))
        state = sqlite3.connect(":memory:")
        shelf.backup(state)
        yield Bench(desk, shelf, state)
        state.close()
