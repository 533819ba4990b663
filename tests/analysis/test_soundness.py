"""A check says what it did: what it examined, what it found, what it left out and why, and what to do."""

import shutil
import sqlite3
import stat
import tempfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb import KnowledgeBase
from kb.analysis.soundness.texts import every_quote
from kb.packaged import packaged_folder
from kb.records import Check
from tests.analysis.sound import check, damage, failures, fill
from tests.building import Desk, claim, source
from tests.store.test_opening import as_nobody
from tests.storing import stored_desk

if TYPE_CHECKING:
    from collections.abc import Iterator

RESTORE = (
    "restore a backup: while nothing uses the base, copy it over the file, and delete the files beside it whose names"
    " end in -wal and -shm"
)
NOT_IN_INDEX = "{}: does not have the words that the rows of {} have"
LOAD_ANEW = f"load the source records and articles into a new base, or {RESTORE}"


def test_a_healthy_base_passes_every_check(sound: Path) -> None:
    checks = check(sound)
    assert {name: each.result for name, each in checks.items()} == dict.fromkeys(checks, "passed")
    assert [(each.found, each.problems) for each in checks.values()] == [(0, [])] * len(checks)


def test_every_check_says_how_much_it_examined(sound: Path) -> None:
    examined = {name: (each.examined, each.things) for name, each in check(sound).items()}
    pages, things = examined.pop("integrity")
    assert (pages > 20, things) == (True, "pages")
    with closing(sqlite3.connect(sound)) as connection:
        kept = "SELECT name FROM pragma_table_list WHERE type = 'shadow'"
        made = connection.execute(
            f"SELECT count(*) FROM sqlite_master WHERE sql IS NOT NULL AND name NOT IN ({kept})"
        ).fetchone()[0]
    assert examined == {
        "schema": (made, "tables, indexes and views"),
        "foreign-keys": (30, "rows that refer to others"),
        "types": (39, "rows"),
        "vocabularies": (28, "rows with words of closed sets"),
        "names": (12, "names and wordings"),
        "concepts": (5, "concepts"),
        "sources": (5, "sources and authors"),
        "claims": (6, "claims"),
        "history": (3, "loads, readings and revisions"),
        "orphans": (20, "rows that something must lead to"),
        "snapshots": (1, "snapshots"),
        "quotes": (5, "quotes"),
        "search": (9, "claims, articles and sources in the full-text index"),
    }


def test_what_examined_nothing_was_skipped_and_has_not_passed(desk: Desk) -> None:
    checks = desk.base.check()
    assert [each.name for each in checks if each.result == "passed"] == ["integrity", "schema"]
    skipped = [each for each in checks if each.result == "skipped"]
    assert len(skipped) == len(checks) - 2
    assert {(each.examined, each.reason == f"there are no {each.things}", each.fix) for each in skipped} == {
        (0, True, None)
    }


def test_quotes_without_an_article_are_skipped_with_what_to_do(desk: Desk) -> None:
    desk.load(source("a", claim(quote="It works"), claim("neutral", quote="Who knows")))
    assert {each.name: each for each in desk.base.check()}["quotes"] == Check(
        name="quotes",
        result="skipped",
        examined=0,
        things="quotes",
        found=0,
        problems=[],
        reason="2 quotes not examined: no article was loaded with the source",
        fix="load the articles too: kb load --texts DIR FILE",
    )


def test_quotes_that_passed_tell_of_those_without_an_article(sound: Path) -> None:
    quotes = check(sound)["quotes"]
    assert (quotes.result, quotes.examined) == ("passed", 5)
    assert quotes.reason == "1 quote not examined: no article was loaded with the source"
    assert quotes.fix == "load the articles too: kb load --texts DIR FILE"


def test_quotes_of_a_text_that_was_tampered_with_are_not_examined(sound: Path) -> None:
    damage(sound, "UPDATE snapshot SET text = 'The drug works.'")
    checks = check(sound)
    assert (checks["snapshots"].result, checks["quotes"].result, checks["quotes"].examined) == ("failed", "skipped", 0)
    assert checks["quotes"].reason == (
        "1 quote not examined: no article was loaded with the source;"
        " 5 quotes not examined: the snapshot is not the text that was stored"
    )


def test_a_quote_that_was_not_held_against_a_newer_article_is_found(sound: Path) -> None:
    text = "A new article."
    damage(
        sound,
        f"INSERT INTO snapshot VALUES (2, '{sha256(text.encode()).hexdigest()}', '{text}')",
        "INSERT INTO source_snapshot (id, source_id, snapshot_id, load_id, read_at)"
        " VALUES (2, 1, 2, 2, '2021-03-01T00:00:00+00:00')",
    )
    quotes = ["works, quote 0", "works, quote 1", "fails, quote 0", "fails, quote 1", "waits, quote 0"]
    problems = [f"page/{each}: was not held against the newest article of its source" for each in quotes]
    assert failures(sound) == {"quotes": problems, "search": [NOT_IN_INDEX.format("snapshot_text", "snapshot")]}


