"""Every quote held against its article again."""

import sqlite3
from pathlib import Path

import pytest

from kb import KnowledgeBase
from kb.errors import DatabaseError, NotFoundError
from kb.records import VerifyReport
from tests.analysis.saying import R, S, says
from tests.building import Desk, Record, claim, source
from tests.storing import query, stored_desk

TEXT = "It works for some. It does not work for all. It works for some dogs."


def quoting(key: str, *quotes: str, status: str = "accepted", text: str | None = "article.txt") -> Record:
    """A source with a claim for each quote."""
    claims = [claim(S, key=f"q{n}", quote=quote, outcome=quote, status=status) for n, quote in enumerate(quotes, 1)]
    return source(key, *claims, **({"text": text} if text else {}))


def counts(report: VerifyReport) -> dict[str, int]:
    states = ("verified", "moved", "ambiguous", "missing", "unchecked")
    return {state: number for state in states if (number := getattr(report, state))}


def test_an_empty_base_says_that_nothing_was_checked(desk: Desk) -> None:
    assert desk.base.verify() == VerifyReport(0, 0, 0, 0, 0, 0, [])


def test_verified_quotes_are_counted_and_not_listed(desk: Desk) -> None:
    desk.write("article.txt", TEXT)
    desk.load(quoting("a", "It does not work for all", "some dogs"))
    report = desk.base.verify()
    assert (report.performed, counts(report), report.quotes) == (2, {"verified": 2}, [])


def test_a_quote_that_is_not_verified_is_listed_with_its_claim(desk: Desk) -> None:
    desk.write("article.txt", TEXT)
    desk.load(quoting("a", "It works for all", "It works for some", "some dogs"))
    report = desk.base.verify()
    assert (report.performed, counts(report)) == (3, {"verified": 1, "missing": 1, "ambiguous": 1})
    assert [(each.source, each.claim, each.exact, each.state) for each in report.quotes] == [
        ("a", "q1", "It works for all", "missing"),
        ("a", "q2", "It works for some", "ambiguous"),
    ]
    assert {(each.start, each.end, each.was_start, each.was_end) for each in report.quotes} == {(None,) * 4}


def test_a_quote_without_an_article_is_unchecked_and_not_performed(desk: Desk) -> None:
    desk.load(quoting("a", "It works", text=None))
    report = desk.base.verify()
    assert (report.performed, counts(report)) == (0, {"unchecked": 1})
    assert [(each.claim, each.state) for each in report.quotes] == [("q1", "unchecked")]


def test_a_quote_that_stands_elsewhere_in_a_new_text_has_moved(desk: Desk) -> None:
    for text in ("It works. It is fine.", "It is fine. Much is said. It works."):
        desk.write("article.txt", text)
        desk.load(quoting("a", "It works"))
    report = desk.base.verify()
    assert (report.performed, counts(report)) == (1, {"moved": 1})
    (moved,) = report.quotes
    assert (moved.state, moved.start, moved.end) == ("moved", 26, 34)
    assert (moved.was_start, moved.was_end) == (0, 8)


def test_of_a_quote_that_moved_twice_the_last_place_before_is_told(desk: Desk) -> None:
    for text in ("It\n  works. It is fine.", "It is fine. It  works.", "It works. It is fine."):
        desk.write("article.txt", text)
        desk.load(quoting("a", "It works"))
    (moved,) = desk.base.verify().quotes
    assert (moved.state, moved.start, moved.was_start, moved.was_end) == ("moved", 0, 12, 21)


@pytest.mark.parametrize("text", ["It works. So they say.", "New: It works."])
def test_a_quote_that_stays_where_it_was_in_a_new_text_is_kept(desk: Desk, text: str) -> None:
    for each in ("It works.", text):
        desk.write("article.txt", each)
        desk.load(quoting("a", "It works"))
    assert counts(desk.base.verify()) == {"verified": 1}


def test_a_quote_that_a_new_text_drops_is_missing(desk: Desk) -> None:
    for text in ("It works.", "It helps."):
        desk.write("article.txt", text)
        desk.load(quoting("a", "It works"))
    assert counts(desk.base.verify()) == {"missing": 1}


def test_of_a_missing_quote_the_place_in_the_last_text_that_had_it_is_told(desk: Desk) -> None:
    for text in ("It works.", "So it is: It works.", "It helps.", "Nothing helps."):
        desk.write("article.txt", text)
        desk.load(quoting("a", "It works", "It never works"))
    was = {each.claim: (each.state, each.start, each.was_start, each.was_end) for each in desk.base.verify().quotes}
    assert was == {"q1": ("missing", None, 10, 18), "q2": ("missing", None, None, None)}


def test_every_quote_of_a_claim_is_held_against_the_text(desk: Desk) -> None:
    desk.write("article.txt", TEXT)
    desk.load(source("a", claim(R, quote=["some dogs", "some cats"]), text="article.txt"))
    assert counts(desk.base.verify()) == {"verified": 1, "missing": 1}


