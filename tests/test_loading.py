"""Loading a source record again: nothing changes but what was edited, and nothing is lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.building import Desk, Record, claim, source
from tests.storing import counts, dump, query, revisions, stored_desk


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    with stored_desk(tmp_path) as desk:
        yield desk


def full(**changes: Any) -> Record:
    """A claim that gives every field."""
    fields: Record = {
        "key": "k",
        "condition": "hair loss",
        "population": "men",
        "comparator": ["minoxidil", "placebo"],
        "outcome": "hair density",
        "regulator": "FDA",
        "proposition": "{treatment} works in {condition}",
        "statement": "it works",
        "quote": [{"exact": "it works", "prefix": "we say", "suffix": "well"}, "for men"],
        "author": "Ann Other",
        "interest": "commercial",
        "certainty": "hedged",
        "evidence": "cohort",
        "quantity": {"name": "gain", "low": 1, "high": 2, "unit": "hairs"},
    }
    return claim(**{**fields, **changes})


def test_loading_twice_changes_not_a_byte(stored: Desk) -> None:
    stored.vocabulary(treatments=[{"name": "therapy", "aliases": ["cure"], "identifiers": {"MeSH": "D1"}}])
    stored.write("article.txt", "Here we say it works well, for men.")
    about = {"authors": [{"name": "A. Body", "credentials": "MD"}], "text": "article.txt", "published": "2021-03"}
    record = source("s", full(), claim("refutes"), claim("neutral", quote="not there"), claim(), claim(), **about)
    stored.load(record)
    before = dump(stored)
    report = stored.load(record)
    stored.vocabulary(treatments=[{"name": "therapy", "aliases": ["cure"], "identifiers": {"MeSH": "D1"}}])
    assert dump(stored) == before
    assert counts(report.files[0]) == (0, 0, 5, 0, 0)
    assert report.created == []


def test_the_seeds_are_loaded_twice_without_a_change(stored: Desk) -> None:
    stored.base.load(seeds=True)
    before = dump(stored)
    report = stored.base.load(seeds=True)
    assert dump(stored) == before
    assert {counts(file)[:2] + counts(file)[3:] for file in report.files} == {(0, 0, 0, 0)}


def test_the_same_record_in_yaml_json_and_another_order_of_fields_is_the_same(stored: Desk) -> None:
    stored.load(source("s", claim(key="a", quantity={"name": "n", "low": 1, "unit": "%"})))
    before = dump(stored)
    stored.base.load(
        stored.write(
            "other-name.yaml",
            "claims:\n  - {key: a, quantity: {unit: '%', low: 1.0, name: n}, statement: something is said}\n"
            "defaults: {stance: supports, treatment: therapy, aspect: efficacy}\n"
            "source: {kind: journal-article, title: On s, key: s}\n",
        )
    )
    assert dump(stored) == before


EDITS: list[tuple[Record, Record, Record]] = [
    ({"treatment": "other"}, {"treatment": "therapy"}, {"treatment": "other"}),
    ({"condition": "alopecia"}, {"condition": "hair loss"}, {"condition": "alopecia"}),
    ({"population": None}, {"population": "men"}, {"population": None}),
    ({"comparator": "placebo"}, {"comparator": ["minoxidil", "placebo"]}, {"comparator": ["placebo"]}),
    ({"outcome": "thickness"}, {"outcome": "hair density"}, {"outcome": "thickness"}),
    ({"regulator": "TGA"}, {"regulator": "FDA"}, {"regulator": "TGA"}),
    (
        {"proposition": "{treatment} helps"},
        {"proposition": "{treatment} works in {condition}"},
        {"proposition": "{treatment} helps"},
    ),
    ({"stance": "refutes"}, {"stance": "supports"}, {"stance": "refutes"}),
    ({"statement": "it helps"}, {"statement": "it works"}, {"statement": "it helps"}),
    ({"author": "Bob Body"}, {"author": "Ann Other"}, {"author": "Bob Body"}),
    ({"interest": None}, {"interest": "commercial"}, {"interest": None}),
    ({"certainty": "asserted"}, {"certainty": "hedged"}, {"certainty": "asserted"}),
    ({"evidence": "laboratory"}, {"evidence": "cohort"}, {"evidence": "laboratory"}),
    ({"status": "proposed"}, {"status": "accepted"}, {"status": "proposed"}),
]


@pytest.mark.parametrize(("edit", "before", "after"), EDITS, ids=lambda edit: ",".join(edit))
def test_an_edited_field_leaves_a_revision_with_before_and_after(
    desk: Desk, edit: Record, before: Record, after: Record
) -> None:
    desk.load(source("s", full()))
    report = desk.load(source("s", full(**edit)))
    assert counts(report.files[0]) == (0, 1, 0, 0, 0)
    assert revisions(desk, "s/k") == [("changed", before, after)]


@pytest.mark.parametrize(
    "edit",
    [
        {"aspect": "safety"},
        {"quote": [{"exact": "it works", "prefix": "they say", "suffix": "well"}, "for men"]},
        {"quote": ["for men", {"exact": "it works", "prefix": "we say", "suffix": "well"}]},
        {"comparator": ["placebo", "minoxidil"]},
        {"quantity": {"name": "gain", "low": 1, "high": 3, "unit": "hairs"}},
        {"quantity": {"name": "gain", "low": 1, "high": 2, "unit": "%"}},
        {"quantity": None},
        {"quote": None},
    ],
    ids=str,
)
def test_a_revision_tells_before_from_after(desk: Desk, edit: Record) -> None:
    desk.load(source("s", full()))
    desk.load(source("s", full(**edit)))
    ((action, before, after),) = revisions(desk, "s/k")
    assert action == "changed"
    assert all(before[name] != after[name] for name in {**before, **after})


def test_an_edit_touches_no_other_claim(stored: Desk) -> None:
    others = [claim("refutes", key="a"), claim("neutral", key="b", quote="words")]
    stored.load(source("s", others[0], full(), others[1]), source("t", claim()))
    rows = "SELECT c.*, q.* FROM claim c LEFT JOIN quote q ON q.claim_id = c.id WHERE c.key != 'k'"
    before = query(stored, rows)
    report = stored.load(source("s", others[0], full(statement="edited"), others[1]), source("t", claim()))
    assert query(stored, rows) == before
    assert counts(report.files[0]) == (0, 1, 3, 0, 0)
    assert len(query(stored, "SELECT * FROM revision")) == 1


def test_a_claim_keeps_its_id_and_its_made_key_when_it_is_edited(desk: Desk) -> None:
    desk.load(source("s", claim(), claim("refutes", aspect="safety")))
    before = {each.aspect: (each.id, each.key) for each in desk.claims()}
    desk.load(source("s", claim("neutral", aspect="safety", statement="other"), claim(certainty="hedged")))
    assert {each.aspect: (each.id, each.key) for each in desk.claims()} == before


def test_a_key_given_later_names_the_claim_that_was_there(desk: Desk) -> None:
    desk.load(source("s", claim()))
    (before,) = desk.claims()
    desk.load(source("s", claim(key="effect")))
    (after,) = desk.claims()
    assert (after.id, after.key) == (before.id, "effect")
    assert revisions(desk, "s/effect") == [("changed", {"key": "c1"}, {"key": "effect"})]


@pytest.mark.parametrize(
    "edit",
    [{"comparator": ["placebo", "minoxidil"]}, {"outcome": "Hair  Density"}, {"regulator": "fda"}],
    ids=lambda edit: ",".join(edit),
)
def test_a_claim_whose_frame_is_only_spelt_otherwise_stays_the_same_claim(desk: Desk, edit: Record) -> None:
    desk.load(source("s", full(key=None, quote=None)))
    (before,) = desk.claims()
    desk.load(source("s", full(key=None, quote=None, **edit)))
    (after,) = desk.claims()
    assert (after.id, after.key) == (before.id, before.key)


def test_a_claim_gone_from_its_record_is_withdrawn(desk: Desk) -> None:
    desk.load(source("s", claim(key="a"), claim("refutes", key="b")))
    report = desk.load(source("s", claim(key="a")))
    assert counts(report.files[0]) == (0, 0, 1, 1, 0)
    assert [each.key for each in desk.claims()] == ["a"]
    assert [each.key for each in desk.claims(status="withdrawn")] == ["b"]
    assert revisions(desk, "s/b") == [("withdrawn", {"status": "accepted"}, {"status": "withdrawn"})]


def test_a_record_without_claims_withdraws_them_all_once(desk: Desk) -> None:
    desk.load(source("s", claim(key="a"), claim("refutes", key="b")))
    assert counts(desk.load(source("s")).files[0]) == (0, 0, 0, 2, 0)
    assert counts(desk.load(source("s", published="2021")).files[0])[3] == 0


@pytest.mark.parametrize("key", ["a", None])
def test_a_withdrawn_claim_that_returns_is_reinstated(desk: Desk, key: str | None) -> None:
    desk.load(source("s", claim(key=key)))
    (before,) = desk.claims()
    desk.load(source("s"))
    report = desk.load(source("s", claim(key=key)))
    assert counts(report.files[0]) == (0, 1, 0, 0, 0)
    assert desk.claims() == [before]
    withdrawn, reinstated = revisions(desk, before.reference)
    assert withdrawn[0] == "withdrawn"
    assert reinstated == ("reinstated", {"status": "withdrawn"}, {"status": "accepted"})


def test_a_new_claim_does_not_take_the_key_of_a_withdrawn_one(desk: Desk) -> None:
    desk.load(source("s", claim(), claim("refutes", aspect="safety")))
    desk.load(source("s", claim()))
    desk.load(source("s", claim(), claim("neutral", aspect="cost")))
    assert [(each.aspect, each.key) for each in desk.claims()] == [("efficacy", "c1"), ("cost", "c3")]


def test_what_a_record_itself_calls_withdrawn_is_not_reinstated_by_an_edit(desk: Desk) -> None:
    desk.load(source("s", claim(key="a", status="withdrawn")))
    desk.load(source("s", claim(key="a", status="withdrawn", statement="edited")))
    assert [action for action, _, _ in revisions(desk, "s/a")] == ["changed"]


def test_a_load_does_not_undo_what_a_review_decided(stored: Desk) -> None:
    stored.load(source("s", claim(key="a")))
    query(stored, "UPDATE claim SET status = 'rejected', reviewed_status = 'rejected'")
    stored.load(source("s", claim(key="a", statement="edited", status="accepted")))
    stored.load(source("s"))
    stored.load(source("s", claim(key="a", statement="edited again")))
    assert [each.statement for each in stored.claims(status="rejected")] == ["edited again"]


def test_a_claim_that_a_review_brought_in_is_not_withdrawn_by_a_file(stored: Desk) -> None:
    stored.load(source("s", claim(key="a")))
    query(stored, "UPDATE claim SET origin = 'proposal', reviewed_status = 'accepted'")
    stored.load(source("s", claim("refutes", key="b")))
    assert {each.key for each in stored.claims()} == {"a", "b"}


def test_a_new_claim_takes_no_key_that_a_claim_from_a_review_has(stored: Desk) -> None:
    stored.load(source("s", claim()))
    query(stored, "UPDATE claim SET origin = 'proposal', reviewed_status = 'accepted'")
    stored.load(source("s", claim("refutes")))
    assert sorted(each.key for each in stored.claims()) == ["c1", "c2"]


def test_the_fields_and_authors_of_a_source_are_changed_with_a_revision(stored: Desk) -> None:
    stored.load(source("s", claim(), published="2020", authors=[{"name": "Ann Other"}]))
    people = [{"name": "Ann Other", "credentials": "MD"}, {"name": "Bob Body"}]
    stored.load(source("s", claim(), published="2021", authors=people))
    (row,) = stored.base.sources()
    assert (row.published, row.authors) == ("2021", ["Ann Other", "Bob Body"])
    assert query(stored, "SELECT action, before, after FROM revision WHERE source_id = 1") == [
        (
            "changed",
            '{"authors": [["Ann Other", null, null]], "published": "2020"}',
            '{"authors": [["Ann Other", "MD", null], ["Bob Body", null, null]], "published": "2021"}',
        )
    ]


def test_a_revision_names_who_loaded_and_the_load(stored: Desk) -> None:
    stored.load(source("s", claim(key="a")), by="Ann")
    stored.load(source("s", claim(key="a", statement="edited")), by="Bob")
    (revision,) = stored.base.show("s/a").revisions
    assert revision.changed_by == "Bob"
    assert query(stored, "SELECT loaded_by FROM load ORDER BY id") == [("Ann",), ("Bob",)]


def test_the_made_key_of_a_claim_that_got_another_is_not_given_again(desk: Desk) -> None:
    desk.load(source("a", claim(statement="first")))
    desk.load(source("a", claim(statement="first", key="own")))
    desk.load(source("a", claim(statement="first", key="own"), claim(statement="second", aspect="cost")))
    assert sorted(each.key for each in desk.claims()) == ["c2", "own"]
