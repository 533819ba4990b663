"""Whether a page shows only the beginning of an article, and asks for money, a login or a name before it goes on."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import html

from kb.reading.articles.page_frames import place_above, texts_below, words_of

_PAYWALL = re.compile(
    r"subscribe (?:now )?to (?:continue|keep|unlock|read (?:the|this|on|more of))|to (?:continue|keep) reading"
    r"|to read the (?:full|rest|whole)|free articles? (?:left|remaining|this month)|limit of free"
    r"|unlock this (?:article|story)"
    r"|(?:register|sign up|join|create an? (?:free )?account)(?: now| today| here| free| for free)*"
    r" to (?:continue|keep reading|(?:read|access|view|see) (?:the (?:full|whole|rest|complete)|this))"
    r"|(?:article|story|content|page) is (?:only )?(?:available |reserved |exclusive\w* |just )?(?:for|to) (?:our )?"
    r"(?:paid |paying )?(?:subscribers|members)|(?:log|sign) in to (?:read|continue)",
    re.IGNORECASE,
)
#: What stands in the head of many a page, too: it counts beside an offer, and below the text.
_READER = re.compile(
    r"\balready (?:an? )?(?:\w+ )?(?:subscriber|subscribed|member|registered)\b|\balready have an? "
    r"(?:account|subscription)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\bsubscri(?:be|ption)\b.{0,40}\b(?:access|continue|read|unlock)|\bunlock\b|\b(?:full|unlimited) (?:digital )?"
    r"access\b|\bstart (?:your|a) (?:free )?(?:\w+ )?trial\b|\bchoose (?:a|your) (?:plan|subscription)\b"
    r"|\bview (?:plans|subscription)",
    re.IGNORECASE,
)
_FULL_ACCESS = re.compile(r"^\W*subscribe (?:now |today )?for (?:full|unlimited|complete) (?:digital )?access", re.I)
_PLACES = ("p", "div", "h2", "h3", "h4", "span", "a", "button", "strong")
_FRAMES = ("nav", "header", "footer")
#: Below more than that an offer is one of further articles; below a text that breaks off, of this one.
_BEGINNING, _BROKEN_OFF = 1_500, 3_000
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[[.…]+\])\W*$")
_HIGHEST = 3
_LONGEST_BOX = 600
_MOST_PLACES = 50
_LONGEST_OWN = 200


def find_wall(tree: html.HtmlElement, text: str) -> str | None:
    """Return the words with which the page asks for money or a login before its ``text`` goes on."""
    found = next((own for _, own in _own_words(tree, _PAYWALL)), None)
    return found[:80] if found else _find_offer(tree, text)


def _own_words(tree: html.HtmlElement, *wanted: re.Pattern[str]) -> Iterator[tuple[html.HtmlElement, str]]:
    """Yield the elements in whose words one of ``wanted`` stands, and these, but for those in the frame of the site."""
    for element in tree.iter(*_PLACES):
        own = " ".join((element.text or "").split())
        if not 0 < len(own) < _LONGEST_OWN:
            continue
        if any(each.search(own) for each in wanted) and next(element.iterancestors(*_FRAMES), None) is None:
            yield element, own


def _find_offer(tree: html.HtmlElement, text: str) -> str | None:
    """Return the words of an offer that stands below a text that may be no more than the beginning."""
    for element, own in islice(_own_words(tree, _READER, _FULL_ACCESS), _MOST_PLACES):
        box = element if _FULL_ACCESS.search(own) else _box_of(element)
        if box is not None and place_above(text, texts_below(box)) is None and _is_beginning(box, text):
            return own[:80]
    return None


def _box_of(element: html.HtmlElement) -> html.HtmlElement | None:
    """Return the smallest part around ``element`` that holds an offer, and not much else."""
    for each in islice((element, *element.iterancestors()), _HIGHEST + 1):
        words = words_of(each)
        if not words or len(words) > _LONGEST_BOX:
            return None
        if _OFFER.search(" ".join(" ".join(each.itertext()).split())):  # a button may stand right behind a link
            return each
    return None


def _is_beginning(box: html.HtmlElement, text: str) -> bool:
    offered = words_of(box)
    lines = [line for line in text.split("\n") if line.strip() and " ".join(line.split()) not in offered]
    size = sum(map(len, lines))
    return size < _BEGINNING or (size < _BROKEN_OFF and _BREAKS_OFF.search(lines[-1]) is not None)
