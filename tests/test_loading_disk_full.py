"""A disk that fills up during a load: one line, exit code 3, the base as it was, and usable when there is room.

A temporary folder that fills up is told of the file that needed it."""

import json
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb import KnowledgeBase
from tests.building import Desk, claim, source
from tests.faults.making import KB, ROOT, count_claims, write_jsonl
from tests.storing import dump

CLAIMS = 8000


def load(
    base: Path, file: Path, prepare: Callable[[], None] | None = None, *options: str
) -> "subprocess.CompletedProcess[str]":
    command = [*KB, "--db", str(base), "load", *options, str(file)]
    return subprocess.run(command, preexec_fn=prepare, capture_output=True, text=True, cwd=ROOT)


def with_contents(path: Path) -> None:
    with KnowledgeBase.open(path, create=True) as base:
        Desk(path.parent, base).load(source("before", claim()))


def assert_refused_and_usable(ran: "subprocess.CompletedProcess[str]", base: Path, before: str) -> None:
    assert ran.returncode == 3
    assert ran.stdout == ""
    assert ran.stderr in (
        f"kb: {base}: is on a disk that is full; what was being written was not stored. Make room and try again\n",
        f"kb: {base}: could not be read or written (disk full or faulty?); what was being written was not stored\n",
    )
    with KnowledgeBase.open(base) as opened:
        assert dump(Desk(base.parent, opened)) == before


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    base = tmp_path / "kb.sqlite"
    with_contents(base)
    with KnowledgeBase.open(base) as opened:
        before = dump(Desk(tmp_path, opened))
    file = write_jsonl(tmp_path / "big.jsonl", CLAIMS // 50, 50, "said")
    limit = base.stat().st_size + 400_000

    def may_not_grow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    assert_refused_and_usable(load(base, file, may_not_grow), base, before)
    assert load(base, file).returncode == 0


def test_rows_that_find_no_room_to_be_sorted_are_not_blamed_on_the_base(tmp_path: Path) -> None:
    base = tmp_path / "kb.sqlite"
    with_contents(base)
    file = tmp_path / "big.csv"
    said = "something is said " * 30
    rows = (f"s{number % 100},t,book,t,safety,supports,{said}{number}\n" for number in range(CLAIMS))
    file.write_text("source_key,source_title,source_kind,treatment,aspect,stance,statement\n" + "".join(rows))
    limit = base.stat().st_size + 400_000

    def may_not_grow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    ran = load(base, file, may_not_grow, "--dry-run")
    assert ran.returncode == 1
    told, *_ = ran.stderr.splitlines()
    assert told.strip() == f"{file}: there is no room in the temporary folder to sort it: disk I/O error"


def test_what_landed_before_the_disk_was_full_is_told(tmp_path: Path) -> None:
    base = tmp_path / "kb.sqlite"
    with_contents(base)
    limit = base.stat().st_size + 400_000
    small = write_jsonl(tmp_path / "a.jsonl", 1, 5, "said", "a")
    big = write_jsonl(tmp_path / "b.jsonl", CLAIMS // 50, 50, "said", "b")
    command = [*KB, "--db", str(base), "load", str(small), str(big), "--format", "json"]
    ran = subprocess.run(
        command,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert ran.returncode == 3
    assert [(file["file"], file["added"]) for file in json.loads(ran.stdout)["files"]] == [(str(small), 5)]
    assert ran.stderr.splitlines()[-1].startswith(f"kb: {base}: ")
    assert count_claims(base, "said,%") == 5


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of little more than a megabyte, where this system lets one be made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    made = (
        mount
        and os.geteuid() == 0
        and subprocess.run([mount, "-t", "tmpfs", "-o", "size=1200k", "tmpfs", str(folder)], capture_output=True)
    )
    if not made or made.returncode:
        pytest.skip("left out: no small file system can be made here (needs root and mount)")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_file_system_that_fills_up(tmp_path: Path, small_disk: Path) -> None:
    base = small_disk / "kb.sqlite"
    with_contents(base)
    with KnowledgeBase.open(base) as opened:
        before = dump(Desk(tmp_path, opened))
    file = write_jsonl(tmp_path / "big.jsonl", CLAIMS // 50, 50, "said")
    assert_refused_and_usable(load(base, file), base, before)
    small = write_jsonl(tmp_path / "small.jsonl", 1, 5, "said")
    assert load(base, small).returncode == 0
