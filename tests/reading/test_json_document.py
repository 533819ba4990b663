"""JSON is read as the text that stands there, with the line of every part; what is no JSON is refused at its line."""

import pytest

from kb.errors import ReadingError
from kb.reading.document import Data, Path
from kb.reading.json_document import parse_json


def read(content: str) -> Data:
    (document,) = parse_json(content)
    return document.data


def refusal(content: str) -> tuple[int | None, str]:
    """The line and message of what is refused; a field given twice does not keep the rest from being read."""
    try:
        (fault,) = (fault for document in parse_json(content) for fault in document.faults)
    except ReadingError as error:
        return error.line, str(error)
    return fault.line, f"{fault.field} {fault.message}"


@pytest.mark.parametrize("text", ["0.50", "1e3", "-0", "12345678901234567890", "1E-400", "true", "false"])
def test_a_bare_value_is_the_text_that_stands_there(text: str) -> None:
    assert read(f'{{"field": {text}}}') == {"field": text}


@pytest.mark.parametrize(
    ("written", "text"),
    [('"a\\u00e9\\n"', "aé\n"), ('"\\ud83d\\ude00"', "😀"), ('"it\'s \\"so\\""', 'it\'s "so"'), ('""', "")],
)
def test_a_string_is_what_json_makes_of_it(written: str, text: str) -> None:
    assert read(f'{{"field": {written}}}') == {"field": text}


def test_null_is_left_out_of_its_object() -> None:
    assert read('{"a": null, "b": [{"c": null}]}') == {"b": [{}]}


@pytest.mark.parametrize("content", ["", " \n\t\r\n", "null"])
def test_a_file_without_content_has_no_documents(content: str) -> None:
    assert parse_json(content) == []


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("source",), 2),
        (("source", "title"), 3),
        (("claims", 0), 5),
        (("claims", 1), 7),
        (("claims", 1, "aspect"), 8),
        (("claims", 1, "stance"), 7),
        (("claims", 9), 4),
        (("nowhere", "at all"), 2),
    ],
)
def test_a_path_is_found_at_its_line_or_at_what_would_hold_it(path: Path, line: int, ending: str) -> None:
    content = '\n{"source":\n {"title": "t"},\n"claims": [\n{"aspect":\n"a"},\n{\n"aspect": "b"}\n]}'
    (document,) = parse_json(content.replace("\n", ending))
    assert document.locate(path) == line


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ('{"a": 1,\n"b": 2,\n"a": 3}', 3, "a is given twice, first in line 1"),
        ('{"a": {"b": 1,\n"\\u0062": 2}}', 2, "b is given twice, first in line 1"),
        ('{"a": null,\n"a": 1}', 2, "a is given twice, first in line 1"),
        ('["x",\nnull]', 2, "an empty item in a list; take it out"),
        ('{"a":\n"\\u0000"}', 2, "a NUL character in a text; take it out"),
        ('{"a":\n"\\ud800"}', 2, "half of a surrogate pair in a text; take it out"),
        ('{"\\udc00": 1}', 1, "half of a surrogate pair in a text; take it out"),
        ("{'a': 1}", 1, "not valid JSON: a field name in double quotes belongs here"),
        ('{"a": 1,\n}', 2, "not valid JSON: a comma before the closing bracket; take it out"),
        ('{"a" 1}', 1, "not valid JSON: ':' belongs here"),
        ('{"a": 1\n"b": 2}', 2, "not valid JSON: ',' belongs here"),
        ('{"a": [1,\n]}', 2, "not valid JSON: a comma before the closing bracket; take it out"),
        ('{"a":\n', 2, "not valid JSON: it ends in the middle"),
        (
            '{"a": 1} \n{"b": 2}',
            2,
            "not valid JSON: more text after the first value; give one, or write JSONL with a record a line",
        ),
        ('{"a": "x\ny"}', 1, "not valid JSON: a line break or control character in a text; write it as an escape: \\n"),
        ('{"a":\n"x', 2, "not valid JSON: a text in double quotes is never closed"),
        ('{"a": "\\x"}', 1, "not valid JSON: a backslash that begins no escape; write two"),
    ],
)
def test_what_is_no_plain_json_is_refused_at_its_line(content: str, line: int, message: str) -> None:
    assert refusal(content) == (line, message)


@pytest.mark.parametrize(
    "value", ["007", "1.", ".5", "+1", "١", "NaN", "Infinity", "0x1F", "1_000", "None", "// remark", "-"]
)
def test_a_value_that_json_does_not_know_is_refused(value: str) -> None:
    assert refusal(f'{{"field": {value}}}') == (
        1,
        "not valid JSON: a value belongs here: a text in double quotes, a number, a list or an object",
    )


def test_thirty_levels_are_read() -> None:
    assert read("[" * 29 + '{"a": "x"}' + "]" * 29)


@pytest.mark.parametrize("depth", [31, 100_000])
def test_more_than_thirty_levels_are_refused(depth: int) -> None:
    assert refusal("\n" + "[" * depth + "]" * depth) == (2, "nested more than 30 deep; a source record needs 5")


@pytest.mark.parametrize("text", ["plain", ",[{" * 30, '\\",[{' * 30, "\\\\", "\\n"])
@pytest.mark.parametrize("brackets", [("[", "]"), ("[[", "]]")])
def test_of_values_so_many_are_read_and_no_more(
    monkeypatch: pytest.MonkeyPatch, text: str, brackets: tuple[str, str]
) -> None:
    """What looks like the sign before a value counts for nothing inside a text."""
    opening, closing = brackets
    monkeypatch.setattr("kb.reading.json_document.MOST_VALUES", 20)
    signs = 2 + len(opening)  # before the object, the field "numbers" and each list
    whole, larger = (
        f'{{"{text}": "{text}", "numbers": {opening}{",".join("0" * (1 + number))}{closing}}}'
        for number in (20 - signs, 21 - signs)
    )
    assert isinstance(read(whole), dict)
    assert refusal(larger) == (None, "holds over 2 million values; split it")


def test_millions_of_quotes_in_a_text_that_is_never_closed_are_looked_at_once() -> None:
    assert refusal('{"a": "' + '\\"' * 3_000_000 + "," * 2_100_000) == (
        1,
        "not valid JSON: a text in double quotes is never closed",
    )
