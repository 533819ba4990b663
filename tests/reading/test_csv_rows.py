"""CSV: a cell is what stands in it, without the blanks that a hand or a spreadsheet puts around it."""

from typing import Any

from tests.reading.conftest import Read

ABOUT = "source_key,source_title,source_kind,treatment,aspect,stance,statement"
HEADER = f"{ABOUT},comparator,quote,quantity_name,quantity_low"


def claims(read: Read, *rows: str, header: str = HEADER) -> list[Any]:
    """The claims of the one source that ``rows`` hold."""
    held = read("a.csv", "".join(f"{row}\n" for row in (header, *rows)))
    assert held.errors == []
    (located,) = held.sources
    return list(located.record.claims)


def test_blanks_around_a_cell_are_no_part_of_it(read: Read) -> None:
    row = "k, T, blog, cold cap, safety, supports, it is said, , , hurts, 8 "
    assert claims(read, row) == claims(read, row.replace(", ", ",").strip())


def test_blanks_inside_a_quote_stay(read: Read) -> None:
    (claim,) = claims(read, "k,T,blog,cap,safety,supports,,, it  hurts ,,")
    assert [quote.exact for quote in claim.quotes] == ["it  hurts"]


def test_quotes_are_parted_with_and_without_blanks(read: Read) -> None:
    for cell in ("a|||b", "a ||| b", "a|||  b ||| "):
        (claim,) = claims(read, f"k,T,blog,cap,safety,supports,,,{cell},,")
        assert [quote.exact for quote in claim.quotes] == ["a", "b"]


def test_comparators_are_parted_with_and_without_blanks(read: Read) -> None:
    joined, parted = (claims(read, f"k,T,blog,cap,safety,supports,s,{cell},,,") for cell in ("a|||b", "a ||| b"))
    assert joined == parted
    assert joined[0].comparators == ("a", "b")


def test_a_header_may_end_in_cells_without_a_name(read: Read) -> None:
    row = "k,T,blog,cap,safety,supports,s"
    assert claims(read, row, header=f"{ABOUT},,,") == claims(read, f"{row},,", header=ABOUT)
