"""A base in a file, and every byte that it holds as text."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from kb import KnowledgeBase
from kb.records import FileReport, LoadReport, Revision
from tests.building import Desk


@contextmanager
def stored_desk(folder: Path) -> Iterator[Desk]:
    """Give out a desk whose base is a file in ``folder``."""
    with KnowledgeBase.open(folder / "base.sqlite", create=True) as base:
        yield Desk(folder, base)


@contextmanager
def copied_desk(blank: Path) -> Iterator[Desk]:
    """Give out a desk in a folder of its own, with a copy of the base ``blank``."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(blank, Path(folder) / "base.sqlite")
        with stored_desk(Path(folder)) as desk:
            yield desk


def dump(desk: Desk) -> str:
    """Return the whole base of a stored desk as SQL."""
    assert desk.base.path is not None
    with closing(sqlite3.connect(desk.base.path)) as connection:
        return "\n".join(connection.iterdump())


def query(desk: Desk, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run SQL on the base of a stored desk."""
    assert desk.base.path is not None
    with closing(sqlite3.connect(desk.base.path)) as connection, connection:
        return connection.execute(statement, values).fetchall()


def counts(file: FileReport) -> tuple[int, int, int, int, int]:
    return (file.added, file.changed, file.unchanged, file.withdrawn, file.rejected)


def warnings(report: LoadReport) -> list[str]:
    """Return the warnings of every file as "line: field: message"."""
    return [f"{each.line}: {each.field}: {each.message}" for told in report.warnings.values() for each in told]


def revisions(desk: Desk, reference: str) -> list[tuple[str, Any, Any]]:
    """Return the revisions of a claim as action, before, after."""
    return [_parts(revision) for revision in desk.base.show(reference).revisions]


def _parts(revision: Revision) -> tuple[str, Any, Any]:
    return revision.action, revision.before, revision.after
