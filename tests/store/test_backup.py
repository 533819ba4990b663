"""A backup is the whole base as it was at one moment, verified, or it is not there."""

import errno
import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from kb import KnowledgeBase
from kb.errors import DatabaseError, ExitCode, KbError, NotFoundError, UsageError
from kb.store.schema_version import APPLICATION_ID
from tests.analysis.sound import damage, sound_base
from tests.store.test_opening import as_nobody
from tests.storing import stored_desk

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_base(tmp_path_factory.mktemp("made"))


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A base with rows in most tables, alone in its folder."""
    folder = tmp_path / "bases"
    folder.mkdir()
    return Path(shutil.copy(made, folder / "base.sqlite"))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def back_up(path: Path, target: str | Path | None = None, *, force: bool = False) -> Path:
    with KnowledgeBase.open(path) as base:
        return base.backup(target, force=force)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        return list(connection.iterdump())


def listing(path: Path) -> list[Path]:
    """Return all that lies in the folder above, but for what SQLite keeps beside the base while it is open."""
    own = {Path(f"{path}-wal"), Path(f"{path}-shm")}
    return sorted(each for each in path.parent.parent.rglob("*") if each not in own)


def refusal(kind: type[KbError], path: Path, target: str | Path | None, *, force: bool = False) -> str:
    """Return why the backup was refused; it must leave every file and folder as it was."""
    before = listing(path)
    with pytest.raises(kind) as raised:
        back_up(path, target, force=force)
    assert type(raised.value) is kind
    assert listing(path) == before
    return str(raised.value)


def test_a_backup_holds_what_the_base_holds(path: Path, elsewhere: Path) -> None:
    target = elsewhere / "copy.sqlite"
    assert back_up(path, target) == target
    assert dump(target) == dump(path)
    assert list(elsewhere.iterdir()) == [target]
    assert list(path.parent.iterdir()) == [path]


def test_a_backup_is_a_base(path: Path, elsewhere: Path) -> None:
    target = back_up(path, elsewhere / "copy.sqlite")
    with KnowledgeBase.open(path) as base, KnowledgeBase.open(target) as copy:
        assert copy.claims("therapy") == base.claims("therapy")
        assert {check.result for check in copy.check()} == {"passed"}


def test_a_backup_is_one_file_without_a_log(path: Path, elsewhere: Path) -> None:
    target = back_up(path, elsewhere / "copy.sqlite")
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert list(elsewhere.iterdir()) == [target]


@pytest.mark.parametrize("is_named", [True, False], ids=["in a folder", "beside the base"])
def test_a_name_is_made_from_that_of_the_base_and_the_time(path: Path, elsewhere: Path, is_named: bool) -> None:
    folder = elsewhere if is_named else path.parent
    target = back_up(path, f"{folder}/" if is_named else None)
    assert target.parent == folder
    assert target.match("base.sqlite.[0-9]*T[0-9]*Z.backup")
    assert len(target.name) == len("base.sqlite.20210301T120000Z.backup")


def test_backups_in_the_same_second_get_names_of_their_own(path: Path, elsewhere: Path) -> None:
    with KnowledgeBase.open(path) as base:
        made = [base.backup(elsewhere) for _ in range(5)]
    assert sorted(elsewhere.iterdir()) == sorted(set(made))
    assert len(set(made)) == 5


def test_a_backup_holds_what_is_still_in_the_log(path: Path, elsewhere: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE source SET title = 'in the log'")
        other.commit()
        assert Path(f"{path}-wal").stat().st_size
        target = back_up(path, elsewhere / "copy.sqlite")
    assert "in the log" in "\n".join(dump(target))


def test_a_backup_holds_nothing_of_an_unfinished_write_and_does_not_wait_for_it(path: Path, elsewhere: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE source SET title = 'half done'")
        target = back_up(path, elsewhere / "copy.sqlite")
        other.execute("ROLLBACK")
    assert "half done" not in "\n".join(dump(target))


def test_backups_taken_while_another_writes_are_each_one_state(path: Path, elsewhere: Path) -> None:
    damage(path, "UPDATE source SET title = '0'", "UPDATE claim SET statement = '0'")
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=20)) as other:
            number = 0
            while not stop.is_set():
                number += 1
                other.execute("BEGIN IMMEDIATE")
                other.execute("UPDATE source SET title = ?", [str(number)])
                other.execute("UPDATE claim SET statement = ?", [str(number)])
                other.execute("COMMIT")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        targets = [back_up(path, elsewhere / f"{number}.sqlite") for number in range(8)]
    finally:
        stop.set()
        writer.join()
    told = []
    for target in targets:
        with closing(sqlite3.connect(target)) as copy:
            told += copy.execute("SELECT title FROM source UNION SELECT statement FROM claim").fetchall()
    assert len(told) == len(targets)
    assert len(set(told)) > 1


def test_a_file_that_is_there_is_refused(path: Path, elsewhere: Path) -> None:
    target = elsewhere / "copy.sqlite"
    target.write_text("precious")
    told = refusal(KbError, path, target)
    assert told == f"{target}: exists already; name another file, or replace it with --force"
    assert target.read_text() == "precious"


def test_a_file_that_is_there_is_replaced_where_that_is_meant(path: Path, elsewhere: Path) -> None:
    target = elsewhere / "copy.sqlite"
    target.write_text("not precious")
    assert back_up(path, target, force=True) == target
    assert dump(target) == dump(path)
    assert list(elsewhere.iterdir()) == [target]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", "-journal"])
def test_the_base_itself_is_no_target(path: Path, suffix: str, force: bool) -> None:
    target = Path(f"{path}{suffix}")
    content = path.read_bytes()
    told = refusal(UsageError, path, target, force=force)
    assert told == f"{target}: is the database itself; name another file for the backup"
    assert path.read_bytes() == content


def test_another_name_of_the_base_is_no_target(path: Path, elsewhere: Path) -> None:
    target = elsewhere / "link"
    target.hardlink_to(path)
    told = refusal(UsageError, path, target, force=True)
    assert told == f"{target}: is the database itself; name another file for the backup"


@pytest.mark.parametrize("aim", ["nowhere", "link", "file", "../bases/base.sqlite"])
def test_a_link_is_no_target(path: Path, elsewhere: Path, aim: str) -> None:
    (elsewhere / "file").touch()
    target = elsewhere / "link"
    target.symlink_to(aim)
    told = refusal(UsageError, path, target, force=True)
    assert told == f"{target}: is a link; name the file that it leads to, or another"


@pytest.mark.parametrize("force", [False, True])
def test_a_pipe_or_a_device_is_no_target(path: Path, elsewhere: Path, force: bool) -> None:
    pipe = elsewhere / "pipe"
    os.mkfifo(pipe)
    for target in (pipe, Path("/dev/null")):
        told = refusal(UsageError, path, target, force=force)
        assert told == f"{target}: is no regular file; name another for the backup"


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_a_log_that_the_backup_would_be_read_with_is_in_the_way(path: Path, elsewhere: Path, suffix: str) -> None:
    target = elsewhere / "copy.sqlite"
    log = Path(f"{target}{suffix}")
    log.write_text("of another database")
    told = refusal(KbError, path, target, force=True)
    assert told == f"{log}: would be taken for a part of the backup; move it away or name another file"


@pytest.mark.parametrize(("named", "folder"), [("missing/copy.sqlite", "missing"), ("missing/", "missing")])
def test_a_folder_that_is_missing_is_told(path: Path, elsewhere: Path, named: str, folder: str) -> None:
    target = f"{elsewhere}/{named}"
    told = refusal(NotFoundError, path, target)
    assert told == f"{target.rstrip('/')}: the folder {elsewhere / folder} does not exist; make it, or name another"


@pytest.mark.parametrize("named", ["file/copy.sqlite", "file/folder/copy.sqlite", "file/"])
def test_a_file_is_no_folder(path: Path, elsewhere: Path, named: str) -> None:
    (elsewhere / "file").touch()
    target = f"{elsewhere}/{named}"
    told = refusal(NotFoundError, path, target)
    assert told == f"{target.rstrip('/')}: {elsewhere / 'file'} is a file, not a folder; name another"


@pytest.mark.parametrize("target", ["", "  ", "a\x00b"])
def test_a_backup_has_a_name(path: Path, target: str) -> None:
    assert refusal(UsageError, path, target) == "the backup has no name; give a file or a folder"


def test_a_name_that_the_disk_cannot_hold_is_refused(path: Path, elsewhere: Path) -> None:
    target = elsewhere / ("x" * 300)
    assert refusal(DatabaseError, path, target) == f"{target}: cannot be written: File name too long"


@pytest.mark.parametrize(
    "name", ["a b", "a?b=c&d", "a#b", "a%20b", "naïve 漢 😀", "file:a?mode=memory", "b\udcff", "a\nb"]
)
def test_any_name_can_be_that_of_a_backup(path: Path, elsewhere: Path, name: str) -> None:
    target = back_up(path, elsewhere / name)
    assert list(elsewhere.iterdir()) == [target]
    with KnowledgeBase.open(target) as copy:
        assert copy.sources()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_a_backup_is_as_private_as_the_base(path: Path, elsewhere: Path, mode: int) -> None:
    path.chmod(mode)
    target = back_up(path, elsewhere)
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_base_in_memory_has_no_backup() -> None:
    with KnowledgeBase.in_memory() as base, pytest.raises(UsageError) as raised:
        base.backup()
    assert str(raised.value) == "a base in memory cannot be backed up; open one in a file"


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE claim SET author_id = 99 WHERE id = 4", "claim, row 4 refers to no row of author"),
        (
            "UPDATE sqlite_master SET sql = replace(sql, 'doi IS NOT', 'pmid IS') WHERE name = 'ix_source_doi'",
            "row 2 missing from index ix_source_doi",
        ),
    ],
    ids=["references", "an index"],
)
def test_no_backup_is_kept_of_a_damaged_base(path: Path, elsewhere: Path, statement: str, fault: str) -> None:
    damage(path, statement)
    told = refusal(DatabaseError, path, elsewhere / "copy.sqlite")
    assert told == f"{path}: is damaged ({fault}), and so would be its backup: none was kept; restore an older one"


def test_a_base_with_an_odd_word_is_backed_up_as_it_is(path: Path, elsewhere: Path) -> None:
    damage(path, "UPDATE claim SET stance = 'maybe'")
    assert dump(back_up(path, elsewhere / "copy.sqlite")) == dump(path)


def test_a_read_only_base_can_be_backed_up(path: Path, elsewhere: Path) -> None:
    for folder in (elsewhere.parent, path.parent):
        folder.chmod(0o755)
    path.chmod(0o644)
    elsewhere.chmod(0o777)
    # pytest keeps the folders above to their owner
    for folder in list(elsewhere.parents)[1:3]:
        folder.chmod(folder.stat().st_mode | 0o055)
    target = elsewhere / "copy.sqlite"
    assert as_nobody(lambda: back_up(path, target)) == str(target)
    assert dump(target) == dump(path)


def test_a_folder_that_may_not_be_written_is_told(path: Path, elsewhere: Path) -> None:
    for folder in (elsewhere, *list(elsewhere.parents)[:3]):
        folder.chmod(folder.stat().st_mode | 0o055)
    path.parent.chmod(0o755)
    path.chmod(0o644)
    target = elsewhere / "copy.sqlite"
    assert as_nobody(lambda: back_up(path, target)) == f"DatabaseError: {target}: cannot be written: Permission denied"
    assert list(elsewhere.iterdir()) == []


def link_nowhere(monkeypatch: pytest.MonkeyPatch, meanwhile: Path | None = None) -> None:
    """Have no file system know hard links; ``meanwhile`` is a file that somebody else makes just before the link."""

    def link(source: Path, target: Path) -> None:
        if meanwhile is not None:
            meanwhile.write_text("precious")
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)


def test_a_file_system_without_hard_links_takes_a_backup(
    path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link_nowhere(monkeypatch)
    target = back_up(path, elsewhere / "copy.sqlite")
    assert dump(target) == dump(path)
    assert list(elsewhere.iterdir()) == [target]


def test_a_file_that_came_meanwhile_is_not_replaced_where_there_are_no_hard_links(
    path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = elsewhere / "copy.sqlite"
    link_nowhere(monkeypatch, meanwhile=target)
    with pytest.raises(KbError) as raised:
        back_up(path, target)
    assert str(raised.value) == f"{target}: exists already; name another file, or replace it with --force"
    assert target.read_text() == "precious"
    assert list(elsewhere.iterdir()) == [target]


def limited(path: Path, target: Path, most_bytes: int) -> subprocess.CompletedProcess[str]:
    """Back up in a process that may not write larger files, as on a disk that is full."""
    program = "import sys, kb; print(kb.KnowledgeBase.open(sys.argv[1]).backup(sys.argv[2]))"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    command = [sys.executable, "-c", program, str(path), str(target)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, preexec_fn=limit)


def test_a_disk_that_is_full_keeps_nothing_of_the_backup(path: Path, elsewhere: Path) -> None:
    target = elsewhere / "copy.sqlite"
    ran = limited(path, target, 40_000)
    assert ran.stderr.splitlines()[-1] == (
        f"kb.errors.DatabaseError: {target}: could not be read or written (disk full or faulty?);"
        " what was being written was not stored"
    )
    assert list(elsewhere.iterdir()) == []
    assert limited(path, target, 40_000_000).stdout == f"{target}\n"


def test_a_locked_base_is_told_as_locked(path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.store.database.BUSY_TIMEOUT", 0.05)
    with KnowledgeBase.open(path) as base, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError) as raised:
            base.backup(elsewhere / "copy.sqlite")
    assert str(raised.value) == f"{path}: is locked by another process; try again when it is done"
    assert raised.value.exit_code == ExitCode.DATABASE
    assert list(elsewhere.iterdir()) == []


def test_an_interrupted_backup_leaves_nothing(path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with stored_desk(elsewhere.parent), pytest.raises(KeyboardInterrupt):
        back_up(path, elsewhere / "copy.sqlite")
    assert list(elsewhere.iterdir()) == []
