"""From an address to bytes: who asks, redirects, and what is no article by status or type."""

from datetime import UTC, datetime, timedelta

import pytest

import kb
from kb.errors import ReadingError
from kb.reading.fetching.door import Fetched, fetch
from tests.fetching.serving import Site, answer, redirect

WORDS = b"<p>Words.</p>"
BROWSER = "save the page from a browser in which you can read it, and load the file"


def refusal(address: str, *, seconds: float = 20, most: int = 10_000) -> str:
    """Return why an address is refused."""
    with pytest.raises(ReadingError) as raised:
        fetch(address, seconds=seconds, most=most)
    return str(raised.value)


def test_a_page_comes_with_its_address_type_and_time(site: Site) -> None:
    fetched = fetch(site.put("/a", answer(WORDS)) + "#part")
    assert fetched == Fetched(WORDS, site.url("/a"), fetched.retrieved_at, "text/html; charset=utf-8")
    assert timedelta() <= datetime.now(UTC) - fetched.retrieved_at < timedelta(minutes=1)


def test_the_server_learns_who_asks_and_nothing_of_the_user(site: Site) -> None:
    fetch(site.put("/a?b=c", answer(WORDS)))
    first, *fields = site.asked[0].rstrip().split("\r\n")
    told = dict(each.split(": ", 1) for each in fields)
    assert first == "GET /a?b=c HTTP/1.1"
    assert sorted(told) == ["Accept", "Accept-Encoding", "Host", "User-Agent"]
    who = f"kb/{kb.__version__} (evidence knowledge base; fetches the one page that its user names)"
    assert (told["Host"], told["User-Agent"]) == (f"127.0.0.1:{site.port}", who)


def test_no_cookie_goes_back_to_where_it_came_from(site: Site) -> None:
    site.put("/b", answer(WORDS))
    fetch(site.put("/a", answer(b"", "Location: /b", "Set-Cookie: a=b", status="302 Found")))
    assert "cookie" not in site.asked[1].lower()


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(site.put("/a", answer(WORDS))).data == WORDS


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(site: Site, status: int) -> None:
    site.put("/b?c", answer(WORDS))
    assert fetch(site.put("/in/a", redirect("../b?c", status))).url == site.url("/b?c")


def test_five_redirects_are_followed_and_a_sixth_is_not(site: Site) -> None:
    for number in range(6):
        site.put(f"/{number}", redirect(f"/{number + 1}"))
    last = site.put("/6", answer(WORDS))
    assert fetch(site.url("/1")).url == last
    assert site.paths() == ["/1", "/2", "/3", "/4", "/5", "/6"]
    assert refusal(site.url("/0")) == "leads on more than 5 times; load the address at its end"
    assert site.paths()[6:] == ["/0", "/1", "/2", "/3", "/4", "/5"]


def test_a_circle_is_left(site: Site) -> None:
    site.put("/b", redirect("/a"))
    address = site.put("/a", redirect("/b"))
    told = f"leads in a circle, back to {address}; save the page from a browser, and load the file"
    assert refusal(address) == told
    assert refusal(site.put("/c", redirect("/c#d"))) == told.replace("/a;", "/c;")
    assert site.paths() == ["/a", "/b", "/c"]


def test_no_redirect_leads_to_a_file(site: Site) -> None:
    told = "leads on to file:///etc/hosts, which is not fetched: kb fetches http and https alone"
    assert refusal(site.put("/a", redirect("file:///etc/hosts"))) == told


def test_a_redirect_without_an_address_is_no_page(site: Site) -> None:
    told = "302 Found: the server says that the page is elsewhere, and not where"
    assert refusal(site.put("/a", answer(status="302 Found"))) == told


@pytest.mark.parametrize("path", ["/article", "/?p=12"])
def test_a_page_that_leads_to_the_front_of_its_site_is_gone(site: Site, path: str) -> None:
    front = site.put("/", answer(WORDS))
    told = f"leads to the front of its site, so it is not there any more; if {front} is meant, load that"
    assert refusal(site.put(path, redirect("/"))) == told
    assert fetch(front).data == WORDS


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("404 Nix da", "404 Not Found: this page is not there"),
        ("410 Gone", "410 Gone: this page is not there any more"),
        ("401 Unauthorized", f"401 Unauthorized: the server asks for a login; {BROWSER}"),
        ("402 Payment Required", f"402 Payment Required: the server asks for a payment; {BROWSER}"),
        (
            "403 Forbidden",
            "403 Forbidden: the server does not show this page to everyone (a login, a payment, a check of its"
            f" visitor); {BROWSER}",
        ),
        ("429 Wait", "429 Too Many Requests: the server has been asked too often; try again later"),
        ("503 Busy", "503 Service Unavailable: the server has too much to do; try again later"),
        ("500 Oh", "500 Internal Server Error: the server failed; try again later"),
        ("400 No", "400 Bad Request: the server refuses this page"),
        ("204 Empty", "204 No Content: the answer is no page"),
        ("599 \x1b[31m", "599: the server failed; try again later"),
        ("999 Robot", "999: the answer is no page"),
    ],
)
def test_a_status_is_told_with_what_it_means(site: Site, status: str, told: str) -> None:
    assert refusal(site.put("/a", answer(WORDS, status=status))) == told


@pytest.mark.parametrize(
    "sent", ["image/png", "video/mp4", "audio/mpeg", "application/zip", "application/json", "text/css", "text/csv"]
)
def test_what_is_no_article_by_its_type_is_refused_by_name(site: Site, sent: str) -> None:
    told = f"is no article: the server says that it is {sent}"
    assert refusal(site.put("/a", answer(WORDS, content_type=f"{sent.upper()}; charset=x"))) == told


@pytest.mark.parametrize("sent", ["application/pdf", "application/octet-stream", None, "text/html, text/html"])
def test_what_may_be_an_article_comes(site: Site, sent: str | None) -> None:
    fetched = fetch(site.put("/a", answer(WORDS, content_type=sent)))
    assert (fetched.data, fetched.content_type) == (WORDS, sent)


def test_a_type_is_kept_on_one_line_and_not_endless(site: Site) -> None:
    fetched = fetch(site.put("/a", answer(WORDS, content_type="text/html; \x1b[31m" + "x" * 500)))
    assert fetched.content_type == ("text/html; [31m" + "x" * 500)[:200]


def test_what_is_no_address_is_refused() -> None:
    assert refusal("ftp://127.0.0.1/a") == "is not fetched: kb fetches http and https alone"
