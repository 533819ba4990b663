"""When two web addresses are the same address: what a letter or a feed adds to a link tells no page from another."""

from urllib.parse import SplitResult, urlsplit

_TRACKING = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src"})
_TRACKING_PREFIX = "utm_"
_DEFAULT_PORTS = {"http": 80, "https": 443}


def without_tracking(address: str) -> str:
    """Return ``address`` without the parameters that say where its reader came from; the rest stays as it is given."""
    before, mark, fragment = address.partition("#")
    place, question, query = before.partition("?")
    kept = _kept(query)
    if kept == query:
        return address
    return f"{place}{question if kept else ''}{kept}{mark}{fragment}"


def comparable_address(address: str) -> str:
    """Return the form under which two addresses are one: to compare, neither to be shown nor to be asked for.

    Tracking parameters, fragment, the port that goes without saying and the case of scheme and host are left aside, and
    an empty path is ``/`` (RFC 3986, 6.2.3). All else may be another page and counts: the scheme, ``www.``, a slash at
    the end, the case of the path, the order of parameters. What is no address is returned as it is.
    """
    try:
        parts = urlsplit(address)
        host = _host_of(parts)
    except ValueError:
        return address
    if not host:
        return address
    query = _kept(parts.query)
    return f"{parts.scheme}://{host}{parts.path or '/'}{'?' if query else ''}{query}"


def is_same_address(one: str | None, other: str | None) -> bool:
    """Whether both are given, and one address."""
    return bool(one and other) and (one == other or comparable_address(one or "") == comparable_address(other or ""))


def _kept(query: str) -> str:
    return "&".join(each for each in query.split("&") if not _is_tracking(each.partition("=")[0].lower()))


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_PREFIX)


def _host_of(parts: SplitResult) -> str:
    """Return host and port, with what may stand before them; raise ValueError for a port that is none."""
    login, at, host = parts.netloc.rpartition("@")
    port = parts.port
    name = host.removesuffix(f":{host.rpartition(':')[2]}") if port is not None or host.endswith(":") else host
    shown = "" if port is None or port == _DEFAULT_PORTS.get(parts.scheme) else f":{port}"
    return f"{login}{at}{name.lower()}{shown}"


def may_be_same(address: str) -> list[tuple[str, str]]:
    """Return from where to where, the end left out, the addresses lie, in the order of their letters, that may be the
    same as ``address`` but for what follows its path, or a port that goes without saying: to look for them by an index.
    """
    place = comparable_address(address).partition("?")[0]
    scheme, _, rest = place.partition("://")
    host, slash, path = rest.partition("/")
    ported = f"{scheme}://{host}:{_DEFAULT_PORTS.get(scheme, 0)}{slash}{path}"
    places = [place, ported, *((each[:-1] for each in (place, ported)) if not path else ())]
    return [(each + start, each + end) for each in places for start, end in (("", "\x01"), ("#", "$"), ("?", "@"))]
