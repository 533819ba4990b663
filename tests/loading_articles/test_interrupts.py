"""Ctrl-C in the midst of a folder of articles: those that were finished are in and told."""

import json
from pathlib import Path

from tests.building import Desk
from tests.cli.running import Shell
from tests.cli.test_interrupts import LINE, interrupt, loading, sources_in
from tests.loading_articles.writing import page


def test_of_many_articles_those_that_were_finished_are_in_and_told(tmp_path: Path, desk: Desk) -> None:
    shell = Shell(tmp_path / "kb.sqlite")
    shell("load", desk.write("first.md", page("First")), "--key", "first")
    for number in range(600):
        desk.write(f"in/{number:04}.md", page(f"Article {number:04}"))
    with loading(shell, desk.folder / "in") as process:
        code, out, err = interrupt(process, lambda: len(sources_in(shell)) >= 5)
    assert (code, err.splitlines()[-1]) == (130, LINE.rstrip())
    files = json.loads(out)["files"]
    assert [f"article-{Path(file['file']).stem}" for file in files] == [
        key for key in sources_in(shell) if key != "first"
    ]
    assert 4 <= len(files) < 600
    assert {file["added"] for file in files} == {1}
