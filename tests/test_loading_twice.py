"""One source twice in a run: the first record of it lands, the file with the second is refused, naming both places."""

from typing import Any

import pytest

from tests.building import Desk, Record, claim, source
from tests.storing import counts
from tests.written import written

KEY = "'s' was loaded in this run already, from {place}; give each its own key"
MADE = "'acme-hair' was loaded in this run already, from {place}; give each its own key"
SHARED = "'s' with the same {name} was loaded in this run already, from {place}; make one record of both"

#: The fields of both records, and what is said of the second.
TWICE: dict[str, tuple[Record, Record, str]] = {
    "key": ({"key": "s"}, {"key": "s", "title": "Another"}, KEY),
    "made key": ({"publisher": "ACME", "title": "Hair"}, {"publisher": "acme", "title": "hair"}, MADE),
    "key and made key": ({"key": "acme-hair"}, {"publisher": "ACME", "title": "Hair"}, MADE),
    "doi": ({"key": "s", "doi": "10.1000/X"}, {"key": "t", "doi": "https://doi.org/10.1000/x"}, SHARED),
    "pmid": ({"key": "s", "pmid": "12"}, {"key": "t", "pmid": "PMID: 12"}, SHARED),
    "url": ({"key": "s", "url": "https://example.org/a"}, {"key": "t", "url": "https://example.org/a"}, SHARED),
    "doi without key": ({"key": "s", "doi": "10.1000/x"}, {"doi": "10.1000/x"}, SHARED),
    "pmid of two": (
        {"key": "s", "doi": "10.1000/a", "pmid": "12"},
        {"key": "t", "doi": "10.1000/b", "pmid": "12"},
        SHARED,
    ),
}
each_case = pytest.mark.parametrize(("first", "second", "message"), TWICE.values(), ids=TWICE)


def record(statement: str, fields: Record) -> Record:
    """A source record that has a key only where ``fields`` give one."""
    return {
        "source": {"title": "On hair", "kind": "book", **fields},
        "claims": [claim(statement=statement)],
    }


def expected(message: str, second: Record, place: str) -> str:
    name = next((each.upper() for each in ("pmid", "doi", "url") if each in second), "")
    return message.format(name=name, place=place)


def told(desk: Desk, *names: str) -> list[list[tuple[Any, ...]]]:
    """Load files and return the errors of each."""
    report = desk.base.load(*(desk.folder / name for name in names))
    return [[(error.line, error.field, error.message) for error in file.errors] for file in report.files]


@each_case
def test_twice_in_two_files_stores_the_first_and_nothing_of_the_second(
    desk: Desk, first: Record, second: Record, message: str
) -> None:
    desk.write("a.jsonl", "\n" + written(".jsonl", record("first", first)))
    desk.write("b.jsonl", written(".jsonl", source("other", claim()), record("second", second)))
    place = f"{desk.folder / 'a.jsonl'}:2"
    assert told(desk, "a.jsonl", "b.jsonl") == [[], [(2, "source", expected(message, second, place))]]
    assert [each.statement for each in desk.claims()] == ["first"]


@each_case
def test_twice_in_one_file_stores_nothing(desk: Desk, first: Record, second: Record, message: str) -> None:
    path = desk.write("a.jsonl", written(".jsonl", record("first", first), record("second", second)))
    assert told(desk, "a.jsonl") == [[(2, "source", expected(message, second, f"{path}:1"))]]
    assert desk.base.sources() == []


@pytest.mark.parametrize(("suffix", "line"), [(".yaml", 11), (".json", 1), (".csv", 3)])
def test_the_second_place_is_named_in_every_format(desk: Desk, suffix: str, line: int) -> None:
    first = desk.write(f"a{suffix}", written(suffix, record("first", {"key": "s"})))
    desk.write(f"b{suffix}", written(suffix, source("other", claim()), record("second", {"key": "s"})))
    place = f"{first}:{1 if suffix == '.json' else 2}"
    assert told(desk, f"a{suffix}", f"b{suffix}") == [[], [(line, "source", KEY.format(place=place))]]


@pytest.mark.parametrize("name", ["key", "made key"])
def test_rows_of_one_source_in_one_csv_file_are_one_record(desk: Desk, name: str) -> None:
    fields = TWICE[name][0]
    rows = [record(statement, fields) for statement in ("first", "second")]
    (file,) = desk.base.load(desk.write("a.csv", written(".csv", *rows))).files
    assert counts(file) == (2, 0, 0, 0, 0)


@pytest.mark.parametrize("name", ["doi", "pmid", "url", "doi without key", "pmid of two"])
def test_two_sources_in_one_csv_file_with_one_identifier_are_refused(desk: Desk, name: str) -> None:
    first, second, _ = TWICE[name]
    desk.write("a.csv", written(".csv", record("first", first), record("second", second)))
    shared = next(each for each in ("pmid", "doi", "url") if each in second)
    message = f"'{second[shared]}' is that of line 2; give all rows of one source the same source_key"
    assert told(desk, "a.csv") == [[(3, f"source_{shared}", message)]]


def test_a_known_source_that_a_run_gives_another_key_is_not_given_again_under_the_old_doi(desk: Desk) -> None:
    desk.load(source("old", claim(), doi="10.1000/x"))
    desk.write("a.json", source("new", claim(), doi="10.1000/x"))
    desk.write("b.json", source("old", claim("refutes"), doi="10.1000/x"))
    message = f"'new' with the same DOI was loaded in this run already, from {desk.folder / 'a.json'}:1"
    assert told(desk, "a.json", "b.json") == [[], [(1, "source", f"{message}; make one record of both")]]


def test_the_second_of_three_runs_may_bring_it_again(desk: Desk) -> None:
    """Only within one run is it an error: later it is an edit, whatever the file is called."""
    for number, stance in enumerate(("supports", "refutes", "neutral")):
        assert told(desk, str(desk.write(f"{number}.json", source("s", claim(stance))))) == [[]]
    assert [each.stance for each in desk.claims()] == ["neutral"]


def test_standard_input_is_a_place_like_a_file(desk: Desk) -> None:
    path = desk.write("a.json", source("s", claim()))
    with desk.write("again.json", source("s", claim())).open("rb") as stream:
        report = desk.base.load(path, stream=stream, stream_format="json")
    messages = [(file.file, [error.message for error in file.errors]) for file in report.files]
    assert messages == [(str(path), []), ("-", [KEY.format(place=f"{path}:1")])]
