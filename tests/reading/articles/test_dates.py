"""Dates on pages and in journals: what is certain of them, and no more."""

import json

import pytest

from kb.reading.articles import read_article
from kb.reading.articles.dates import find_date, make_date
from tests.reading.articles.pages import FIRST, LEAD, SECOND, page

TIME = '<time datetime="2021-03-05T08:30:00+11:00">5 March 2021</time>'


def published(html: str, url: str | None = None) -> str | None:
    return read_article(html.encode(), "a.html", url=url).published


def marked(date: str, *blocks: str, head: str = "") -> str:
    """A page that gives ``date`` in its JSON-LD alone."""
    json_ld = json.dumps({"@type": "Article", "datePublished": date})
    return page(LEAD, FIRST, *blocks, SECOND, head=head, json_ld=json_ld).replace(TIME, "")


def shown(words: str) -> str:
    """A page that shows a date and marks none."""
    return page(head="", json_ld="").replace(TIME, words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/04/2021", "2021"),
        ("3-4-2021", "2021"),
        ("13/04/2021", "2021-04-13"),
        ("04/13/2021", "2021-04-13"),
        ("04/04/2021", "2021-04-04"),
        ("03.04.2021", "2021-04-03"),
        ("13/13/2021", None),
        ("03/04/21", None),
        ("03/04/2999", None),
        ("5 March 2021", "2021-03-05"),
        ("5th Mar. 2021", "2021-03-05"),
        ("March 5, 2021 8:30 am", "2021-03-05"),
        ("Fri, 05 Mar 2021 08:30:00 GMT", "2021-03-05"),
        ("March 2021", "2021-03"),
        ("marked 2021", None),
        ("2021-02-31", "2021-02"),
        ("20210231", "2021-02"),
        ("1.2.3.2021", None),
    ],
)
def test_a_written_date_is_what_is_certain_of_it(text: str, expected: str | None) -> None:
    assert find_date(text) == expected
    assert published(marked(text)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<time>03/04/2021</time>", "2021"),
        ("<p class='date'>Published 03/04/2021</p>", "2021"),
        ("<time>03/04/21</time>", "2021"),
        ("<time>01/04/2021</time>", "2021"),
        ("<time>13/04/2021</time>", "2021-04-13"),
        ("<time>03.04.2021</time>", "2021-04-03"),
        ("<time>3 April 2021</time>", "2021-04-03"),
        ("<time>03/04/2021</time><p>First seen on 3rd April, 2021</p>", "2021-04-03"),
        ("<time datetime='2021-04-03'>03/04/2021</time>", "2021-04-03"),
        ("<time>1 April 2021</time>", "2021-04-01"),
    ],
)
def test_a_date_that_is_shown_is_what_is_certain_of_it(words: str, expected: str) -> None:
    assert published(shown(words)) == expected


@pytest.mark.parametrize(
    ("html", "url", "expected"),
    [
        (marked("03/04/2021"), "https://example.org/2021/04/hair/", "2021-04"),
        (marked("03/04/2021"), "https://example.org/2021/03/hair/", "2021-03"),
        (marked("03/04/2021"), "https://example.org/2021/05/hair/", "2021"),
        (marked("03/04/2021"), "https://example.org/hair", "2021"),
        (marked("03/04/2021", head='<meta name="date" content="2021-03-04">'), None, "2021-03-04"),
        (marked("03/04/2021", head='<meta name="date" content="2021-04">'), None, "2021-04"),
        (marked("03/04/2021", head='<meta name="date" content="2020-04-03">'), None, "2021"),
        (marked("03/04/2021", "Published 03/04/2021, changed 13/04/2021"), None, "2021-04"),
        (marked("03/04/2021", "Published 03/04/2021, changed 04/13/2021"), None, "2021-03"),
        (marked("03/04/2021", "Published 03/04/2021, changed 13/04/2021 or 04/13/2021"), None, "2021"),
        (marked("03/04/2021", "Changed 14/05/2021"), None, "2021-04"),
    ],
)
def test_the_rest_of_the_page_decides_the_month_that_a_date_leaves_open(
    html: str, url: str | None, expected: str
) -> None:
    assert published(html, url) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("2021", "2", "31"), "2021-02"),
        (("2021", "2", "29"), "2021-02"),
        (("2020", "2", "29"), "2020-02-29"),
        (("2021", "4", "99"), "2021-04"),
        (("2021", "13", "1"), None),
        (("2021", "4", "0"), "2021-04"),
    ],
)
def test_a_day_that_a_month_does_not_have_costs_the_day_alone(
    parts: tuple[str, str, str], expected: str | None
) -> None:
    assert make_date(*parts) == expected
