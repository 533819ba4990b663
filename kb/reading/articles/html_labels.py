"""Labels around an article by which it says that it is paid for: trafilatura leaves them out as no main text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import html

from kb.reading.articles.disclosures import LONGEST_LABEL, MAY_DISCLOSE, find_statement, is_label

#: What frames other articles, advertisements, the comments and the site itself.
_ASIDES = frozenset({"nav", "aside", "footer", "form", "noscript", "script", "style", "template", "title", "head"})
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:related|teasers?|recirc|recommend\w*|outbrain|taboola|sidebar|widgets?|comments?|trending|popular"
    r"|newsletter|nav|navbar|navigation|menu|footer|cookies?|consent|carousel|promos?|cards?|grid|slot|adslot|ads?|advert"
    r"|adverts|advertisements?|dfp|read-(?:next|more)|more-(?:stories|from|on)|also-like|up-next)(?=$|[\s_-])",
    re.IGNORECASE,
)
#: A label may be called one, and still be of the article: "promo-label", "ad-disclosure".
_LABEL = re.compile(r"label|disclos|notice|badge|flag|kicker", re.IGNORECASE)
_BLOCK_BELOW = "|".join(f".//{tag}" for tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "li", "section"))
_MOST_HITS = 200
_HIGHEST = 4
_FARTHEST = 20
_ANCHOR = 40
_LONGEST = 1_000


class Label(NamedTuple):
    """What a label says, and the beginning of each text that stands below it, the next first."""

    words: str
    below: list[str]


def keep_labels(tree: html.HtmlElement, text: str) -> tuple[str, str | None]:
    """Return the main ``text`` of a page with the labels of its article where they stand, and the first of them."""
    first = None
    for label in _find_labels(tree, text):
        first = first or label.words
        if label.words not in text:
            text = _insert(text, label)
    return text, first


def _find_labels(tree: html.HtmlElement, text: str) -> list[Label]:
    scope = _find_scope(tree, text)
    labels: dict[str, Label] = {}
    for element in islice(_places(tree, scope), _MOST_HITS):
        found = _largest_label(element)
        if found and found[1] not in labels and not _leads_away(found[0], scope):
            labels[found[1]] = Label(found[1], _below(found[0]))
    return list(labels.values())


def _places(tree: html.HtmlElement, scope: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield what may be a label, in order, above the ``scope`` of the article and in it, but in no frame."""
    around = {scope, *scope.iterancestors()}
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        if element not in around and (element.tag in _ASIDES or _is_frame(element.get("class"), element.get("id"))):
            continue
        if _hits(element):
            yield element
        parts = list(element)
        if element in around and element is not scope:
            parts = parts[: next(at for at, each in enumerate(parts) if each in around) + 1]
        waiting.extend(reversed(parts))


def _hits(element: html.HtmlElement) -> bool:
    text = element.text
    return bool(text) and len(text) <= _LONGEST and MAY_DISCLOSE.search(text.lower()) is not None


def _find_scope(tree: html.HtmlElement, text: str) -> html.HtmlElement:
    """Return the smallest part of the page that holds its heading and most of its text."""
    longest = " ".join(max(text.split("\n"), key=len, default="").split())[:80]
    for heading in list(tree.iter("h1"))[:3]:
        for element in islice(heading.iterancestors(), _FARTHEST):
            if longest in " ".join(element.text_content().split()):
                return element
    return tree


def _largest_label(element: html.HtmlElement) -> tuple[html.HtmlElement, str] | None:
    """Return the outermost element around that says no more than the label does."""
    found = None
    for level, each in enumerate((element, *element.iterancestors())):
        words = _words(each) if level < _HIGHEST else ""
        if not words or len(words) > 2 * LONGEST_LABEL or (level and each.xpath(_BLOCK_BELOW)):
            break
        if is_label(words) or find_statement(words):
            found = each, words
    return found


def _words(element: html.HtmlElement) -> str:
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > 4000:
            return ""
    return " ".join("".join(parts).split())


@lru_cache(maxsize=1000)
def _is_frame(classes: str | None, name: str | None) -> bool:
    names = f"{classes or ''} {name or ''}"
    return _FRAME.search(names) is not None and not _LABEL.search(names)


def _leads_away(element: html.HtmlElement, scope: html.HtmlElement) -> bool:
    """Whether the label stands in a link, or with the heading of another article."""
    for each in islice(element.iterancestors(), _FARTHEST):
        if each is scope:
            return False
        if (each.tag == "a" and each.get("href")) or (each is not element and _leads_elsewhere(each)):
            return True
    return False


def _leads_elsewhere(element: html.HtmlElement) -> bool:
    """Whether ``element`` is small and its heading is a link: the teaser of another article."""
    headings = element.xpath(".//h2|.//h3|.//h4|.//h5|.//h6")
    if not headings or element.find(".//h1") is not None or len(headings) > 1:
        return False
    return headings[0].find(".//a[@href]") is not None or any(each.tag == "a" for each in headings[0].iterancestors())


def _below(element: html.HtmlElement) -> list[str]:
    inside = set(element.iter())
    texts: list[str] = []
    for each in element.xpath("following::*[self::p or self::li or self::h2 or self::h3 or self::div or self::td]")[
        :60
    ]:
        words = _words(each)
        if each not in inside and len(words) >= 15:
            texts.append(words[:_ANCHOR])
    return texts


def _insert(text: str, label: Label) -> str:
    for beginning in label.below:
        for start in ("\n" + beginning, "\n- " + beginning):
            at = ("\n" + text).find(start)
            if at >= 0:
                return f"{text[:at]}{label.words}\n\n{text[at:]}"
    return f"{text}\n\n{label.words}"
