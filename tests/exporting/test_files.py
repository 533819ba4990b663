"""Where an export lies: names that every system takes, whole or not at all, and never over what is somebody else's."""

import json
import os
from pathlib import Path

import pytest

from kb.errors import KbError, NotFoundError, UsageError
from kb.exporting.file_names import FileNames
from kb.exporting.layout import lay_out
from kb.exporting.placing import placed
from kb.naming import short_digest
from tests.building import Desk, claim, source
from tests.storing import query


def digested(readable: str, key: str) -> str:
    return f"{readable}-{short_digest(key)}"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("trial-2019", "trial-2019"),
        ("a_b", "a_b"),
        ("..", digested("source", "..")),
        ("a/b", digested("a-b", "a/b")),
        ("a\\b", digested("a-b", "a\\b")),
        (".hidden", digested("hidden", ".hidden")),
        ("A", digested("a", "A")),
        ("PMID:1", digested("pmid-1", "PMID:1")),
        ("con", digested("con", "con")),
        ("lpt1", digested("lpt1", "lpt1")),
        ("a.", digested("a", "a.")),
        ("-", digested("source", "-")),
        ("中文", digested("source", "中文")),
        ("x" * 200, digested(f"{'x' * 60}-{short_digest('x' * 200)}", "x" * 200)),
    ],
)
def test_a_source_has_a_file_name_that_every_system_takes(key: str, name: str) -> None:
    assert FileNames().take(key) == name


def test_two_keys_never_share_a_file_name() -> None:
    names = FileNames()
    assert [names.take(key) for key in ("A", digested("a", "A"), "a")] == [
        digested("a", "A"),
        f"{digested('a', 'A')}-2",
        "a",
    ]


@pytest.fixture
def full(stored: Desk) -> Desk:
    """A desk with two sources, one with an article."""
    stored.write("article.txt", "It works.")
    stored.vocabulary(treatments=["therapy"])
    stored.load(source("a", claim(quote="It works"), text="article.txt"), source("b", claim()))
    return stored


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


FOLDER = [".kb-export", "sources/a.txt", "sources/a.yaml", "sources/b.yaml", "vocabulary.yaml"]


@pytest.mark.parametrize("target", ["out", "new.d/"])
def test_a_folder_is_made(full: Desk, target: str) -> None:
    full.base.export(f"{full.folder}/{target}")
    assert names(full.folder / target) == FOLDER


def test_an_empty_folder_is_filled(full: Desk) -> None:
    (full.folder / "with.suffix").mkdir()
    full.base.export(full.folder / "with.suffix")
    assert names(full.folder / "with.suffix") == FOLDER


