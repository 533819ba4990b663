"""Articles that another process reads ahead: what is told and stored of them is what it would be without it."""

import json
import os
import re
import signal
import sys
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from kb import KnowledgeBase
from kb.errors import ReadingError
from kb.reading.article_file import ArticleFile
from kb.reading.read_ahead import FEWEST, ReadAhead
from tests.building import Desk, claim, source
from tests.cli.running import Shell
from tests.cli.test_interrupts import LINE, interrupt, loading, sources_in
from tests.loading_articles.writing import TEXT, WORDS, jats, page
from tests.reading.articles.pages import PARAGRAPHS
from tests.reading.articles.pdfs import column, make_pdf
from tests.storing import dump

UNSTOOD = "is an article that its parser does not stand: it takes too much time or memory, or is damaged"
HALF = '<script type="application/ld+json">{"@type": "Article", "headline": "Half \\ud800 a title"}</script>'
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


def html(title: str, head: str = "") -> str:
    paragraphs = "".join(f"<p>{each}</p>" for each in [TEXT, *PARAGRAPHS])
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}"
        f"<link rel='canonical' href='https://example.org/{title.replace(' ', '-')}'></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def files_in(desk: Desk, *names: str) -> list[ArticleFile]:
    """Write pages of these names, and as many more as are read ahead at least; each has its name for its title."""
    every = [*names, *(f"page {each}" for each in range(FEWEST))]
    paths = [desk.write(f"in/{name}.html", html(name)) for name in every]
    return [ArticleFile(path, str(path), path) for path in paths]


def reads(ahead: ReadAhead, file: ArticleFile) -> str:
    """Return the title of an article, or why it cannot be read."""
    try:
        (part,) = ahead.parts(file)
    except ReadingError as error:
        return str(error)
    return part.articles[0].record.source.title


def running(ahead: ReadAhead) -> int:
    """Return how many processes read."""
    return sum(reader.process is not None and reader.process.poll() is None for reader in ahead.readers)


def mixed_folder(desk: Desk) -> Path:
    """Write articles of all types, good and bad, and one that goes with a record; return their folder."""
    for each in range(FEWEST):
        desk.write(f"in/{each:02}.html", html(f"Page {each:02}"))
        desk.write(f"in/{each:02}-b.xml", jats(f"Study {each:02}", doi=f"10.1000/{each:02}"))
    folder = desk.folder / "in"
    desk.write("in/00-c.html", html("Page 00"))
    desk.write("in/01-c.html", "")
    desk.write("in/02-c.html", "<html><body><p>Nothing here.</p></body></html>")
    desk.write("in/03-c.xml", "<article><body><p>Words")
    desk.write("in/04-c.html", page("Words in a page"))
    desk.write("in/05-c.html", html("Half", HALF))
    desk.write("in/06-c.xml", "no XML at all")
    (folder / "07-c.html").write_bytes(b"<html><head><meta charset='utf-8'></head><body><p>Caf\xe9 words" + b"\x81" * 9)
    (folder / "08-c.html").write_bytes(make_pdf(column("Words of a PDF with the wrong name.")))
    (folder / "09-c.html").symlink_to("nowhere.html")
    os.mkfifo(folder / "10-c.html")
    desk.write("in/below/own.md", page("Own"))
    desk.write("in/record.json", source("s", claim(quote=WORDS), text="03.html"))
    return folder


def load_into(base: Path, folder: Path, **how: Any) -> tuple[Any, str]:
    """Load a folder into a new base; return the report, and all that is then in the base but for times."""
    with KnowledgeBase.open(base, create=True) as kb:
        report = kb.load(folder, **how)
        return report, TIME.sub("", dump(Desk(base.parent, kb)))


@pytest.mark.parametrize("dry_run", [False, True], ids=["load", "dry run"])
def test_what_is_told_and_stored_is_the_same_as_without_another_process(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch, *, dry_run: bool
) -> None:
    folder = mixed_folder(desk)
    ahead = load_into(tmp_path / "ahead.sqlite", folder, dry_run=dry_run)
    monkeypatch.setattr("kb.reading.read_ahead.FEWEST", 1_000)
    alone = load_into(tmp_path / "alone.sqlite", folder, dry_run=dry_run)
    assert ahead == alone
    told = {Path(file.file).name: [error.message for error in file.errors] for file in alone[0].files}
    assert sum(1 for errors in told.values() if not errors) == 2 * FEWEST + 4
    assert told["01-c.html"] == ["is empty"]
    assert told["09-c.html"] == ["cannot be read: No such file or directory"]


def test_fewer_articles_start_no_process(desk: Desk) -> None:
    ahead, files = ReadAhead(), files_in(desk)[1:]
    with ahead.over(files, set()):
        assert [reads(ahead, file) for file in files] == [file.path.stem for file in files]
        assert running(ahead) == 0


def test_articles_that_go_with_a_record_do_not_count(desk: Desk) -> None:
    ahead, files = ReadAhead(), files_in(desk)
    with ahead.over(files, {files[2].real}):
        assert [reads(ahead, file) for file in files if file is not files[2]] == [
            file.path.stem for file in files if file is not files[2]
        ]
        assert running(ahead) == 0


