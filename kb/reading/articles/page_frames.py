"""What on a page belongs to its article, and what frames it; and where in the main text a part of the page stands."""

import re
from functools import lru_cache
from itertools import islice

from lxml import html

#: What frames other articles, advertisements, the comments and the site itself.
_ASIDES = frozenset({"nav", "aside", "footer", "form", "noscript", "script", "style", "template", "title", "head"})
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:related|teasers?|recirc|recommend\w*|outbrain|taboola|sidebar|(?<!elementor-)widgets?|comments?|trending|popular"
    r"|newsletter|nav|navbar|navigation|menu|footer|cookies?|consent|carousel|promos?|cards?|slot|adslot|ads?|advert"
    r"|adverts|advertisements?|dfp|read-(?:next|more)|more-(?:stories|from|on)|also-like|up-next)(?=$|[\s_-])",
    re.IGNORECASE,
)
#: A label may be called one, and still be of the article: "promo-label", "ad-disclosure".
_LABEL = re.compile(r"label|disclos|notice|badge|flag|kicker", re.IGNORECASE)
_FARTHEST = 20
_ANCHOR = 40
_LONGEST = 4_000
_MOST_BELOW = 60


def find_scope(tree: html.HtmlElement, text: str) -> html.HtmlElement:
    """Return the smallest part of the page that holds its heading and most of its text."""
    longest = " ".join(max(text.split("\n"), key=len, default="").split())[:80]
    for heading in list(tree.iter("h1"))[:3]:
        for element in islice(heading.iterancestors(), _FARTHEST):
            if longest in " ".join(element.text_content().split()):
                return element
    return tree


def words_of(element: html.HtmlElement) -> str:
    """Return the words of an element on one line, empty where they are too many to be a part of anything."""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > _LONGEST:
            return ""
    return " ".join("".join(parts).split())


def is_frame(element: html.HtmlElement) -> bool:
    """Whether the element frames something that is no part of the article, by its tag, class or id."""
    return element.tag in _ASIDES or _is_named_frame(element.get("class"), element.get("id"))


@lru_cache(maxsize=1000)
def _is_named_frame(classes: str | None, name: str | None) -> bool:
    names = f"{classes or ''} {name or ''}"
    return _FRAME.search(names) is not None and not _LABEL.search(names)


def leads_elsewhere(element: html.HtmlElement) -> bool:
    """Whether ``element`` is small and its heading is a link: the teaser of another article."""
    headings = element.xpath(".//h2|.//h3|.//h4|.//h5|.//h6")
    if not headings or element.find(".//h1") is not None or len(headings) > 1:
        return False
    return headings[0].find(".//a[@href]") is not None or any(each.tag == "a" for each in headings[0].iterancestors())


def texts_below(element: html.HtmlElement) -> list[str]:
    """Return how the texts begin that stand below the element, the next first."""
    inside = set(element.iter())
    texts: list[str] = []
    for each in element.xpath("following::*[self::p or self::li or self::h2 or self::h3 or self::div or self::td]")[
        :_MOST_BELOW
    ]:
        words = words_of(each)
        if each not in inside and len(words) >= 15:
            texts.append(words[:_ANCHOR])
    return texts


def insert_above(text: str, words: str, below: list[str]) -> str | None:
    """Return ``text`` with ``words`` above the first of the texts ``below`` that begins a line of it, else None."""
    for beginning in below:
        for start in ("\n" + beginning, "\n- " + beginning):
            at = ("\n" + text).find(start)
            if at >= 0:
                return f"{text[:at]}{words}\n\n{text[at:]}"
    return None
