"""What a page does in place of showing an article: it leads on to another at once, or asks for a script."""

import re
from urllib.parse import urldefrag, urljoin

from lxml import html

_REFRESH = re.compile(r"\s*([0-9]+)(?:\.[0-9]*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s]+)", re.IGNORECASE)
_LOGIN = re.compile(r"//[^/?#@]*@")
_LONGEST_ADDRESS = 300
_LONGEST_CONTENT = 2_000
#: A page that leads on after more seconds is there to be read.
_AT_ONCE, _SOON = 1, 10
ASKS_FOR_SCRIPT = re.compile(
    r"(?:enable|requires?|turn on|activate|without) (?:javascript|js)\b|javascript (?:is )?(?:required|disabled)",
    re.IGNORECASE,
)
_LONGEST_NOTE = 300


def find_turn(tree: html.HtmlElement, url: str | None, *, is_bare: bool) -> str | None:
    """Return the address to which a page leads on by itself: at once, or soon where it ``is_bare`` of words.

    ``url`` is its own; to that one a page leads that only asks to be read anew. What holds for a browser without
    scripts alone does not count.
    """
    for meta in tree.iterfind(".//meta[@content]"):
        if meta.get("http-equiv", "").strip().lower() != "refresh":
            continue
        found = _REFRESH.match(" ".join(meta.get("content", "")[:_LONGEST_CONTENT].split()))
        if found is None:
            continue
        if int(found[1][:9]) > (_SOON if is_bare else _AT_ONCE) or _is_inside(meta, "noscript"):
            continue
        target = _led(url, found[2])
        if target and target != urldefrag(url or "").url:
            return _LOGIN.sub("//", target)[:_LONGEST_ADDRESS]
    return None


def _is_inside(element: html.HtmlElement, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _led(url: str | None, given: str) -> str:
    try:
        return urldefrag(urljoin(url or "", given)).url
    except ValueError:
        return given


def take_out_script_notes(tree: html.HtmlElement) -> str | None:
    """Take out of ``tree`` what a page says to browsers without scripts alone; return the first such words.

    Nothing else is taken: an article that stands there for them stays.
    """
    first = None
    for note in list(tree.iter("noscript")):
        words = " ".join(note.text_content().split())
        if len(words) <= _LONGEST_NOTE and ASKS_FOR_SCRIPT.search(words):
            first = first or words
            note.drop_tree()
    return first
