"""Several loads at once on one base, with readers beside them: all land, and nobody sees half a file."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from kb import KnowledgeBase
from tests.faults.making import count_claims, start_load, write_jsonl

SOURCES, CLAIMS = 8, 40


class Reader(threading.Thread):
    """Looks again and again at how many claims of each file a base has, until it is told to stop."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.base = base
        self.seen: set[int] = set()
        self.looks = 0
        self.failure: BaseException | None = None
        self.over = threading.Event()

    def run(self) -> None:
        try:
            while not self.over.is_set():
                self.look()
                self.looks += 1
        except BaseException as error:
            self.failure = error

    def look(self) -> None:
        with closing(sqlite3.connect(self.base, timeout=30)) as connection:
            files = connection.execute(
                "SELECT l.file, count(*) FROM claim AS c JOIN load AS l ON l.id = c.load_id GROUP BY l.file"
            )
            self.seen |= {number for _, number in files}
        with KnowledgeBase.open(self.base) as opened:
            assert {row.claims for row in opened.sources()} == {CLAIMS}


@pytest.mark.parametrize("loads", [2, 8])
@pytest.mark.parametrize("is_new", [True, False], ids=["new base", "base with contents"])
def test_loads_at_once_all_land_and_readers_never_see_half_a_file(tmp_path: Path, loads: int, is_new: bool) -> None:
    base = tmp_path / "kb.sqlite"
    if not is_new:
        with KnowledgeBase.open(base, create=True) as opened:
            opened.load(write_jsonl(tmp_path / "before.jsonl", SOURCES, CLAIMS, "before", "before-"))
    files = [
        write_jsonl(tmp_path / f"{name}.jsonl", SOURCES, CLAIMS, "said", f"{name}-") for name in "abcdefgh"[:loads]
    ]
    readers = [Reader(base) for _ in range(0 if is_new else 2)]
    for reader in readers:
        reader.start()
    processes = [start_load(base, file) for file in files]
    said = [process.communicate()[1].decode() for process in processes]
    for reader in readers:
        reader.over.set()
        reader.join()
    assert [process.returncode for process in processes] == [0] * loads, said
    assert count_claims(base, "said,%") == loads * SOURCES * CLAIMS
    assert [reader.failure for reader in readers] == [None] * len(readers)
    assert all(reader.looks and reader.seen == {SOURCES * CLAIMS} for reader in readers)
