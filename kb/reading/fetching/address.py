"""Web addresses: whether something is one, in which form it is asked for, and where another leads to from it."""

import os
import re
from contextlib import suppress
from urllib.parse import urljoin, urlsplit

from kb.limits import MOST_ADDRESS_CHARACTERS

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(//)?", re.IGNORECASE)
_WEB = re.compile(r"(https?://)([^/?#\\]*)(.*)", re.IGNORECASE | re.DOTALL)
_LOGIN = re.compile(r"^([a-z][a-z0-9+.-]*:/*)[^/?#\\]*@", re.IGNORECASE)
#: What people write before a colon where they mean no file.
_MEANT = frozenset({"http", "https", "file", "ftp", "ftps", "sftp", "data", "javascript", "mailto", "blob", "about"})
_CONTROLS = re.compile("[\x00-\x1f\x7f]")
#: Letters that two rules for the names of hosts turn into different hosts: ß is ss for one, itself for the other.
_DISPUTED = re.compile("[ßς\u200c\u200d]")
_EXAMPLE = "is no web address; it should look like https://example.org/page"


class AddressError(ValueError):
    """An address that is not fetched; its text is to be read after the address."""


def is_address(text: str) -> bool:
    """Whether ``text`` is meant as an address, of the web or not, and is no path of a file that is there."""
    found = _SCHEME.match(text.strip())
    if found is None:
        return False
    return bool(found[2]) or (found[1].lower() in _MEANT and not os.path.lexists(text))


def hide_login(text: str) -> str:
    """Return an address without the name and password in it: to be shown."""
    return _LOGIN.sub(r"\1", text)


def normal_address(text: str) -> str:
    """Return a web address as it is asked for: in ASCII, the host in lower case, without fragment.

    Raises AddressError for one that is not http or https, holds a login, or is none.
    """
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    given = text.strip()
    _check_characters(given)
    found = _SCHEME.match(given)
    if found is not None and found[1].lower() not in ("http", "https"):
        raise AddressError("is not fetched: kb fetches http and https alone")
    try:
        parsed = parse_url(_with_ascii_host(given))
    except LocationParseError as error:
        raise AddressError(_EXAMPLE) from error
    if parsed.auth is not None:
        raise AddressError("holds a user name or password; leave it out, kb logs in nowhere")
    if not parsed.host:
        raise AddressError(_EXAMPLE)
    return parsed._replace(path=parsed.path or "/", fragment=None).url


def _check_characters(text: str) -> None:
    if len(text) > MOST_ADDRESS_CHARACTERS:
        raise AddressError(f"is over {MOST_ADDRESS_CHARACTERS:,} characters long")
    if _CONTROLS.search(text):
        raise AddressError("holds a control character; copy the address again")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise AddressError("is not UTF-8; copy the address again") from error


def _with_ascii_host(text: str) -> str:
    found = _WEB.match(text)
    if found is None:
        raise AddressError(_EXAMPLE)
    scheme, host, rest = found.groups()
    if host.isascii():
        return text
    if _DISPUTED.search(host):
        raise AddressError("has a host that can be read in two ways; give the host as xn--...")
    name, colon, port = host.rpartition(":") if re.search(r":[0-9]*$", host) else (host, "", "")
    try:
        return f"{scheme}{name.encode('idna').decode()}{colon}{port}{rest}"
    except UnicodeError as error:
        raise AddressError(_EXAMPLE) from error


def follow_address(address: str, location: str) -> str:
    """Return where ``location``, which the server at ``address`` sent, leads to; raise AddressError, with that address
    in its text, where kb does not go there."""
    with suppress(UnicodeError):  # a header comes as Latin-1, whatever was meant
        location = location.encode("latin-1").decode()
    try:
        target = urljoin(address, location.strip())
    except ValueError:
        target = location
    try:
        led = normal_address(target)
    except AddressError as error:
        raise AddressError(f"leads on to {hide_login(target)}, which {error}") from error
    if address.startswith("https:") and not led.startswith("https:"):
        told = "which anybody on the way can change; load that address itself if you trust it"
        raise AddressError(f"leads on from https to {led}, {told}")
    return led


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of the same host, with ``www.`` before it or without."""
    hosts = [(urlsplit(each).hostname or "").removeprefix("www.") for each in (one, other)]
    return hosts[0] == hosts[1]


def both_schemes(address: str) -> tuple[str, str]:
    """Return a web address with https and with http: a site that went over to https has the same pages."""
    rest = address.partition(":")[2]
    return f"https:{rest}", f"http:{rest}"
