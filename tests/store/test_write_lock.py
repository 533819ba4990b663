"""Whoever comes second waits while the first gets on, and gives up when nothing moves."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from kb import KnowledgeBase
from kb.errors import DatabaseError
from tests.building import Desk, claim, source

PATIENCE = 0.5


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "kb.sqlite"
    KnowledgeBase.open(path, create=True).close()
    return path


@pytest.mark.parametrize("through_a_link", [False, True])
def test_a_second_writer_waits_as_long_as_the_first_gets_on(base: Path, through_a_link: bool) -> None:
    """The first writes for several times the patience of the second."""
    named = base
    if through_a_link:
        (base.parent / "elsewhere").mkdir()
        named = base.parent / "elsewhere" / "link.sqlite"
        named.symlink_to(base)
    over = threading.Event()
    begun = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(base, isolation_level=None)) as connection:
            connection.execute("PRAGMA cache_size=1")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE work (x TEXT)")
            for _ in range(40):
                connection.executemany("INSERT INTO work VALUES (?)", [("x" * 500,)] * 200)
                begun.set()
                over.wait(PATIENCE / 10)
            connection.execute("ROLLBACK")

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(30)
    with KnowledgeBase.open(named, timeout=PATIENCE) as opened:
        Desk(base.parent, opened).load(source("late", claim()))
        assert [row.key for row in opened.sources()] == ["late"]
    writer.join()


def test_a_second_writer_gives_up_when_the_first_does_nothing(base: Path) -> None:
    with closing(sqlite3.connect(base, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with KnowledgeBase.open(base, timeout=PATIENCE) as opened, pytest.raises(DatabaseError) as raised:
            Desk(base.parent, opened).load(source("late", claim()))
    assert str(raised.value) == f"{base}: is locked by another process; try again when it is done"
