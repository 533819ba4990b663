"""Statements in the footer of an article or in a box beside its text stay; teasers and words of the site do not."""

import pytest

from kb.reading.articles import read_article
from kb.vocabulary import Interest
from tests.reading.articles.pages import FIRST, LAST, LEAD, SECOND, page

FUNDING = "The trial was paid for by the maker of the device, Example Devices Ltd."
WARNING = "Side effects such as swelling and pain were seen in one of three patients."


def paragraphs(*blocks: str) -> list[str]:
    return read_article(page(*blocks).encode(), "a.html").text.split("\n\n")


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        (f"<footer><p>{FUNDING}</p></footer>", [FUNDING]),
        (f'<footer class="article-footer"><p><small>{FUNDING}</small></p></footer>', [FUNDING]),
        (f"<aside><p>{WARNING}</p><p>{FUNDING}</p></aside>", [WARNING, FUNDING]),
        (f"<aside><h3>Be careful</h3><p>{WARNING}</p></aside>", ["Be careful", WARNING]),
        (f'<aside class="sidebar"><ul><li>{WARNING}</li></ul></aside>', [WARNING]),
        (f"<aside><div><div>{WARNING}</div></div></aside>", [WARNING]),
        (f"<aside>{WARNING}</aside>", [WARNING]),
        (f'<footer><p>{FUNDING} See <a href="/x">the list</a>.</p></footer>', [f"{FUNDING} See the list."]),
        ("<footer><p>Disclosure: Jane Reporter owns shares</p></footer>", ["Disclosure: Jane Reporter owns shares"]),
        ("<aside><p>研究の費用は機器の会社が支払いました。</p></aside>", ["研究の費用は機器の会社が支払いました。"]),
    ],
)
def test_sentences_of_a_box_are_paragraphs_where_it_stands(box: str, kept: list[str]) -> None:
    assert paragraphs(LEAD, FIRST, box, SECOND, LAST) == [LEAD, FIRST, *kept, SECOND, LAST]


def test_the_footer_of_the_article_is_kept_below_its_text() -> None:
    html = page(LEAD, FIRST, LAST).replace("</article>", f"<footer><p>{FUNDING}</p></footer></article>")
    assert read_article(html.encode(), "a.html").text.split("\n\n") == [LEAD, FIRST, LAST, FUNDING]


def test_a_disclosure_in_a_box_suggests_an_interest() -> None:
    article = read_article(
        page(LEAD, FIRST, LAST, "<aside><p>This is a sponsored post.</p></aside>").encode(), "a.html"
    )
    assert article.text.endswith(f"{LAST}\n\nThis is a sponsored post.")
    assert (article.interest, article.interest_words) == (Interest.SPONSORED, "This is a sponsored post.")


@pytest.mark.parametrize(
    "box",
    [
        f'<aside class="related"><p>{WARNING}</p></aside>',
        f'<aside class="author-bio"><p>{WARNING}</p></aside>',
        f'<aside><h3><a href="/x">A cream</a></h3><p>{WARNING}</p></aside>',
        f'<div class="newsletter"><aside><p>{WARNING}</p></aside></div>',
        f'<article class="card"><footer><p>{WARNING}</p></footer></article>',
        f'<aside style="display:none"><p>{WARNING}</p></aside>',
        f'<aside><p><a href="/x">{WARNING}</a></p></aside>',
        f'<footer><div class="promo"><p>{WARNING}</p></div></footer>',
        "<footer><p>Posted in Health, Hair and all of the rest.</p><p>Tags: hair</p></footer>",
        "<footer><p>© 2021 The Example Times, which holds all of the rights.</p></footer>",
        "<aside><p>Sign up for our letter on hair, which comes every week.</p></aside>",
        '<aside class="pull-quote"><p>“It is too early to offer this outside of a study,”</p></aside>',
        "<aside><p>The published trials are small, and their results do not agree with one another.</p></aside>",
    ],
)
def test_teasers_words_of_the_site_and_quotes_set_apart_stay_out(box: str) -> None:
    assert paragraphs(LEAD, FIRST, box, SECOND, LAST) == [LEAD, FIRST, SECOND, LAST]


def test_boxes_outside_of_the_article_stay_out() -> None:
    html = page(LEAD, FIRST, LAST, above=f"<aside><p>{WARNING}</p></aside>", below=f"<footer><p>{FUNDING}</p></footer>")
    assert read_article(html.encode(), "a.html").text.split("\n\n") == [LEAD, FIRST, LAST]
