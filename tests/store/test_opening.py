"""A base is created, opened or refused with one line that says what is wrong and what to do."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kb import KnowledgeBase
from kb.errors import DatabaseError, ExitCode, NotFoundError, UsageError
from kb.location import resolve_path
from kb.store.database import BUSY_TIMEOUT, Database, open_database
from kb.store.schema_version import APPLICATION_ID, HEAD

ROOT = Path(__file__).parents[2]
LOCKED = "is locked by another process; try again when it is done"
NOT_SQLITE = "is no kb database (nor any SQLite file)"
NOT_OURS = "is an SQLite database, but not one of kb's"
DAMAGED = "is damaged; restore it from a backup"
NO_DATABASE = "is no kb database (nor any SQLite file); name another with --db"
COUNT = "SELECT count(*) FROM load"
ADD = "INSERT INTO load (file, loaded_at) VALUES ('f', 't')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty base, closed."""
    path = tmp_path / "base.sqlite"
    KnowledgeBase.open(path, create=True).close()
    return path


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A file with one source, to load."""
    record = tmp_path / "record.json"
    record.write_text('{"source": {"key": "a", "title": "A", "kind": "news"}, "claims": []}')
    return record


def refusal(path: str | Path | None, *, create: bool = False) -> str:
    """Return why the base at ``path`` cannot be opened, which must be a fault of the database."""
    with pytest.raises(DatabaseError) as raised:
        KnowledgeBase.open(path, create=create, timeout=0.1)
    assert raised.value.exit_code == ExitCode.DATABASE
    return str(raised.value)


@contextmanager
def locked(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold the write lock of ``path``, as another process would."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def ask(database: Database, statement: str) -> object:
    with database.reading() as connection:
        return connection.exec_driver_sql(statement).scalar()


def test_a_base_is_created_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "base.sqlite"
    with KnowledgeBase.open(path, create=True) as base:
        assert base.path == path
        assert base.sources() == []
    assert list(tmp_path.iterdir()) == [path]
    with KnowledgeBase.open(path) as base:
        assert base.sources() == []


def test_a_base_says_in_its_header_that_it_is_ours(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert APPLICATION_ID.to_bytes(4, "big") == b"kbev"


@pytest.mark.parametrize(("name", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
def test_a_base_is_durable_and_keeps_its_references(path: Path, name: str, value: object) -> None:
    with closing(open_database(path)) as database:
        assert ask(database, f"PRAGMA {name}") == value


def test_opening_at_head_does_not_import_alembic(path: Path) -> None:
    program = (
        "import sys; from kb import KnowledgeBase; base = KnowledgeBase.open(sys.argv[1]);"
        "print(base.sources(), 'sqlalchemy' in sys.modules, 'alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout == "[] True False\n"


def test_opening_and_reading_does_not_change_the_file(path: Path) -> None:
    before = path.read_bytes()
    with KnowledgeBase.open(path) as base:
        base.sources()
    assert path.read_bytes() == before


@pytest.mark.parametrize("make", [Path.touch, lambda path: execute(path, "PRAGMA user_version = 1")])
def test_an_empty_file_becomes_a_base_by_a_load_alone(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "base.sqlite"
    make(path)
    size = path.stat().st_size
    hint = "make one with 'kb load' (the examples: kb load --seeds), or name another with --db"
    assert refusal(path) == f"{path}: is empty; {hint}"
    assert path.stat().st_size == size
    with KnowledgeBase.open(path, create=True) as base:
        assert base.sources() == []


def test_a_folder_is_no_base(tmp_path: Path) -> None:
    assert refusal(tmp_path) == refusal(tmp_path, create=True) == f"{tmp_path}: is a folder; name a file"


def test_a_base_that_is_missing_is_told_with_how_to_make_one(tmp_path: Path) -> None:
    path = tmp_path / "base.sqlite"
    assert refusal(path) == (
        f"{path}: there is no database; make one with 'kb load' (the examples: kb load --seeds),"
        " or name another with --db"
    )
    assert not path.exists()


def test_a_base_is_not_created_in_a_folder_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "base.sqlite"
    message = f"{path}: the folder {path.parent} does not exist; make it, or name another with --db"
    assert refusal(path, create=True) == message
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_the_disk_cannot_hold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300)
    assert refusal(path, create=True) == f"{path}: cannot be read: File name too long"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_bytes(b"\n"), NOT_SQLITE),
        (lambda path: path.write_bytes(b"SQLite format 2\x00" * 300), NOT_SQLITE),
        (lambda path: execute(path, "CREATE TABLE claim (id)"), NOT_OURS),
        (lambda path: execute(path, "PRAGMA application_id = 1"), NOT_OURS),
    ],
)
def test_a_file_of_another_kind_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], message: str
) -> None:
    path = tmp_path / "other"
    make(path)
    content = path.read_bytes()
    assert refusal(path, create=True) == f"{path}: {message}; name another with --db"
    assert path.read_bytes() == content


def test_a_newer_base_is_refused_and_left_alone(path: Path) -> None:
    execute(path, "UPDATE alembic_version SET version_num = '9999'")
    content = path.read_bytes()
    assert refusal(path) == f"{path}: was made by a newer kb (revision 9999, this one knows {HEAD}); install that one"
    assert path.read_bytes() == content


@pytest.mark.parametrize("statement", ["DELETE FROM alembic_version", "DROP TABLE alembic_version"])
def test_a_base_that_lost_its_revision_is_damaged(path: Path, statement: str) -> None:
    execute(path, statement)
    assert refusal(path) == f"{path}: {DAMAGED}"


@pytest.mark.parametrize(
    ("kept", "rest", "message"),
    [
        (16, 0, NO_DATABASE),
        (16, 1, NO_DATABASE),
        (100, 0, NO_DATABASE),
        (100, 1, DAMAGED),
        (4096, 0, DAMAGED),
        (4096, 1, DAMAGED),
    ],
)
def test_a_base_that_is_cut_off_or_overwritten_is_refused(path: Path, kept: int, rest: int, message: str) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:kept] + b"\xa5" * (len(content) - kept) * rest)
    assert refusal(path) == f"{path}: {message}"


def test_damage_that_only_a_question_meets_is_told_as_damage(path: Path, record: Path) -> None:
    with KnowledgeBase.open(path) as base:
        base.load(record)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'source'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    with KnowledgeBase.open(path) as base, pytest.raises(DatabaseError) as raised:
        base.sources()
    assert str(raised.value) == f"{path}: {DAMAGED}"


def test_a_load_into_a_locked_base_is_told_and_changes_nothing(path: Path, record: Path) -> None:
    with KnowledgeBase.open(path, timeout=0.1) as base:
        with locked(path), pytest.raises(DatabaseError) as raised:
            base.load(record)
        assert str(raised.value) == f"{path}: {LOCKED}"
        assert raised.value.exit_code == ExitCode.DATABASE
        assert base.sources() == []


def test_a_locked_base_can_be_read(path: Path) -> None:
    with locked(path), KnowledgeBase.open(path, timeout=0.1) as base:
        assert base.sources() == []


def test_a_base_that_another_process_keeps_to_itself_is_refused_when_the_timeout_is_over(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        assert refusal(path) == f"{path}: {LOCKED}"
        assert time.monotonic() - started < BUSY_TIMEOUT / 2


def test_a_base_is_not_created_in_a_locked_file(tmp_path: Path) -> None:
    path = tmp_path / "base.sqlite"
    with locked(path):
        assert refusal(path, create=True) == f"{path}: {LOCKED}"


def test_creating_waits_for_the_lock_of_another_process(tmp_path: Path) -> None:
    path = tmp_path / "base.sqlite"
    with locked(path) as other:
        released = threading.Timer(0.3, other.rollback)
        released.start()
        try:
            with KnowledgeBase.open(path, create=True, timeout=20.0) as base:
                assert base.sources() == []
        finally:
            released.join()


def test_two_processes_can_create_the_same_base_at_once(tmp_path: Path) -> None:
    program = "import sys, kb; print(kb.KnowledgeBase.open(sys.argv[1], create=True).sources())"
    command = [sys.executable, "-c", program, str(tmp_path / "base.sqlite")]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)]
    assert [process.communicate()[0] for process in both] == ["[]\n", "[]\n"]


def test_a_reader_sees_nothing_of_an_unfinished_write(path: Path) -> None:
    with closing(open_database(path)) as one, closing(open_database(path)) as other:
        with one.writing() as connection:
            connection.exec_driver_sql(ADD)
            assert ask(one, COUNT) == ask(other, COUNT) == 0
            connection.exec_driver_sql(ADD)
        assert ask(one, COUNT) == ask(other, COUNT) == 2


def test_a_reader_sees_one_state_of_the_base_throughout(path: Path) -> None:
    with closing(open_database(path)) as database:
        with database.reading() as reader:
            assert reader.exec_driver_sql(COUNT).scalar() == 0
            with database.writing() as writer:
                writer.exec_driver_sql(ADD)
            assert reader.exec_driver_sql(COUNT).scalar() == 0
        assert ask(database, COUNT) == 1


def test_a_write_that_fails_leaves_nothing_not_even_a_table(path: Path) -> None:
    with closing(open_database(path)) as database:
        with pytest.raises(NotFoundError), database.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE half (id)")
            connection.exec_driver_sql(ADD)
            raise NotFoundError
        assert ask(database, "SELECT name FROM sqlite_master WHERE name = 'half'") is None
        assert ask(database, COUNT) == 0


@pytest.mark.parametrize(
    "name", ["a b", "a?b=c&d", "a#b", "a%20b", "'a' \"b\"", "naïve 漢 😀", "a;b\\c", "file:a?mode=memory", "b\udcff"]
)
def test_any_name_can_be_that_of_a_base(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    KnowledgeBase.open(path, create=True).close()
    assert list(tmp_path.iterdir()) == [path]
    with KnowledgeBase.open(path) as base:
        assert base.sources() == []


@pytest.mark.parametrize(
    ("named", "path"),
    [("sqlite:////there/a%20b%3F", "/there/a b?"), ("sqlite:///here.sqlite", "here.sqlite"), ("a%20b", "a%20b")],
)
def test_a_base_is_named_by_its_path_or_as_a_url(named: str, path: str) -> None:
    assert resolve_path(named) == Path(path)


def test_where_no_base_is_named_the_variable_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_DATABASE", "sqlite:///named/by%20variable.sqlite")
    assert resolve_path(None) == Path("named/by variable.sqlite")
    assert resolve_path("given.sqlite") == Path("given.sqlite")


def test_else_the_base_lies_in_the_users_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("KB_DATABASE", "")
    with KnowledgeBase.open(create=True) as base:
        assert base.path == tmp_path / "data" / "kb" / "kb.sqlite"


def test_a_users_data_directory_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("KB_DATABASE", raising=False)
    folder = tmp_path / "data" / "kb"
    assert refusal(None) == f"{folder}: cannot be made: Not a directory; name a database with --db"


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("postgresql://me:secret@host/kb", "postgresql:// cannot be opened yet; give a path or sqlite:///PATH"),
        ("sqlite://", "sqlite:// is no database kb can open; give a path or sqlite:///PATH"),
        *((blank, "the database has no name; give a path") for blank in ("", " ", "sqlite:///", "a\x00b")),
        *((name, ":memory: is no file; give a path") for name in (":memory:", "sqlite:///:memory:")),
    ],
)
def test_what_names_no_file_is_wrong_usage(named: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        resolve_path(named)
    assert (str(raised.value), raised.value.exit_code) == (message, ExitCode.WRONG_USAGE)


def as_nobody(action: Callable[[], object]) -> str:
    """Run ``action`` in a process without rights of its own; return what it answers or why it was refused."""
    if os.geteuid() != 0:
        pytest.skip("left out: only root can take on the rights of another user")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setresgid(65534, 65534, 65534)
            os.setresuid(65534, 65534, 65534)
            answer = str(action())
        except BaseException as error:
            answer = f"{type(error).__name__}: {error}"
        os.write(writing, answer.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        answer = told.read()
    os.waitpid(child, 0)
    return answer


@pytest.fixture
def foreign(record: Path) -> Iterator[Path]:
    """A base that others may read and not write, in a folder that they may enter and not write."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "base.sqlite"
        with KnowledgeBase.open(path, create=True) as base:
            base.load(record)
        path.chmod(0o644)
        yield path


