"""Pages that are no article are refused with the reason."""

import pytest

from kb.errors import ReadingError
from kb.reading.articles import read_article
from tests.reading.articles.pages import COOKIES, FOOTER, NAVIGATION, PARAGRAPHS, article_of, page

LOGIN = '<form><input name="user"><input type="password" name="word"><button>Log in</button></form>'
TAIL = "; save the page from a browser"


def site(*blocks: str, title: str = "The Example Times") -> str:
    """A page of the site with its frame around ``blocks``."""
    return f"""<!DOCTYPE html><html><head><title>{title}</title></head><body>{COOKIES}{NAVIGATION}
    <main>{article_of(*blocks)}</main>{FOOTER}</body></html>"""


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (site(), "is a page without an article: nothing but links and headings is on it"),
        ("<html><body></body></html>", "is a page without an article: it holds no text"),
        ("<!DOCTYPE html><html>", "is a page without an article: it holds no text"),
        (
            "<html><body><div id='root'></div><script src='app.js'></script></body></html>",
            "holds no text: a script brings it; save the page from a browser, or its text",
        ),
        (
            "<html><body><noscript>You need to enable JavaScript to run this app.</noscript></body></html>",
            "holds no text without its script (“You need to enable JavaScript to run this app.”); save the page from a"
            " browser, or its text",
        ),
        (
            site("<h1>Page not found</h1>", "Sorry, we could not find the page that you were looking for anywhere."),
            "is an error page, not an article (“Page not found”)",
        ),
        (
            site(
                "<h1>Oops!</h1>", "Please try again later, we are working on it.", title="Error 404 | The Example Times"
            ),
            "is an error page, not an article (“Error 404 | The Example Times”)",
        ),
        (
            "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>",
            "is an error page, not an article (“502 Bad Gateway”)",
        ),
        (
            site("<h1>Log in</h1>", "Welcome back! Please enter your name and your password.", LOGIN),
            "is a login page, not an article (“Log in”); save the page from a browser in which you are logged in",
        ),
        (
            site("<h1>Welcome</h1>", LOGIN),
            "is a login page, not an article; save the page from a browser in which you are logged in",
        ),
        (
            "<html><head><title>Just a moment...</title></head><body><p>Checking your browser</p></body></html>",
            f"is a check of its visitor, not an article (“Just a moment...”){TAIL}",
        ),
        (
            page(
                *PARAGRAPHS[:2], "<div class='wall'><h3>Subscribe to continue reading</h3><a href='/s'>Plans</a></div>"
            ),
            "shows only the beginning of an article (“Subscribe to continue reading”); load the whole text",
        ),
        (
            page(*PARAGRAPHS[:1], below="<div>This article is for subscribers only. Already a subscriber?</div>"),
            "shows only the beginning of an article (“This article is for subscribers only. Already a subscriber?”);"
            " load the whole text",
        ),
    ],
)
def test_a_page_that_is_no_article_is_refused(html: str, message: str) -> None:
    with pytest.raises(ReadingError) as raised:
        read_article(html.encode(), "a.html")
    assert str(raised.value) == message


@pytest.mark.parametrize(
    "html",
    [
        page(*PARAGRAPHS * 4, below="<div>Subscribe to continue reading more stories like this</div>"),
        page(*PARAGRAPHS * 2, "<h2>Page not found: how trials vanish</h2>", *PARAGRAPHS),
        page(above=LOGIN),
        page("<h2>Log in to your scalp</h2>", *PARAGRAPHS),
        "<html><body><p>A short note on hair.</p></body></html>",
        site("<h1>400 grafts in a day</h1>", PARAGRAPHS[0]),
        site("<h1>Effect of stem cells not found</h1>", PARAGRAPHS[1]),
        site("<h1>Register of trials shows gaps on hair loss</h1>", PARAGRAPHS[2]),
        site("<h1>Abstract</h1>", PARAGRAPHS[2], "<p>Purchase this article. Already a member?</p>"),
    ],
)
def test_an_article_beside_such_words_is_read(html: str) -> None:
    assert read_article(html.encode(), "a.html").text


