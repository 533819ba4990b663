"""What a page is told by: the same words in the title of an article, and in that of a page that is none."""

import pytest

from kb.errors import ReadingError
from kb.reading.articles import read_article
from tests.reading.articles.pages import FIRST, LEAD, PARAGRAPHS, SECOND, THIRD, page
from tests.reading.articles.test_page_refusal import LOGIN, site

BROWSER = "save the page from a browser"
SORRY = "Sorry, we could not find the page that you were looking for anywhere on this site."
DENIED = "You do not have permission to access this page. Reference #18.2f1, if you want to tell us of it."


def refusal(html: str, url: str | None = None) -> str | None:
    """Return why a page is refused, None where it is read."""
    try:
        read_article(html.encode(), "a.html", url=url)
    except ReadingError as error:
        return str(error)
    return None


def titled(title: str, *blocks: str) -> str:
    return site(f"<h1>{title}</h1>", *blocks, title=f"{title} | The Example Times")


@pytest.mark.parametrize(
    "title",
    [
        "Error 404 in the genome",
        "Error 404: the gene that is not there",
        "404 reasons to keep a hat on",
        "Access denied: how insurers refuse to pay for wigs",
        "Access denied – how insurers refuse to pay for wigs",
        "Something went wrong in the hair clinic, and nobody looked",
        "Page not found: how trials vanish from their registers",
        "Just a moment on the couch: an hour with a hair surgeon",
        "Error: why oximeters fail in dark skin",
        "Forbidden remedies of the last century",
        "Are you a human? What a chatbot asks of the bald",
        "Captcha puzzles shut out the blind",
        "Register of clinical trials",
        "Sign in the dark: how to read a scalp",
        "Before you continue to take minoxidil",
        "We value your privacy, say clinics that sell your scans",
        "Cookie consent: a study of patterns that mislead",
    ],
)
@pytest.mark.parametrize("blocks", [PARAGRAPHS, PARAGRAPHS * 3, [SECOND]], ids=["short", "long", "one paragraph"])
def test_an_article_may_have_such_words_in_its_title(title: str, blocks: list[str]) -> None:
    assert refusal(titled(title, *blocks)) is None


@pytest.mark.parametrize(
    ("title", "words", "message"),
    [
        ("Error 404", SORRY, "is an error page, not an article (“Error 404 | The Example Times”)"),
        ("404 Not Found", SORRY, "is an error page, not an article (“404 Not Found | The Example Times”)"),
        ("HTTP Status 404 – Not Found", SORRY, None),
        ("Oops! That page can't be found.", SORRY, None),
        ("Error: the server could not do what you asked of it", "Please try again in a few minutes from now.", None),
        ("500 Internal Server Error", "Please try again in a few minutes, or write to us if it goes on.", None),
        ("Access denied", DENIED, None),
        ("Access Denied: a rule of this site stopped your request", DENIED, None),
        ("Just a moment...", "We are checking your browser before you reach the site that you asked for.", None),
        ("Attention Required! | Cloudflare", "Please turn on images and cookies for this site to go on.", None),
        ("Are you a robot?", "Please solve the puzzle below to go on to the page that you came for.", None),
        (
            "Sign in to The Example Times",
            "Welcome back. Read everything that we write, on every device you have.",
            None,
        ),
        ("Log in or register", LOGIN, None),
    ],
)
def test_a_page_that_says_no_more_than_such_words_is_none(title: str, words: str, message: str | None) -> None:
    refused = refusal(titled(title, words))
    assert refused is not None and title[:20] in refused
    assert message in (None, refused)


@pytest.mark.parametrize("title", ["404 Not Found", "Page not found", "Oops, this page could not be found"])
def test_an_error_page_is_one_also_where_it_shows_the_beginnings_of_articles(title: str) -> None:
    assert refusal(titled(title, SORRY, *PARAGRAPHS, *PARAGRAPHS)) is not None


ACCEPT = "<form><button>Reject all</button><button>Accept all</button></form>"
USES = "We use cookies and data to deliver our services, to measure how they are used, and to show advertisements."


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Before you continue to Example Search", USES),
        ("Before you continue", USES),
        ("We value your privacy", USES + f" {LEAD}" * 4),
        ("Your privacy choices", USES),
        ("Cookie settings", USES),
        ("Example is part of the Example Media family of brands", USES),
    ],
)
def test_a_page_that_asks_for_consent_first_is_none(title: str, words: str) -> None:
    told = f"asks for consent and is no article (“{title}”); {BROWSER} in which you can read it"
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p>{ACCEPT}</body></html>"
    assert refusal(html) == told


def test_a_banner_over_an_article_asks_for_consent_and_the_page_is_read() -> None:
    banner = f'<div class="cookie-consent"><h1>We value your privacy</h1><p>{USES}</p>{ACCEPT}</div>'
    assert refusal(page(LEAD, FIRST, SECOND, above=banner)) is None


# Walls

