"""What the database itself refuses, what it answers quickly, and the view in which anyone can read it."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kb.store.database import open_database
from kb.store.models import metadata
from kb.vocabulary import Stance
from tests.building import Desk, claim, source
from tests.storing import query, stored_desk


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose base is a file with a few claims, each with something of its own."""
    with stored_desk(tmp_path) as desk:
        desk.write("article.txt", "The drug works. It grows hair.")
        desk.load(
            source(
                "page",
                claim(
                    key="works",
                    condition="hair loss",
                    population="men",
                    quote=["The drug works.", "It grows hair."],
                    quantity={"name": "growth", "low": "2", "unit": "mm"},
                ),
                claim("refutes", key="risky", aspect="safety", author="Ann Lee", interest="independent"),
                claim("neutral", key="waits", status="proposed"),
                text="article.txt",
                kind="clinic-page",
                publisher="The Clinic",
                interest="commercial",
                published="2021-03",
                url="https://example.org/page",
                authors=[{"name": "Bo Ek"}, {"name": "Cy Day"}],
            ),
            source(
                "trial",
                claim(key="better", aspect="comparison", comparator="surgery"),
                claim(key="open", aspect="comparison"),
                claim("refutes", key="allowed", aspect="regulation", regulator="FDA"),
                claim(key="own", aspect="mechanism", proposition="{treatment}, in {population}, is {treatment}"),
                claim(None, key="slow", aspect="timing", quantity={"name": "delay", "high": "3", "unit": "weeks"}),
            ),
        )
        query(desk, "INSERT INTO author_alias (name_key, name, author_id) VALUES ('a. lee', 'A. Lee', 1)")
        query(desk, "INSERT INTO proposition_alias VALUES ('cost', 'is cheap', 'Is cheap', 1)")
        yield desk


@pytest.fixture
def connection(stored: Desk) -> Iterator[sqlite3.Connection]:
    """The driver's connection to the stored base, as kb sets it up."""
    assert stored.base.path
    with closing(open_database(stored.base.path)) as database, database.reading() as opened:
        driver = opened.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        yield driver


def flat(connection: sqlite3.Connection, reference: str) -> dict[str, Any]:
    """Return the row of the view that shows the claim ``reference``."""
    found = connection.execute("SELECT * FROM claims WHERE reference = ?", [reference])
    (row,) = found.fetchall()
    return dict(zip((column[0] for column in found.description), row, strict=True))


def test_every_constraint_has_a_name_that_tells_its_table(connection: sqlite3.Connection) -> None:
    found = []
    ours = "SELECT name FROM pragma_table_list WHERE type = 'table'"  # and not those that a full-text index keeps
    for table, sql in connection.execute(f"SELECT name, sql FROM sqlite_master WHERE name IN ({ours})"):
        for line in map(str.strip, sql.splitlines()):
            if table != "alembic_version" and re.search(r"\b(CHECK|UNIQUE|PRIMARY KEY|REFERENCES)\b", line):
                found.append(line)
                assert re.match(
                    rf"CONSTRAINT (ck|uq|pk|fk)_{table}(_\w+)? (CHECK|UNIQUE|PRIMARY KEY|FOREIGN KEY)\b", line
                )
    assert len(found) > 40


