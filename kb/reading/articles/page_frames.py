"""What on a page belongs to its article, and what frames it; and where in the main text a part of the page stands."""

import re
from collections.abc import Iterator
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
#: Not shown before a script shows it.
_CLOSED_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: A class such as "md:block" shows it on a wider screen.
_CLOSED_CLASS = re.compile(r"^[^:]*(?<![^\s])(?:is-)?(?:hidden|hide)(?![^\s:])[^:]*$")
_FARTHEST = 20
_ANCHOR = 40
_LONGEST = 4_000
_MOST_BELOW = 60
_SHORTEST = 15
_BLOCKS = ("p", "li", "h2", "h3", "div", "td")


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


def is_frame(element: html.HtmlElement, *, is_closed_one: bool = True) -> bool:
    """Whether the element frames something that is no part of the article, by its tag, class or id.

    What is closed is taken for a frame, but where ``is_closed_one`` says that this is not to be looked at.
    """
    if element.tag in _ASIDES or is_named_frame(element.get("class"), element.get("id")):
        return True
    return is_closed_one and is_closed(element)


def is_closed(element: html.HtmlElement) -> bool:
    """Whether the element is not shown before a reader opens it, or a script does."""
    given = element.attrib
    if "hidden" in given or given.get("aria-hidden") == "true" or is_closed_by_style(element):
        return True
    return _CLOSED_CLASS.search(given.get("class", "")) is not None


def is_closed_by_style(element: html.HtmlElement) -> bool:
    return _CLOSED_STYLE.search(element.get("style", "")) is not None


def find_article(tree: html.HtmlElement) -> html.HtmlElement | None:
    """Return the element that holds the main article of a page: by its tag or role, else around its heading."""
    heading = next(tree.iter("h1"), None)
    around = [] if heading is None else list(heading.iterancestors())
    for tag in ("article", "main"):
        found = next((each for each in around if each.tag == tag), None)
        if found is not None:
            return found
    named = tree.xpath("//article|//main|//*[@role='main' or @role='article' or @itemprop='articleBody']")
    if named:
        return max(named[:_MOST_BELOW], key=lambda each: each.xpath("count(.//p)"))
    paragraphs = tree.xpath("count(//p)")
    return next((each for each in around[:_MOST_BELOW] if each.xpath("count(.//p)") * 2 >= paragraphs), None)


@lru_cache(maxsize=1000)
def is_named_frame(classes: str | None, name: str | None) -> bool:
    """Whether a class and an id are those of a frame."""
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
    words = map(words_of, islice(_blocks_below(element), _MOST_BELOW))
    return [each[:_ANCHOR] for each in words if len(each) >= _SHORTEST]


def _blocks_below(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield what holds text behind the end of ``element``, in order, as far as it is asked for."""
    for each in (element, *element.iterancestors()):
        for sibling in each.itersiblings():
            yield from sibling.iter(*_BLOCKS)


def place_above(text: str, below: list[str]) -> int | None:
    """Return where in ``text`` the line begins that begins as the first of the texts ``below`` that does, else None."""
    for beginning in below:
        for start in ("\n" + beginning, "\n- " + beginning):
            at = ("\n" + text).find(start)
            if at >= 0:
                return at
    return None


def insert_above(text: str, words: str, below: list[str]) -> str | None:
    """Return ``text`` with ``words`` above the first of the texts ``below`` that begins a line of it, else None."""
    at = place_above(text, below)
    return None if at is None else f"{text[:at]}{words}\n\n{text[at:]}"
