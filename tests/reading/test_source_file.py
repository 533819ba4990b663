"""Encodings, sizes and the articles that a record names: found in the folder or below, never outside of it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.records import Problem
from tests.reading.conftest import Read, read_file

Errors = Callable[[str, str | bytes], list[str]]
RECORD = "source: {title: Über, kind: book}\n"
JSON_RECORD = '{"source": {"title": "Über", "kind": "book"}}'


def naming(text: str) -> str:
    return f"source:\n  title: t\n  kind: book\n  text: {text}\n"


@pytest.mark.parametrize(("name", "content"), [("a.yaml", RECORD), ("a.json", JSON_RECORD), ("A.JSON", JSON_RECORD)])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_utf_8_is_read_with_and_without_a_byte_order_mark(read: Read, name: str, content: str, mark: bytes) -> None:
    file = read(name, mark + content.encode())
    assert [located.record.source.title for located in file.sources] == ["Über"]


@pytest.mark.parametrize(("name", "content"), [("a.yaml", RECORD), ("a.json", JSON_RECORD)])
def test_utf_16_is_refused_by_name(errors: Errors, name: str, content: str) -> None:
    assert errors(name, content.encode("utf-16")) == ["None: None: is encoded in UTF-16; save it as UTF-8"]


@pytest.mark.parametrize(("name", "content"), [("a.yaml", RECORD), ("a.json", JSON_RECORD)])
def test_what_is_not_utf_8_is_refused_at_its_line(errors: Errors, name: str, content: str) -> None:
    told = errors(name, b"\n\n" + content.encode("latin-1"))
    assert told == ["3: None: is not UTF-8 (byte 0xdc); save it as UTF-8"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.yaml", ""), ("a.yaml", "# remark\n"), ("a.json", " \n"), ("a.json", "null"), ("a.yml", "---\n")],
)
def test_a_file_that_holds_nothing_is_refused(errors: Errors, name: str, content: str) -> None:
    assert errors(name, content) == ["None: None: is empty: it holds no source record and no vocabulary"]


def test_a_file_over_16_mb_is_refused(errors: Errors) -> None:
    assert errors("a.yaml", b"#" * (16 * 1024 * 1024 + 1)) == ["None: None: is over 16 MB; split it"]


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    file = read_file(tmp_path / "pipe.yaml")
    assert file.errors == [Problem(None, None, "is not a regular file; name a file that can be read twice")]


def test_an_article_is_read_from_the_folder_or_below(read: Read, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_bytes("\ufeffOne\r\ntwo\x07 e\u0301".encode())
    (located,) = read("a.yaml", naming("articles/a.txt")).sources
    assert located.record.text == "One\ntwo é"


def test_the_folder_of_texts_comes_before_the_folder_of_the_file(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (tmp_path / "a.txt").write_text("beside")
    (texts / "a.txt").write_text("in texts")
    (tmp_path / "b.txt").write_text("beside alone")
    for name, expected in (("a", "in texts"), ("b", "beside alone")):
        (tmp_path / f"{name}.yaml").write_text(naming(f"{name}.txt"))
        (located,) = read_file(tmp_path / f"{name}.yaml", texts).sources
        assert located.record.text == expected


def test_an_article_that_is_not_there_is_a_warning_at_its_line(read: Read) -> None:
    file = read("a.yaml", naming("gone.txt"))
    assert file.warnings == [Problem(4, "source.text", "'gone.txt' is not there: no quote is checked against it")]
    assert [located.record.text for located in file.sources] == [None]


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "a/../a.txt", ".."])
def test_a_name_that_points_out_of_the_folder_is_refused(errors: Errors, name: str) -> None:
    assert errors("a.yaml", naming(name)) == [
        f"4: source.text: '{name}' lies outside the folder; give a name in it or below"
    ]


@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path, link: str) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    if link == "file":
        (inside / "a.txt").symlink_to(outside / "secret.txt")
    else:
        (inside / "a").symlink_to(outside)
    name = "a.txt" if link == "file" else "a/secret.txt"
    (inside / "a.yaml").write_text(naming(name))
    file = read_file(inside / "a.yaml")
    message = f"'{name}' leads out of the folder by a link; copy the article into it"
    assert file.errors == [Problem(4, "source.text", message)]


def test_a_link_within_the_folder_is_followed(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (located,) = read("a.yaml", naming("link.txt")).sources
    assert located.record.text == "words"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\n \n", "'a.txt' is empty"),
        ("Über".encode("utf-16"), "'a.txt' is encoded in UTF-16; save it as UTF-8"),
        (b"one\ntwo \xff", "'a.txt' is not UTF-8 (byte 0xff); save it as UTF-8 (line 2)"),
    ],
)
def test_an_article_that_is_no_text_is_refused(errors: Errors, tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert errors("a.yaml", naming("a.txt")) == [f"4: source.text: {message}"]


def test_an_article_that_is_a_folder_is_refused(errors: Errors, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    assert errors("a.yaml", naming("articles")) == ["4: source.text: 'articles' cannot be read: Is a directory"]


def test_an_article_with_a_name_too_long_for_any_file_is_not_there(read: Read) -> None:
    name = "x" * 300
    file = read("a.yaml", naming(name))
    assert [warning.field for warning in [*file.warnings, *file.errors]] == ["source.text"]


def test_a_loop_of_links_is_said_to_be_one(errors: Errors, tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert errors("a.yaml", naming("a.txt")) == [
        "4: source.text: 'a.txt' is a link that leads in a circle; name a file"
    ]