def test_enough_articles_are_read_by_processes_which_are_gone_at_the_end(desk: Desk) -> None:
    ahead, files = ReadAhead(), files_in(desk)
    with ahead.over(files, set()):
        assert running(ahead) == 0
        assert reads(ahead, files[0]) == "page 0"
        (process,) = (reader.process for reader in ahead.readers)
        assert process is not None
        files[-1].path.write_text(html("Edited since"), encoding="utf-8")
        assert [reads(ahead, file) for file in files[1:]] == [
            *(f"page {each}" for each in range(1, FEWEST - 1)),
            "Edited since",
        ]
        assert [reader.process for reader in ahead.readers] == [process]
    assert process.poll() is not None


def test_many_articles_are_read_by_two_processes_in_their_order(desk: Desk) -> None:
    ahead, files = ReadAhead(), files_in(desk, *(f"more {each}" for each in range(3 * FEWEST)))
    with ahead.over(files, set()):
        assert [reads(ahead, file) for file in files] == [file.path.stem for file in files]
        assert running(ahead) == 2


def test_what_is_passed_over_is_not_waited_for(desk: Desk) -> None:
    ahead, files = ReadAhead(), files_in(desk)
    with ahead.over(files, set()):
        assert [reads(ahead, file) for file in (files[0], files[3])] == ["page 0", "page 3"]


def test_a_process_that_was_killed_is_started_again_and_no_article_is_blamed(desk: Desk) -> None:
    ahead, files = ReadAhead(), files_in(desk, *(f"more {each}" for each in range(FEWEST)))
    with ahead.over(files, set()):
        read = [reads(ahead, files[0])]
        for reader in ahead.readers:
            assert reader.process is not None
            reader.process.kill()
        read += [reads(ahead, file) for file in files[1:]]
        assert running(ahead) == 2
    assert read == [file.path.stem for file in files]


def test_an_article_that_ends_the_process_is_told_and_stops_no_other(desk: Desk) -> None:
    ahead, files = ReadAhead("tests.loading_articles.fragile"), files_in(desk, "good", "bad", "endless", "better")
    with ahead.over(files, set()):
        read = [reads(ahead, file) for file in files]
        assert running(ahead) == 1
    assert read == ["good", UNSTOOD, UNSTOOD, "better", *(f"page {each}" for each in range(FEWEST))]


def test_where_a_process_cannot_be_started_again_articles_are_read_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead, files = ReadAhead(), files_in(desk)
    with ahead.over(files, set()):
        read = [reads(ahead, files[0])]
        monkeypatch.setattr(sys, "executable", "/nowhere/python")
        (reader,) = ahead.readers
        assert reader.process is not None
        reader.process.kill()
        read += [reads(ahead, file) for file in files[1:]]
        assert running(ahead) == 0
    assert read == [file.path.stem for file in files]


@pytest.mark.parametrize("program", ["", "/nowhere/python", sys.executable], ids=["none", "not there", "no module"])
def test_where_no_process_can_be_started_articles_are_read_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    ahead, files = ReadAhead("tests.no_such_module"), files_in(desk)
    monkeypatch.setattr(sys, "executable", program)
    with ahead.over(files, set()):
        assert [reads(ahead, file) for file in files] == [file.path.stem for file in files]
        assert running(ahead) == 0


def test_a_load_that_is_left_early_leaves_no_process(desk: Desk) -> None:
    files_in(desk)
    with desk.base.loading(desk.folder / "in") as run:
        going = iter(run)
        assert isinstance(going, Generator)
        next(going)
        (process,) = (reader.process for reader in run._ahead.readers)
        assert process is not None
        going.close()
        assert process.poll() is not None


@pytest.fixture
def many(tmp_path: Path, desk: Desk) -> Iterator[Shell]:
    """kb with a base, and a folder of many pages beside it."""
    shell = Shell(tmp_path / "kb.sqlite")
    shell("load", desk.write("first.md", page("First")), "--key", "first")
    for number in range(600):
        desk.write(f"in/{number:04}.html", html(f"Article {number:04}"))
    yield shell


def children_of(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]


def wait_until_gone(process: int) -> None:
    deadline = time.monotonic() + 60
    while is_running(process):
        assert time.monotonic() < deadline, "the process that reads ahead goes on"


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@on_linux
def test_ctrl_c_ends_all_processes_and_leaves_in_what_has_landed(many: Shell, desk: Desk) -> None:
    with loading(many, desk.folder / "in") as process:
        children: list[int] = []

        def has_begun() -> bool:
            children[:] = children_of(process.pid)
            return len(sources_in(many)) >= 5

        code, out, err = interrupt(process, has_begun)
    assert (code, err.splitlines()[-1], "Traceback" in err) == (130, LINE.rstrip(), False)
    files = json.loads(out)["files"]
    landed = [key for key in sources_in(many) if key != "first"]
    assert [f"example-org-article-{Path(file['file']).stem}" for file in files] == landed
    assert 4 <= len(landed) < 600
    assert (len(children), [each for each in children if is_running(each)]) == (2, [])


@on_linux
def test_a_load_that_is_killed_leaves_no_process(many: Shell, desk: Desk) -> None:
    with loading(many, desk.folder / "in") as process:
        while len(sources_in(many)) < 3:
            assert process.poll() is None
        children = children_of(process.pid)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(children) == 2
    for child in children:
        wait_until_gone(child)
