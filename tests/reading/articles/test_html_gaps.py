"""Lists, tables and headings between the title and the end of an article stay in its text."""

import pytest

from kb.reading.articles import read_article
from tests.reading.articles.pages import COMMENTS, FIRST, FOOTER, LAST, NAVIGATION, SECOND, TABLE

FACTS = "<ul><li>Best results 6-8 months</li><li>Treatment recovery 1 day</li></ul>"


def clinic(facts: str = FACTS, between: str = "", end: str = "") -> str:
    """The page of a clinic as site builders make them: a fact list, then a block for each question."""
    return f"""<html lang="en"><head><title>Stem cells</title></head><body>{NAVIGATION}
    <div class="hero"><h1>Stem cells for hair loss</h1></div><div class="facts">{facts}</div>
    <div class="elementor-widget"><h2>What are stem cells?</h2><p>{FIRST}</p></div>{between}
    <div class="elementor-widget"><h2>Do they work for everyone?</h2><p>{SECOND}</p><p>{LAST}</p></div>{end}
    {COMMENTS}{FOOTER}</body></html>"""


def paragraphs(html: str) -> list[str]:
    return read_article(html.encode(), "a.html").text.split("\n\n")


TEXT = ["What are stem cells?", FIRST, "Do they work for everyone?", SECOND, LAST]


def test_a_fact_list_and_a_first_heading_are_kept_where_they_stand() -> None:
    assert paragraphs(clinic()) == ["- Best results 6-8 months\n- Treatment recovery 1 day", *TEXT]


def test_a_table_below_the_title_is_kept_where_it_stands() -> None:
    table = "Trial | People | Change in density\nFirst city | 64 | +12.5%\nSecond city | 48 | -0.3%"
    assert paragraphs(clinic(TABLE)) == [f"What two trials measured\n{table}", *TEXT]


def test_empty_cells_of_a_table_keep_their_places() -> None:
    table = TABLE.replace("<td>64</td>", "<td></td>").replace("<td>-0.3%</td>", "<td/>").replace("Second city", " ")
    rows = "What two trials measured\nTrial | People | Change in density\nFirst city | | +12.5%\n| 48 |"
    assert paragraphs(clinic(table)) == [rows, *TEXT]


def test_a_list_of_which_an_item_stands_in_the_text_is_kept_whole() -> None:
    facts = "<ul><li>Best results 6-8 months</li><li>Hair density</li><li>Treatment recovery 1 day</li></ul>"
    assert "Hair density" in FIRST
    kept = "- Best results 6-8 months\n- Hair density\n- Treatment recovery 1 day"
    assert paragraphs(clinic(facts)) == [kept, *TEXT]


def test_a_list_that_stands_in_the_text_is_not_put_there_again() -> None:
    items = "<ul><li>No trial lasted longer than one year.</li><li>Two were paid for it.</li></ul>"
    text = read_article(clinic("", between=items).encode(), "a.html").text
    assert text.count("No trial lasted longer than one year.") == text.count("Two were paid for it.") == 1


@pytest.mark.parametrize(
    "part",
    [
        "<ul><li><a href='/a'>Minoxidil by mouth</a></li><li><a href='/b'>The comeback of the wig</a></li></ul>",
        "<div class='newsletter'><h3>Our letter on hair</h3><ul><li>Every week by mail</li></ul></div>",
        "<nav><ul><li>Everything about hair</li></ul></nav>",
        "<div><h3><a href='/x'>Ten ways to sleep like a cat</a></h3><ul><li>The seventh is a pillow</li></ul></div>",
    ],
)
def test_links_and_frames_are_not(part: str) -> None:
    assert paragraphs(clinic("", between=part)) == TEXT


def test_what_stands_below_the_end_is_not() -> None:
    assert paragraphs(clinic("", end="<h2>Opening hours of our clinic</h2><ul><li>Monday from eight</li></ul>")) == TEXT
