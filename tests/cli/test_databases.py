"""Commands about the database itself, and what every command says of a database that cannot be opened."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from kb import KnowledgeBase
from kb.store.schema_version import HEAD
from tests.analysis.sound import damage, sound_base
from tests.cli.running import Ran, Shell

ABSENT = "there is no database; make one with 'kb load' (the examples: kb load --seeds), or name another with --db"
DAMAGED = "is damaged; restore it from a backup"
COMMANDS = (("sources",), ("db", "check"), ("db", "backup"), ("db", "upgrade"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_base(tmp_path_factory.mktemp("made"))


@pytest.fixture
def sound(made: Path, tmp_path: Path) -> Shell:
    """kb with a base that passes every check, to damage."""
    return Shell(Path(shutil.copy(made, tmp_path / "base.sqlite")))


def named(name: str) -> Shell:
    """kb with KB_DATABASE as it stands, which may be no path."""
    return Shell(cast("Path", name))


def empty(path: Path) -> None:
    KnowledgeBase.open(path, create=True).close()


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


Make = Callable[[Path], object]


def altered(statement: str) -> Make:
    """Return what makes a base and runs SQL on it."""

    def make(path: Path) -> None:
        empty(path)
        execute(path, statement)

    return make


def cut(path: Path) -> None:
    empty(path)
    path.write_bytes(path.read_bytes()[:4096])


#: What lies at the path, what is said of it, and the exit code.
PLACES: dict[str, tuple[Make, str]] = {
    "nothing": (lambda path: None, ABSENT),
    "a folder": (Path.mkdir, "is a folder; name a file"),
    "a text": (
        lambda path: path.write_text("hello"),
        "is no kb database (nor any SQLite file); name another with --db",
    ),
    "another database": (
        lambda path: execute(path, "CREATE TABLE claim (id)"),
        "is an SQLite database, but not one of kb's; name another with --db",
    ),
    "another application": (
        altered("PRAGMA application_id = 7"),
        "is an SQLite database, but not one of kb's; name another with --db",
    ),
    "a newer base": (
        altered("UPDATE alembic_version SET version_num = '9999'"),
        f"was made by a newer kb (revision 9999, this one knows {HEAD}); install that one",
    ),
    "a base without its revision": (altered("DELETE FROM alembic_version"), DAMAGED),
    "a base cut short": (cut, DAMAGED),
    "a pipe": (os.mkfifo, "is no regular file; name another with --db"),
    "a link to nothing": (
        lambda path: path.symlink_to("nothing"),
        "is a link that leads nowhere; name another with --db",
    ),
    "a link to itself": (
        lambda path: path.symlink_to(path.name),
        "is a link that leads nowhere; name another with --db",
    ),
    "a link to a device": (
        lambda path: path.symlink_to("/dev/null"),
        "is no regular file; name another with --db",
    ),
}
#: What is named instead of a path, and what is said of it: wrong usage.
NAMES: dict[str, str] = {
    " ": "the database has no name; give a path",
    "sqlite:///": "the database has no name; give a path",
    ":memory:": ":memory: is no file; give a path",
    "sqlite:///:memory:": ":memory: is no file; give a path",
    "postgresql://me:secret@host/kb": "postgresql:// cannot be opened yet; give a path or sqlite:///PATH",
    "postgresql+psycopg://host/kb": "postgresql+psycopg:// cannot be opened yet; give a path or sqlite:///PATH",
    "mysql://host/kb": "mysql:// is no database kb can open; give a path or sqlite:///PATH",
    "sqlite://base.sqlite": "sqlite:// is no database kb can open; give a path or sqlite:///PATH",
    "https://example.org/kb.sqlite": "https:// is no database kb can open; give a path or sqlite:///PATH",
    "sqlite:///kb.sqlite?mode=ro": "'?' ends the path of a URL; write it as %3F, or give a path",
    "sqlite:///kb.sqlite#top": "'#' ends the path of a URL; write it as %23, or give a path",
    "bases/": "bases/: names a folder; name a file",
    "sqlite:///bases/": "bases/: names a folder; name a file",
}


def assert_refused(ran: Ran, code: int, line: str) -> None:
    assert (ran.code, ran.out, ran.err) == (code, "", f"kb: {line}\n")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_base_is_refused_alike_by_every_command(
    tmp_path: Path, place: str, command: tuple[str, ...]
) -> None:
    path = tmp_path / "base.sqlite"
    make, told = PLACES[place]
    make(path)
    assert_refused(Shell(path)(*command), 3, f"{path}: {told}")
    assert_refused(Shell(tmp_path / "other.sqlite")("--db", path, *command), 3, f"{path}: {told}")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("folder/base.sqlite", "the folder {folder} does not exist; make it, or name another with --db"),
        ("file/base.sqlite", "{folder} is a file, not a folder; name another with --db"),
        ("x" * 300, "cannot be read: File name too long"),
    ],
    ids=["no folder", "a file for a folder", "too long"],
)
def test_a_path_that_can_be_none_is_refused_alike_by_every_command(
    tmp_path: Path, name: str, told: str, command: tuple[str, ...]
) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / name
    assert_refused(Shell(path)(*command), 3, f"{path}: {told.format(folder=path.parent)}")


@pytest.mark.parametrize("command", [*COMMANDS, ("db", "path"), ("load", "--seeds")], ids=" ".join)
@pytest.mark.parametrize("name", NAMES)
def test_what_names_no_file_is_wrong_usage_of_every_command(name: str, command: tuple[str, ...]) -> None:
    assert_refused(named(name)(*command), 2, NAMES[name])
    assert_refused(named("unused.sqlite")("--db", name, *command), 2, NAMES[name])


def test_an_empty_name_is_wrong_usage_as_an_option_and_none_at_all_as_a_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert_refused(named("unused.sqlite")("--db", "", "db", "path"), 2, "the database has no name; give a path")
    assert named("")("db", "path").out == f"{tmp_path}/kb/kb.sqlite\n"


@pytest.mark.parametrize("place", PLACES)
def test_the_path_is_told_whatever_lies_there(tmp_path: Path, place: str) -> None:
    path = tmp_path / "base.sqlite"
    PLACES[place][0](path)
    ran = Shell(path)("db", "path")
    assert (ran.code, ran.out, ran.err) == (0, f"{path}\n", "")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("sqlite:///here.sqlite", "here.sqlite"),
        ("sqlite:////there/here.sqlite", "/there/here.sqlite"),
        ("SQLite:///here.sqlite", "here.sqlite"),
        ("sqlite:///a%20b%3F%23%25.sqlite", "a b?#%.sqlite"),
        ("sqlite:///naïve/漢.sqlite", "naïve/漢.sqlite"),
        ("sqlite:///na%C3%AFve.sqlite", "naïve.sqlite"),
        ("a b?c#d%20e.sqlite", "a b?c#d%20e.sqlite"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_a_name_is_told_as_the_path_that_it_is(name: str, path: str) -> None:
    assert named(name)("db", "path").out == f"{path}\n"


def test_a_url_names_the_same_base_as_its_path(sound: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sound("sources", "--format", "json").json
    assert len(whole) == 2
    assert named(f"sqlite:///{sound.database}")("sources", "--format", "json").json == whole
    monkeypatch.chdir(sound.database.parent)
    assert named("sqlite:///base%2Esqlite")("sources", "--format", "json").json == whole


def test_a_line_break_in_a_name_does_not_break_the_line(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines\x1b[1m"
    shown = f"{tmp_path}/two lines\\u001b[1m"
    assert_refused(Shell(path)("sources"), 3, f"{shown}: {ABSENT}")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_base_that_another_process_keeps_to_itself_is_refused(
    sound: Shell, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.store.database.BUSY_TIMEOUT", 0.05)
    with closing(sqlite3.connect(sound.database, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        ran = sound(*command)
    assert_refused(ran, 3, f"{sound.database}: is locked by another process; try again when it is done")


def spoil(path: Path, table: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(content)


def test_damage_in_the_middle_is_one_line_where_a_question_meets_it(sound: Shell) -> None:
    spoil(sound.database, "source")
    assert_refused(sound("sources"), 3, f"{sound.database}: {DAMAGED}")
    assert sound("treatments").code == 0


def test_text_that_is_none_is_told_as_damage(sound: Shell) -> None:
    damage(sound.database, "UPDATE source SET title = CAST(x'ff' AS TEXT)")
    assert_refused(sound("sources"), 3, f"{sound.database}: {DAMAGED}")


def test_damage_in_the_middle_ends_a_check_with_3(sound: Shell) -> None:
    spoil(sound.database, "source")
    ran = sound("db", "check", "--format", "json")
    assert ran.code == 3
    failed = {each["name"] for each in ran.json if each["result"] == "failed"}
    assert {"integrity", "foreign-keys", "sources", "quotes"} <= failed
    assert ran.err == f"14 checks performed, {14 - len(failed)} passed, {len(failed)} failed, 0 skipped\n"


def test_a_sound_base_passes_its_checks(sound: Shell) -> None:
    ran = sound("db", "check")
    assert ran.code == 0
    assert ran.out.startswith("check         result  examined")
    assert "foreign-keys  passed  rows that refer to others: 30" in ran.out
    assert ran.err == "14 checks performed, 14 passed, 0 failed, 0 skipped\n"


def test_a_check_that_examined_nothing_is_counted_as_skipped(shell: Shell) -> None:
    empty(shell.database)
    ran = shell("db", "check")
    assert ran.code == 0
    assert "snapshots     skipped  there are no snapshots\n" in "\n".join(map(str.rstrip, ran.out.splitlines())) + "\n"
    assert ran.err == "2 checks performed, 2 passed, 0 failed, 12 skipped\n"


def test_a_check_that_fails_ends_with_1_and_tells_what_and_what_to_do(sound: Shell) -> None:
    damage(sound.database, "UPDATE claim SET key = char(27) || '[2J/' WHERE id = 2")
    ran = Shell(sound.database, 300)("db", "check")
    assert ran.code == 1
    lines = [line.strip() for line in ran.out.splitlines()]
    at = lines.index("claims        failed  claims: 6")
    assert lines[at + 1] == "claim 2: has a slash in its key"
    assert lines[at + 2].startswith(
        "to do: load the source records and articles into a new base, or restore a backup: "
    )
    assert ran.err == "14 checks performed, 13 passed, 1 failed, 0 skipped\n"


def test_an_index_that_is_not_right_is_told_and_made_anew_by_the_command_that_is_named(sound: Shell) -> None:
    damage(sound.database, "UPDATE claim SET statement = 'otherwise' WHERE id = 4")
    ran = sound("db", "check")
    assert (ran.code, ran.err) == (1, "14 checks performed, 13 passed, 1 failed, 0 skipped\n")
    assert "to do: make the index anew: kb db reindex\n" in ran.out
    assert sound("db", "reindex").code == 0
    assert sound("db", "check").err == "14 checks performed, 14 passed, 0 failed, 0 skipped\n"
    assert sound("search", "otherwise", "--format", "json").json[0]["claim"]["statement"] == "otherwise"


def test_what_a_damaged_row_holds_does_not_command_the_terminal(sound: Shell) -> None:
    damage(sound.database, "UPDATE source SET url = char(27) || '[2J'")
    for written in ("table", "json", "jsonl", "csv", "markdown"):
        ran = sound("db", "check", "--format", written)
        assert ran.code == 1
        assert "\x1b" not in ran.out
        assert "[2J" in ran.out.replace("\\", "")


def test_a_check_has_exactly_the_fields_of_the_contract(sound: Shell) -> None:
    damage(sound.database, "UPDATE load SET loaded_at = 'noon' WHERE id = 1")
    (history,) = [each for each in sound("db", "check", "-f", "json").json if each["name"] == "history"]
    assert history.pop("fix").startswith("restore a backup: ")
    assert history == {
        "name": "history",
        "result": "failed",
        "examined": 3,
        "things": "loads, readings and revisions",
        "found": 1,
        "problems": ["load 1: loaded_at: 'noon' is no time"],
        "reason": None,
    }


def test_a_backup_prints_its_path_and_tells_what_was_verified(sound: Shell, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite"
    ran = sound("db", "backup", target)
    assert (ran.code, ran.out) == (0, f"{target}\n")
    assert ran.err == (
        "verified: pages, indexes and references are sound; revision and rows of every table are the database's\n"
    )
    assert Shell(target)("claims", "therapy", "--format", "json").json == (
        sound("claims", "therapy", "--format", "json").json
    )


def test_a_backup_lies_beside_the_base_where_no_place_is_named(sound: Shell) -> None:
    ran = sound("db", "backup")
    (backup,) = sound.database.parent.glob("*.backup")
    assert (ran.code, ran.out) == (0, f"{backup}\n")


def test_a_backup_replaces_nothing_unless_forced(sound: Shell, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite"
    target.touch()
    told = f"{target}: exists already; name another file, or replace it with --force"
    assert_refused(sound("db", "backup", target), 1, told)
    assert sound("db", "backup", target, "--force").out == f"{target}\n"


def test_a_backup_over_the_base_is_wrong_usage(sound: Shell) -> None:
    told = f"{sound.database}: is the database itself; name another file for the backup"
    assert_refused(sound("db", "backup", sound.database, "--force"), 2, told)


def test_a_backup_into_a_folder_that_is_missing_ends_with_1(sound: Shell, tmp_path: Path) -> None:
    target = tmp_path / "folder" / "copy.sqlite"
    told = f"{target}: the folder {target.parent} does not exist; make it, or name another"
    assert_refused(sound("db", "backup", target), 1, told)


def test_a_base_at_head_needs_no_upgrade(sound: Shell) -> None:
    before = sound.database.read_bytes()
    ran = sound("db", "upgrade")
    assert (ran.code, ran.out, ran.err) == (0, "", f"revision {HEAD}: up to date; nothing to do\n")
    assert sound.database.read_bytes() == before


def test_an_empty_file_is_not_called_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "base.sqlite"
    path.touch()
    told = f"{path}: is empty; make one with 'kb load' (the examples: kb load --seeds), or name another with --db"
    for command in ("upgrade", "check", "backup"):
        assert_refused(Shell(path)("db", command), 3, told)
    assert path.stat().st_size == 0
