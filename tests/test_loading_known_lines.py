"""A line of JSONL that the base holds as it stands is told by its hash and not read again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import Desk, Record, claim, source
from tests.storing import copied_desk, counts, dump, query, warnings
from tests.written import written

FIRST = source("first", claim(statement="one"), claim("refutes", quote="in words"))
SECOND = source("second", claim(statement="three"))


@pytest.fixture
def desk(blank: Path) -> Iterator[Desk]:
    with copied_desk(blank) as opened:
        yield opened


def lines(desk: Desk, *records: Record, name: str = "all.jsonl") -> Path:
    return desk.write(name, written(".jsonl", *records))


def test_a_file_loaded_again_counts_its_claims_and_quotes_and_changes_nothing(desk: Desk) -> None:
    path = lines(desk, FIRST, SECOND)
    first = desk.base.load(path)
    before = dump(desk)
    again = desk.base.load(path)
    assert counts(first.files[0]) == (3, 0, 0, 0, 0)
    assert counts(again.files[0]) == (0, 0, 3, 0, 0)
    assert again.quotes == first.quotes == {"unchecked": 1}
    assert dump(desk) == before


def test_a_line_that_is_known_is_not_read(desk: Desk) -> None:
    path = lines(desk, FIRST, SECOND)
    desk.base.load(path)
    query(desk, "UPDATE loaded_line SET claims = 7 WHERE claims = 2")  # which nobody can count who does not read
    assert counts(desk.base.load(path).files[0]) == (0, 0, 8, 0, 0)


@pytest.mark.parametrize("name", ["line_digest", "record_digest"])
def test_a_line_that_is_not_known_is_read_and_compared(desk: Desk, name: str) -> None:
    path = lines(desk, FIRST)
    desk.base.load(path)
    query(desk, f"UPDATE loaded_line SET {name} = '', claims = 7")
    assert counts(desk.base.load(path).files[0]) == (0, 0, 2, 0, 0)


def test_only_the_line_that_was_edited_is_changed(desk: Desk) -> None:
    desk.base.load(lines(desk, FIRST, SECOND))
    edited = source("second", claim(statement="four"))
    assert counts(desk.base.load(lines(desk, FIRST, edited)).files[0]) == (0, 1, 2, 0, 0)
    assert counts(desk.base.load(lines(desk, FIRST, SECOND)).files[0]) == (0, 1, 2, 0, 0)
    assert [each.statement for each in desk.claims() if each.source.key == "second"] == ["three"]


def test_a_source_that_another_file_has_changed_since_is_read_again(desk: Desk) -> None:
    path = lines(desk, FIRST, SECOND)
    desk.base.load(path)
    desk.load(source("second", claim(statement="four")))
    assert counts(desk.base.load(path).files[0]) == (0, 1, 2, 0, 0)


def test_a_source_that_the_user_has_given_another_title_is_read_again(desk: Desk) -> None:
    path = lines(desk, FIRST)
    desk.base.load(path)
    desk.base.load(desk.write("first.txt", "What is said in words."), attach="first", title="Another")
    assert counts(desk.base.load(path).files[0]) == (0, 1, 2, 0, 0)
    (told,) = {each.source.title for each in desk.claims()}
    assert told == "On first"


def test_a_line_twice_in_a_file_is_told_also_where_it_is_known(desk: Desk) -> None:
    desk.base.load(lines(desk, FIRST))
    (file,) = desk.base.load(lines(desk, FIRST, FIRST, name="twice.jsonl")).files
    place = f"{desk.folder / 'twice.jsonl'}:1"
    message = f"'first' was loaded in this run already, from {place}; give each its own key"
    assert [(error.line, error.message) for error in file.errors] == [(2, message)]


def test_what_a_file_gives_behind_a_fault_is_rejected_also_where_it_is_known(desk: Desk) -> None:
    desk.base.load(lines(desk, FIRST, SECOND))
    faulty = desk.write("faulty.jsonl", "{\n" + written(".jsonl", FIRST, SECOND))
    assert counts(desk.base.load(faulty).files[0]) == (0, 0, 0, 0, 3)


def test_strict_reads_every_line_again(desk: Desk) -> None:
    path = lines(desk, FIRST)
    desk.base.load(path)
    (file,) = desk.base.load(path, strict=True).files
    assert {error.message for error in file.errors} == {"the treatment 'therapy' is in no vocabulary; 2 claims have it"}


def test_a_key_that_was_made_is_told_each_time(desk: Desk) -> None:
    unnamed: Record = {"source": {"title": "On hair", "kind": "book"}, "claims": [claim()]}
    path = lines(desk, unnamed)
    told = warnings(desk.base.load(path))
    assert "1: source.key: none given: 'on-hair' was made from publisher and title" in told
    assert [each for each in warnings(desk.base.load(path)) if "source.key" in each] == told[:1]


def test_a_missing_quote_is_told_each_time(desk: Desk) -> None:
    path = lines(desk, FIRST)
    desk.base.load(path)
    desk.base.load(desk.write("first.txt", "Something else."), attach="first")
    first, second = (desk.base.load(path) for _ in range(2))
    assert warnings(first) == warnings(second)
    assert warnings(second) == ["1: quote: 'in words' does not stand in the text; copy it from there"]
    assert second.quotes == {"missing": 1}
