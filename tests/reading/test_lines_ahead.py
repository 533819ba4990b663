"""A long file of lines is read by another process while it is stored, and says the same."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.reading.document import Document
from kb.reading.jsonl_lines import LineRead, read_jsonl
from kb.reading.lines import Line
from kb.reading.lines_ahead import LinesAhead
from kb.reading.lines_process import find_record
from tests.building import Record, claim, source

FULL = source(
    "full",
    claim(
        quote=["one", {"exact": "two", "prefix": "before"}],
        condition="hair loss",
        comparator=["x", "y"],
        quantity={"name": "time", "low": 6, "high": 8, "unit": "months"},
        certainty="hedged",
    ),
    claim("refutes", statement="é\u2028 \u0085", population="men", key="k", interest="sponsored"),
    authors=[{"name": "Ann Author", "orcid": "0000-0002-1825-0097"}],
    doi="10.1000/x",
    interest="commercial",
)
FAULTY: Record = {"source": {"key": "f", "title": "t", "kind": "no-kind"}, "claims": [claim(stance="maybe")]}
ODD = ["", "{", "null", '{"treatments": [{"name": "x"}]}', '{"sources": []}', '{"a": 1, "a": 2}', "[]", '"\\ud800"']


def long_file(folder: Path) -> Path:
    """Return a file of some blocks, in which anything stands."""
    lines = []
    for number in range(700):
        plain = source(f"s{number}", *(claim(statement=f"{each} said {'again ' * 20}") for each in range(4)))
        lines.append(json.dumps(plain))
        if number % 50 == 0:
            lines += [json.dumps(FULL | {"source": FULL["source"] | {"key": f"f{number}"}}), json.dumps(FAULTY), *ODD]
            lines.append(json.dumps(source(f"t{number}", claim(), text="a.txt")))
    path = folder / "long.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def said(path: Path, **how: Any) -> Iterator[tuple[Any, ...]]:
    """Yield what a file holds, line by line, as it would be stored or told."""
    for found in read_jsonl(path, **how):
        if isinstance(found, LineRead):
            yield (found.line.number, found.record)
        elif isinstance(found, Document):
            yield (found.locate(()), find_record(found.line or b"") or found.data, found.faults)
        else:
            yield (found,)


def test_a_file_that_another_process_reads_says_the_same(tmp_path: Path) -> None:
    path = long_file(tmp_path)
    alone = [each[:2] for each in said(path)]
    ahead = list(said(path, worth_a_process=0))
    assert [each[:2] for each in ahead] == alone
    assert 600 > sum(len(each) == 2 for each in ahead) > 100  # by the other process, from the second block on


@pytest.mark.parametrize("module", ["kb.reading.no_such_module", "tests.reading.ending_process"])
def test_where_the_other_process_ends_the_lines_are_left_to_the_one_who_asked(module: str) -> None:
    lines = [Line(number, b"x" * 200_000, 0.0) for number in range(6)]
    ahead = LinesAhead(10**9, module=module)
    pairs = []
    for pair in ahead.pairs(lines):
        ahead.unread += 1
        pairs.append(pair)
    assert pairs == [(line, None) for line in lines]


def test_nobody_is_asked_while_all_lines_are_known(tmp_path: Path) -> None:
    found = list(read_jsonl(long_file(tmp_path), lambda _line: True, worth_a_process=0))
    assert {type(each) for each in found} == {Line, Document}  # the vocabularies, which come first, are read


def test_a_short_file_is_read_without_another_process(tmp_path: Path) -> None:
    assert not [each for each in read_jsonl(long_file(tmp_path)) if isinstance(each, LineRead)]


@pytest.mark.parametrize("line", [*ODD, json.dumps(FAULTY), json.dumps(source("t", claim(), text="a.txt"))])
def test_a_line_that_is_no_record_by_itself_is_not_answered(line: str) -> None:
    assert find_record(line.encode()) is None


def test_a_record_is_answered_with_all_that_it_says() -> None:
    record = find_record(json.dumps(FULL).encode())
    assert record is not None
    assert record.claims[0].measure is not None
    assert [quote.prefix for quote in record.claims[0].quotes] == [None, "before"]
    assert find_record(b"\xff") is None
