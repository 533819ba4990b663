"""A vocabulary into the base: what it adds, what it takes in as its own, and what contradicts it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.loading.given import give_files
from kb.loading.options import LoadOptions
from kb.loading.run import LoadRun
from kb.store.guessing import GuessBudget
from tests.building import Desk, claim, source
from tests.storing import counts, dump, query, revisions, stored_desk, warnings


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    with stored_desk(tmp_path) as desk:
        yield desk


def parents(desk: Desk) -> dict[str, str | None]:
    return {row.name: row.parent for row in desk.base.treatments()}


def named(fields: dict[str, Any]) -> dict[str, set[str]]:
    """Return each field with the names in it: comparators have no order."""
    return {field: {value} if isinstance(value, str) else set(value) for field, value in fields.items()}


def test_a_vocabulary_counts_its_concepts(desk: Desk) -> None:
    first = desk.vocabulary(treatments=["a", "b"], conditions=["c"])
    edited = desk.vocabulary(treatments=["a", {"name": "b", "aliases": ["bee"]}], populations=["men"])
    assert [counts(report.files[0]) for report in (first, edited)] == [(3, 0, 0, 0, 0), (1, 1, 1, 0, 0)]


def test_a_concept_gone_from_its_vocabulary_stays(desk: Desk) -> None:
    desk.vocabulary(treatments=[{"name": "a", "aliases": ["x"], "identifiers": {"MeSH": "D1"}}, "b"])
    desk.vocabulary(treatments=[{"name": "a", "identifiers": {"RxNorm": "2"}}])
    rows = {row.name: (row.aliases, row.identifiers) for row in desk.base.treatments()}
    assert rows == {"a": (["x"], {"MeSH": "D1", "RxNorm": "2"}), "b": ([], {})}


def test_a_name_that_a_claim_brought_in_becomes_the_vocabulary_s_own(stored: Desk) -> None:
    stored.load(source("s", claim(treatment="hair-therapy")))
    (before,) = stored.claims("hair therapy")
    report = stored.vocabulary(treatments=[{"name": "Hair therapy", "identifiers": {"MeSH": "D1"}}])
    assert counts(report.files[0]) == (0, 1, 0, 0, 0)
    (row,) = stored.base.treatments()
    assert (row.name, row.in_vocabulary, row.identifiers) == ("Hair therapy", True, {"MeSH": "D1"})
    assert [each.id for each in stored.claims("hair therapy")] == [before.id]
    assert query(stored, "SELECT action, before, after FROM revision WHERE concept_id IS NOT NULL") == [
        (
            "changed",
            '{"identifiers": {}, "in_vocabulary": false, "name": "hair-therapy"}',
            '{"identifiers": {"MeSH": "D1"}, "in_vocabulary": true, "name": "Hair therapy"}',
        )
    ]


def test_a_name_that_becomes_a_vocabulary_s_own_is_no_alias_in_the_spelling_that_it_had(desk: Desk) -> None:
    desk.load(source("s", claim(treatment="hair-therapy")))
    desk.vocabulary(treatments=["Hair therapy"])
    assert [(row.name, row.aliases) for row in desk.base.treatments()] == [("Hair therapy", [])]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("treatments", {"treatment": "old"}),
        ("conditions", {"condition": "old"}),
        ("populations", {"population": "old"}),
        ("treatments", {"comparator": ["x", "old"]}),
    ],
    ids=["treatment", "condition", "population", "comparator"],
)
def test_an_alias_takes_in_a_name_that_claims_have_used_with_a_revision_on_each(
    desk: Desk, kind: str, fields: dict[str, Any]
) -> None:
    desk.vocabulary(treatments=["therapy"])
    desk.load(source("s", claim(key="k", **fields)))
    desk.vocabulary(**{kind: [{"name": "new", "aliases": ["old"]}]})
    ((field, old),) = fields.items()
    new = ["x", "new"] if isinstance(old, list) else "new"
    detail = desk.base.show("s/k")
    assert getattr(detail.claim, field) == new
    ((action, before, after),) = revisions(desk, "s/k")
    assert (action, named(before), named(after)) == ("changed", named({field: old}), named({field: new}))


def test_a_claim_whose_name_was_taken_in_is_the_same_claim_when_it_is_loaded_again(stored: Desk) -> None:
    stored.load(source("s", claim(treatment="old", comparator=["newest", "older"])))
    stored.vocabulary(treatments=[{"name": "new", "aliases": ["old"]}, {"name": "newest", "aliases": ["older"]}])
    before = dump(stored)
    stored.load(source("s", claim(treatment="old", comparator=["newest", "older"])))
    assert dump(stored) == before
    report = stored.load(source("s", claim(treatment="new", comparator=["newest"])))
    assert counts(report.files[0]) == (0, 0, 1, 0, 0)


def test_a_name_that_was_taken_in_keeps_its_children(desk: Desk) -> None:
    desk.load(source("s", claim(treatment="old")))
    desk.vocabulary(treatments=[{"name": "variant", "parent": "old"}])
    desk.vocabulary(treatments=[{"name": "new", "aliases": ["old"]}])
    assert parents(desk) == {"new": None, "variant": "new"}


def test_taking_in_a_name_from_above_makes_no_circle(stored: Desk) -> None:
    stored.load(source("s", claim(treatment="alpha")))
    stored.vocabulary(treatments=[{"name": "beta", "parent": "alpha"}, {"name": "gamma", "parent": "beta"}])
    stored.base.load(stored.write("v.json", {"treatments": [{"name": "gamma", "aliases": ["alpha"]}]}))
    tree = dict(query(stored, "SELECT id, parent_id FROM concept"))
    for concept_id in tree:
        above, steps = tree[concept_id], 0
        while above is not None and steps <= len(tree):
            above, steps = tree[above], steps + 1
        assert above is None, f"concept {concept_id} lies below itself"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (
            [{"name": "c", "aliases": ["Bee"]}],
            ["1: treatments.aliases: 'Bee' is a name of the treatment 'b' already"],
        ),
        ([{"name": "c", "aliases": ["A"]}], ["1: treatments.aliases: 'A' is a name of the treatment 'a' already"]),
        (
            [{"name": "bee"}],
            ["1: treatments.name: 'bee' is an alias of the treatment 'b' already; list it among its aliases"],
        ),
        (
            [{"name": "c", "parent": "beee"}],
            ["1: treatments.parent: 'beee' is no treatment of this vocabulary or the base; did you mean bee?"],
        ),
        (
            [{"name": "c", "parent": "men"}],
            ["1: treatments.parent: 'men' is no treatment of this vocabulary or the base"],
        ),
        ([{"name": "c", "parent": "c"}], ["1: treatments.parent: 'c' lies below 'c' itself: a circle"]),
        ([{"name": "a", "parent": "b"}], ["1: treatments.parent: 'b' lies below 'a' itself: a circle"]),
        (
            [{"name": "c", "parent": "d"}, {"name": "d", "parent": "c"}],
            [
                "1: treatments.parent: 'd' lies below 'c' itself: a circle",
                "1: treatments.parent: 'c' lies below 'd' itself: a circle",
            ],
        ),
        (
            [{"name": "c", "aliases": ["a"]}, {"name": "d", "parent": "zzz"}],
            [
                "1: treatments.aliases: 'a' is a name of the treatment 'a' already",
                "1: treatments.parent: 'zzz' is no treatment of this vocabulary or the base",
            ],
        ),
    ],
)
def test_an_entry_that_contradicts_the_base_is_refused(
    desk: Desk, entries: list[dict[str, str]], expected: list[str]
) -> None:
    desk.vocabulary(
        treatments=["a", {"name": "b", "aliases": ["bee"], "parent": "a"}], populations=["men"], conditions=["bee"]
    )
    assert desk.problems({"treatments": entries}, "broken.json") == expected


def test_an_error_against_the_base_stands_at_its_line(desk: Desk) -> None:
    content = "treatments:\n  - name: a\n  - name: b\n    aliases: [x]\n    parent: c\n"
    assert desk.problems(content, "v.yaml") == [
        "5: treatments.parent: 'c' is no treatment of this vocabulary or the base"
    ]


def test_an_entry_may_stand_before_its_parent(desk: Desk) -> None:
    desk.vocabulary(treatments=[{"name": "a", "parent": "bee"}, {"name": "b", "aliases": ["bee"]}])
    assert parents(desk) == {"b": None, "a": "b"}


def test_a_parent_given_later_replaces_the_one_before_with_a_revision(stored: Desk) -> None:
    stored.vocabulary(treatments=["a", "b", {"name": "c", "parent": "a"}])
    report = stored.vocabulary(treatments=[{"name": "c", "parent": "b"}])
    assert counts(report.files[0]) == (0, 1, 0, 0, 0)
    assert parents(stored)["c"] == "b"
    assert query(stored, "SELECT before, after FROM revision") == [('{"parent": "a"}', '{"parent": "b"}')]


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 0, 2]])
def test_a_vocabulary_may_turn_a_pair_round(desk: Desk, order: list[int]) -> None:
    desk.vocabulary(treatments=["b", {"name": "a", "parent": "b"}])
    entries = [{"name": "b", "parent": "a"}, {"name": "a", "parent": "c"}, {"name": "c"}]
    desk.vocabulary(treatments=[entries[index] for index in order])
    assert parents(desk) == {"c": None, "a": "c", "b": "a"}


def test_a_parent_may_stand_in_a_later_file(desk: Desk) -> None:
    desk.write("in/1.json", {"treatments": [{"name": "variant", "parent": "trunk"}]})
    desk.write("in/2.json", {"treatments": [{"name": "tree", "aliases": ["trunk"]}]})
    report = desk.base.load(desk.folder / "in")
    assert [file.errors for file in report.files] == [[], []]
    assert parents(desk) == {"tree": None, "variant": "tree"}


SPELLINGS = ["Hair-Graft", "hair graft", "HAIR  GRAFT", "hair\u2011graft", "hair_graft", "h\u00e4ir graft"]


@pytest.mark.parametrize("kind", ["treatment", "condition", "population"])
def test_names_that_differ_by_case_accents_hyphens_and_blanks_are_one_concept(stored: Desk, kind: str) -> None:
    report = stored.load(source("s", *(claim(key=f"k{n}", **{kind: name}) for n, name in enumerate(SPELLINGS))))
    created = [(each.kind, each.name, each.nearest) for each in report.created if each.name != "therapy"]
    assert created == [(kind, "Hair-Graft", None)]
    assert {getattr(stored.base.show(f"s/k{n}").claim, kind) for n in range(len(SPELLINGS))} == {"Hair-Graft"}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_vocabulary_lists_a_name_that_is_known_in_another_spelling_once(stored: Desk, spelling: str) -> None:
    stored.vocabulary(treatments=[{"name": "Hair-Graft", "aliases": ["graft"]}])
    before = dump(stored)
    report = stored.vocabulary(treatments=[{"name": spelling, "aliases": ["GRAFT", "Graft"]}])
    assert counts(report.files[0]) == (0, 0, 1, 0, 0)
    assert dump(stored) == before


def test_a_comparator_in_another_spelling_of_the_treatment_is_the_treatment_itself(desk: Desk) -> None:
    record = source("s", claim(treatment="hair graft", comparator="Hair-Graft"))
    assert desk.problems(record, "s.json") == ["1: comparator: 'hair graft' is compared with itself"]


def test_a_withdrawn_claim_may_compare_what_a_merge_has_made_one(desk: Desk) -> None:
    record = source("s", claim(treatment="old", comparator="new", key="a", status="withdrawn"))
    desk.load(record)
    desk.base.merge("treatment", "old", "new")
    record["claims"][0] |= {"treatment": "new", "statement": "edited"}
    assert counts(desk.load(record).files[0]) == (0, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            {"name": "a", "aliases": ["x"]},
            {"name": "b", "aliases": ["X"]},
            "1: treatments.aliases: 'X' is a name of the treatment 'a' already",
        ),
        (
            {"name": "a", "aliases": ["x"]},
            {"name": "x"},
            "1: treatments.name: 'x' is an alias of the treatment 'a' already; list it among its aliases",
        ),
        (
            {"name": "a"},
            {"name": "b", "aliases": ["a"]},
            "1: treatments.aliases: 'a' is a name of the treatment 'a' already",
        ),
        (
            {"name": "a", "parent": "b"},
            {"name": "b", "parent": "a"},
            "1: treatments.parent: 'b' is no treatment of this vocabulary or the base\n"
            "1: treatments.parent: 'a' is no treatment of this vocabulary or the base",
        ),
    ],
    ids=["alias and alias", "alias and name", "name and alias", "parents that wait for each other"],
)
def test_two_files_of_one_run_that_contradict_each_other_are_told(
    desk: Desk, first: dict[str, Any], second: dict[str, Any], expected: str
) -> None:
    desk.write("in/1.json", {"treatments": [first]})
    desk.write("in/2.json", {"treatments": [second]})
    report = desk.base.load(desk.folder / "in")
    told = [f"{each.line}: {each.field}: {each.message}" for file in report.files for each in file.errors]
    assert told == expected.splitlines()


def test_a_circle_over_two_files_is_told_by_the_one_that_closes_it(desk: Desk) -> None:
    desk.vocabulary(treatments=["a", "b"])
    desk.write("in/1.json", {"treatments": [{"name": "a", "parent": "b"}]})
    desk.write("in/2.json", {"treatments": [{"name": "b", "parent": "a"}]})
    report = desk.base.load(desk.folder / "in")
    assert [[error.message for error in file.errors] for file in report.files] == [
        [],
        ["'a' lies below 'b' itself: a circle"],
    ]
    assert parents(desk) == {"a": "b", "b": None}


def test_a_name_that_two_concepts_of_one_file_claim_is_told(desk: Desk) -> None:
    entries = [{"name": "a", "aliases": ["x"]}, {"name": "b", "aliases": ["X"]}]
    assert desk.problems({"treatments": entries}, "v.json") == [
        "1: treatments: 'X' is a name of the treatment 'a' already, in line 1"
    ]


def test_a_vocabulary_that_has_a_claim_s_name_under_two_concepts_takes_it_once(desk: Desk) -> None:
    desk.load(source("s", claim(treatment="old")))
    desk.vocabulary(treatments=[{"name": "a", "aliases": ["old"]}])
    assert desk.problems({"treatments": [{"name": "b", "aliases": ["old"]}]}, "v.json") == [
        "1: treatments.aliases: 'old' is a name of the treatment 'a' already"
    ]
    assert [each.treatment for each in desk.claims("old")] == ["a"]


def test_new_names_beyond_what_a_load_may_spend_on_guessing_are_told_as_not_compared(desk: Desk) -> None:
    desk.vocabulary(treatments=["therapy", "surgery"])
    record = source("a", claim(treatment="thrapy"), claim(treatment="surgry"), claim(treatment="srgery"))
    files = give_files([desk.write("a.json", record)], None, None).files
    run = LoadRun(desk.base._database, files, LoadOptions(), _budget=GuessBudget(left=4))
    assert [file.errors for file in run] == [[]]
    assert [name.nearest for name in run.report.created] == ["therapy", None, None]
    assert warnings(run.report) == [
        "None: None: 2 new names were not compared with the known ones: that is too much for one load"
    ]
