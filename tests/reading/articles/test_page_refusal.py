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
