"""Each parser is imported by the first article that needs it, and a library's warnings stay off the terminal."""

import subprocess
import sys
from pathlib import Path

import pytest

PARSERS = ("lxml", "trafilatura", "pypdfium2")
RUN = """
import sys
from kb.reading.articles import find_article_type, read_article
{action}
print([name for name in {parsers!r} if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("action", "imported"),
    [
        ("import kb.reading.source_file", []),
        ("read_article(b'# Words', 'a.md')", []),
        ("find_article_type(b'<html>', 'a.html')", []),
        ("read_article(b'<article><body><p>Words.</p></body></article>', 'a.xml')", ["lxml"]),
        ("read_article(b'<html><body><p>Words of a page.</p></body></html>', 'a.html')", ["lxml", "trafilatura"]),
    ],
)
def test_a_parser_is_imported_where_it_is_needed(action: str, imported: list[str]) -> None:
    assert run(action) == f"{imported}\n"


def test_nothing_is_said_of_a_page_that_is_left_out() -> None:
    page = "<html lang='xx'><head><title>x</title></head><body><nav><a href='/'>a</a></nav></body></html>"
    assert run(f"try: read_article({page.encode()!r}, 'a.html')\nexcept Exception as error: pass").endswith("]\n")


def run(action: str) -> str:
    """Return what a program prints that does ``action``; it must say nothing else."""
    command = [sys.executable, "-c", RUN.format(action=action, parsers=PARSERS)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert ran.stderr == ""
    return ran.stdout