def test_a_quote_that_was_not_held_against_the_only_article_is_found(sound: Path) -> None:
    damage(
        sound, "UPDATE quote SET snapshot_id = NULL, state = 'unchecked', start = NULL, end = NULL WHERE claim_id = 3"
    )
    assert failures(sound) == {"quotes": ["page/waits, quote 0: was not held against the newest article of its source"]}


def test_quotes_of_every_status_are_examined(sound: Path) -> None:
    damage(
        sound,
        "UPDATE claim SET status = 'withdrawn' WHERE id = 1",
        "UPDATE claim SET status = 'rejected' WHERE id = 2",
        "UPDATE quote SET start = start + 1 WHERE start IS NOT NULL",
    )
    assert check(sound)["quotes"].found == 4


def test_blanks_in_the_schema_are_no_difference(sound: Path) -> None:
    damage(sound, "UPDATE sqlite_master SET sql = replace(sql, char(10), char(10) || '    ') WHERE type = 'table'")
    assert failures(sound) == {}


def test_what_sqlite_keeps_for_itself_is_no_difference(sound: Path) -> None:
    damage(sound, "ANALYZE", "VACUUM")
    assert failures(sound) == {}


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO author VALUES (9, 'Unused', 'unused', '', 0)",
        "INSERT INTO proposition VALUES (9, 'cost', 'unused', 'unused')",
        "DELETE FROM claim_comparator WHERE position = 0",
        "UPDATE claim SET status = 'withdrawn', reviewed_status = 'accepted' WHERE id = 1",
    ],
)
def test_what_edits_leave_behind_is_no_fault(sound: Path, statement: str) -> None:
    damage(sound, statement)
    assert failures(sound) == {}


def test_a_quote_that_has_moved_is_no_fault(tmp_path: Path) -> None:
    with stored_desk(tmp_path) as desk:
        for text in ("It works. It is fine.", "It is fine. Much is said. It works."):
            desk.write("article.txt", text)
            desk.load(source("a", claim(quote="It works"), text="article.txt"))
        assert desk.base.verify().moved == 1
        assert {each.result for each in desk.base.check()} == {"passed"}


def test_a_circle_is_told_once(sound: Path) -> None:
    damage(
        sound, "UPDATE concept SET parent_id = CASE id WHEN 1 THEN 2 WHEN 2 THEN 5 ELSE 1 END WHERE kind = 'treatment'"
    )
    assert failures(sound) == {"concepts": ["concept 1: lies under itself"]}


def test_twenty_problems_are_told_and_the_rest_counted(desk: Desk) -> None:
    desk.load(source("a", *(claim(key=f"k{number}", outcome=str(number)) for number in range(25))))
    with desk.base._database.writing() as connection:
        connection.exec_driver_sql("UPDATE claim SET key = key || '/'")
    claims = {each.name: each for each in desk.base.check()}["claims"]
    assert (claims.result, claims.found, len(claims.problems)) == ("failed", 25, 20)
    assert claims.problems[-1] == "claim 20: has a slash in its key"


@pytest.mark.parametrize(
    ("statement", "name", "fix"),
    [
        ("UPDATE claim SET author_id = 99 WHERE id = 4", "foreign-keys", RESTORE),
        ("CREATE TABLE notes (id)", "schema", "drop what is not one of kb's"),
        ("DROP VIEW claims", "schema", RESTORE),
        ("UPDATE quote SET start = 1 WHERE rowid = 1", "quotes", LOAD_ANEW),
        ("UPDATE source SET title = 'otherwise'", "search", "make the index anew: kb db reindex"),
    ],
)
def test_what_failed_names_what_to_do(sound: Path, statement: str, name: str, fix: str) -> None:
    damage(sound, statement)
    assert check(sound)[name].fix == fix


def test_a_schema_with_something_foreign_and_something_missing_names_both_that_are_to_do(sound: Path) -> None:
    damage(sound, "CREATE TABLE notes (id)", "DROP VIEW claims")
    assert check(sound)["schema"].fix == f"drop what is not one of kb's; for the rest {RESTORE}"


