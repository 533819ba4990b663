"""CSV: which rows are of one source."""

from collections.abc import Callable

import pytest

from tests.reading.conftest import Read

HEADER = "source_key,source_title,source_publisher,source_kind,source_doi,treatment,aspect,stance,statement"


def rows(*sources: str) -> str:
    """A file of a claim for each of ``sources``, which are "key,title,publisher,kind,doi"."""
    return f"{HEADER}\n" + "".join(f"{each},cap,safety,supports,{number}\n" for number, each in enumerate(sources))


def told(read: Read, *sources: str) -> list[tuple[str | None, list[str | None]]]:
    """The publisher of each source, and what its claims say."""
    held = read("a.csv", rows(*sources))
    assert held.errors == []
    records = [located.record for located in held.sources]
    return [(record.source.publisher, [claim.statement for claim in record.claims]) for record in records]


@pytest.mark.parametrize("order", [(",T,ACME,book,", ",T,,book,"), (",T,,book,", ",T,ACME,book,")])
def test_a_row_without_publisher_is_of_the_source_of_its_title(read: Read, order: tuple[str, str]) -> None:
    assert told(read, *order) == [("ACME", ["0", "1"])]


def test_rows_of_one_title_and_two_publishers_are_two_sources(read: Read) -> None:
    found = told(read, ",T,ACME,book,", ",T,Lab,book,", ",T,ACME,book,")
    assert found == [("ACME", ["0", "2"]), ("Lab", ["1"])]


def test_a_title_without_any_publisher_is_one_source(read: Read) -> None:
    assert told(read, ",T,,book,", ",U,,book,", ",T,,book,") == [(None, ["0", "2"]), (None, ["1"])]


def test_a_row_with_a_key_is_not_of_a_source_of_its_title_without_one(read: Read) -> None:
    assert told(read, ",T,,book,", "k,T,ACME,book,") == [(None, ["0"]), ("ACME", ["1"])]


def test_a_row_without_publisher_is_of_none_of_two(errors: Callable[[str, str], list[str]]) -> None:
    content = rows(",T,,book,", ",T,ACME,book,", ",T,Lab,book,")
    message = "is left out, but sources of this title have different publishers; name it"
    assert errors("a.csv", content) == [f"2: source_publisher: {message}"]


def test_two_publishers_of_one_key_are_told(errors: Callable[[str, str], list[str]]) -> None:
    message = "is 'Lab', but 'ACME' for the same source in line 2"
    assert errors("a.csv", rows("k,T,ACME,book,", "k,T,Lab,book,")) == [f"3: source_publisher: {message}"]


def test_two_spellings_of_a_doi_without_a_key_are_told(errors: Callable[[str, str], list[str]]) -> None:
    content = rows(",T,,book,10.1000/X", ",T,,book,doi:10.1000/x")
    message = "'doi:10.1000/x' is that of line 2; give all rows of one source the same source_key"
    assert errors("a.csv", content) == [f"3: source_doi: {message}"]


def test_one_doi_on_every_row_of_a_source_is_no_problem(read: Read) -> None:
    assert told(read, ",T,,book,10.1000/x", ",T,,book,10.1000/x") == [(None, ["0", "1"])]
