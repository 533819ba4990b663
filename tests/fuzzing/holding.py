"""What holds of every file: it lands or tells what is wrong, whole, in lines that can be read and acted on."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb import KnowledgeBase
from kb.escaping import visible
from kb.records import LoadReport, Problem
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

    def hold(self, files: Sequence[Broken], *, strict: bool = False) -> int:
        """Load ``files`` and return how many landed; raise AssertionError where anything is not as it should be."""
        self.state.backup(self.shelf)
        paths = [self._write(number, broken) for number, broken in enumerate(files)]
        before = self.dump()
        tried = self.desk.base.load(*paths, by="fuzzing", strict=strict, dry_run=True)
        assert self.dump() == before, "a dry run stored something"
        report = self.desk.base.load(*paths, by="fuzzing", strict=strict)
        assert report == tried, f"a dry run told something else: {tried} and {report}"
        for file, broken in zip(report.files, files, strict=True):
            for error in file.errors:
                check_error(error, broken.content)
        if all(file.errors for file in report.files):
            assert self.dump() == before, "every file was refused and something is stored"
        self._load_again(paths, report, strict=strict)
        return sum(not file.errors for file in report.files)

    def _load_again(self, paths: list[Path], report: LoadReport, *, strict: bool) -> None:
        landed = self.dump()
        again = self.desk.base.load(*paths, by="fuzzing", strict=strict)
        for first, second in zip(report.files, again.files, strict=True):
            assert bool(first.errors) == bool(second.errors), f"first {first}, then {second}"
            assert first.rejected or not first.errors
            assert not (second.added or second.changed or second.withdrawn), f"loaded again, it changes: {second}"
        assert self.dump() == landed, "loaded again, it stores something"

    def _write(self, number: int, broken: Broken) -> Path:
        path = self.desk.folder / f"{number}.{broken.suffix}"
        path.write_bytes(broken.content)
        return path

    def dump(self) -> str:
        return "\n".join(self.shelf.iterdump())


def check_error(error: Problem, content: bytes) -> None:
    """Raise AssertionError where ``error`` cannot be read, or points out of its file."""
    check_message(error.message, error.field)
    lines = len(_LINE_ENDS.findall(content.decode(errors="replace"))) + 1
    assert error.line is None or 1 <= error.line <= lines, f"line {error.line} of {lines}"


def check_message(message: str, field: str | None = None) -> None:
    """Raise AssertionError where a message cannot be read on a line of a terminal."""
    shown = visible(f"{field}: {message}")
    assert message.strip(), "an error without a message"
    assert not _CONTROL.search(shown), f"a message that commands: {shown!r}"
    assert len(shown) <= 2 * _LONGEST_MESSAGE, f"a message of {len(shown)} characters"


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
