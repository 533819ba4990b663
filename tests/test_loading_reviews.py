"""What a review decided stands, whatever is loaded afterwards, in whatever format."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import Desk, Record, claim, source
from tests.storing import copied_desk, counts, dump, query, revisions
from tests.written import SUFFIXES, written

each_format = pytest.mark.parametrize("suffix", SUFFIXES)
each_decision = pytest.mark.parametrize("decision", ["accepted", "rejected"])


@pytest.fixture
def stored(blank: Path) -> Iterator[Desk]:
    with copied_desk(blank) as desk:
        yield desk


def load(desk: Desk, suffix: str, *claims: Record) -> tuple[int, ...]:
    """Load the claims as those of one source; return added, changed, unchanged, withdrawn, rejected."""
    (file,) = desk.base.load(desk.write(f"s{suffix}", written(suffix, source("s", *claims)))).files
    assert file.errors == []
    return counts(file)


def decide(desk: Desk, key: str, decision: str) -> None:
    """Write what a review writes when it accepts or rejects a claim."""
    query(desk, "UPDATE claim SET status = ?1, reviewed_status = ?1 WHERE key = ?2", decision, key)


def standing(desk: Desk) -> dict[str, tuple[str, str | None]]:
    """Return status and statement of every claim by its key."""
    return {key: (status, said) for key, status, said in query(desk, "SELECT key, status, statement FROM claim")}


@each_format
@each_decision
@pytest.mark.parametrize("given", ["accepted", "proposed", "rejected"])
def test_an_edited_claim_keeps_its_decision(stored: Desk, suffix: str, decision: str, given: str) -> None:
    load(stored, suffix, claim(key="a", status="proposed"))
    decide(stored, "a", decision)
    assert load(stored, suffix, claim(key="a", status=given, statement="edited")) == (0, 1, 0, 0, 0)
    assert standing(stored) == {"a": (decision, "edited")}
    assert revisions(stored, "s/a") == [("changed", {"statement": "something is said"}, {"statement": "edited"})]


@each_format
@each_decision
def test_a_status_that_a_file_changes_after_a_decision_is_no_change(stored: Desk, suffix: str, decision: str) -> None:
    load(stored, suffix, claim(key="a", status="proposed"))
    decide(stored, "a", decision)
    before = query(stored, "SELECT * FROM claim")
    assert load(stored, suffix, claim(key="a", status="accepted")) == (0, 0, 1, 0, 0)
    assert query(stored, "SELECT * FROM claim") == before
    assert revisions(stored, "s/a") == []


@each_format
@each_decision
def test_the_same_file_again_leaves_a_decision_and_not_a_byte_of_change(
    stored: Desk, suffix: str, decision: str
) -> None:
    claims = [claim(key="a", status="proposed"), claim("refutes")]
    load(stored, suffix, *claims)
    decide(stored, "a", decision)
    before = dump(stored)
    assert load(stored, suffix, *claims) == (0, 0, 2, 0, 0)
    assert dump(stored) == before


@each_format
@each_decision
def test_a_claim_that_goes_and_returns_has_its_decision_again(stored: Desk, suffix: str, decision: str) -> None:
    load(stored, suffix, claim(key="a"), claim("refutes", key="b"))
    decide(stored, "a", decision)
    assert load(stored, suffix, claim("refutes", key="b")) == (0, 0, 1, 1, 0)
    assert standing(stored)["a"] == ("withdrawn", "something is said")
    assert load(stored, suffix, claim(key="a"), claim("refutes", key="b")) == (0, 1, 1, 0, 0)
    assert standing(stored)["a"] == (decision, "something is said")
    assert revisions(stored, "s/a") == [
        ("withdrawn", {"status": decision}, {"status": "withdrawn"}),
        ("reinstated", {"status": "withdrawn"}, {"status": decision}),
    ]


@each_format
@each_decision
def test_a_claim_that_a_record_gives_as_withdrawn_is_not_brought_back_by_its_decision(
    stored: Desk, suffix: str, decision: str
) -> None:
    load(stored, suffix, claim(key="a"), claim("refutes", key="b"))
    decide(stored, "a", decision)
    load(stored, suffix, claim("refutes", key="b"))
    assert load(stored, suffix, claim(key="a", status="withdrawn"), claim("refutes", key="b")) == (0, 0, 2, 0, 0)
    assert standing(stored)["a"] == ("withdrawn", "something is said")


@each_format
def test_a_rejected_claim_without_key_is_known_again_by_what_it_says(stored: Desk, suffix: str) -> None:
    load(stored, suffix, claim(quote="words", statement="one"), claim(quote="more words", statement="two"))
    decide(stored, "c2", "rejected")
    load(stored, suffix, claim(quote="more words", statement="second"), claim(quote="words", statement="first"))
    assert standing(stored) == {"c1": ("accepted", "first"), "c2": ("rejected", "second")}


def test_a_decision_stands_when_its_source_moves_to_a_file_of_another_format(stored: Desk) -> None:
    for number, suffix in enumerate((*SUFFIXES, SUFFIXES[0])):
        load(stored, suffix, claim(key="a", statement=f"version {number}"))
        decide(stored, "a", "rejected")
    assert standing(stored) == {"a": ("rejected", "version 4")}


@each_format
def test_what_a_review_brought_in_is_neither_changed_nor_withdrawn_by_a_file(stored: Desk, suffix: str) -> None:
    load(stored, suffix, claim(), claim("refutes", aspect="safety"))
    query(stored, "UPDATE claim SET origin = 'proposal', reviewed_status = 'accepted' WHERE key = 'c1'")
    before = query(stored, "SELECT * FROM claim WHERE key = 'c1'")
    assert load(stored, suffix, claim("refutes", aspect="safety", statement="edited")) == (0, 1, 0, 0, 0)
    assert load(stored, suffix) == (0, 0, 0, 1, 0)
    assert query(stored, "SELECT * FROM claim WHERE key = 'c1'") == before
