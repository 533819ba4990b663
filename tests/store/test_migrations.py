"""The migrations make the tables that the code expects, and bring every older base to them with its rows."""

import ast
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

import kb.store.inspection
import kb.store.migrating
from kb import KnowledgeBase
from kb.errors import DatabaseError
from kb.packaged import packaged_folder
from kb.records import Claim
from kb.store.migrating import migrate_to_head
from kb.store.models import metadata
from kb.store.schema_version import HEAD, REVISIONS
from kb.store.search_tables import INDEXED
from kb.vocabulary import (
    Aspect,
    Certainty,
    ConceptKind,
    EvidenceLevel,
    Interest,
    QuoteState,
    ReviewStatus,
    SourceKind,
    Stance,
)
from tests.building import claim, source
from tests.cli.running import Shell
from tests.storing import stored_desk

VERSIONS = sorted((packaged_folder("migrations") / "versions").glob("*.py"))
SCRIPTS = ScriptDirectory(str(packaged_folder("migrations")))


@contextmanager
def connected(path: Path) -> Iterator[Connection]:
    """Give out a connection to ``path`` in a transaction, with foreign keys off as in every migration."""
    with (
        create_engine(f"sqlite+pysqlite:///{path}", poolclass=NullPool).connect() as connection,
        connection.begin(),
    ):
        yield connection


def query(path: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement).fetchall()