def test_every_index_has_a_name_that_tells_its_table(connection: sqlite3.Connection) -> None:
    indexes = connection.execute(
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    assert indexes
    assert not [name for name, table in indexes if not name.startswith(f"ix_{table}_")]


@pytest.mark.parametrize("table", metadata.tables)
def test_no_column_that_must_be_unique_may_be_null(connection: sqlite3.Connection, table: str) -> None:
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    filled = {name for _, name, _, is_not_null, _, _ in columns if is_not_null}
    for _, name, is_unique, _, _ in connection.execute(f"PRAGMA index_list({table})").fetchall():
        if is_unique:
            assert {row[2] for row in connection.execute(f"PRAGMA index_info({name})")} <= filled


def test_no_row_takes_others_along_when_it_is_deleted(connection: sqlite3.Connection) -> None:
    for table in metadata.tables:
        actions = [row[5:7] for row in connection.execute(f"PRAGMA foreign_key_list({table})")]
        assert set(actions) <= {("NO ACTION", "NO ACTION")}


REFERENCES = sorted((table.name, key.parent.name) for table in metadata.tables.values() for key in table.foreign_keys)


@pytest.mark.parametrize(("table", "column"), REFERENCES)
def test_a_row_cannot_refer_to_nothing(connection: sqlite3.Connection, table: str, column: str) -> None:
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(
        "INSERT INTO revision (claim_id, action, before, after, changed_at) VALUES (1, 'a', '{}', '{}', 't')"
    )
    connection.execute("INSERT INTO loaded_line VALUES (1, '', '', 0)")
    with pytest.raises(sqlite3.IntegrityError) as raised:
        connection.execute(f"UPDATE {table} SET {column} = 4711")
    assert str(raised.value) == "FOREIGN KEY constraint failed"


CLOSED = [
    ("source", "kind"),
    ("source", "interest"),
    ("concept", "kind"),
    ("proposition", "aspect"),
    ("proposition_alias", "aspect"),
    ("claim", "stance"),
    ("claim", "certainty"),
    ("claim", "evidence"),
    ("claim", "interest"),
    ("claim", "status"),
    ("claim", "reviewed_status"),
    ("claim", "origin"),
    ("quote", "state"),
]


@pytest.mark.parametrize(("table", "column"), CLOSED)
def test_a_word_outside_its_vocabulary_is_refused(connection: sqlite3.Connection, table: str, column: str) -> None:
    with pytest.raises(sqlite3.IntegrityError) as raised:
        connection.execute(f"UPDATE {table} SET {column} = 'maybe'")
    assert str(raised.value) == f"CHECK constraint failed: ck_{table}_{column}"


def test_a_claim_without_stance_and_quantity_is_refused(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError) as raised:
        connection.execute("UPDATE claim SET stance = NULL")
    assert str(raised.value) == "CHECK constraint failed: ck_claim_says_something"


@pytest.mark.parametrize("subjects", ["NULL, NULL", "1, 1"])
def test_a_revision_is_of_one_thing(connection: sqlite3.Connection, subjects: str) -> None:
    with pytest.raises(sqlite3.IntegrityError) as raised:
        connection.execute(
            "INSERT INTO revision (claim_id, source_id, action, before, after, changed_at)"
            f" VALUES ({subjects}, 'a', '{{}}', '{{}}', 't')"
        )
    assert str(raised.value) == "CHECK constraint failed: ck_revision_one_subject"


@pytest.mark.parametrize(
    ("statement", "columns"),
    [
        ("UPDATE source SET key = 'same'", "source.key"),
        ("UPDATE claim SET key = 'same'", "claim.source_id, claim.key"),
        ("INSERT INTO snapshot (sha256, text) SELECT sha256, 'other' FROM snapshot", "snapshot.sha256"),
        ("UPDATE author SET name_key = 'same'", "author.name_key, author.orcid, author.scope"),
        ("UPDATE proposition SET aspect = 'cost', wording_key = 'same'", "proposition.aspect, proposition.wording_key"),
        (
            "INSERT INTO author_alias (name_key, name, author_id) VALUES ('a. lee', 'Again', 2)",
            "author_alias.name_key, author_alias.orcid, author_alias.scope",
        ),
        (
            "INSERT INTO proposition_alias VALUES ('cost', 'is cheap', 'Again', 2)",
            "proposition_alias.aspect, proposition_alias.wording_key",
        ),
        ("UPDATE concept_name SET kind = 'treatment', name_key = 'same'", "concept_name.kind, concept_name.name_key"),
    ],
)
def test_what_identifies_a_row_is_unique(connection: sqlite3.Connection, statement: str, columns: str) -> None:
    with pytest.raises(sqlite3.IntegrityError) as raised:
        connection.execute(statement)
    assert str(raised.value) == f"UNIQUE constraint failed: {columns}"


def test_the_view_shows_each_accepted_claim_once(connection: sqlite3.Connection) -> None:
    shown = [reference for (reference,) in connection.execute("SELECT reference FROM claims ORDER BY 1")]
    assert shown == [
        "page/risky",
        "page/works",
        "trial/allowed",
        "trial/better",
        "trial/open",
        "trial/own",
        "trial/slow",
    ]


def test_the_view_shows_a_claim_flat(connection: sqlite3.Connection) -> None:
    shown = flat(connection, "page/works")
    assert shown.pop("id") > 0
    assert shown == {
        "reference": "page/works",
        "treatment": "therapy",
        "condition": "hair loss",
        "population": "men",
        "comparator": None,
        "outcome": None,
        "regulator": None,
        "aspect": "efficacy",
        "proposition": "therapy brings a worthwhile improvement in hair loss",
        "stance": Stance.SUPPORTS,
        "certainty": "asserted",
        "evidence": "unstated",
        "statement": None,
        "quotes": "The drug works. || It grows hair.",
        "quote_states": "verified || verified",
        "quantity_name": "growth",
        "quantity_low": 2.0,
        "quantity_high": None,
        "quantity_unit": "mm",
        "authors": "Bo Ek; Cy Day",
        "interest": "commercial",
        "source": "page",
        "source_title": "On page",
        "source_kind": "clinic-page",
        "publisher": "The Clinic",
        "sponsor": None,
        "published": "2021-03",
        "url": "https://example.org/page",
    }


def test_the_view_names_the_speaker_of_a_claim_and_the_speakers_interest(connection: sqlite3.Connection) -> None:
    shown = flat(connection, "page/risky")
    assert (shown["authors"], shown["interest"]) == ("Ann Lee", "independent")


def test_the_view_words_every_proposition_as_the_claims_do(stored: Desk, connection: sqlite3.Connection) -> None:
    said = {each.reference: each.proposition for each in stored.claims()}
    assert dict(connection.execute("SELECT reference, proposition FROM claims")) == said
    assert {said["trial/better"], said["trial/open"], said["trial/allowed"], said["trial/own"]} == {
        "therapy is better than surgery",
        "therapy is better than the alternatives",
        "therapy is approved by FDA for what it is used for",
        "therapy, in those who ask for it, is therapy",
    }


def test_the_view_fills_in_names_as_data(stored: Desk, connection: sqlite3.Connection) -> None:
    stored.load(source("odd", claim(key="braces", treatment="{condition} cure", condition="illness")))
    (said,) = stored.claims("{condition} cure")
    assert flat(connection, "odd/braces")["proposition"] == said.proposition


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("SELECT proposition_id, stance, source_id FROM claim WHERE treatment_id = ? AND status = 'accepted'", [1]),
        (
            "SELECT treatment_id, proposition_id, stance, count(*) FROM claim WHERE status = 'accepted'"
            " GROUP BY treatment_id, proposition_id, stance",
            [],
        ),
    ],
    ids=["of one treatment", "of the whole base"],
)
def test_a_great_question_is_answered_from_the_index_alone(
    connection: sqlite3.Connection, question: str, values: list[int]
) -> None:
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {question}", values)]
    assert [step for step in plan if "USING COVERING INDEX ix_claim_accepted" in step] == plan
