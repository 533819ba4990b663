"""Signs that nobody sees keep no quote out of a text."""

import pytest

from kb.reading.articles import read_article
from kb.reading.articles.invisible_signs import without_invisible
from tests.reading.articles.pages import FIRST, LAST, LEAD, TITLE, page
from tests.reading.articles.test_jats import jats

SAID = "The treat{}ment of hair is not without its dan{}gers."
SIGNS = ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u200c", "\u200b\u00ad"]
REFERENCES = ["&#173;", "&#xAD;", "&#x00ad;", "&#8203;", "&#x200B;", "&#8288;", "&#65279;", "&#x200c;"]
NAMES = ["&shy;", "&ZeroWidthSpace;", "&NoBreak;", "&zwnj;"]


@pytest.mark.parametrize("sign", [*SIGNS, *REFERENCES, *NAMES])
def test_a_page_and_an_article_in_xml_are_read_without_them(sign: str) -> None:
    said = f"<p>{SAID.replace('{}', sign)}</p>"
    expected = SAID.replace("{}", "")
    assert read_article(page(LEAD, FIRST, said, LAST).encode(), "a.html").text.split("\n\n")[2] == expected
    assert read_article(jats(said).encode(), "a.nxml").text == f"Hair and cells\n\n{expected}"


def test_a_title_is_read_without_them() -> None:
    html = page(json_ld="").replace("Stem", "St&shy;em").replace("hair:", "ha\u00adir:")
    assert read_article(html.encode(), "a.html").title == TITLE
    xml = jats().replace("Hair", "Ha&#173;ir")
    assert read_article(xml.encode(), "a.nxml").title == "Hair and cells"


@pytest.mark.parametrize("word", ["می\u200cخواهم", "क्\u200cष", "👩\u200d⚕️", "x &amp;shy; y", "naïve"])
def test_what_changes_how_words_look_stays(word: str) -> None:
    said = f"<p>It was called {word} by those who had seen it.</p>"
    expected = said[3:-4].replace("&amp;", "&")
    assert read_article(jats(said).encode(), "a.nxml").text.split("\n\n")[1] == expected
    assert expected in read_article(page(LEAD, FIRST, said, LAST).encode(), "a.html").text


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_plain_text_stays_as_it_is(name: str) -> None:
    text = SAID.replace("{}", "\u00ad")
    assert read_article(text.encode(), name).text == text


def test_sections_are_places_in_the_text_without_them() -> None:
    body = "<sec><title>Re&#173;sults</title><p>O&#8203;ne.</p></sec><sec><title>End</title><p>Two.</p></sec>"
    article = read_article(jats(body).encode(), "a.nxml")
    told = [(each.title, article.text[each.start : each.end]) for each in article.sections]
    assert told == [("Results", "Results\n\nOne."), ("End", "End\n\nTwo.")]


def test_text_without_them_is_the_same() -> None:
    assert without_invisible("Größe – naïve café\u200d") == "Größe – naïve café\u200d"
