"""docs/search.md: every command shown gives what is shown."""

import re
import shlex
from pathlib import Path

from tests.cli.running import Shell

GUIDE = Path(__file__).parents[2] / "docs" / "search.md"


def test_every_search_in_the_docs_gives_what_is_shown(seeded: Shell) -> None:
    (block,) = re.findall(r"^```console\n(.*?)^```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    shown = [part.partition("\n") for part in re.split(r"^\$ kb ", block, flags=re.MULTILINE)[1:]]
    assert len(shown) == 3
    for command, _, output in shown:
        ran = seeded(*shlex.split(command))
        assert ran.out + ran.err == output, command


def test_every_kind_of_text_in_the_docs_is_taken(seeded: Shell) -> None:
    rows = re.findall(r"^\| (`.*?) \|", GUIDE.read_text("utf-8"), re.MULTILINE)
    typed = [each for row in rows for each in re.findall(r"`(.*?)`", row)]
    assert typed == ["improves hair", '"at best"', "“at best”", "thick*", "-hair", '-"at best"']
    for each in typed:
        assert seeded("search", "--", f"marginal {each}").code == 0
