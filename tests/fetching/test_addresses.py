"""What is an address, in which form it is asked for, and where a redirect may lead."""

import pytest

from kb.reading.fetching.address import AddressError, follow_address, hide_login, is_address, normal_address, same_site


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("https://example.org", "https://example.org/"),
        (" HTTPS://EXAMPLE.org/A?b=C#part ", "https://example.org/A?b=C"),
        ("http://example.org:8080/a/../b", "http://example.org:8080/b"),
        ("https://example.org/Ü b?q=é", "https://example.org/%C3%9C%20b?q=%C3%A9"),
        ("https://example.org/a%2Fb?x=%20", "https://example.org/a%2Fb?x=%20"),
        ("https://müller.example:81/a", "https://xn--mller-kva.example:81/a"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
    ],
)
def test_an_address_is_asked_for_in_ascii(given: str, asked: str) -> None:
    assert normal_address(given) == asked


_NONE = "is no web address; it should look like https://example.org/page"
_LOGIN = "holds a user name or password; leave it out, kb logs in nowhere"
_SCHEME = "is not fetched: kb fetches http and https alone"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("file:///etc/passwd", _SCHEME),
        ("ftp://example.org/a", _SCHEME),
        ("data:text/html,<p>Words", _SCHEME),
        ("https://jane:secret@example.org/", _LOGIN),
        ("https://jane@example.org/", _LOGIN),
        ("https:/example.org/a", _NONE),
        ("https:///a", _NONE),
        ("https://example.org:99999/", _NONE),
        ("https://[::g]/", _NONE),
        ("https://exa mple.org/", _NONE),
        ("example.org", _NONE),
        ("https://ex..ämple/", _NONE),
        ("https://straße.example/", "has a host that can be read in two ways; give the host as xn--..."),
        ("https://example.org/\r\nHost: b", "holds a control character; copy the address again"),
        ("https://example.org/\udcff", "is not UTF-8; copy the address again"),
        ("https://example.org/" + "a" * 8_000, "is over 8,000 characters long"),
    ],
)
def test_what_is_not_fetched_is_told_why(given: str, told: str) -> None:
    with pytest.raises(AddressError) as raised:
        normal_address(given)
    assert str(raised.value) == told


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://example.org/a", True),
        ("gopher://example.org", True),
        ("file:/etc/passwd", True),
        ("mailto:jane@example.org", True),
        ("C:/a.html", False),
        ("notes:2021.md", False),
        ("articles/a.html", False),
        ("-", False),
    ],
)
def test_a_scheme_makes_an_address(text: str, is_one: bool) -> None:
    assert is_address(text) is is_one


@pytest.mark.parametrize(
    ("location", "led"),
    [
        ("/b", "https://example.org/b"),
        ("b?c#d", "https://example.org/in/b?c"),
        ("//other.example/b", "https://other.example/b"),
        ("https://other.example", "https://other.example/"),
        ("/\u00c3\u00bc", "https://example.org/%C3%BC"),
        ("/\u00fc", "https://example.org/%C3%BC"),
    ],
)
def test_a_redirect_leads_on_from_where_it_is(location: str, led: str) -> None:
    assert follow_address("https://example.org/in/a", location) == led


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("file:///etc/passwd", f"leads on to file:///etc/passwd, which {_SCHEME}"),
        ("https://a:b@c.example/", f"leads on to https://c.example/, which {_LOGIN}"),
        ("https://[::g/", f"leads on to https://[::g/, which {_NONE}"),
        (
            "http://example.org/a",
            "leads on from https to http://example.org/a, which anybody on the way can change;"
            " load that address itself if you trust it",
        ),
    ],
)
def test_a_redirect_that_is_not_followed_is_told_why(location: str, told: str) -> None:
    with pytest.raises(AddressError) as raised:
        follow_address("https://example.org/a", location)
    assert str(raised.value) == told


def test_a_login_is_not_shown() -> None:
    assert hide_login("https://jane:secret@example.org/@a") == "https://example.org/@a"
    assert hide_login("https:/jane:secret@example.org/") == "https:/example.org/"
    assert hide_login("https://example.org/@a") == "https://example.org/@a"


def test_a_site_is_the_same_with_www_and_without() -> None:
    assert same_site("http://www.example.org:80/a", "https://example.org/b")
    assert not same_site("https://example.org", "https://example.com")