def schema(path: Path) -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """Return what the file at ``path`` is made of: of tables the columns in order, and the constraints in any."""
    made = query(path, "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name): parts(sql) for kind, name, sql in made if name != "alembic_version"}


def parts(sql: str) -> tuple[list[str], list[str]]:
    lines = [" ".join(line.split()).rstrip(",").rstrip() for line in sql.splitlines()]
    constraints = sorted(line for line in lines if line.startswith("CONSTRAINT"))
    return [line for line in lines if line and line not in constraints], constraints


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    """An empty base that the migrations have built."""
    path = tmp_path / "migrated.sqlite"
    KnowledgeBase.open(path, create=True).close()
    return path


def test_the_known_revisions_are_those_of_the_migrations() -> None:
    assert SCRIPTS.get_heads() == [HEAD]
    assert [script.revision for script in SCRIPTS.walk_revisions()][::-1] == list(REVISIONS)


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_is_named_after_its_revision_and_what_it_does(version: Path) -> None:
    assert re.fullmatch(r"[0-9]{4}_[a-z]+(_[a-z]+)+", version.stem)
    assert version.stem[:4] in REVISIONS


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_is_history_and_imports_nothing_of_kb(version: Path) -> None:
    nodes = list(ast.walk(ast.parse(version.read_text("utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)]
    assert names
    assert not [name for name in names if name.partition(".")[0] == "kb"]


def test_the_migrations_build_what_the_models_say(migrated: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.sqlite"
    with connected(made) as connection:
        metadata.create_all(connection)
    assert schema(migrated) == schema(made)
    assert {kind for kind, _ in schema(made)} == {"table", "index", "view"}


def test_alembic_finds_nothing_left_to_migrate(migrated: Path) -> None:
    def is_known(name: str | None, kind: str, _parents: Any) -> bool:
        return kind != "table" or not str(name).startswith(tuple(INDEXED))

    with connected(migrated) as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_known})
        assert compare_metadata(context, metadata) == []


def go_to(path: Path, revision: str) -> None:
    """Take the base at ``path`` back to an older revision."""
    with connected(path) as connection:
        config = Config()
        config.set_main_option("script_location", str(packaged_folder("migrations")))
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_the_migrations_go_down_to_nothing_and_up_again(migrated: Path) -> None:
    before = schema(migrated)
    go_to(migrated, "base")
    assert schema(migrated) == {}
    with connected(migrated) as connection:
        migrate_to_head(connection)
    assert schema(migrated) == before
    with KnowledgeBase.open(migrated) as base:
        assert base.sources() == []


def test_each_check_lists_exactly_the_words_of_its_vocabulary(migrated: Path) -> None:
    listed = {}
    for table, sql in query(migrated, "SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        for column, words in re.findall(r"CHECK \((\w+) IN \(([^)]*)\)\)", sql):
            listed[table, column] = re.findall(r"'([^']*)'", words)
    assert listed == {
        ("source", "kind"): list(SourceKind),
        ("source", "interest"): list(Interest),
        ("concept", "kind"): list(ConceptKind),
        ("concept_name", "kind"): list(ConceptKind),
        ("proposition", "aspect"): list(Aspect),
        ("proposition_alias", "aspect"): list(Aspect),
        ("claim", "stance"): list(Stance),
        ("claim", "certainty"): list(Certainty),
        ("claim", "evidence"): list(EvidenceLevel),
        ("claim", "interest"): list(Interest),
        ("claim", "status"): list(ReviewStatus),
        ("claim", "reviewed_status"): [ReviewStatus.ACCEPTED, ReviewStatus.REJECTED],
        ("claim", "origin"): ["file", "proposal"],
        ("quote", "state"): list(QuoteState),
    }


NEXT_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{head}"


def upgrade():
    views = op.get_bind().exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'view'").all()
    for name, _ in views:
        op.execute(f"DROP VIEW {{name}}")
    with op.batch_alter_table("source", recreate="always") as batch:
        batch.add_column(sa.Column("note", sa.Text(), server_default="none", nullable=False))
    for _, sql in views:
        op.execute(sql)
    {more}
"""


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A base of the head of today, with rows in it that refer to one another."""
    with stored_desk(tmp_path) as desk:
        desk.write("article.txt", "The drug works.")
        desk.load(
            source(
                "one",
                claim(condition="illness", quote="The drug works."),
                text="article.txt",
                authors=[{"name": "Ann Lee"}],
            ),
            source("two", claim("refutes", aspect="comparison", comparator=["a", "b"]), derived_from="one"),
        )
        assert desk.base.path
        return desk.base.path


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What makes this kb one that is a migration ahead: the parent table of claims is rebuilt, and more."""

    def go_ahead(more: str = "") -> None:
        folder = tmp_path / "100 % new" / "migrations"
        shutil.copytree(packaged_folder("migrations"), folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "9001_add_note.py").write_text(NEXT_STEP.format(head=HEAD, more=more))
        monkeypatch.setattr(kb.store.migrating, "packaged_folder", lambda name: folder)
        monkeypatch.setattr(kb.store.migrating, "HEAD", "9001")
        monkeypatch.setattr(kb.store.inspection, "HEAD", "9001")
        monkeypatch.setattr(kb.store.inspection, "REVISIONS", (*REVISIONS, "9001"))

    return go_ahead


@pytest.fixture(params=REVISIONS[:-1])
def earlier(older: Path, request: pytest.FixtureRequest) -> Path:
    """A base as each earlier version of kb has left it, with the same rows."""
    go_to(older, request.param)
    return older


def claims(path: Path) -> list[Claim]:
    with KnowledgeBase.open(path) as base:
        return base.claims("therapy")


def rows(path: Path) -> dict[str, list[Any]]:
    """Return every row of every table, in the columns that were there before a migration."""
    named = {name: ", ".join(f'"{column.name}"' for column in table.columns) for name, table in metadata.tables.items()}
    return {name: query(path, f'SELECT {named[name]} FROM "{name}"') for name in named}


def columns(path: Path, table: str) -> str:
    """Return the columns that a table has now, to ask for the same ones when it has more."""
    return ", ".join(f'"{name}"' for (name,) in query(path, f"SELECT name FROM pragma_table_info('{table}')"))


def backups(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.*.backup"))


def test_an_older_base_is_migrated_with_all_its_rows(older: Path, next_version: Callable[..., None]) -> None:
    before, said = rows(older), claims(older)
    next_version()
    assert claims(older) == said
    assert rows(older) == before
    assert all(before[table] for table in ("source", "claim", "quote", "claim_comparator", "authorship", "snapshot"))
    assert query(older, "SELECT version_num FROM alembic_version") == [("9001",)]
    assert query(older, "SELECT DISTINCT note FROM source") == [("none",)]
    assert query(older, "PRAGMA foreign_key_check") == []


def test_a_base_of_every_earlier_version_is_migrated_with_all_its_rows(earlier: Path, migrated: Path) -> None:
    made_of = schema(earlier)
    asked = {name: f'SELECT {columns(earlier, name)} FROM "{name}"' for kind, name in made_of if kind == "table"}
    before = {name: query(earlier, statement) for name, statement in asked.items()}
    assert all(before[table] for table in ("source", "claim", "quote", "claim_comparator", "authorship", "snapshot"))
    assert [(each.reference, each.stance) for each in claims(earlier)] == [
        ("one/c1", "supports"),
        ("two/c1", "refutes"),
    ]
    assert {name: query(earlier, statement) for name, statement in asked.items()} == before
    assert schema(earlier) == schema(migrated) != made_of
    assert query(earlier, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    assert query(earlier, "PRAGMA foreign_key_check") == []
    (backup,) = backups(earlier)
    assert schema(backup) == made_of


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_base_with_rows_goes_down_and_up_again_and_loses_what_the_older_has_no_column_for(
    older: Path, tmp_path: Path, revision: str
) -> None:
    made_of, whole = schema(older), tmp_path / "whole.sqlite"
    shutil.copy(older, whole)
    go_to(older, revision)
    assert schema(older) != made_of
    there = {name for kind, name in schema(older) if kind == "table"}
    asked = {name: f'SELECT {columns(older, name)} FROM "{name}"' for name in metadata.tables if name in there}
    assert KnowledgeBase.upgrade(older) is not None
    assert schema(older) == made_of
    assert {name: query(older, asked[name]) for name in asked} == {name: query(whole, asked[name]) for name in asked}
    assert query(older, "PRAGMA foreign_key_check") == []


def test_an_older_base_is_backed_up_beside_itself(
    older: Path, next_version: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, said, made_of = rows(older), claims(older), schema(older)
    next_version()
    backup = KnowledgeBase.upgrade(older)
    assert KnowledgeBase.upgrade(older) is None
    assert backup is not None
    assert backups(older) == [backup]
    assert (rows(backup), schema(backup)) == (before, made_of)
    monkeypatch.undo()
    assert claims(backup) == said


def test_an_upgrade_tells_from_what_to_what_and_where_the_backup_lies(
    older: Path, next_version: Callable[..., None]
) -> None:
    next_version()
    shell = Shell(older)
    ran = shell("db", "upgrade")
    (backup,) = backups(older)
    assert (ran.code, ran.out) == (0, f"{backup}\n")
    assert ran.err == f"upgraded from revision {HEAD} to 9001; the backup is what it was before\n"
    assert shell("db", "upgrade").err == "revision 9001: up to date; nothing to do\n"


def test_an_upgrade_that_cannot_back_up_changes_nothing(
    older: Path, next_version: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("DELETE FROM claim_comparator WHERE position = 0")
        connection.execute("UPDATE claim_comparator SET concept_id = 99")
        connection.commit()
    before = rows(older)
    next_version()
    ran = Shell(older)("sources")
    fault = "claim_comparator, row 2 refers to no row of concept"
    told = f"is damaged ({fault}), and so would be its backup: none was kept; restore an older one"
    assert (ran.code, ran.out, ran.err) == (3, "", f"kb: {older}: {told}\n")
    assert (rows(older), backups(older)) == (before, [])


def test_a_restored_backup_of_an_older_base_is_migrated(older: Path, next_version: Callable[..., None]) -> None:
    """A backup keeps no log, and the migration that reads it holds the lock under which one could be turned on."""
    with KnowledgeBase.open(older) as base:
        backup = base.backup()
    said = claims(older)
    shutil.copy(backup, older)
    backup.unlink()
    next_version()
    started = time.monotonic()
    assert claims(older) == said
    assert time.monotonic() - started < 10
    assert len(backups(older)) == 1


def test_the_backup_holds_what_is_still_in_the_log(older: Path, next_version: Callable[..., None]) -> None:
    with closing(sqlite3.connect(older)) as open_elsewhere:
        open_elsewhere.execute("UPDATE source SET title = 'in the log'")
        open_elsewhere.commit()
        assert Path(f"{older}-wal").stat().st_size
        next_version()
        claims(older)
    (backup,) = backups(older)
    assert query(backup, "SELECT DISTINCT title FROM source") == [("in the log",)]


def test_a_migration_that_breaks_references_changes_nothing(older: Path, next_version: Callable[..., None]) -> None:
    before, made_of = rows(older), schema(older)
    next_version('op.execute("DELETE FROM concept")')
    with pytest.raises(DatabaseError) as raised:
        KnowledgeBase.open(older)
    # Four names, two treatments, a condition and two comparators.
    assert str(raised.value) == f"{older}: 9 rows refer to nothing after migration; nothing was changed"
    assert (rows(older), schema(older)) == (before, made_of)
    assert len(backups(older)) == 1


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('op.execute("DELETE FROM quote")', "quote: 1 before, 0 after"),
        (
            'op.execute("DELETE FROM quote"); op.execute("DELETE FROM claim_comparator WHERE position = 1")',
            "claim_comparator: 2 before, 1 after, quote: 1 before, 0 after",
        ),
        ('op.execute("DROP TABLE quote")', "quote: 1 before, 0 after"),
        ("op.execute(\"INSERT INTO load VALUES (9, 'f', 't', NULL)\")", "load: 1 before, 2 after"),
    ],
    ids=["lost", "lost in two tables", "dropped", "made"],
)
def test_a_migration_that_keeps_the_references_but_not_the_rows_changes_nothing(
    older: Path, next_version: Callable[..., None], more: str, told: str
) -> None:
    before, made_of = rows(older), schema(older)
    next_version(more)
    with pytest.raises(DatabaseError) as raised:
        KnowledgeBase.open(older)
    assert str(raised.value) == f"{older}: rows were lost or made by migration ({told}); nothing was changed"
    assert (rows(older), schema(older)) == (before, made_of)


def test_a_migration_may_drop_a_table_that_is_empty(older: Path, next_version: Callable[..., None]) -> None:
    next_version('op.execute("DROP TABLE author_alias")')
    KnowledgeBase.open(older).close()
    assert query(older, "SELECT name FROM sqlite_master WHERE name = 'author_alias'") == []


def test_a_migration_that_fails_changes_nothing(older: Path, next_version: Callable[..., None]) -> None:
    before, made_of = rows(older), schema(older)
    next_version('op.execute("DROP TABLE missing")')
    with pytest.raises(DatabaseError) as raised:
        KnowledgeBase.open(older)
    assert str(raised.value) == f"{older}: no such table: missing"
    assert (rows(older), schema(older)) == (before, made_of)


def test_two_processes_can_open_an_older_base_at_once(older: Path, next_version: Callable[..., None]) -> None:
    said = claims(older)
    next_version()
    reading, writing = os.pipe()
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            try:
                answer = "same\n" if claims(older) == said else "changed\n"
            except BaseException as error:
                answer = f"{error}\n"
            os.write(writing, answer.encode())
            os._exit(0)
        children.append(child)
    os.close(writing)
    with os.fdopen(reading) as told:
        assert told.read() == "same\nsame\n"
    for child in children:
        os.waitpid(child, 0)
    assert all(query(backup, "PRAGMA integrity_check") == [("ok",)] for backup in backups(older))