SAVE = "save the page from a browser in which you can read it"
PROFESSIONAL = "Are you a healthcare professional? Please confirm that you are one."
REGION = "This content is not available in your region."
PAUSE = "We will be back soon. The site is down for scheduled maintenance."
GONE = "This article has been removed."
RESULT = (
    "<div><h3><a href='/{0}'>A clinic on {0}</a></h3>"
    "<p>What the clinic says on {0} and on hair that grows again at its roots, in short.</p></div>"
)


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (
            page(PARAGRAPHS[0], "<div><p>Register for free to read this article.</p><a href='/r'>Register</a></div>"),
            "shows only the beginning of an article (“Register for free to read this article.”); load the whole text",
        ),
        (
            page(PARAGRAPHS[0], "<p>Create a free account to continue.</p>"),
            "shows only the beginning of an article (“Create a free account to continue.”); load the whole text",
        ),
        (
            site(
                "<h1>Cold caps</h1>",
                PROFESSIONAL,
                "The information on this site is meant for those who treat patients.",
            ),
            f"asks who its visitor is and is no article (“Are you a healthcare professional?”); {SAVE}",
        ),
        (
            site(
                "<h1>Welcome</h1>", "Are you over 18? You have to be to see what this brand of hair serum sells here."
            ),
            f"asks who its visitor is and is no article (“Are you over 18?”); {SAVE}",
        ),
        (
            site("<h1>Cold caps</h1>", REGION),
            f"is not shown from where it was asked for, and is no article (“{REGION}”); {SAVE}",
        ),
        (
            site(
                "<h1>Sorry</h1>", "We are sorry that this website is unavailable to visitors from the European Union."
            ),
            "is not shown from where it was asked for, and is no article (“We are sorry that this website is"
            f" unavailable to visitors from the European Unio”); {SAVE}",
        ),
        (
            site("<h1>The Example Times</h1>", PAUSE),
            "is out of service and no article (“We will be back soon.”); load it again later",
        ),
        (
            site("<h1>Cold caps</h1>", GONE, "You may want to look at our other stories on hair."),
            f"says that its article is gone (“{GONE}”)",
        ),
        (
            site("<h1>Search results for hair loss</h1>", *(RESULT.format(each) for each in ("caps", "cells", "wigs"))),
            "lists what a search found and is no article (“Search results for hair loss”); load the article that you"
            " mean",
        ),
        (
            site(
                "<h1>Results for “hair loss”</h1>",
                "<ul><li><a href='/a'>Caps</a></li><li><a href='/b'>Cells</a></li></ul>",
            ),
            "lists what a search found and is no article (“Results for “hair loss””); load the article that you mean",
        ),
    ],
)
def test_a_page_that_says_why_there_is_nothing_to_read_is_refused(html: str, message: str) -> None:
    with pytest.raises(ReadingError) as raised:
        read_article(html.encode(), "a.html")
    assert str(raised.value) == message


@pytest.mark.parametrize("words", [PROFESSIONAL, REGION, PAUSE, GONE])
def test_such_words_in_an_article_do_not_keep_it_out(words: str) -> None:
    assert words in read_article(page(*PARAGRAPHS[:3], words, PARAGRAPHS[4]).encode(), "a.html").text
    title = site(f"<h1>{words}</h1>", *PARAGRAPHS)
    assert PARAGRAPHS[0] in read_article(title.encode(), "a.html").text


@pytest.mark.parametrize(
    "html",
    [
        site("<h1>Search results for hair loss: what the first page sells</h1>", *PARAGRAPHS),
        site("<h1>Results for “hair loss” on the web</h1>", *PARAGRAPHS[:2]),
        site(
            "<h1>Cold caps</h1>",
            "The registry says that this article has been removed from its list of trials on hair."
            " Nobody was told, and the clinic went on to sell caps on the strength of it for another year, as it says."
            " Its doctors did not answer when they were asked for the data that they had sent to the registry.",
        ),
        site("<h1>Retraction</h1>", "This article has been retracted at the request of its authors."),
        site("<h1>Trial</h1>", "People may register for free to read the list of trials at the library of the town."),
        site(
            "<h1>Caps</h1>", "The caps are for healthcare professionals, who may buy them in every town of the country."
        ),
    ],
)
def test_an_article_on_such_things_is_read(html: str) -> None:
    assert read_article(html.encode(), "a.html").text