def test_a_read_only_base_can_be_read_and_not_written(foreign: Path, record: Path) -> None:
    added = foreign.parent / "other.json"
    added.write_text(record.read_text().replace('"A"', '"B"'))

    def read() -> list[str]:
        with KnowledgeBase.open(foreign) as base:
            return [each.title for each in base.sources()]

    def write() -> object:
        with KnowledgeBase.open(foreign) as base:
            return base.load(added)

    assert as_nobody(read) == "['A']"
    refused = f"DatabaseError: {foreign}: cannot be written to; change its permissions or name another with --db"
    assert as_nobody(write) == refused
    with KnowledgeBase.open(foreign) as owner:
        owner.load(added)
        assert as_nobody(read) == "['B']"


@pytest.mark.parametrize("mode", [0o755, 0o700], ids=["the file", "the folder"])
def test_a_base_that_may_not_be_read_is_refused(foreign: Path, mode: int) -> None:
    foreign.chmod(0o600)
    foreign.parent.chmod(mode)
    told = as_nobody(lambda: KnowledgeBase.open(foreign))
    assert told == f"DatabaseError: {foreign}: cannot be read: Permission denied"


def test_a_base_is_not_created_where_nothing_may_be_written(foreign: Path) -> None:
    path = foreign.parent / "new.sqlite"
    message = f"DatabaseError: {path}: cannot be opened; check that the folder exists and may be written to"
    assert as_nobody(lambda: KnowledgeBase.open(path, create=True)) == message


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert refusal(path) == f"{path}: is no regular file; name another with --db"


def test_a_link_to_a_base_is_that_base(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(path)
    with KnowledgeBase.open(link) as base:
        assert base.sources() == []


def test_a_base_is_not_created_through_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "unmounted")
    assert refusal(link, create=True) == f"{link}: is a link that leads nowhere; name another with --db"
    assert list(tmp_path.iterdir()) == [link]


def test_a_log_that_cannot_be_read_is_not_passed_over(foreign: Path) -> None:
    """What stands in the log belongs to the base: reading without it would show an older state."""
    with closing(sqlite3.connect(foreign)) as writer:
        writer.execute("UPDATE source SET title = 'in the log'")
        writer.commit()
        log = Path(f"{foreign}-wal").read_bytes()
    assert log
    Path(f"{foreign}-wal").write_bytes(log)
    Path(f"{foreign}-wal").chmod(0o644)
    told = as_nobody(lambda: KnowledgeBase.open(foreign))
    assert told == f"DatabaseError: {foreign}: cannot be opened; check that the folder exists and may be written to"
