"""A number with a blank between its thousands stays one on a page, as it does in plain text."""

import json

import pytest

from kb.errors import ReadingError
from kb.quoting import anchor_quote
from kb.reading.articles import read_article
from kb.records import Article
from kb.vocabulary import Interest, QuoteState
from tests.reading.articles.pages import FIRST, LAST, LEAD, PARAGRAPHS, page

NUMBERS = [
    ("1&nbsp;500 patients", "1\u00a0500 patients"),
    ("1&#160;500 patients", "1\u00a0500 patients"),
    ("1\u00a0500 patients", "1\u00a0500 patients"),
    ("1&#8239;500 patients", "1\u202f500 patients"),
    ("1&#x202F;500 patients", "1\u202f500 patients"),
    ("1&thinsp;500 patients", "1\u2009500 patients"),
    ("1&numsp;500 and 2&puncsp;500 and 3&hairsp;500", "1\u2007500 and 2\u2008500 and 3\u200a500"),
    ("a price of 1&nbsp;500&nbsp;000 euros", "a price of 1\u00a0500\u00a0000 euros"),
    ("of 12&nbsp;500,5 and (1&nbsp;500) and $1&nbsp;500.", "of 12\u00a0500,5 and (1\u00a0500) and $1\u00a0500."),
    ("from 1&nbsp;500 to&nbsp;2&#8239;500", "from 1\u00a0500 to 2\u202f500"),
    ("the 1&nbsp;500th", "the 1\u00a0500th"),
    ("1&nbsp;<b>500</b>, <b>1</b>&nbsp;500", "1\u00a0500, 1\u00a0500"),
    ("<span>1</span>&nbsp;<span><i>500</i></span>", "1\u00a0500"),
]
OTHERS = [
    "5&nbsp;mg",
    "group&nbsp;150",
    "500&nbsp;patients",
    "1&nbsp;50 and 1&nbsp;5000",
    "2024&nbsp;150 and 0.5&nbsp;500",
    "1&nbsp;&nbsp;500",
    "1 500",
    "10&nbsp;<sup>125</sup>",
]
HIEROGLYPHS = "\U00013000\U00013001\U00013005"
ALL_HIEROGLYPHS = "".join(map(chr, range(0x13000, 0x13430)))


def read(html: str) -> Article:
    return read_article(html.encode(), "a.html")


def in_html(words: str, **parts: str) -> str:
    found = read(page(LEAD, FIRST, f"<p>It is so: {words}, as it was.</p>", LAST, **parts)).text.split("\n\n")[2]
    return found.removeprefix("It is so: ").removesuffix(", as it was.")


@pytest.mark.parametrize(("words", "expected"), NUMBERS)
def test_the_blanks_in_a_number_stay_as_the_page_has_them(words: str, expected: str) -> None:
    assert in_html(words) == expected


@pytest.mark.parametrize("words", OTHERS)
def test_all_other_blanks_are_common_ones(words: str) -> None:
    assert in_html(words) == in_html(words.replace("&nbsp;", " "))
    assert "\u00a0" not in in_html(words)


@pytest.mark.parametrize(("words", "expected"), NUMBERS[:8])
def test_a_number_is_quoted_from_a_page_as_from_plain_text(words: str, expected: str) -> None:
    texts = (in_html(words), read_article(expected.encode(), "a.txt").text)
    last = expected[expected.rindex("500") :] if "price" not in expected else "000 euros"
    for quote, state in (
        (last, QuoteState.MISSING),
        (" ".join(expected.split()), QuoteState.VERIFIED),
        (expected, QuoteState.VERIFIED),
    ):
        assert [anchor_quote(text, quote).state for text in texts] == [state, state]
    common = " ".join(expected.split())
    assert anchor_quote(texts[0], common) == anchor_quote(texts[1], common)


def test_numbers_in_tables_lists_and_headings_stay_whole() -> None:
    table = "<table><tr><th>Group</th><th>People</th></tr><tr><td>First city</td><td>1&nbsp;500</td></tr></table>"
    facts = "<h2>All 4&nbsp;500 of them</h2><ul><li>In the city 1&nbsp;500</li><li>Elsewhere 3&nbsp;000</li></ul>"
    text = read(page(LEAD, FIRST, table, facts, LAST)).text
    for line in (
        "First city | 1\u00a0500",
        "All 4\u00a0500 of them",
        "- In the city 1\u00a0500\n- Elsewhere 3\u00a0000",
    ):
        assert line in text


