"""Nothing is half loaded: a load that is killed, fails or is interrupted leaves the base as it was before the file."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from kb import KnowledgeBase
from kb.errors import DatabaseError
from kb.records import LoadProgress
from tests.building import Desk, Record, claim, source
from tests.storing import counts, dump, query, stored_desk

LOAD_AND_DIE = """
import os, signal, sys
from sqlalchemy import Engine, event
from kb import KnowledgeBase

base, file, fatal = sys.argv[1:]

def die(connection, cursor, statement, *_):
    if statement.startswith(fatal):
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "after_cursor_execute", die)
KnowledgeBase.open(base).load(file)
"""

STATEMENTS = ["INSERT INTO load", "INSERT INTO claim", "INSERT INTO quote", "INSERT INTO revision", "UPDATE claim"]
"""Every load of ``edited`` over ``first`` runs each of these."""


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    with stored_desk(tmp_path) as desk:
        yield desk


def first() -> Record:
    return source("s", claim(key="a", quote="one"), claim("refutes", key="b"))


def edited() -> Record:
    return source("s", claim(key="a", quote="two", statement="edited"), claim("neutral", key="c", quote="three"))


@contextmanager
def listening(name: str, listener: Callable[..., None]) -> Iterator[None]:
    """Have ``listener`` told of an event of every engine."""
    event.listen(Engine, name, listener)
    try:
        yield
    finally:
        event.remove(Engine, name, listener)


@pytest.mark.parametrize("fatal", ["INSERT INTO claim", "INSERT INTO revision"])
def test_a_load_that_is_killed_leaves_the_base_as_it_was(stored: Desk, fatal: str) -> None:
    stored.load(first())
    before = dump(stored)
    file = stored.write("edited.json", edited())
    ran = subprocess.run([sys.executable, "-c", LOAD_AND_DIE, str(stored.base.path), str(file), fatal], check=False)
    assert ran.returncode == -signal.SIGKILL
    with KnowledgeBase.open(stored.base.path) as again:
        assert dump(stored) == before
        assert counts(again.load(file).files[0]) == (1, 1, 0, 1, 0)
    assert query(stored, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("fatal", STATEMENTS)
def test_a_load_that_fails_leaves_the_base_as_it_was(stored: Desk, fatal: str) -> None:
    def fail(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(fatal):
            raise RuntimeError(fatal)

    stored.load(first())
    before = dump(stored)
    file = stored.write("edited.json", edited())
    with listening("after_cursor_execute", fail), pytest.raises(RuntimeError, match=fatal):
        stored.base.load(file)
    assert dump(stored) == before
    assert counts(stored.base.load(file).files[0]) == (1, 1, 0, 1, 0)


def test_a_full_disk_stores_nothing_and_says_so(tmp_path: Path) -> None:
    with stored_desk(tmp_path) as desk:
        desk.load(first())
        before = dump(desk)
        ((pages,),) = query(desk, "PRAGMA page_count")

    def fill(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    with listening("connect", fill), KnowledgeBase.open(tmp_path / "base.sqlite") as base:
        desk = Desk(tmp_path, base)
        big = source("big", *(claim(statement=f"{number} " + "x" * 5000) for number in range(50)))
        with pytest.raises(DatabaseError) as caught:
            base.load(desk.write("big.json", big))
        message = "is on a disk that is full; what was being written was not stored. Make room and try again"
        assert str(caught.value) == f"{base.path}: {message}"
        assert dump(desk) == before


def test_an_interrupt_keeps_the_files_that_have_landed_and_no_more(stored: Desk) -> None:
    for name in ("a", "b", "c"):
        stored.write(f"in/{name}.json", source(name, claim()))

    def interrupt(at: LoadProgress) -> None:
        if at.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stored.base.load(stored.folder / "in", progress=interrupt)
    assert [row.key for row in stored.base.sources()] == ["a", "b"]


def test_an_interrupted_dry_run_stores_nothing(stored: Desk) -> None:
    stored.load(first())
    before = dump(stored)
    for name in ("a", "b"):
        stored.write(f"in/{name}.json", source(name, claim()))

    def interrupt(at: LoadProgress) -> None:
        if at.done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stored.base.load(stored.folder / "in", dry_run=True, progress=interrupt)
    assert dump(stored) == before
    assert counts(stored.base.load(stored.folder / "in").files[0]) == (1, 0, 0, 0, 0)


def test_a_reader_sees_the_base_as_it_was_until_a_file_has_landed(stored: Desk) -> None:
    seen: list[list[str]] = []

    def look(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO revision"):
            seen.append(
                [key for (key,) in query(stored, "SELECT key FROM claim WHERE status = 'accepted' ORDER BY key")]
            )

    stored.load(first())
    with listening("after_cursor_execute", look):
        stored.load(edited())
    assert seen
    assert all(keys == ["a", "b"] for keys in seen)
    assert sorted(each.key for each in stored.claims()) == ["a", "c"]
