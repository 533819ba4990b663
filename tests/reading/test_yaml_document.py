"""YAML is read as the text that stands there, with the line of every part, and nothing in it is followed."""

import pytest

from kb.errors import ReadingError
from kb.reading.document import Data, Path
from kb.reading.yaml_document import parse_yaml


def read(content: str) -> Data:
    (document,) = parse_yaml(content)
    return document.data


def refusal(content: str) -> tuple[int | None, str]:
    """The line and message of what is refused; a field given twice does not keep the rest from being read."""
    try:
        (fault,) = (fault for document in parse_yaml(content) for fault in document.faults)
    except ReadingError as error:
        return error.line, str(error)
    return fault.line, f"{fault.field} {fault.message}"


@pytest.mark.parametrize(
    "text",
    ["NO", "yes", "007", "12:30", "0.50", "1e3", "0x1F", "1_000", "2021-03-01", ".inf", "null", "~", "=", "<b>", "-1"],
)
def test_a_scalar_is_the_text_that_stands_there(text: str) -> None:
    assert read(f"field: {text}\n") == {"field": text}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("'it''s'", "it's"),
        ('"a\\u00e9\\n"', "aé\n"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        (">-\n  one\n  line\n", "one line"),
        ("a\n  b", "a b"),
        ("''", ""),
    ],
)
def test_quoted_and_block_scalars_are_what_yaml_makes_of_them(written: str, text: str) -> None:
    assert read(f"field: {written}") == {"field": text}


def test_an_empty_value_is_left_out_of_its_mapping() -> None:
    assert read("a:\nb: 1\n") == {"b": "1"}


@pytest.mark.parametrize("content", ["", "\n\n", "# only a remark\n", "---\n---\n"])
def test_a_file_without_content_has_no_documents(content: str) -> None:
    assert parse_yaml(content) == []


def test_several_documents_keep_their_order() -> None:
    assert [document.data for document in parse_yaml("a: 1\n---\nb: 2\n")] == [{"a": "1"}, {"b": "2"}]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("source",), 2),
        (("source", "title"), 3),
        (("claims",), 4),
        (("claims", 0), 5),
        (("claims", 1), 7),
        (("claims", 1, "aspect"), 8),
        (("claims", 1, "stance"), 7),
        (("claims", 9, "stance"), 4),
        (("nowhere", "at all"), 2),
    ],
)
def test_a_path_is_found_at_its_line_or_at_what_would_hold_it(path: Path, line: int, ending: str) -> None:
    content = "# remark\nsource:\n  title: t\nclaims:\n  - aspect: a\n    quote: q\n  - treatment: x\n    aspect: b\n"
    (document,) = parse_yaml(content.replace("\n", ending))
    assert document.locate(path) == line


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("a: 1\nb: &x 2\n", 2, "the anchor &x: write each value out"),
        ("a: 1\nb: *x\n", 2, "the alias *x: write each value out"),
        ("a: &x [*x]\n", 1, "the anchor &x: write each value out"),
        ("a: !!python/object:os.system x\n", 1, "the tag tag:yaml.org,2002:python/object:os.system"),
        ("a: 1\nb: !mine {}\n", 2, "the tag !mine"),
        ("a: 1\nb: 2\na: 3\n", 3, "a is given twice, first in line 1"),
        ("a:\n  b: 1\n  'b': 2\n", 3, "b is given twice, first in line 2"),
        ("a:\na: 1\n", 2, "a is given twice, first in line 1"),
        ("a: 1\n? [b]\n: 2\n", 2, "a field name that is a list or a mapping; name it with a word"),
        ("a:\n  - x\n  -\n", 3, "an empty item in a list; take it out"),
        ('a: 1\nb: "\\0"\n', 2, "a NUL character in a text; take it out"),
        ('a: 1\n"\\0": b\n', 2, "a NUL character in a text; take it out"),
        (
            "a: [1\nb: 2",
            2,
            "not valid YAML: while parsing a flow sequence did not find expected ',' or ']'; close the bracket",
        ),
        (
            "a:\n\tb: 1",
            2,
            "not valid YAML: while scanning for the next token found character that cannot start any token; indent with"
            " blanks, and put quotes around a text that begins with @, ` or %",
        ),
    ],
)
def test_what_is_more_than_plain_text_is_refused_at_its_line(content: str, line: int, message: str) -> None:
    advice = ": leave it out, every value is read as text" if message.startswith("the tag") else ""
    assert refusal(content) == (line, message + advice)


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b"])
def test_a_control_character_is_refused_at_its_line(character: str) -> None:
    line, message = refusal(f"a: 1\nb: 2\nc: x{character}y\n")
    assert message == f"the control character 0x{ord(character):02x} in a text; take it out"
    assert line == 3


def test_a_merge_key_is_a_field_like_any_other() -> None:
    assert read("a: {<<: {b: c}}\n") == {"a": {"<<": {"b": "c"}}}


def test_thirty_levels_are_read() -> None:
    assert read("[" * 30 + "]" * 30)


@pytest.mark.parametrize("depth", [31, 100_000])
def test_more_than_thirty_levels_are_refused(depth: int) -> None:
    assert refusal("\n" + "[" * depth) == (2, "nested more than 30 deep; a source record needs 5")


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert refusal(bomb) == (1, "the anchor &a: write each value out")
