"""A base with something for every check to examine, and ways to damage it behind kb's back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kb import KnowledgeBase
from kb.records import Check, LoadReport
from tests.building import Desk, claim, source
from tests.storing import stored_desk

ARTICLE = "The drug works. It does not work for all. It works, it works."


def fill(desk: Desk) -> LoadReport:
    """Load two sources, one with an article, one that derives from it, and a vocabulary."""
    desk.vocabulary(
        treatments=[
            "therapy",
            {"name": "Variant", "parent": "therapy", "aliases": ["v"], "identifiers": {"mesh": "D1"}},
        ],
        conditions=["hair loss"],
        populations=["men"],
    )
    desk.write("article.txt", ARTICLE)
    return desk.load(
        source(
            "page",
            claim(key="works", condition="hair loss", population="men", quote=["The drug works.", "not work for all"]),
            claim("refutes", key="fails", quote=["it works", "not there"]),
            claim("neutral", key="waits", status="proposed", quote="It works,"),
            text="article.txt",
            published="2021-03",
            doi="10.1000/xyz123",
            pmid="123",
            url="https://example.org/page",
            authors=[{"name": "Ann Lee", "orcid": "0000-0002-1825-0097"}, {"name": "Smith J"}],
        ),
        source(
            "reprint",
            claim(key="better", aspect="comparison", comparator=["surgery", "v"], author="Bo Ek"),
            claim(
                None, key="slow", aspect="timing", quantity={"name": "delay", "low": "2", "high": 3, "unit": "weeks"}
            ),
            claim(key="unread", quote="It works"),
            derived_from="page",
        ),
    )


def sound_base(folder: Path) -> Path:
    """Make such a base in ``folder`` and close it."""
    with stored_desk(folder) as desk:
        fill(desk)
        assert desk.base.path
        return desk.base.path


def damage(path: Path, *statements: str) -> None:
    """Run SQL on the base with everything off that would refuse it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for setting in ("foreign_keys=OFF", "ignore_check_constraints=ON", "writable_schema=ON"):
            connection.execute(f"PRAGMA {setting}")
        for statement in statements:
            connection.execute(statement)


def check(path: Path) -> dict[str, Check]:
    with KnowledgeBase.open(path) as base:
        return {each.name: each for each in base.check()}


def failures(path: Path) -> dict[str, list[str]]:
    """Return the problems of every check that failed."""
    return {name: each.problems for name, each in check(path).items() if each.result == "failed"}
