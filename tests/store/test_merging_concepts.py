"""Two treatments, conditions or populations that are one: what goes over, what stays, and what is refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.errors import KbError, MergeError, NotFoundError, UsageError
from kb.records import MergeReport
from tests.building import Desk, Record, claim, source
from tests.storing import counts, dump, query, revisions, stored_desk


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    with stored_desk(tmp_path) as desk:
        yield desk


def tree(desk: Desk) -> dict[str, str | None]:
    return {row.name: row.parent for row in desk.base.treatments()}


def refusal(desk: Desk, kind: str, old: str, new: str) -> KbError:
    """Merge what must be refused; the base stays as it was."""
    before = dump(desk)
    with pytest.raises(KbError) as raised:
        desk.base.merge(kind, old, new)
    assert dump(desk) == before
    return raised.value


KINDS = ["treatment", "condition", "population"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_of_the_one_is_said_of_the_other(stored: Desk, kind: str) -> None:
    stored.load(source("s", claim(key="k", **{kind: "old"}), claim(**{kind: "new"}), claim(**{kind: "else"})))
    report = stored.base.merge(kind, "old", "new", by="Ann")
    assert report == MergeReport(kind, "old", "new", ["old"], claims=1, sources=1)
    assert getattr(stored.base.show("s/k").claim, kind) == "new"
    assert revisions(stored, "s/k") == [("changed", {kind: "old"}, {kind: "new"})]


@pytest.mark.parametrize("kind", KINDS)
def test_both_names_find_the_one_that_stays(stored: Desk, kind: str) -> None:
    stored.load(source("s", claim(**{kind: "old"}), claim(**{kind: "new"})))
    stored.base.merge(kind, "old", "new")
    asked = [{"treatment": name} if kind == "treatment" else {kind: name} for name in ("old", "Old ", "new")]
    assert [len(stored.claims(**each)) for each in asked] == [2, 2, 2]


def test_a_comparator_is_named_once(stored: Desk) -> None:
    stored.load(
        source("s", claim(key="k", comparator=["old", "x", "new"]), claim(key="m", comparator=["x", "old"])),
    )
    report = stored.base.merge("treatment", "old", "new")
    assert report.claims == 2
    assert stored.base.show("s/k").claim.comparator == ["new", "x"]
    assert revisions(stored, "s/k") == [
        ("changed", {"comparator": ["old", "x", "new"]}, {"comparator": ["new", "x"]}),
    ]
    assert stored.base.show("s/m").claim.comparator == ["x", "new"]


def test_sources_are_counted_once_each(stored: Desk) -> None:
    stored.load(
        source("a", claim(treatment="old"), claim("refutes", treatment="old", comparator="x")),
        source("b", claim(comparator="old")),
        source("c", claim(treatment="new")),
    )
    report = stored.base.merge("treatment", "old", "new")
    assert (report.claims, report.sources) == (3, 2)


def test_claims_of_every_status_go_over(stored: Desk) -> None:
    stored.load(source("s", claim(key="k", treatment="old"), claim(treatment="new"), claim("neutral", key="gone")))
    stored.load(source("s", claim(key="k", treatment="old", status="proposed"), claim(treatment="new")))
    stored.base.merge("treatment", "therapy", "new")
    stored.base.merge("treatment", "old", "new")
    assert stored.base.show("s/gone").claim.treatment == stored.base.show("s/k").claim.treatment == "new"


def test_names_identifiers_and_the_parent_go_over(stored: Desk) -> None:
    stored.vocabulary(
        treatments=[
            "trunk",
            {
                "name": "old",
                "aliases": ["older", "oldest"],
                "identifiers": {"MeSH": "D1", "RxNorm": "1"},
                "parent": "trunk",
            },
            "new",
        ]
    )
    report = stored.base.merge("treatment", "old", "new")
    assert (report.names, report.claims, report.sources) == (["old", "older", "oldest"], 0, 0)
    new = next(row for row in stored.base.treatments() if row.name == "new")
    assert (new.aliases, new.identifiers, new.in_vocabulary, new.parent) == (
        ["old", "older", "oldest"],
        {"MeSH": "D1", "RxNorm": "1"},
        True,
        "trunk",
    )
    assert query(stored, "SELECT action, before, after FROM revision") == [
        (
            "took in",
            '{"alias": null, "identifiers": {}, "parent": null}',
            '{"alias": "old", "identifiers": {"MeSH": "D1", "RxNorm": "1"}, "parent": "trunk"}',
        )
    ]


def test_of_what_both_have_that_of_the_one_that_stays_is_kept(stored: Desk) -> None:
    stored.vocabulary(
        treatments=[
            "trunk",
            "tree",
            {"name": "old", "identifiers": {"MeSH": "D1", "RxNorm": "1"}, "parent": "trunk"},
            {"name": "new", "identifiers": {"MeSH": "D2"}, "parent": "tree"},
        ]
    )
    stored.base.merge("treatment", "old", "new")
    new = next(row for row in stored.base.treatments() if row.name == "new")
    assert (new.identifiers, new.parent) == ({"MeSH": "D2", "RxNorm": "1"}, "tree")


def test_variants_lie_under_the_one_that_stays(stored: Desk) -> None:
    stored.vocabulary(
        treatments=[
            "old",
            "new",
            {"name": "b", "parent": "old"},
            {"name": "a", "parent": "old"},
            {"name": "a of a", "parent": "a"},
        ]
    )
    report = stored.base.merge("treatment", "old", "new")
    assert report.variants == ["a", "b"]
    assert tree(stored) == {"new": None, "a": "new", "a of a": "a", "b": "new"}
    moved = "SELECT before, after FROM revision WHERE concept_id IS NOT NULL AND action = 'changed'"
    assert query(stored, moved) == [('{"parent": "old"}', '{"parent": "new"}')] * 2


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({"old": "new"}, {"new": None}),
        ({"new": "old"}, {"new": None}),
        ({"x": "new", "old": "x"}, {"new": None, "x": "new"}),
        ({"x": "old", "new": "x"}, {"new": None, "x": "new"}),
        ({"old": "top", "new": "old"}, {"top": None, "new": "top"}),
        ({"old": "top", "x": "old", "new": "x"}, {"top": None, "new": "top", "x": "new"}),
        ({"new": "top", "old": "new"}, {"top": None, "new": "top"}),
    ],
)
def test_one_that_lies_under_the_other_may_be_the_same(
    stored: Desk, entries: dict[str, str], expected: dict[str, str | None]
) -> None:
    names = dict.fromkeys([*entries, *entries.values()])
    stored.vocabulary(
        treatments=[{"name": name, **({"parent": entries[name]} if name in entries else {})} for name in names]
    )
    report = stored.base.merge("treatment", "old", "new")
    assert tree(stored) == expected
    assert report.variants == (["x"] if entries.get("x") == "old" else [])


def test_two_that_are_compared_with_one_another_are_two(stored: Desk) -> None:
    stored.load(
        source("a", claim(key="one", treatment="old", comparator=["x", "new"])),
        source("b", claim(key="two", treatment="new", comparator="old", status="rejected")),
        source("c", claim(key="three", treatment="x", comparator=["old", "new"])),
    )
    error = refusal(stored, "treatment", "old", "new")
    assert isinstance(error, MergeError)
    assert str(error) == (
        "'old' and 'new' are compared with one another by a/one, b/two; mend that first where they are one"
    )


def test_a_refusal_names_five_claims_and_counts_the_rest(stored: Desk) -> None:
    claims = [claim(key=f"k{number}", statement=str(number), treatment="old", comparator="new") for number in range(7)]
    stored.load(source("s", *claims))
    assert "by s/k0, s/k1, s/k2, s/k3, s/k4 and 2 more;" in str(refusal(stored, "treatment", "old", "new"))


def test_a_comparison_that_was_withdrawn_keeps_nobody_from_merging(stored: Desk) -> None:
    stored.load(source("s", claim(key="gone", treatment="old", comparator="new"), claim(treatment="new")))
    stored.load(source("s", claim(treatment="new")))
    assert stored.base.merge("treatment", "old", "new").claims == 1


def test_an_alias_does_not_take_in_a_name_that_is_compared_with_its_own(stored: Desk) -> None:
    stored.load(source("s", claim(key="k", treatment="old", comparator="new")))
    before = dump(stored)
    assert stored.problems("treatments:\n  - name: new\n    aliases: [old]\n", "v.yaml") == [
        "3: treatments.aliases: 'old' and 'new' are compared with one another by s/k;"
        " mend that first where they are one"
    ]
    assert dump(stored) == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("one", "other"), [("hair graft", "Hair-Graft"), ("hair graft", "hair  graft"), ("Café", "cafe"), ("a", "alias")]
)
def test_names_of_one_concept_are_one_already(stored: Desk, kind: str, one: str, other: str) -> None:
    stored.vocabulary(**{f"{kind}s": [{"name": one, "aliases": ["alias"]}]})
    error = refusal(stored, kind, one, other)
    assert (type(error), error.exit_code) == (MergeError, 1)
    assert str(error) == f"the {kind}s '{one}' and '{other}' are one already"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("hair graf", "x", "there is no treatment 'hair graf'; did you mean hair graft?"),
        ("hair graft", "xylophone", "there is no treatment 'xylophone'; 'kb treatments' lists them"),
        ("", "hair graft", "there is no treatment ''; 'kb treatments' lists them"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(stored: Desk, old: str, new: str, message: str) -> None:
    stored.load(source("s", claim(treatment="hair graft"), claim(condition="hair graf")))
    error = refusal(stored, "treatment", old, new)
    assert (type(error), str(error)) == (NotFoundError, message)


@pytest.mark.parametrize("kind", ["condition", "population"])
def test_an_unknown_name_of_what_no_command_lists_is_told_where_it_would_stand(stored: Desk, kind: str) -> None:
    stored.load(source("s", claim(**{kind: "hair loss"})))
    error = refusal(stored, kind, "a", "hair loss")
    assert (type(error), str(error)) == (
        NotFoundError,
        f"there is no {kind} 'a'; no claim and no vocabulary has such a name",
    )


def test_a_kind_that_cannot_be_merged_is_wrong_usage(stored: Desk) -> None:
    error = refusal(stored, "treatmnt", "a", "b")
    assert (type(error), str(error)) == (
        UsageError,
        "merge: 'treatmnt' is not one of treatment, condition, population, author, proposition;"
        " did you mean treatment?",
    )


RECORDS: list[Record] = [
    source("s", claim(treatment="old", comparator=["x", "old variant"]), claim("refutes", treatment="new")),
    source("t", claim("refutes", treatment="old variant", comparator=["new", "old"], condition="c")),
]


def test_a_dry_run_reports_the_same_and_stores_nothing(stored: Desk) -> None:
    stored.load(*RECORDS)
    before = dump(stored)
    tried = stored.base.merge("treatment", "old", "new", dry_run=True)
    assert dump(stored) == before
    assert tried == stored.base.merge("treatment", "old", "new")
    assert tried.claims == 2


def test_every_record_loaded_again_changes_nothing(stored: Desk) -> None:
    stored.load(*RECORDS)
    stored.base.merge("treatment", "old", "new")
    before = dump(stored)
    stored.load(*RECORDS)
    stored.load(*RECORDS, name="under another name.json")
    assert dump(stored) == before


def test_an_edited_record_that_says_the_old_name_finds_the_one_that_stays(stored: Desk) -> None:
    stored.load(*RECORDS)
    stored.base.merge("treatment", "old", "new")
    edited = source("s", claim(treatment="OLD", comparator=["x", "old variant"]), claim("neutral", treatment="old"))
    report = stored.load(edited)
    assert report.created == []
    assert counts(report.files[0]) == (0, 1, 1, 0, 0)


def test_the_history_says_who_merged_what(stored: Desk) -> None:
    stored.load(source("s", claim(treatment="hair graft"), claim(treatment="new")))
    stored.base.merge("treatment", "hair graft", "new", by="Ann Lee")
    assert query(stored, "SELECT file, loaded_by FROM load ORDER BY id DESC LIMIT 1") == [
        ("kb merge treatment 'hair graft' new", "Ann Lee")
    ]
    assert query(stored, "SELECT DISTINCT changed_by FROM revision") == [("Ann Lee",)]


def test_a_merged_concept_can_be_merged_again(stored: Desk) -> None:
    stored.load(source("s", *(claim(key=name, treatment=name) for name in ("a", "b", "c"))))
    stored.base.merge("treatment", "a", "b")
    report = stored.base.merge("treatment", "a", "c")
    assert (report.taken_in, report.names, report.claims) == ("b", ["a", "b"], 2)
    assert [row.name for row in stored.base.treatments()] == ["c"]
    assert query(stored, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_of_a_vocabulary_is_not_taken_in_by_one_of_none(stored: Desk, kind: str) -> None:
    entries = {f"{kind}s": [{"name": "cap", "aliases": ["hood"]}]}
    stored.vocabulary(**entries)
    stored.load(source("s", claim(**{kind: "capp"})))
    error = refusal(stored, kind, "hood", "capp")
    assert isinstance(error, MergeError)
    assert str(error) == "'cap' is in a vocabulary and 'capp' is not: merge the other way round"
    report = stored.base.merge(kind, "capp", "cap")
    assert (report.claims, report.advice) == (1, None)
    assert counts(stored.vocabulary(**entries).files[0]) == (0, 0, 1, 0, 0)


def test_a_vocabulary_that_lists_both_is_told_what_to_do(stored: Desk) -> None:
    entries: dict[str, Any] = {"treatments": [{"name": "new"}, {"name": "old"}]}
    stored.vocabulary(**entries)
    report = stored.base.merge("treatment", "old", "new")
    assert report.advice == "take 'old' out of its vocabulary file and list it under the aliases of 'new'"
    before = dump(stored)
    assert stored.problems(entries, "v.json") == [
        "1: treatments.name: 'old' is an alias of the treatment 'new' already; list it among its aliases"
    ]
    assert dump(stored) == before
    loaded = stored.vocabulary(treatments=[{"name": "new", "aliases": ["old"]}])
    assert counts(loaded.files[0]) == (0, 0, 1, 0, 0)