def spoil(path: Path, table: str) -> None:
    """Overwrite the first page of a table."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(content)


def test_a_damaged_page_fails_integrity_and_what_reads_it_and_the_others_still_run(sound: Path) -> None:
    spoil(sound, "revision")
    checks = check(sound)
    assert checks["integrity"].result == "failed"
    assert checks["integrity"].problems
    stopped = "was stopped: database disk image is malformed"
    told = {name: each.problems for name, each in checks.items() if each.result == "failed"}
    failed = {name: problems for name, problems in told.items() if name not in ("integrity", "search")}
    assert failed == {name: [stopped] for name in ("foreign-keys", "types", "vocabularies", "history")}
    assert {checks[name].result for name in ("schema", "names", "snapshots", "quotes")} == {"passed"}


def test_a_value_that_cannot_be_read_stops_its_check_alone(sound: Path) -> None:
    damage(sound, "UPDATE snapshot SET text = CAST(x'ff' AS TEXT)")
    assert failures(sound) == {
        "snapshots": ["was stopped: Could not decode to UTF-8 column 'text' with text '\ufffd'"],
        "quotes": ["was stopped: Could not decode to UTF-8 column 'text' with text '\ufffd'"],
        "search": [NOT_IN_INDEX.format("snapshot_text", "snapshot")],
    }


def test_an_index_that_lacks_a_row_fails_integrity(sound: Path) -> None:
    with closing(sqlite3.connect(sound, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'status = ''accepted''', 'status = ''proposed''')"
            " WHERE name = 'ix_claim_accepted'"
        )
    assert set(failures(sound)) == {"integrity", "schema"}


def test_a_check_sees_one_state_while_another_writes(sound: Path) -> None:
    with KnowledgeBase.open(sound) as base, closing(sqlite3.connect(sound, isolation_level=None)) as other:
        waiting: Iterator[str] = iter(["UPDATE quote SET start = 7 WHERE start IS NOT NULL"])

        def write_meanwhile(name: str, done: int, total: int) -> None:
            for statement in waiting if done == 1 else ():
                other.execute(statement)

        checks = {each.name: each for each in base.check(write_meanwhile)}
        search = checks.pop("search")
        assert {each.result for each in checks.values()} == {"passed"}
        told = "not examined: another process is writing, or has written since the checks began"
        assert (search.result, search.reason, search.fix) == ("skipped", told, "check again when it has done")
        assert [each.name for each in base.check() if each.result == "failed"] == ["quotes"]


def test_the_newest_article_of_a_quote_is_looked_up_and_not_searched_for(sound: Path) -> None:
    """With a hundred thousand sources a search for each quote would take hours."""
    with closing(sqlite3.connect(sound)) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {every_quote()}")]
    scanned = [step for step in plan if step.startswith("SCAN")]
    assert len(scanned) == 1
    assert scanned[0].startswith("SCAN quote")
    assert len([step for step in plan if "ix_source_snapshot_source_id (source_id=?)" in step]) == 2


def test_progress_names_each_check_before_it_runs(desk: Desk) -> None:
    told: list[tuple[str, int, int]] = []
    checks = desk.base.check(lambda *each: told.append(each))
    assert told == [(each.name, number, len(checks)) for number, each in enumerate(checks)]


def test_a_read_only_base_can_be_checked(sound: Path) -> None:
    home = packaged_folder("migrations")
    if any(not each.stat().st_mode & stat.S_IXOTH for each in (home, *home.parents)):
        pytest.skip("left out: kb lies where another user may not read")
    folder = Path(tempfile.mkdtemp())
    try:
        folder.chmod(0o755)
        copy = Path(shutil.copy(sound, folder))
        copy.chmod(0o644)
        with KnowledgeBase.open(sound) as base:
            assert as_nobody(lambda: failures(copy)) == "{}"
            told = "not examined: SQLite asks for a base that can be written"
            assert as_nobody(lambda: check(copy)["search"].reason) == told
            assert as_nobody(lambda: len(check(copy))) == str(len(base.check()))
    finally:
        shutil.rmtree(folder)


def test_a_check_does_not_wait_for_a_writer(sound: Path) -> None:
    with KnowledgeBase.open(sound) as base, closing(sqlite3.connect(sound, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        checks = {each.name: each.result for each in base.check()}
    assert checks.pop("search") == "skipped"
    assert set(checks.values()) == {"passed"}


def test_a_writer_goes_on_when_a_check_is_over(sound: Path) -> None:
    with KnowledgeBase.open(sound) as base, closing(sqlite3.connect(sound, timeout=0)) as other:
        assert base.check()[-1].result == "passed"
        other.execute("UPDATE source SET publisher = publisher")


def test_checking_changes_nothing(sound: Path) -> None:
    before = sound.read_bytes()
    check(sound)
    assert sound.read_bytes() == before


def test_a_word_is_still_refused_after_a_check(tmp_path: Path) -> None:
    with stored_desk(tmp_path) as desk:
        fill(desk)
        desk.base.check()
        with (
            pytest.raises(Exception, match="CHECK constraint failed: ck_claim_stance"),
            desk.base._database.writing() as connection,
        ):
            connection.exec_driver_sql("UPDATE claim SET stance = 'maybe'")
