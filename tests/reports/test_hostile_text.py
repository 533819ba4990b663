"""Text from a source stays text in every format of a report, whatever it holds, and all of it is there."""

import csv
import io
import json
import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kb import KnowledgeBase
from kb.escaping import visible
from kb.reports.formats import RENDERINGS
from tests.reports.bases import COMMANDING, HOSTILE, hostile


def rendered(text: str) -> list[Token]:
    """Return what a page of Markdown with tables consists of, the parts of its lines among it."""
    blocks = MarkdownIt("commonmark").enable("table").parse(text)
    return [token for block in blocks for token in (block, *(block.children or ()))]


@pytest.mark.parametrize("written_as", RENDERINGS)
def test_no_character_commands_a_terminal(hostile_base: KnowledgeBase, written_as: str) -> None:
    text = hostile_base.render_report(format=written_as)
    assert not [sign for sign in COMMANDING if sign in text]


@pytest.mark.parametrize("written_as", RENDERINGS)
def test_a_quote_of_100_kb_is_there_whole(written_as: str) -> None:
    words = "word " * 20_000 + "end"
    with hostile("=short") as base:
        base.add_source(
            {"key": "long", "title": "Long", "kind": "blog"},
            [{"treatment": "t =short", "aspect": "efficacy", "stance": "refutes", "quote": words}],
        )
        assert words in base.render_report(format=written_as)


def test_markdown_has_no_html_no_image_and_no_code(hostile_base: KnowledgeBase) -> None:
    kinds = {token.type for token in rendered(hostile_base.render_report())}
    assert not kinds & {"html_inline", "html_block", "image", "code_inline", "code_block", "fence", "hr"}


def test_markdown_links_lead_into_the_web_alone(hostile_base: KnowledgeBase) -> None:
    links = [token.attrs["href"] for token in rendered(hostile_base.render_report()) if token.type == "link_open"]
    within = [link for link in links if str(link).startswith("#")]
    assert within == ["#1-contradiction-on-efficacy", "#2-numeric-on-timing"]
    links = [link for link in links if link not in within]
    assert [urlsplit(str(link)).netloc for link in links] == [
        "pubmed.ncbi.nlm.nih.gov",
        "example.org",
        "doi.org",
    ]
    assert links[1] == "https://example.org/a_%28b%29?c=%3Cd%3E%7C%60e%60"


def test_markdown_emphasises_what_kb_says_and_nothing_of_a_source(hostile_base: KnowledgeBase) -> None:
    tokens = rendered(hostile_base.render_report())
    emphasised = {after.content for token, after in pairwise(tokens) if token.type == "em_open"}
    assert emphasised == {"silent", "silent in all"}


def test_markdown_shows_the_text_as_it_stands(hostile_base: KnowledgeBase) -> None:
    shown = [
        "".join(child.content for child in token.children or ())
        for token in rendered(hostile_base.render_report())
        if token.type == "inline"
    ]
    assert any(f"“{visible(HOSTILE)}”" in text for text in shown)


def test_markdown_makes_no_address_a_link_by_itself(hostile_base: KnowledgeBase) -> None:
    text = re.sub(r"\]\(<[^>]*>\)", "", hostile_base.render_report())
    assert not re.search(r"www\.|https?://|mailto:", text)


def test_no_cell_of_a_spreadsheet_begins_a_formula(hostile_base: KnowledgeBase) -> None:
    rows = list(csv.DictReader(io.StringIO(hostile_base.render_report(format="csv"))))
    cells = [cell for row in rows for name, cell in row.items() if name not in ("quantity_low", "quantity_high")]
    assert {row["quote"][:2] for row in rows} == {"'="}
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]


def test_a_negative_number_stays_a_number_in_a_spreadsheet(hostile_base: KnowledgeBase) -> None:
    rows = list(csv.DictReader(io.StringIO(hostile_base.render_report(format="csv"))))
    assert {row["quantity_low"] for row in rows} == {"", "-1", "9"}


@pytest.mark.parametrize("written_as", ["json", "jsonld"])
def test_json_gives_the_text_back_unchanged(hostile_base: KnowledgeBase, written_as: str) -> None:
    found: set[str] = set()

    def collect(node: dict[str, object]) -> dict[str, object]:
        if "exact" in node and "@version" not in node:
            found.add(str(node["exact"]))
        return node

    json.loads(hostile_base.render_report(format=written_as), object_hook=collect)
    assert found == {HOSTILE, "Before."}
