"""Lines of JSONL, and the rows of a source in CSV, that the base holds are told by their hash and not read again."""

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


@pytest.fixture(params=[".jsonl", ".csv"])
def suffix(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def lines(desk: Desk, *records: Record, name: str = "all.jsonl") -> Path:
    return desk.write(name, written(Path(name).suffix, *records))


def test_a_file_loaded_again_counts_its_claims_and_quotes_and_changes_nothing(desk: Desk, suffix: str) -> None:
    path = lines(desk, FIRST, SECOND, name=f"all{suffix}")
    first = desk.base.load(path)
    before = dump(desk)
    again = desk.base.load(path)
    assert counts(first.files[0]) == (3, 0, 0, 0, 0)
    assert counts(again.files[0]) == (0, 0, 3, 0, 0)
    assert again.quotes == first.quotes == {"unchecked": 1}
    assert dump(desk) == before


def test_a_line_that_is_known_is_not_read(desk: Desk, suffix: str) -> None:
    path = lines(desk, FIRST, SECOND, name=f"all{suffix}")
    desk.base.load(path)
    query(desk, "UPDATE loaded_line SET claims = 7 WHERE claims = 2")  # which nobody can count who does not read
    assert counts(desk.base.load(path).files[0]) == (0, 0, 8, 0, 0)


@pytest.mark.parametrize("name", ["line_digest", "record_digest"])
def test_a_line_that_is_not_known_is_read_and_compared(desk: Desk, name: str) -> None:
    path = lines(desk, FIRST)
    desk.base.load(path)
    query(desk, f"UPDATE loaded_line SET {name} = '', claims = 7")
    assert counts(desk.base.load(path).files[0]) == (0, 0, 2, 0, 0)


def test_only_the_line_that_was_edited_is_changed(desk: Desk, suffix: str) -> None:
    desk.base.load(lines(desk, FIRST, SECOND, name=f"all{suffix}"))
    edited = source("second", claim(statement="four"))
    assert counts(desk.base.load(lines(desk, FIRST, edited, name=f"all{suffix}")).files[0]) == (0, 1, 2, 0, 0)
    assert counts(desk.base.load(lines(desk, FIRST, SECOND, name=f"all{suffix}")).files[0]) == (0, 1, 2, 0, 0)
    assert [each.statement for each in desk.claims() if each.source.key == "second"] == ["three"]


def test_a_source_that_another_file_has_changed_since_is_read_again(desk: Desk, suffix: str) -> None:
    path = lines(desk, FIRST, SECOND, name=f"all{suffix}")
    desk.base.load(path)
    desk.load(source("second", claim(statement="four")))
    assert counts(desk.base.load(path).files[0]) == (0, 1, 2, 0, 0)


def test_a_source_that_the_user_has_given_another_title_is_read_again(desk: Desk, suffix: str) -> None:
    path = lines(desk, FIRST, name=f"all{suffix}")
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


def test_strict_reads_every_line_again(desk: Desk, suffix: str) -> None:
    path = lines(desk, FIRST, name=f"all{suffix}")
    desk.base.load(path)
    (file,) = desk.base.load(path, strict=True).files
    assert {error.message for error in file.errors} == {"the treatment 'therapy' is in no vocabulary; 2 claims have it"}


def test_a_key_that_was_made_is_told_each_time(desk: Desk) -> None:
    unnamed: Record = {"source": {"title": "On hair", "kind": "book"}, "claims": [claim()]}
    path = lines(desk, unnamed)
    told = warnings(desk.base.load(path))
    assert "1: source.key: none given: 'on-hair' was made from publisher and title" in told
    assert [each for each in warnings(desk.base.load(path)) if "source.key" in each] == told[:1]


def test_a_missing_quote_is_told_each_time(desk: Desk, suffix: str) -> None:
    path = lines(desk, FIRST, name=f"all{suffix}")
    desk.base.load(path)
    desk.base.load(desk.write("first.txt", "Something else."), attach="first")
    first, second = (desk.base.load(path) for _ in range(2))
    assert warnings(first) == warnings(second)
    (told,) = warnings(second)
    assert told.endswith(": quote: 'in words' does not stand in the text; copy it from there")
    assert second.quotes == {"missing": 1}


def test_rows_of_a_source_in_another_order_of_columns_are_read_again(desk: Desk) -> None:
    rest = "treatment,aspect,stance,statement\n{}pills,safety,neutral,one\n"
    first = "source_key,source_title,source_kind," + rest.format("a,On hair,book,")
    other = "source_title,source_key,source_kind," + rest.format("On hair,a,book,")
    desk.base.load(desk.write("a.csv", first))
    query(desk, "UPDATE loaded_line SET claims = 7")
    assert counts(desk.base.load(desk.write("b.csv", other)).files[0]) == (0, 0, 1, 0, 0)


def test_a_source_among_others_in_csv_is_told_with_its_place_where_it_is_known(desk: Desk) -> None:
    desk.base.load(lines(desk, FIRST, SECOND, name="all.csv"))
    first, second = (lines(desk, SECOND, name=name) for name in ("one.csv", "two.csv"))
    (_, file) = desk.base.load(first, second).files
    message = f"'second' was loaded in this run already, from {first}:2; give each its own key"
    assert [(error.line, error.message) for error in file.errors] == [(2, message)]
