"""Which source of the base a record is, and what it derives from."""

from typing import Any

import pytest

from tests.building import Desk, Record, claim, source
from tests.storing import counts

CIRCLE = "goes back to this source itself: a circle"


def keys(desk: Desk) -> list[str]:
    return [row.key for row in desk.base.sources()]


def origins(desk: Desk) -> dict[str, str | None]:
    return {row.key: row.derived_from for row in desk.base.sources()}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"doi": "10.1000/ABC"}, {"doi": "https://doi.org/10.1000/abc"}),
        ({"pmid": "123"}, {"pmid": "PMID: 123"}),
        ({"url": "https://example.org/a"}, {"url": "https://example.org/a"}),
        ({"doi": "10.1000/a", "pmid": "1"}, {"doi": "10.1000/other", "pmid": "1"}),
    ],
    ids=["doi", "pmid", "url", "one of two"],
)
def test_a_source_is_known_again_by_an_identifier(desk: Desk, first: Record, second: Record) -> None:
    desk.load(source("a", claim(key="k"), **first))
    (before,) = desk.claims()
    record = source("a", claim("refutes", key="k"), **second)
    del record["source"]["key"]
    report = desk.load(record)
    assert counts(report.files[0])[0] == 0
    assert [(each.id, each.reference, each.stance) for each in desk.claims()] == [(before.id, "a/k", "refutes")]


def test_a_source_that_is_known_by_its_doi_may_be_given_another_key(desk: Desk) -> None:
    desk.load(source("a", claim(key="k"), doi="10.1000/x"))
    desk.load(source("b", claim(key="k"), doi="10.1000/x", title="On a"))
    assert keys(desk) == ["b"]


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "c", "doi": "10.1000/a", "pmid": "12"},
        {"key": "a", "pmid": "12"},
        {"key": "b", "doi": "10.1000/a"},
    ],
)
def test_a_record_that_is_two_sources_at_once_is_refused(desk: Desk, fields: dict[str, Any]) -> None:
    desk.load(source("a", claim(), doi="10.1000/a"), source("b", claim(), pmid="12"))
    record = source(fields.pop("key"), claim(), **fields)
    message = "is two sources of the base at once by its key and identifiers: 'a' and 'b'"
    assert desk.problems(record, "c.json") == [f"1: source: {message}"]


def test_one_source_in_two_files_of_a_run_is_refused_naming_both_places(desk: Desk) -> None:
    first = desk.write("in/a.yaml", "# remark\nsource: {key: s, title: t, kind: book}\n")
    second = desk.write("in/b.yaml", "sources:\n  -\n    source: {key: s, title: t, kind: book}\n")
    report = desk.base.load(desk.folder / "in")
    message = f"'s' was loaded in this run already, from {first}:2; give each its own key"
    told = {file.file: [(error.line, error.field, error.message) for error in file.errors] for file in report.files}
    assert told == {str(first): [], str(second): [(3, "source", message)]}


def test_one_source_twice_in_a_file_is_refused(desk: Desk) -> None:
    path = desk.folder / "a.yaml"
    content = "sources:\n  - source: {key: s, title: t, kind: book}\n  - source: {key: s, title: t, kind: book}\n"
    assert desk.problems(content, "a.yaml") == [
        f"3: source: 's' was loaded in this run already, from {path}:2; give each its own key"
    ]


@pytest.mark.parametrize("key", ["b", None])
def test_one_source_under_two_keys_in_a_run_is_refused(desk: Desk, key: str | None) -> None:
    records = [source("a", claim(), doi="10.1000/x"), source("b", claim("refutes"), doi="10.1000/x")]
    records[1]["source"] = {name: value for name, value in records[1]["source"].items() if name != "key" or key}
    (told,) = desk.problems({"sources": records}, "a.json")
    assert told.startswith("1: source: '")
    assert f"was loaded in this run already, from {desk.folder / 'a.json'}:1" in told


def test_a_source_of_a_rejected_file_may_come_in_with_the_next(desk: Desk) -> None:
    desk.write("in/a.json", {"sources": [source("s", claim()), source("t", derived_from="gone")]})
    desk.write("in/b.json", source("s", claim()))
    assert [counts(file)[0] for file in desk.base.load(desk.folder / "in").files] == [0, 1]


