"""What nobody sees on a page is no text of its article; what a reader opens is."""

import pytest

from kb.reading.articles import read_article
from tests.reading.articles.pages import FIRST, LAST, LEAD, SECOND, THIRD, page

ANSWER = "It works for some people, but the trials were small and short."
POPUP = "Join 40,000 readers who get our letter on hair every week. It costs nothing."


def paragraphs(*blocks: str) -> list[str]:
    return read_article(page(*blocks).encode(), "a.html").text.split("\n\n")


@pytest.mark.parametrize(
    "unseen",
    [
        "<del>ten</del>",
        "<s>ten</s>",
        "<strike>ten</strike>",
        "<span hidden>ten</span>",
        '<span class="sr-only">ten</span>',
        '<span class="visually-hidden">ten</span>',
        '<span class="note screen-reader-text">ten</span>',
        '<span style="display: none">ten</span>',
        "<del><b>ten</b> and <i hidden>more</i></del>",
    ],
)
def test_words_that_are_struck_out_or_not_seen_are_left_out(unseen: str) -> None:
    said = f"<p>In the end they treated {unseen} twelve people in all.</p>"
    assert paragraphs(LEAD, FIRST, said, SECOND, LAST)[2] == "In the end they treated twelve people in all."


@pytest.mark.parametrize("name", ["not-sr-only", "md:sr-only", "reader", "unhidden", "screen-reader-tests"])
def test_words_under_a_name_that_is_like_those_of_unseen_ones_stay(name: str) -> None:
    said = f'<p>In the end they treated <span class="{name}">twelve</span> people in all.</p>'
    assert paragraphs(LEAD, FIRST, said, SECOND, LAST)[2] == "In the end they treated twelve people in all."


def test_what_is_struck_out_does_not_join_the_numbers_beside_it() -> None:
    said = "<p>The dose was 5<del>6</del>7 units of the drug a day.</p>"
    assert "The dose was 5 7 units of the drug a day." in paragraphs(LEAD, FIRST, said, SECOND, LAST)


def test_a_block_that_is_not_seen_is_left_out() -> None:
    block = f"<div hidden><p>{THIRD}</p></div>"
    assert paragraphs(LEAD, FIRST, block, SECOND, LAST) == [LEAD, FIRST, SECOND, LAST]


@pytest.mark.parametrize(
    "panel",
    [
        f'<h3>Does it work?</h3><div style="display:none"><p>{ANSWER}</p></div>',
        f'<h3>Does it work?</h3><div class="panel" style="DISPLAY : NONE;">{ANSWER}</div>',
        f'<h3><button aria-expanded="false">Does it work?</button></h3><div style="display:none"><p>{ANSWER}</p></div>',
        f'<button class="accordion">Does it work?</button><div style="display:none"><p>{ANSWER}</p></div>',
        f'<div id="t1" class="tab-title" role="button" aria-controls="c1"><i></i><a class="t">Does it work?</a></div>'
        f'<div id="c1" class="tab-content" aria-labelledby="t1" style="display: none;"><p>{ANSWER}</p></div>',
        f'<dl><dt>Does it work?</dt><dd style="display:none">{ANSWER}</dd></dl>',
        f"<details><summary>Does it work?</summary><p>{ANSWER}</p></details>",
        f"<details><summary>Does it work?</summary>{ANSWER}</details>",
        f"<details><summary>Does it work?</summary><div><div>{ANSWER}</div></div></details>",
        f'<p><b>Does it work?</b></p><div style="display:none"><div><p>{ANSWER}</p></div></div>',
        f'<h3><a aria-controls="a1" href="#a1">Does it work?</a></h3><div id="a1" hidden><p>{ANSWER}</p></div>',
        f'<div><div><h3>Does it work?</h3></div><div><div style="display:none"><p>{ANSWER}</p></div></div></div>',
        f'<h3>Does it work?</h3><div class="answer hidden" aria-hidden="true"><p>{ANSWER}</p></div>',
    ],
)
def test_an_answer_that_a_reader_opens_is_kept_below_its_question(panel: str) -> None:
    found = " ".join(" ".join(paragraphs(LEAD, FIRST, panel, SECOND, LAST)).replace("- ", "").split())
    assert f"{FIRST} Does it work? {ANSWER} {SECOND}" in found


@pytest.mark.parametrize(
    "closed",
    [
        f'<div class="modal" style="display:none"><p>{POPUP}</p></div>',
        f'<h3>What are stem cells?</h3><div role="dialog" style="display:none"><p>{POPUP}</p></div>',
        f'<div style="display:none"><p>{POPUP}</p></div>',
        '<h3>What are stem cells?</h3><div style="display:none"><a href="/a">Cells of the skin.</a>'
        '<a href="/b">Cells of the hair, and all of the others.</a></div>',
        f'<h3>What are stem cells?</h3><div style="display:none"><p>{POPUP}</p><input name="mail"></div>',
        '<h3>What are stem cells?</h3><nav style="display:none"><ul><li>All about hair. And more.</li></ul></nav>',
        '<div class="menu-toggle"><button>Menu</button></div><ul style="display:none"><li>Everything on hair</li></ul>',
        f"<h3>What are stem cells?</h3><div hidden><p>{POPUP}</p></div>",
    ],
)
def test_popups_and_menus_that_are_closed_stay_out(closed: str) -> None:
    found = paragraphs(LEAD, FIRST, closed, SECOND, LAST)
    assert [each for each in found if each != "What are stem cells?"] == [LEAD, FIRST, SECOND, LAST]


def test_an_answer_outside_of_the_article_stays_out() -> None:
    below = f'<div><h3>Does it work?</h3><div style="display:none"><p>{ANSWER}</p></div></div>'
    assert ANSWER not in read_article(page(below=below).encode(), "a.html").text


def test_a_popup_stays_out_of_a_short_article() -> None:
    popup = f'<div class="popup" style="display:none"><p>{POPUP}</p><p>{THIRD}</p><p>{LAST}</p></div>'
    assert paragraphs(LEAD, SECOND, popup) == [LEAD, SECOND]


def test_a_page_that_is_closed_until_its_script_runs_is_read() -> None:
    html = f'<html><body><div style="display:none"><p>{LEAD}</p><p>{FIRST}</p><p>{LAST}</p></div></body></html>'
    assert read_article(html.encode(), "a.html").text.split("\n\n") == [LEAD, FIRST, LAST]


def test_a_date_for_machines_is_read_where_nobody_sees_it() -> None:
    shown = '<time datetime="2021-03-05T08:30:00+11:00">5 March 2021</time>'
    html = page(head="", json_ld="").replace(shown, f'<span class="screen-reader-text">Published {shown}</span>')
    assert read_article(html.encode(), "a.html").published == "2021-03-05"


def test_a_day_in_a_sentence_is_kept() -> None:
    said = '<p>The trial was over on <time datetime="2020-05-05">5 May</time>, a year early.</p>'
    assert paragraphs(LEAD, FIRST, said, LAST)[2] == "The trial was over on 5 May, a year early."
