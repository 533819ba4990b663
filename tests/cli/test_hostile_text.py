"""Text from a source stays text, whatever it holds, in every format."""

import csv
import io

import pytest

from kb.quoting import normalise_text
from tests.building import Desk, claim, source
from tests.cli.running import Shell

HOSTILE = (
    "[bold red]markup[/bold red] [link=https://example.org]x[/link] :smile: "
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m \u202eeltit\u202c\u200b\U000e0041 "
    "a|b `c` <script>alert(1)</script> ]]> {x} $(id)"
)
COMMANDING = ("\x1b", "\x07", "\x9b", "\u202e", "\u202c", "\r", "\u200b", "\U000e0041")
FORMULA = '=HYPERLINK("https://example.org";"x")'


@pytest.fixture
def hostile(shell: Shell, desk: Desk) -> Shell:
    """A base in which every text is hostile."""
    names = {"treatment": f"t {HOSTILE}", "condition": f"c {HOSTILE}", "population": f"p {HOSTILE}"}
    texts = {"comparator": f"k {HOSTILE}", "outcome": HOSTILE, "regulator": HOSTILE, "author": f"a {HOSTILE}"}
    quantity = {"name": HOSTILE, "low": 1, "high": 2}
    records = [
        source(
            f"s{number} {HOSTILE}",
            claim(stance, quote=HOSTILE, statement=FORMULA, quantity=quantity, **{**names, **texts, "author": None}),
            title=HOSTILE,
            publisher=FORMULA,
            published_note=HOSTILE,
            authors=[{"name": f"Some One {number} {HOSTILE}", "credentials": HOSTILE}],
        )
        for number, stance in enumerate(("supports", "refutes"))
    ]
    ran = shell("load", desk.write("hostile.json", {"sources": records}))
    assert ran.code == 0, ran.err
    assert not [sign for sign in COMMANDING if sign in ran.out + ran.err]
    return shell


@pytest.mark.parametrize("written", ["table", "json", "jsonl", "csv", "markdown"])
@pytest.mark.parametrize(
    "command", ["claims", "search", "disagreements", "show", "sources", "treatments", "authors", "propositions"]
)
def test_no_character_commands_the_terminal(hostile: Shell, command: str, written: str) -> None:
    argument = {"claims": [f"t {HOSTILE}"], "search": ["markup"], "show": ["1"]}.get(command, [])
    ran = hostile(command, *argument, "--format", written)
    assert ran.code == 0
    assert ran.out
    assert not [sign for sign in COMMANDING if sign in ran.out + ran.err]


def test_rich_markup_and_emoji_codes_stand_as_they_are(hostile: Shell) -> None:
    out = Shell(hostile.database, 600)("claims", f"t {HOSTILE}").out
    assert "[bold red]markup[/bold red]" in out
    assert ":smile:" in out
    assert "\\u001b[31mred" in out


def test_json_gives_the_text_back_unchanged(hostile: Shell) -> None:
    claims = hostile("claims", f"t {HOSTILE}", "--format", "json").json
    assert {each["quotes"][0]["exact"] for each in claims} == {HOSTILE}


def test_no_cell_of_a_spreadsheet_begins_a_formula(hostile: Shell) -> None:
    rows = list(csv.DictReader(io.StringIO(hostile("claims", f"t {HOSTILE}", "--format", "csv").out)))
    assert {row["statement"] for row in rows} == {f"'{FORMULA}"}
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]


def test_markdown_leaves_no_sign_that_acts(hostile: Shell) -> None:
    out = hostile("claims", f"t {HOSTILE}", "--format", "markdown").out
    assert "<script>" not in out
    assert "&lt;script&gt;" in out
    assert "\\`c\\`" in out
    assert "a\\|b" in out


def test_an_address_without_a_scheme_is_no_link_in_markdown(shell: Shell, desk: Desk) -> None:
    said = source("a", claim("supports", quote="see www.example.org and WWW.EXAMPLE.ORG"))
    assert shell("load", desk.write("a.json", said)).code == 0
    out = shell("claims", "therapy", "--format", "markdown").out
    assert "see www\\.example.org and WWW\\.EXAMPLE.ORG" in out


@pytest.mark.parametrize("written", ["table", "json", "jsonl", "csv", "markdown"])
@pytest.mark.parametrize("command", ["show", "verify", "tried", "diff", "texts"])
def test_no_character_of_an_article_commands_the_terminal(
    hostile: Shell, desk: Desk, command: str, written: str
) -> None:
    key, article = f"s0 {HOSTILE}", desk.folder / f"new {HOSTILE.replace('/', '')}.md"
    for number in (12, 11):
        article.write_text(
            normalise_text(f"# A\n\n{HOSTILE} was not seen in {number}.\n\n{FORMULA}\n"), encoding="utf-8"
        )
        hostile("load", article, "--attach", key)
    arguments = {
        "show": ("show", "1"),
        "verify": ("verify",),
        "tried": ("verify", "--against", article, key),
        "diff": ("diff", key),
        "texts": ("diff", key, "--list"),
    }
    ran = hostile(*arguments[command], "--format", written)
    assert ran.out
    assert not [sign for sign in COMMANDING if sign in ran.out + ran.err]
    rows = list(csv.reader(io.StringIO(ran.out))) if written == "csv" else []
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