def test_numbers_in_two_blocks_are_two() -> None:
    items = "<ul><li>Those who came: 1&nbsp;</li><li>500 of them stayed until the end</li></ul>"
    assert "- Those who came: 1\n- 500 of them" in read(page(LEAD, FIRST, items, LAST)).text


@pytest.mark.parametrize("words", [words for words, _ in [*NUMBERS[:3], *NUMBERS[7:]]] + OTHERS)
def test_nothing_else_of_a_page_changes(words: str) -> None:
    marked, common = page(*_with(words)), page(*_with(words.replace("&nbsp;", " ").replace("\u00a0", " ")))
    found, expected = read(marked), read(common.replace("&#160;", " ").replace("&#8239;", " "))
    assert " ".join(found.text.split()) == " ".join(expected.text.split())
    fields = ("title", "authors", "published", "publisher", "language", "url", "kind", "interest")
    assert [getattr(found, each) for each in fields] == [getattr(expected, each) for each in fields]


def _with(words: str) -> list[str]:
    return [LEAD, FIRST, f"<h2>On {words}</h2>", f"<p>It is so: {words}, as it was.</p>", LAST]


@pytest.mark.parametrize("shared", ["", '<meta property="og:title" content="On 1&nbsp;500 people">'])
def test_a_title_has_common_blanks_as_that_of_markdown_has(shared: str) -> None:
    head = f"<title>On 1&nbsp;500 people</title>{shared}"
    article = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    html = f"<html><head>{head}</head><body><article><h1>On 1&nbsp;500 people</h1>{article}</article></body></html>"
    markdown = read_article(f"# On 1\u00a0500 people\n\n{LEAD}".encode(), "a.md")
    assert read(html).title == markdown.title == "On 1 500 people"


def test_the_words_of_a_disclosure_and_who_paid_have_their_blanks() -> None:
    said = "This post was sponsored by Example&nbsp;Caps, who paid 1&nbsp;500 euros for it."
    article = read(page(LEAD, FIRST, f"<p>{said}</p>", LAST))
    assert article.interest_words == said.replace("1&nbsp;", "1\u00a0").replace("&nbsp;", " ")
    assert article.interest_words in article.text
    assert (article.interest, article.sponsor) == (Interest.SPONSORED, "Example Caps")
    label = read(page(LEAD, FIRST, LAST, label="<p>Sponsored by Club 1&nbsp;500</p>"))
    assert (label.sponsor, label.interest_words) == ("Club 1 500", "Sponsored by Club 1\u00a0500")


def test_the_reason_for_a_refusal_has_common_blanks() -> None:
    words = "Page not found: 1&nbsp;500"
    html = f"<title>{words}</title><h1>{words}</h1><p>Sorry, we could not find the page you were looking for.</p>"
    with pytest.raises(ReadingError, match=r"^is an error page, not an article \(“Page not found: 1 500”\)$"):
        read(f"<html><body>{html}</body></html>")


@pytest.mark.parametrize(
    ("own", "number"),
    [
        (HIEROGLYPHS, "1\u00a0500"),
        ("&#x13000;&#77825;", "1\u00a0500"),
        (ALL_HIEROGLYPHS, "1 500"),
    ],
    ids=["some", "by number", "all"],
)
def test_hieroglyphs_of_the_page_stay_its_own(own: str, number: str) -> None:
    shown = own.replace("&#x13000;&#77825;", "\U00013000\U00013001")
    assert in_html(f"1&nbsp;500 times {own}") == f"{number} times {shown}"


@pytest.mark.parametrize("escaped", ["\\ud80c\\udc00", "\\uD80C\\uDC00", "\U00013000"])
def test_nor_are_those_in_the_fields_of_a_page_taken_for_blanks(escaped: str) -> None:
    data = json.dumps({"@type": "Article", "headline": "On HERE and 1 500"}).replace("HERE", escaped)
    assert read(page(LEAD, "<p>There were 1&nbsp;500 people in it.</p>", LAST, json_ld=data)).title == (
        "On \U00013000 and 1 500"
    )