OFFER = "<div><p>Already a subscriber? <a href='/in'>Sign in</a></p><a href='/s'>Subscribe for full access</a></div>"
BOX = "<div><div><span>Already a member?</span> <a href='/in'>Log in</a></div><h3>Start your free trial</h3></div>"
CUT = LEAD.removesuffix("with one another.") + "…"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (page(LEAD, OFFER), "Already a subscriber?"),
        (page(LEAD, FIRST, OFFER), "Already a subscriber?"),
        (page(LEAD, FIRST, below=OFFER), "Already a subscriber?"),
        (page(LEAD, below=BOX), "Already a member?"),
        (page(LEAD, below="<a href='/s'>Subscribe for full access</a>"), "Subscribe for full access"),
        (page(*PARAGRAPHS * 2, CUT, below=OFFER), "Already a subscriber?"),
    ],
)
def test_a_beginning_above_an_offer_is_no_article(html: str, words: str) -> None:
    assert refusal(html) == f"shows only the beginning of an article (“{words}”); load the whole text"


@pytest.mark.parametrize(
    "html",
    [
        page(LEAD, FIRST, SECOND, above=OFFER),
        page(LEAD, FIRST, SECOND, below=f"<footer>{OFFER}</footer>"),
        page(*PARAGRAPHS * 2, below=OFFER),
        page(*PARAGRAPHS * 4, CUT, below=OFFER),
        page(LEAD, FIRST, below="<div><p>Already a subscriber? <a href='/in'>Sign in</a></p></div>"),
        page(LEAD, FIRST, below="<div><p>Subscribe to our letter on hair and scalp</p></div>"),
        page(LEAD, "“I was already a member of the trial,” he says.", SECOND),
    ],
)
def test_an_article_with_an_offer_elsewhere_is_read(html: str) -> None:
    assert refusal(html) is None


# What only browsers without scripts show

NOTE = "<noscript>You need to enable JavaScript to run this app.</noscript>"
ASKED = f"holds no text without its script (“You need to enable JavaScript to run this app.”); {BROWSER}, or its text"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>A short note on hair.</p>{NOTE}",
        f"{NOTE}<p>A short note on hair.</p>",
        f"{NOTE}<h1>On hair</h1><p>{SECOND}</p>",
        f"<div>{NOTE} <p>{THIRD}</p></div>",
    ],
)
def test_a_short_page_with_a_note_on_scripts_is_read_without_it(body: str) -> None:
    text = read_article(f"<html><body>{body}</body></html>".encode(), "a.html").text
    assert text and "JavaScript" not in text


def test_an_article_that_stands_there_for_browsers_without_scripts_is_read() -> None:
    html = f"<html><body><div id='root'></div><noscript><p>{LEAD}</p><p>{FIRST}</p></noscript></body></html>"
    assert LEAD in read_article(html.encode(), "a.html").text


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (NOTE, ASKED),
        (f"{NOTE}<div id='root'>Loading...</div>", ASKED),
        (f"<div>The Example App</div>{NOTE}", ASKED),
        ("<h1>Example</h1><p>Welcome.</p><p>You need to enable JavaScript to run this app.</p>", ASKED),
    ],
)
def test_a_page_that_says_no_more_without_its_script_is_refused_in_its_own_words(body: str, message: str) -> None:
    assert refusal(f"<html><body>{body}</body></html>") == message


# Pages that lead on

URL = "https://times.example.com/in/a"


def leading(refresh: str, body: str = "<p>This page has moved.</p>") -> str:
    return f"<html><head><meta http-equiv='Refresh' content=\"{refresh}\"></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("html", "target"),
    [
        (leading("0; url=/b"), "https://times.example.com/b"),
        (leading("0;URL='b#c'"), "https://times.example.com/in/b"),
        (leading("1, https://other.example/b"), "https://other.example/b"),
        (leading("0; url=https://jane:secret@other.example/b"), "https://other.example/b"),
        (leading("5; url=/b"), "https://times.example.com/b"),
        (leading("0; url=/b", ""), "https://times.example.com/b"),
        (leading("0; url=/b", f"<p>{LEAD}</p><p>{FIRST}</p>" * 4), "https://times.example.com/b"),
    ],
)
def test_a_page_that_leads_on_is_no_article_and_says_where_to(html: str, target: str) -> None:
    assert refusal(html, URL) == f"is no article and leads on to {target}; load that address if it is the one you mean"


@pytest.mark.parametrize(
    "html",
    [
        leading("300"),
        leading("0; url=https://times.example.com/in/a#top"),
        leading("300; url=/b"),
        leading("5; url=/b", f"<p>{LEAD}</p><p>{FIRST}</p>" * 4),
        leading("0; url=/b", "".join(f"<p>{number}. {LEAD} {SECOND}</p>" for number in range(12))),
        f"<html><head><noscript>{leading('0; url=/b')[12:60]}</noscript></head><body><p>{LEAD}</p></body></html>",
        f"<html><body><p>{LEAD}</p><noscript><meta http-equiv='refresh' content='0; url=/b'></noscript></body></html>",
    ],
)
def test_an_article_that_is_read_anew_or_elsewhere_without_scripts_is_one(html: str) -> None:
    assert refusal(html, URL) is None


def test_a_file_that_leads_on_says_where_to_as_it_stands() -> None:
    told = "is no article and leads on to b.html; load that address if it is the one you mean"
    assert refusal(leading("0; url=b.html")) == told
