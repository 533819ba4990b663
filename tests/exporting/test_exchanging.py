"""An export in the place of an earlier one, interrupted, killed or hindered at each of its steps."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kb.errors import KbError
from kb.exporting.layout import lay_out
from kb.exporting.placing import placed
from tests.building import Desk, claim, source

Files = dict[str, bytes]


@contextmanager
def after_each_rename(do: Callable[[int], None]) -> Iterator[None]:
    """Call ``do`` with 1, 2, 3.. just after each file or folder was given another name."""
    number = 0

    def watch(_frame: object, event: str, called: Any) -> None:
        nonlocal number
        if event == "c_return" and called in (os.rename, os.replace):
            number += 1
            do(number)

    sys.setprofile(watch)
    try:
        yield
    finally:
        sys.setprofile(None)


def files(folder: Path) -> Files:
    found = (path for path in folder.rglob("*") if path.is_file() and "sqlite" not in path.name)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(params=["out", "base.jsonl"])
def target(request: pytest.FixtureRequest, stored: Desk) -> Path:
    """An export to a folder of its own, and after it another state of the base."""
    stored.write("article.txt", "It works.")
    stored.vocabulary(treatments=["therapy"])
    stored.load(source("a", claim(quote="It works"), text="article.txt"), source("b", claim()))
    place = stored.folder / "here" / str(request.param)
    place.parent.mkdir()
    stored.base.export(place)
    stored.write("article.txt", "It works well.")
    stored.load(source("a", claim(quote="It works"), text="article.txt"), source("c"))
    return place


@pytest.fixture
def fresh(stored: Desk, target: Path) -> Files:
    """What the export would be if nothing had been there."""
    (stored.folder / "fresh").mkdir()
    stored.base.export(stored.folder / "fresh" / target.name)
    return files(stored.folder / "fresh")


#: The list of both, two moves away, two moves in, the new list.
STEPS = range(1, 7)


@pytest.mark.parametrize("step", STEPS)
def test_an_interrupt_in_the_exchange_waits_for_its_end(stored: Desk, target: Path, fresh: Files, step: int) -> None:
    """Also a second one, and a third."""
    came = 0

    def interrupt(number: int) -> None:
        nonlocal came
        came = number
        if number >= step:
            signal.raise_signal(signal.SIGINT)

    with after_each_rename(interrupt), pytest.raises(KeyboardInterrupt):
        stored.base.export(target, force=True)
    assert came == STEPS[-1]
    assert files(target.parent) == fresh


KILLED = """
import os, signal, sys
from kb import KnowledgeBase

number = 0

def watch(frame, event, called):
    global number
    if event == "c_return" and called in (os.rename, os.replace):
        number += 1
        if number == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)

with KnowledgeBase.open(sys.argv[1]) as base:
    sys.setprofile(watch)
    base.export(sys.argv[2], force=True)
"""


@pytest.mark.parametrize("step", STEPS)
def test_after_a_kill_in_the_exchange_the_next_export_knows_what_is_there(
    stored: Desk, target: Path, fresh: Files, step: int
) -> None:
    arguments = [str(stored.base.path), str(target), str(step)]
    ran = subprocess.run([sys.executable, "-c", KILLED, *arguments], capture_output=True, check=False)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    report = stored.base.export(target, force=True)
    (left,) = map(Path, report.left_behind)
    assert {name: content for name, content in files(target.parent).items() if left.name not in name} == fresh


def test_what_fails_in_the_exchange_is_undone(stored: Desk, target: Path) -> None:
    """Somebody else puts a file where a new one is about to go."""
    before = files(target.parent)
    layout = lay_out(target)
    with pytest.raises(FileExistsError), placed(layout, force=True) as draft:
        (draft / layout.own).mkdir()
        (draft / layout.own / "new.txt").write_text("new")
        (draft / "README.md").write_text("new")
        (layout.folder / "README.md").write_text("mine")
    (mine,) = files(target.parent).items() - before.items()
    assert mine[1] == b"mine"
    assert before.items() <= files(target.parent).items()


def test_what_cannot_be_undone_is_kept_and_its_place_is_named(stored: Desk, target: Path) -> None:
    before = files(target.parent)
    layout = lay_out(target)

    def hinder(_number: int) -> None:
        place = layout.folder / layout.own
        if not place.exists():
            place.mkdir()
            (place / "mine.txt").write_text("mine")

    with after_each_rename(hinder), pytest.raises(KbError) as raised:
        stored.base.export(target, force=True)
    (draft,) = layout.folder.glob(".kb-export-*")
    assert str(raised.value) == (
        f"{target}: cannot be written, and what was there could not all be put back (File exists); what is missing lies"
        f" in {draft / 'old'}: move it back"
    )
    kept = files(draft / "old") | files(target.parent)
    prefix = "out/" if target.name == "out" else ""
    assert all(
        content in (kept.get(name), kept.get(name.removeprefix(prefix)))
        for name, content in before.items()
        if "kb-export" not in name
    )
    assert (layout.folder / layout.own / "mine.txt").read_text() == "mine"


def test_an_interrupt_while_a_new_folder_gets_its_name_leaves_it_there(stored: Desk) -> None:
    stored.load(source("a"))
    with after_each_rename(lambda _number: signal.raise_signal(signal.SIGINT)), pytest.raises(KeyboardInterrupt):
        stored.base.export(stored.folder / "out")
    assert sorted(files(stored.folder / "out")) == [".kb-export", "sources/a.yaml"]
    assert not list(stored.folder.glob(".kb-export-*"))