@pytest.mark.parametrize("status", ["proposed", "rejected"])
def test_quotes_of_claims_that_do_not_count_are_left_out(desk: Desk, status: str) -> None:
    desk.write("article.txt", TEXT)
    desk.load(quoting("a", "It works for all", status=status))
    assert desk.base.verify().performed == 0


def test_quotes_of_withdrawn_claims_are_left_out(desk: Desk) -> None:
    desk.write("article.txt", TEXT)
    desk.load(quoting("a", "It works for all"))
    desk.load(quoting("a"))
    assert desk.base.verify() == VerifyReport(0, 0, 0, 0, 0, 0, [])


def test_one_source_may_be_asked_for(desk: Desk) -> None:
    desk.write("article.txt", TEXT)
    desk.load(quoting("a", "some dogs"), quoting("b", "some cats", "some dogs"))
    assert counts(desk.base.verify("a")) == {"verified": 1}
    assert counts(desk.base.verify("b")) == {"verified": 1, "missing": 1}


def test_two_sources_may_share_a_text(desk: Desk) -> None:
    desk.write("article.txt", TEXT)
    desk.load(quoting("a", "some dogs"), quoting("c", "some cats"), quoting("b", "some dogs", text=None))
    assert counts(desk.base.verify()) == {"verified": 1, "missing": 1, "unchecked": 1}


def test_what_is_not_verified_is_listed_by_the_keys_of_the_sources(desk: Desk) -> None:
    desk.write("article.txt", TEXT)
    desk.load(quoting("b", "some cats", "some birds"), quoting("c", "some birds"), quoting("a", "some cats"))
    listed = [(each.source, each.claim) for each in desk.base.verify().quotes]
    assert listed == [("a", "q1"), ("b", "q1"), ("b", "q2"), ("c", "q1")]


def test_the_worst_is_listed_first(desk: Desk) -> None:
    for text in ("It works. It is fine.", "It is fine. Much is said. It works."):
        desk.write("moving.txt", text)
        desk.write("article.txt", TEXT)
        desk.load(
            quoting("a", "It works", text=None),
            quoting("b", "It works", text="moving.txt"),
            quoting("c", "It works for some"),
            quoting("d", "some cats"),
        )
    listed = [(each.state, each.source) for each in desk.base.verify().quotes]
    assert listed == [("missing", "d"), ("ambiguous", "c"), ("moved", "b"), ("unchecked", "a")]


def test_a_quote_that_its_context_tells_from_its_like_is_verified(desk: Desk) -> None:
    desk.write("article.txt", TEXT)
    desk.load(source("a", claim(S, quote={"exact": "It works for some", "suffix": "dogs"}), text="article.txt"))
    assert counts(desk.base.verify()) == {"verified": 1}


@pytest.mark.parametrize("shift", [1, -3, 30])
def test_a_place_where_other_words_stand_is_not_believed(tmp_path: Path, shift: int) -> None:
    with stored_desk(tmp_path) as desk:
        desk.write("article.txt", TEXT)
        desk.load(quoting("a", "It does not work"))
        query(desk, f"UPDATE quote SET start = start + {shift}, end = end + {shift}")
        (moved,) = desk.base.verify().quotes
    assert (moved.state, moved.start, moved.end, moved.was_start) == ("moved", 19, 35, 19 + shift)


@pytest.mark.parametrize(
    "found", ["state = 'ambiguous'", "state = 'missing'", "state = 'verified', snapshot_id = NULL"]
)
def test_a_place_that_was_not_found_in_this_text_is_not_believed(tmp_path: Path, found: str) -> None:
    with stored_desk(tmp_path) as desk:
        desk.write("article.txt", TEXT)
        desk.load(quoting("a", "It works for some"))
        query(desk, f"UPDATE quote SET {found}, start = 0, end = 17")
        assert counts(desk.base.verify()) == {"ambiguous": 1}


def test_a_source_nobody_knows_is_no_clean_bill(desk: Desk) -> None:
    desk.load(says("page", S))
    with pytest.raises(NotFoundError) as raised:
        desk.base.verify("pages")
    assert str(raised.value) == "there is no source 'pages'; did you mean page?"


def test_verifying_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.write("article.txt", TEXT)
    path = tmp_path / "kb.sqlite"
    with KnowledgeBase.open(path, create=True) as base:
        Desk(desk.folder, base).load(quoting("a", "some dogs", "some cats"))
        before = _dump(path)
        base.verify()
    assert _dump(path) == before


def test_a_snapshot_that_was_tampered_with_is_not_trusted(desk: Desk, tmp_path: Path) -> None:
    desk.write("article.txt", TEXT)
    path = tmp_path / "kb.sqlite"
    with KnowledgeBase.open(path, create=True) as base:
        Desk(desk.folder, base).load(quoting("a", "some dogs"))
    with sqlite3.connect(path) as connection:
        digest: str = connection.execute("SELECT sha256 FROM snapshot").fetchone()[0]
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute("UPDATE snapshot SET text = replace(text, 'dogs', 'cats')")
    connection.close()
    with KnowledgeBase.open(path) as base, pytest.raises(DatabaseError) as raised:
        base.verify()
    assert str(raised.value) == f"the snapshot {digest[:12]} is not the text that was stored; restore a backup"


def _dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()
