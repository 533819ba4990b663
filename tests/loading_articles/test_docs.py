"""docs/loading-articles.md runs: every command in it, with what it shows, one after the other in one folder."""

import re
from pathlib import Path

import pytest

from kb.reading.article_text import MARKED_SUFFIXES, PLAIN_SUFFIXES
from tests.test_readme import run

GUIDE = (Path(__file__).parents[2] / "docs" / "loading-articles.md").read_text(encoding="utf-8")

WHEN = re.compile(r"read \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


def test_the_guide_shows_what_happens(tmp_path: Path) -> None:
    shown = 0
    for kind, block in re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE):
        if kind != "console":
            (name,) = re.findall(rf"^`([\w.]+)`\n\n```{kind}\n{re.escape(block)}", GUIDE, re.MULTILINE)
            (tmp_path / name).write_text(block, encoding="utf-8")
            continue
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            bad = re.search(r"\b[1-9]\d* missing", output) is not None and "kb diff" not in command
            told = run(f"{command} || test $? = 1" if bad else command, tmp_path)
            assert WHEN.sub("read then", told) == WHEN.sub("read then", output.rstrip()), command
            shown += 1
    assert shown == 10


@pytest.mark.parametrize("suffix", [*MARKED_SUFFIXES, *PLAIN_SUFFIXES])
def test_the_guide_names_every_suffix(suffix: str) -> None:
    assert f"`{suffix}`" in GUIDE
