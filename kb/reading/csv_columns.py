"""The columns of a CSV file: what each is called, and a row of cells as the fields of a claim and of its source."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from kb.errors import ReadingError
from kb.naming import did_you_mean
from kb.reading.document import Data, Path, Problems, field_of
from kb.records import ClaimRecord, Problem, QuantityRecord, SourceFields

_OF_SOURCE = "source_"
_OF_QUANTITY = "quantity_"
#: Also as a spreadsheet saves it again: in marks, with the commas of the columns beside it.
_FOR_EXCEL = re.compile(r'"?sep=,?"?,*', re.IGNORECASE)
_PARTED_BY = {"quote": "|||", "comparator": "|||", "source_authors": ";"}

CLAIM_COLUMNS = tuple(name for name in ClaimRecord.__struct_fields__ if name != "quantity")
QUANTITY_COLUMNS = tuple(_OF_QUANTITY + name for name in QuantityRecord.__struct_fields__)
SOURCE_COLUMNS = tuple(_OF_SOURCE + name for name in SourceFields.__struct_fields__)
_CLAIM, _QUANTITY = frozenset(CLAIM_COLUMNS), frozenset(QUANTITY_COLUMNS)
COLUMNS = (*SOURCE_COLUMNS, *CLAIM_COLUMNS, *QUANTITY_COLUMNS)


def check_header(names: Sequence[str], line: int) -> list[Problem]:
    """Return what is wrong with the header, which begins on ``line``: as much of it as is told."""
    required = [name for name in ("source_title", "source_kind") if name not in names]
    missing = [Problem(line, name, "is missing: every source has one") for name in required]
    return [*islice(_faulty_names(names, line), Problems.MOST), *missing]


def _faulty_names(names: Sequence[str], line: int) -> Iterator[Problem]:
    before: set[str] = set()
    for name in filter(None, names):
        if name not in COLUMNS:
            guess = did_you_mean(name, COLUMNS) or f"; the columns are {', '.join(COLUMNS)}"
            yield Problem(line, name, f"is not a column{guess}")
        elif name in before:
            yield Problem(line, name, "is given twice")
        before.add(name)


def refuse_other_separator(text: str, line: int) -> None:
    """Raise ReadingError where the columns of a header are parted by another sign than a comma, or where Excel is told
    above it which sign does."""
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if "," not in text and sign in text:
            raise ReadingError(f"its columns are parted by {name}; save it with commas", line)
    if _FOR_EXCEL.fullmatch(text.strip()):
        raise ReadingError("the line sep=, is for Excel alone; take it out", line)


def name_column(path: Path) -> str | None:
    """Return the column in which the field at ``path`` of a source record stands."""
    field = field_of(path)
    column = field.replace(".", "_") if field else None
    return next((name for name in _PARTED_BY if column and column.startswith(f"{name}_")), column)


def source_fields(cells: dict[str, str]) -> dict[str, Data]:
    """Return the fields of the source among ``cells``, by the names that a source record has for them."""
    fields = {name: _parted(name, cell) for name, cell in cells.items() if name.startswith(_OF_SOURCE)}
    if "source_authors" in fields:
        fields["source_authors"] = [{"name": name} for name in fields["source_authors"]]
    return {name.removeprefix(_OF_SOURCE): value for name, value in fields.items()}


def claim_fields(cells: dict[str, str]) -> dict[str, Data]:
    """Return the fields of the claim among ``cells``, by the names that a source record has for them."""
    fields = {name: _parted(name, cell) for name, cell in cells.items() if name in _CLAIM}
    quantity: Data = {name.removeprefix(_OF_QUANTITY): cell for name, cell in cells.items() if name in _QUANTITY}
    return fields | ({"quantity": quantity} if quantity else {})


def _parted(name: str, cell: str) -> Data:
    """Return a cell as the text that it is, or as a list where its column takes several and it holds several."""
    if name not in _PARTED_BY:
        return cell
    parts: list[Data] = [part for part in map(str.strip, cell.split(_PARTED_BY[name])) if part]
    return parts if name == "source_authors" or len(parts) != 1 else parts[0]
