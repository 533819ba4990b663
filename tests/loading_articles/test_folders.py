"""Folders of articles: what of them is taken, and that a bad file stops no other."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.building import Desk, claim, source
from tests.loading_articles.writing import TEXT, WORDS, jats, keys, page
from tests.storing import counts, dump, warnings

if TYPE_CHECKING:
    from kb.records import LoadProgress


def taken(desk: Desk) -> list[str]:
    """Load the folder and return the names of the files that it was found to hold."""
    return [
        Path(file.file).relative_to(desk.folder / "in").as_posix() for file in desk.base.load(desk.folder / "in").files
    ]


def test_a_folder_of_articles_is_loaded_with_all_below_it(desk: Desk) -> None:
    names = ["a.md", "b.TXT", "deep/c.nxml", "deep/d.markdown", "deep/e.text", "deep/f.xml"]
    for name in names:
        desk.write(f"in/{name}", jats(name, doi=f"10.1000/{name}") if name.endswith("ml") else page(name))
    for name in (".hidden.md", ".git/g.md", "picture.png", "style.css", "h.docx", "i"):
        desk.write(f"in/{name}", page(name))
    assert taken(desk) == names


@pytest.mark.parametrize(
    "name", ["README.md", "readme.txt", "LICENSE.txt", "Changelog.md", "NOTES.md", "requirements.txt"]
)
def test_texts_about_a_folder_are_no_articles(desk: Desk, name: str) -> None:
    desk.write(f"in/{name}", page(name))
    desk.write("in/a.md", page())
    assert taken(desk) == ["a.md"]
    assert [file.added for file in desk.base.load(desk.folder / "in" / name).files] == [1]


def test_beside_source_records_a_text_is_what_a_record_names_or_is_left_out_and_told(desk: Desk) -> None:
    for name in ("named.txt", "other.txt", "third.md"):
        desk.write(f"in/{name}", page(name))
    desk.write("in/r.json", source("s", text="named.txt"))
    desk.write("in/below/own.txt", page("Own"))
    report = desk.base.load(desk.folder / "in")
    assert [Path(file.file).name for file in report.files] == ["r.json", "own.txt"]
    assert [each.message for each in report.warnings[str(desk.folder / "in")]] == [
        "2 texts beside source records left out (other.txt, third.md): no record has it for its article;"
        " name a text to load it as one"
    ]


@pytest.mark.parametrize("name", ["r.jsonl", "r.csv"])
def test_an_article_that_a_stream_of_records_names_is_no_source_of_its_own(desk: Desk, name: str) -> None:
    desk.write("in/page.xml", jats())
    csv = "source_title,source_kind,source_key,source_text,treatment,aspect,stance,quote\n"
    row = f"T,blog,s,page.xml,therapy,efficacy,supports,{WORDS}\n"
    record = '{"source": {"key": "s", "title": "T", "kind": "blog", "text": "page.xml"}}\n'
    desk.write(f"in/{name}", csv + row if name.endswith("csv") else record)
    assert taken(desk) == [name]
    assert keys(desk) == ["s"]


def test_articles_in_a_folder_of_texts_are_found_by_the_records_that_name_them(desk: Desk) -> None:
    desk.write("in/texts/page.xml", jats())
    desk.write("in/records/r.json", source("s", claim(quote=WORDS), text="page.xml"))
    report = desk.base.load(desk.folder / "in", texts=desk.folder / "in" / "texts")
    assert ([Path(file.file).name for file in report.files], report.quotes) == (["r.json"], {"verified": 1})


def test_what_a_browser_saves_beside_a_page_is_passed_over(desk: Desk) -> None:
    desk.write("in/page.html", page())
    desk.write("in/page_files/frame.html", page())
    desk.write("in/other_files/own.md", page("Own"))
    assert taken(desk) == ["page.html", "other_files/own.md"]


def test_an_article_named_twice_or_through_a_link_is_loaded_once(desk: Desk) -> None:
    path = desk.write("in/a.md", page())
    (desk.folder / "in" / "b.md").symlink_to(path)
    assert [counts(file) for file in desk.base.load(path, desk.folder / "in").files] == [(1, 0, 0, 0, 0)]


def test_a_copy_of_an_article_is_the_same_article_and_told(desk: Desk) -> None:
    first = desk.write("in/a.md", page())
    copy = desk.write("in/copy.md", page())
    report = desk.base.load(desk.folder / "in")
    assert [counts(file) for file in report.files] == [(1, 0, 0, 0, 0), (0, 0, 1, 0, 0)]
    assert [each.message for each in report.warnings[str(copy)]] == [f"is the same article as in {first}"]


def test_two_articles_that_cannot_be_told_apart_are_not_taken_for_one(desk: Desk) -> None:
    first, other = desk.write("in/a.md", page()), desk.write("in/b.md", page(text="Other words.\n"))
    report = desk.base.load(desk.folder / "in")
    advice = "if it is another, load it with a key of its own (--key)"
    told = f"'cold-caps' was loaded in this run already, from {first}; {advice}"
    assert [(file.file, [error.message for error in file.errors]) for file in report.files] == [
        (str(first), []),
        (str(other), [told]),
    ]


def test_a_link_to_a_folder_is_not_followed(desk: Desk) -> None:
    desk.write("in/a.md", page())
    (desk.folder / "in" / "loop").symlink_to(desk.folder / "in")
    (desk.folder / "in" / "up.md").symlink_to(desk.folder)
    assert taken(desk) == ["a.md"]


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the address of a socket has to be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


IRREGULAR = "is not a regular file; name a file that can be read twice"
#: What each file is made of, and what is said of it.
BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (os.mkfifo, IRREGULAR),
    "a socket": (a_socket, IRREGULAR),
    "a device": (lambda path: path.symlink_to("/dev/zero"), IRREGULAR),
    "a link to itself": (lambda path: path.symlink_to(path.name), "cannot be read: Too many levels of symbolic links"),
    "a link to nothing": (lambda path: path.symlink_to("gone.md"), "cannot be read: No such file or directory"),
    "nothing": (lambda path: path.write_bytes(b""), "is empty"),
    "blanks": (lambda path: path.write_bytes(b" \n\t\n"), "is empty"),
    "a picture": (
        lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(40)),
        "is binary data and no text; give an article as text, Markdown, HTML, PDF or JATS",
    ),
    "Latin-1": (lambda path: path.write_bytes(b"# One\n\nthr\xe9e"), "is not UTF-8 (byte 0xe9); save it as UTF-8"),
    "17 MB": (
        lambda path: path.write_bytes(b"words " * (17 * 1024 * 1024 // 6)),
        "is over 16 MB; no article is as long",
    ),
}


@pytest.mark.parametrize(("make", "message"), BAD.values(), ids=BAD)
def test_a_bad_file_is_told_in_one_line_and_stops_no_other(
    desk: Desk, make: Callable[[Path], object], message: str
) -> None:
    desk.write("in/a.md", page("First"))
    make(desk.folder / "in" / "b.md")
    desk.write("in/c.md", page("Last"))
    report = desk.base.load(desk.folder / "in")
    told = {Path(file.file).name: [error.message for error in file.errors] for file in report.files}
    assert told == {"a.md": [], "b.md": [message], "c.md": []}
    assert keys(desk) == ["first", "last"]


def test_a_file_that_vanishes_after_its_folder_was_listed_is_told(desk: Desk) -> None:
    gone, other = desk.write("in/a.md", page()), desk.write("in/b.md", page("Other"))
    with desk.base.loading(desk.folder / "in") as run:
        gone.unlink()
        told = {file.file: [error.message for error in file.errors] for file in run}
    assert told == {str(gone): ["cannot be read: No such file or directory"], str(other): []}


def test_a_file_that_grows_while_it_is_read_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.write("a.md", page())
    stat = os.fstat

    def write_on(number: int) -> os.stat_result:
        found = stat(number)
        with path.open("a", encoding="utf-8") as file:
            file.write("More.\n")
        return found

    monkeypatch.setattr("kb.reading.files.os.fstat", write_on)
    (file,) = desk.base.load(path).files
    assert [error.message for error in file.errors] == [
        "changed while it was read; load it again when nobody writes to it"
    ]


@pytest.mark.parametrize("name", ["a\n\x1b[31m.md", "a..b.md", "..c.md.md", "d;e'.md", os.fsdecode(b"caf\xe9.md")])
def test_odd_names_are_names(desk: Desk, name: str) -> None:
    path = desk.folder / "in" / name
    path.parent.mkdir()
    path.write_text(page(), encoding="utf-8")
    (file,) = desk.base.load(path).files
    assert (file.errors, file.added) == ([], 1)


def test_each_article_is_told_of_before_it_is_loaded(desk: Desk) -> None:
    told: list[LoadProgress] = []
    for name in ("a", "b"):
        desk.write(f"in/{name}.md", page(name))
    desk.base.load(desk.folder / "in", progress=told.append)
    assert [(at.done, at.total) for at in told] == [(0, 2), (1, 2)]


def test_an_article_that_goes_with_a_record_does_not_count(desk: Desk) -> None:
    desk.write("in/s.xml", jats())
    desk.write("in/s.json", source("s"))
    with desk.base.loading(desk.folder / "in") as run:
        assert [file.added for file in run] == [0]
        assert (run.total, len(run.report.files)) == (1, 1)


def test_a_dry_run_stores_nothing_and_reports_what_a_load_does(stored: Desk) -> None:
    stored.load(source("s", claim(quote=WORDS), doi="10.1000/caps"))
    for name, content in {"a.xml": jats(), "b.md": page("B"), "c.txt": TEXT, "d.md": ""}.items():
        stored.write(f"in/{name}", content)
    before = dump(stored)
    tried = stored.base.load(stored.folder / "in", dry_run=True)
    assert dump(stored) == before
    assert tried == stored.base.load(stored.folder / "in")
    assert [bool(file.errors) for file in tried.files] == [False, False, True, True]


def test_strict_and_by_go_with_articles(stored: Desk) -> None:
    report = stored.base.load(stored.write("a.md", page()), strict=True, by="Jane")
    assert report.is_clean
    assert "'Jane'" in dump(stored)


def test_a_page_of_vocabulary_words_is_an_article_all_the_same(desk: Desk) -> None:
    report = desk.base.load(desk.write("a.md", page(text="treatments:\n- name: x\n")))
    assert len(warnings(report)) == 2
    assert keys(desk) == ["cold-caps"]