@pytest.mark.parametrize("order", [["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"], ["c", "a", "b"]])
def test_derived_sources_wait_for_their_origins_in_any_order_of_files(desk: Desk, order: list[str]) -> None:
    records = {
        "a": source("a", claim()),
        "b": source("b", claim(), derived_from="a"),
        "c": source("c", claim(), derived_from="b"),
    }
    for number, key in enumerate(order):
        desk.write(f"in/{number}.json", records[key])
    assert desk.base.load(desk.folder / "in").is_clean
    assert origins(desk) == {"a": None, "b": "a", "c": "b"}


def test_derived_sources_wait_for_their_origins_within_a_file(desk: Desk) -> None:
    desk.load(source("c", derived_from="b"), source("b", derived_from="a"), source("a"))
    assert origins(desk) == {"a": None, "b": "a", "c": "b"}


def test_an_origin_may_be_named_by_the_key_that_is_made_for_it(desk: Desk) -> None:
    origin = {"source": {"title": "The Trial", "kind": "journal-article", "publisher": "Lancet"}}
    desk.load(source("press", derived_from="lancet-the-trial"), origin)
    assert origins(desk)["press"] == "lancet-the-trial"


def test_an_unknown_origin_is_refused_with_the_nearest_key(desk: Desk) -> None:
    desk.load(source("clinic-page", claim()))
    record = source("post", claim(), derived_from="clinic-pag")
    message = "there is no source 'clinic-pag'; did you mean clinic-page?"
    assert desk.problems(record, "post.json") == [f"1: source.derived_from: {message}"]


@pytest.mark.parametrize("is_known", [True, False])
def test_a_source_that_derives_from_itself_is_a_circle(desk: Desk, is_known: bool) -> None:
    if is_known:
        desk.load(source("a", claim()))
    told = desk.problems(source("a", claim(), derived_from="a"), "a.json")
    assert told == [f"1: source.derived_from: 'a' {CIRCLE}"]


def test_a_circle_through_the_base_is_refused(desk: Desk) -> None:
    desk.load(source("a"), source("b", derived_from="a"), source("c", derived_from="b"))
    assert desk.problems(source("a", derived_from="c"), "a.json") == [f"1: source.derived_from: 'c' {CIRCLE}"]


def test_a_circle_of_new_sources_is_told_as_a_circle(desk: Desk) -> None:
    records = {"sources": [source("a", derived_from="b"), source("b", derived_from="a")]}
    told = desk.problems(records, "a.json")
    assert told and all(CIRCLE in line for line in told)


def test_a_circle_in_some_files_does_not_stop_others_from_waiting(desk: Desk) -> None:
    desk.write("in/1.json", source("a", claim(), derived_from="z"))
    desk.write("in/2.json", source("p", claim(), derived_from="q"))
    desk.write("in/3.json", source("q", claim(), derived_from="p"))
    desk.write("in/4.json", source("z", claim()))
    report = desk.base.load(desk.folder / "in")
    assert [bool(file.errors) for file in report.files] == [False, True, True, False]
    assert origins(desk) == {"a": "z", "z": None}


def test_a_circle_in_a_file_does_not_hide_behind_the_others(desk: Desk) -> None:
    records = [source("a", derived_from="z"), source("p", derived_from="p"), source("z")]
    told = desk.problems({"sources": records}, "a.json")
    assert told == [f"1: source.derived_from: 'p' {CIRCLE}"]


@pytest.mark.parametrize("order", [["a", "b"], ["b", "a"]])
def test_a_circle_with_what_another_file_is_about_to_change_is_none(desk: Desk, order: list[str]) -> None:
    desk.load(source("a", claim(), derived_from="b"), source("b", claim()))
    records = {"a": source("a", claim()), "b": source("b", claim(), derived_from="a")}
    for number, key in enumerate(order):
        desk.write(f"in/{number}.json", records[key])
    assert [file.errors for file in desk.base.load(desk.folder / "in").files] == [[], []]
    assert origins(desk) == {"a": None, "b": "a"}


def test_a_circle_that_no_other_file_changes_stays_one(desk: Desk) -> None:
    desk.load(source("a", derived_from="b"), source("b"))
    desk.write("in/1.json", source("b", derived_from="a"))
    desk.write("in/2.json", source("a", derived_from="b", published="2021"))
    assert [len(file.errors) for file in desk.base.load(desk.folder / "in").files] == [1, 0]
    assert origins(desk) == {"a": "b", "b": None}


def test_an_origin_that_is_taken_away_is_gone(desk: Desk) -> None:
    desk.load(source("a"), source("b", derived_from="a"))
    desk.load(source("b"))
    assert origins(desk) == {"a": None, "b": None}
