"""kb search: what it writes in every format, how it marks what was found, and what it says beside it."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.building import claim, source
from tests.cli.running import Shell
from tests.storing import stored_desk

HOSTILE = "\u001b[31mred\u202e <b>bold</b> *stars* | =1+1 [x](http://e.org) marginal `code` \u0007"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """kb with a source whose words would all like to act; tests only read from it."""
    with stored_desk(tmp_path_factory.mktemp("hostile")) as desk:
        desk.write("a.txt", f"An article. {HOSTILE} An end.")
        said = claim(quote=HOSTILE, statement=f"=marginal {HOSTILE}")
        desk.load(source("s", said, title=f"Title {HOSTILE}", publisher=f"=marginal {HOSTILE}", text="a.txt"))
        assert desk.base.path
        return Shell(desk.base.path)


def test_the_terminal_shows_each_hit_with_its_words_marked(seeded: Shell) -> None:
    ran = seeded("search", "visible improves")
    assert ran.out == (
        "1. supports stem cell therapy brings a worthwhile improvement in hair loss\n"
        "   in the curator's words: After half a year the hair [visibly] grows more and\n"
        "   thicker.\n"
        "   “show a [visible] [improvement] in hair growth and hair thickness”\n"
        "   Davin Lim · clinic-page · commercial · 2021 · expert-opinion\n"
        "   clinic-page/visible-improvement\n\n"
    )
    assert (ran.code, ran.err) == (0, "1 claim\n")


def test_a_source_found_by_its_title_is_an_article(seeded: Shell) -> None:
    ran = seeded("search", "--in", "article", '"need to know"')
    assert ran.out == (
        "1. article Stem Cell Hair Transplants: What You Need to Know\n"
        "   title: Stem Cell Hair Transplants: What You [Need to Know]\n"
        "   sponsored-post · sponsored · undated\n"
        "   sponsored-post\n\n"
    )
    assert ran.err == "1 article\n"


def test_a_claim_that_is_found_by_its_title_alone_says_what_it_rests_on(seeded: Shell) -> None:
    ran = seeded("search", "what you need to know", "--aspect", "candidacy", "--in", "claim")
    assert "title: Stem Cell Hair Transplants: [What] [You] [Need] [to] [Know]\n" in ran.out
    assert "“" in ran.out.splitlines()[1]


def test_a_claim_that_is_found_by_its_statement_shows_its_quote_too(seeded: Shell) -> None:
    out = seeded("search", "slight at the most", "--in", "claim").out
    assert "in the curator's words: What it brings is [slight] [at] [the] [most].\n   “Results are" in out


def test_what_was_found_is_in_bold_where_the_terminal_has_that(seeded: Shell) -> None:
    colourful = Shell(seeded.database, terminal={"FORCE_COLOR": "1", "TERM": "xterm-256color", "NO_COLOR": None})
    out = colourful("search", "marginal", "--in", "claim", "--limit", "1").out
    assert "\x1b[1;7mmarginal\x1b[0m" in out
    assert "[marginal]" not in out


def test_json_has_the_pieces_of_what_was_found(seeded: Shell) -> None:
    (hit,) = seeded("search", "visible", "improves", "--format", "json").json
    assert hit["marked"] == [
        {
            "field": "statement",
            "pieces": [["After half a year the hair ", False], ["visibly", True], [" grows more and thicker.", False]],
        },
        {
            "field": "quote",
            "pieces": [
                ["show a ", False],
                ["visible", True],
                [" ", False],
                ["improvement", True],
                [" in hair growth and hair thickness", False],
            ],
        },
    ]
    assert list(hit) == ["in", "rank", "marked", "claim", "source"]
    (listed,) = seeded("claims", "stems", "--search", "visible improves", "--format", "json").json
    assert (hit["in"], hit["rank"], hit["claim"], hit["source"]) == ("claim", 1, listed, listed["source"])


def test_an_article_in_json_has_no_claim(seeded: Shell) -> None:
    (hit,) = seeded("search", "--in", "article", "transplants", "--format", "json").json
    assert (hit["in"], hit["claim"], hit["source"]["key"]) == ("article", None, "sponsored-post")


@pytest.mark.parametrize("written", ["json", "jsonl", "csv", "markdown", "table"])
def test_nothing_found_is_an_empty_list_and_is_said(seeded: Shell, written: str) -> None:
    ran = seeded("search", "xylophone", "--format", written)
    assert (ran.code, ran.out) == (0, "[]\n" if written == "json" else "")
    assert ran.err == "nothing found for xylophone\n"


def test_jsonl_has_the_hits_of_json_a_line_each(seeded: Shell) -> None:
    lines = seeded("search", "hair", "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == seeded("search", "hair", "--format", "json").json
    assert len(lines) == 20


def test_csv_has_a_row_a_hit_with_brackets_around_what_was_found(seeded: Shell) -> None:
    heading, *rows = csv.reader(io.StringIO(seeded("search", "marginal", "--format", "csv").out))
    assert heading == [
        *("rank", "in", "found", "treatment", "aspect", "proposition", "stance", "authors", "interest"),
        *("source_key", "source_title", "source_kind", "source_publisher", "source_published", "key"),
    ]
    assert [row[:3] for row in rows] == [
        ["1", "claim", "Results are [marginal] at best"],
        ["2", "claim", "the effects on cellular regeneration are [marginal] at best"],
    ]


def test_markdown_has_what_was_found_in_bold(seeded: Shell) -> None:
    out = seeded("search", '"marginal at best" results', "--format", "markdown").out
    assert "| 1 | claim | **Results** are **marginal at best** | stem cell therapy |" in out


@pytest.mark.parametrize("written", ["csv", "markdown", "table", "json"])
def test_nothing_in_a_text_acts(hostile: Shell, written: str) -> None:
    ran = hostile("search", "marginal", "--format", written)
    assert ran.err == "1 claim and 1 article\n"
    assert "marginal" in ran.out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", ran.out.replace("\n", ""))


def test_in_markdown_only_our_own_signs_act(hostile: Shell) -> None:
    out = hostile("search", "marginal", "--format", "markdown").out
    assert out.count("**marginal**") == 8
    assert out.replace("**marginal**", "").count("**") == 0
    assert "<b>" not in out and "\\*stars\\*" in out and "\\[x\\](http\\://e.org)" in out
    assert {line.replace("\\|", "").count("|") for line in out.splitlines()} == {16}


def test_in_csv_no_cell_is_a_formula(hostile: Shell) -> None:
    rows = list(csv.reader(io.StringIO(hostile("search", "marginal", "--format", "csv").out)))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=[marginal]") for row in rows for cell in row)


def test_a_list_that_goes_on_says_how(seeded: Shell) -> None:
    first = seeded("search", "hair", "--limit", "3", "--format", "json")
    assert first.err == "2 claims and 1 article; there is more: --offset 3\n"
    rest = seeded("search", "hair", "--limit", "100", "--offset", "3", "--format", "json")
    assert "there is more" not in rest.err
    assert [hit["rank"] for hit in first.json + rest.json] == list(range(1, len(first.json + rest.json) + 1))
    none = seeded("search", "hair", "--limit", "0")
    assert (none.code, none.out, none.err) == (0, "", "none shown; there is more: --offset 0\n")
    beyond = seeded("search", "hair", "--offset", "100")
    assert (beyond.code, beyond.out, beyond.err) == (0, "", "nothing found for hair behind the first 100\n")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["*"], "kb: nothing to search for: give a word, as it may stand in a claim or an article\n"),
        (["--", "-hair"], "kb: nothing to search for: '-' leaves out what a word finds; give a word to find, too\n"),
        (["hair", "--since", "x"], "kb: 'x' is not a date: give YYYY, YYYY-MM or YYYY-MM-DD\n"),
    ],
    ids=["no word", "only left out", "a date"],
)
def test_a_text_that_asks_for_nothing_is_wrong_usage(seeded: Shell, asked: list[str], told: str) -> None:
    ran = seeded("search", *asked)
    assert (ran.code, ran.out, ran.err) == (2, "", told)


def test_claims_narrowed_by_words_without_one_are_wrong_usage(seeded: Shell) -> None:
    ran = seeded("claims", "stems", "--search", "*")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "kb: nothing to search for: give a word, as it may stand in a claim or an article\n"


def test_claims_are_narrowed_by_words(seeded: Shell) -> None:
    ran = seeded("claims", "stems", "--search", '"marginal at best" -cellular')
    assert "“Results are marginal at best”" in ran.out
    assert ran.err == "1 claim from 1 source\n"


@pytest.mark.parametrize(
    "text", ['"', "a OR b", "NEAR(a, b)", "x:y", "^", "(", "'; DROP TABLE claim; --", "%", "\\", "*a*"]
)
def test_no_text_ends_in_an_error_of_the_index(seeded: Shell, text: str) -> None:
    ran = seeded("search", "--", text)
    assert ran.code in (0, 2)
    assert "fts5" not in ran.err and "fault" not in ran.err


def test_the_index_is_made_anew_where_the_check_says_so(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "kb.sqlite")
    shell("load", "--seeds")
    ran = shell("db", "reindex")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "the full-text index was made anew from the claims, articles and sources\n"
