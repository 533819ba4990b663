"""A short page has the paragraphs that it shows."""

import pytest

from kb.reading.articles import read_article
from tests.reading.articles.pages import page

ONE, OTHER = "It works for some of them.", "For others it did not do anything, and nobody knows why."


def text_of(html: str) -> str:
    return read_article(html.encode(), "a.html").text


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{ONE}</p><p>{OTHER}</p>",
        f"<article><p>{ONE}</p><p>{OTHER}</p></article>",
        f"<div>{ONE}</div><div>{OTHER}</div>",
        f"<div>{ONE}<br><br>{OTHER}</div>",
        f"<p>It <b>works</b> for some <i>of</i> them.</p><p>{OTHER}</p>",
        f"<section><div><p>{ONE}</p></div></section><script>var a = '{ONE}';</script><div><p>{OTHER}</p></div>",
    ],
)
def test_blocks_are_paragraphs(body: str) -> None:
    assert text_of(f"<html><head><title>On hair</title></head><body>{body}</body></html>") == f"{ONE}\n\n{OTHER}"


def test_two_paragraphs_of_a_whole_page_stay_apart() -> None:
    assert text_of(page(ONE, OTHER)).split("\n\n")[-2:] == [ONE, OTHER]


def test_lists_and_rows_are_lines() -> None:
    items, rows = (
        "<ul><li>first of all</li><li>second of all</li></ul>",
        "<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>",
    )
    html = f"<html><body><p>{ONE}</p>{items}<p>{OTHER}</p><table>{rows}</table><p>The end of it.</p></body></html>"
    assert text_of(html) == f"{ONE}\n\n- first of all\n- second of all\n\n{OTHER}\n\na | b\nc\n\nThe end of it."


def test_the_words_in_one_block_stay_one_paragraph() -> None:
    assert text_of(f"<html><body><p>{ONE} <b>{OTHER}</b></p></body></html>") == f"{ONE} {OTHER}"