def test_the_folder_where_one_stands_is_filled(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (full.folder / "here").mkdir()
    monkeypatch.chdir(full.folder / "here")
    full.base.export(".")
    assert names(Path.cwd()) == FOLDER


@pytest.mark.parametrize(
    ("target", "error", "message"),
    [
        ("out.yaml", UsageError, "{}: kb exports to a folder (no suffix, or / at the end) or to a .jsonl file"),
        ("out.json", UsageError, "{}: kb exports to a folder (no suffix, or / at the end) or to a .jsonl file"),
        ("base.sqlite.jsonl", UsageError, "{}: is a link; name the file that it leads to, or another"),
        ("article", KbError, "{}: is a file; name a folder, or a .jsonl file"),
        ("nowhere/out", NotFoundError, "{}: the folder {parent} does not exist; make it, or name another"),
        ("nowhere/base.jsonl", NotFoundError, "{}: the folder {parent} does not exist; make it, or name another"),
        ("article/out", NotFoundError, "{}: {parent} is a file, not a folder; name another"),
        ("x" * 300, KbError, "{}: cannot be written: File name too long"),
        ("x" * 300 + ".jsonl", KbError, "{}: cannot be written: File name too long"),
        ("there", KbError, "{}: is not empty, and no export wrote what lies there; name another folder"),
        ("there.jsonl", KbError, "{}: was written by no export, and is never replaced by one; name another file"),
        ("-", UsageError, "an export is several files and cannot go to standard output; give a folder or a .jsonl file"),  # noqa: E501
    ],
)  # fmt: skip
@pytest.mark.parametrize("force", [False, True], ids=["", "force"])
def test_what_is_in_the_way_is_told_and_left(
    full: Desk, target: str, error: type[KbError], message: str, *, force: bool
) -> None:
    full.write("article", "a text")
    full.write("there/note.txt", "mine")
    full.write("there.jsonl", "mine")
    (full.folder / "base.sqlite.jsonl").symlink_to(full.folder / "base.sqlite")
    before = names(full.folder)
    with pytest.raises(error) as raised:
        full.base.export("-" if target == "-" else full.folder / target, force=force)
    assert type(raised.value) is error
    place = full.folder / target
    assert str(raised.value) == message.format(place, parent=place.parent)
    assert names(full.folder) == before


@pytest.mark.parametrize("target", ["", " ", "a\x00b"])
def test_a_target_without_a_name_is_told(full: Desk, target: str) -> None:
    with pytest.raises(UsageError, match=r"^the export has no name; give a folder or a \.jsonl file$"):
        full.base.export(target)


def test_the_database_itself_is_never_replaced(full: Desk) -> None:
    os.link(full.folder / "base.sqlite", full.folder / "base.jsonl")
    with pytest.raises(UsageError) as raised:
        full.base.export(full.folder / "base.jsonl", force=True)
    assert str(raised.value) == (
        f"{full.folder / 'base.jsonl'}: is the database itself; name another file for the export"
    )


def test_an_empty_database_exports_nothing(stored: Desk) -> None:
    with pytest.raises(KbError, match="the database is empty: there is nothing to export"):
        stored.base.export(stored.folder / "out")
    assert not list(stored.folder.glob("out*")) + list(stored.folder.glob(".kb*"))


def test_with_force_nothing_of_an_earlier_export_stays(full: Desk) -> None:
    full.base.export(full.folder / "out")
    full.base.export(full.folder / "base.jsonl")
    full.load(source("a", claim(quote="It works"), doi="10.1000/a"))
    full.load(source("renamed", claim(quote="It works"), doi="10.1000/a"))
    for target in ("out", "base.jsonl"):
        full.base.export(full.folder / target, force=True)
    renamed = [name.replace("/a.", "/renamed.") for name in FOLDER]
    assert names(full.folder / "out") == sorted(renamed)
    assert names(full.folder / "base-texts") == ["renamed.txt"]
    assert (full.folder / ".base.kb-export").read_text() == "base-texts/renamed.txt\nbase.jsonl\n"


def test_with_force_the_articles_of_an_earlier_export_go_where_there_are_none_now(full: Desk, stored: Desk) -> None:
    full.base.export(full.folder / "base.jsonl")
    with type(full.base).open(full.folder / "other.sqlite", create=True) as other:
        other.load(full.write("one.json", source("one")))
        other.export(full.folder / "base.jsonl", force=True)
        other.export(full.folder / "out")
        full.base.export(full.folder / "out", force=True)
        other.export(full.folder / "out", force=True)
    assert not (full.folder / "base-texts").exists()
    assert names(full.folder / "out") == [".kb-export", "sources/one.yaml"]


def test_with_force_a_file_of_somebody_else_in_the_folder_stays(full: Desk) -> None:
    full.base.export(full.folder / "out")
    full.write("out/README.md", "mine")
    full.write("out/notes/vocabulary.yaml", "mine")
    full.base.export(full.folder / "out", force=True)
    assert names(full.folder / "out") == sorted([*FOLDER, "README.md", "notes/vocabulary.yaml"])


@pytest.mark.parametrize("name", ["out/sources/mine.yaml", "out/sources/below/mine.txt", "out/vocabulary-mine.yaml"])
def test_with_force_an_export_is_refused_where_a_file_of_somebody_else_would_go(full: Desk, name: str) -> None:
    full.base.export(full.folder / "out")
    mine = full.write(name, "mine")
    before = names(full.folder)
    with pytest.raises(KbError) as raised:
        full.base.export(full.folder / "out", force=True)
    assert str(raised.value) == (
        f"{mine}: was written by no export to this place, and is never replaced by one; move it away, or name another"
        " place"
    )
    assert names(full.folder) == before


@pytest.mark.parametrize("target", ["out", "base.jsonl"])
def test_without_force_an_earlier_export_is_left(full: Desk, target: str) -> None:
    full.base.export(full.folder / target)
    with pytest.raises(KbError) as raised:
        full.base.export(full.folder / target)
    assert str(raised.value) == (
        f"{full.folder / target}: "
        + (
            "exists already; name another file, or replace it with --force"
            if target == "base.jsonl"
            else "holds an earlier export; name another folder, or replace that export with --force"
        )
    )


def test_hidden_files_are_not_in_the_way(full: Desk) -> None:
    """A load passes them over, and a folder under version control has some."""
    full.write("out/.git/config", "mine")
    full.base.export(full.folder / "out")
    full.base.export(full.folder / "out", force=True)
    assert names(full.folder / "out") == sorted([*FOLDER, ".git/config"])


def test_with_force_an_empty_folder_of_somebody_else_stays(full: Desk) -> None:
    full.base.export(full.folder / "out")
    (full.folder / "out/sources/mine").mkdir()
    with pytest.raises(KbError) as raised:
        full.base.export(full.folder / "out", force=True)
    assert str(raised.value).startswith(f"{full.folder / 'out/sources/mine'}: was written by no export")
    assert (full.folder / "out/sources/mine").is_dir()


@pytest.mark.parametrize(
    ("one", "other"),
    [("a,b.jsonl", "a;b.jsonl"), ("q.jsonl", "q.JSONL"), ("a b.jsonl", "a  b.jsonl"), ("\u212b.jsonl", "\xc5.jsonl")],
)
def test_two_files_never_share_their_articles(full: Desk, blank: Path, one: str, other: str) -> None:
    full.base.export(full.folder / one)
    with type(full.base).open(full.folder / "other.sqlite", create=True) as another:
        full.write("article.txt", "Something else.")
        another.load(full.write("one.json", source("a", claim(quote="else"), text="article.txt")))
        another.export(full.folder / other, force=True)
    for name, text in ((one, "It works."), (other, "Something else.")):
        copy = full.folder / f"copy of {name}.sqlite"
        copy.write_bytes(blank.read_bytes())
        with type(full.base).open(copy) as base:
            base.load(full.folder / name)
            assert base.verify("a").verified == 1
            (words,) = query(Desk(full.folder, base), "SELECT text FROM snapshot")
            assert words == (text,)


@pytest.mark.parametrize("name", ["a\nb%.jsonl", "\udcff.jsonl", ".jsonl.jsonl", "x" * 245 + ".jsonl"])
def test_an_earlier_export_is_known_again_whatever_it_is_called(full: Desk, name: str) -> None:
    before = names(full.folder)
    full.base.export(full.folder / name)
    written = names(full.folder)
    assert len(written) == len(before) + 3
    full.base.export(full.folder / name, force=True)
    assert names(full.folder) == written


def test_with_force_a_folder_of_texts_that_is_somebody_else_s_stays(full: Desk) -> None:
    mine = full.write("base-texts/mine.txt", "mine")
    with pytest.raises(KbError) as raised:
        full.base.export(full.folder / "base.jsonl", force=True)
    assert str(raised.value).startswith(f"{mine}: was written by no export")
    assert mine.read_text() == "mine"
    assert not (full.folder / "base.jsonl").exists()


@pytest.mark.parametrize("target", ["out", "base.jsonl"])
def test_what_fails_in_the_middle_leaves_the_earlier_export_as_it_was(full: Desk, target: str) -> None:
    full.base.export(full.folder / target)
    before = {name: (full.folder / name).read_bytes() for name in names(full.folder)}
    with pytest.raises(KeyboardInterrupt), placed(lay_out(full.folder / target), force=True) as folder:
        (folder / "vocabulary.yaml").write_text("half")
        raise KeyboardInterrupt
    assert {name: (full.folder / name).read_bytes() for name in names(full.folder)} == before


def test_a_draft_that_a_kill_left_behind_is_passed_over_by_a_load(full: Desk) -> None:
    full.base.export(full.folder / "out")
    full.write("out/.kb-export-left/new/sources/c.yaml", "half")
    assert [file.errors for file in full.base.load(full.folder / "out").files] == [[], [], []]


def test_more_sources_than_are_read_at_once_are_all_written_by_key(stored: Desk) -> None:
    stored.load(*[source(f"s{number:04}", claim()) for number in range(1001)])
    stored.base.export(stored.folder / "out.jsonl")
    lines = (stored.folder / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["source"]["key"] for line in lines] == [f"s{number:04}" for number in range(1001)]
