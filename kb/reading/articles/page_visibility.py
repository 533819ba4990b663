"""What a reader of a page sees, and what is closed until it is opened: answers below their questions, tabs, popups."""

import re
from itertools import islice

from lxml import etree, html

from kb.reading.articles.page_frames import is_closed, is_closed_by_style, is_frame, words_of

_STRUCK = frozenset({"del", "s", "strike"})
_IN_LINE = frozenset({"abbr", "b", "bdi", "em", "font", "i", "mark", "q", "small", "span", "strong", "u"})
#: The names by which frameworks put words beside the page, for screen readers alone.
_UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:(?:[a-z]{1,4}\d?-|elementor-)?visually-?hidden(?:-focusable)?|(?:usa-)?sr-only(?:-focusable)?"
    r"|screen-?reader(?:-text|-only)?|elementor-screen-only|element-invisible|a11y-hidden)(?=$|\s)",
    re.IGNORECASE,
)
#: What stands in the source of a page that hides words: to look for it costs next to nothing.
_HIDING = (b"<del", b"<s>", b"<s ", b"<strike", b"hid", b"none", b"sr-only", b"reader", b"screen-only", b"invisible")
_HIDING_LOUD = tuple(each.upper() for each in _HIDING[:6])
_CANDIDATES = etree.XPath(
    "//*[self::del or self::s or self::strike or @hidden or @aria-hidden='true'"
    " or @style[contains(., 'none') or contains(., 'NONE') or contains(., 'hidden')]"
    " or @class[contains(., 'hid') or contains(., 'Hid') or contains(., 'sr-only') or contains(., 'reader')"
    " or contains(., 'screen-only') or contains(., 'invisible')]]"
)
_KEPT = ".//h1|.//article|.//main|self::h1|self::article|self::main|self::body|self::html"
#: What opens over the page or leads around the site, and is no part of the article.
_POPUP = re.compile(
    r"(?:^|[\s_-])(?:modal|pop-?up|pop-?over|overlay|dialog|lightbox|tooltip|drawer|off-?canvas|drop-?down|sub-?menu"
    r"|search|login|log-in|share|sharing|toast|banner|subscribe|signup|sign-up|paywall|language|lang)(?=$|[\s_-])",
    re.IGNORECASE,
)
_POPUP_ROLES = frozenset({"dialog", "alertdialog", "menu", "menubar", "navigation", "tooltip", "search", "banner"})
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "dt", "summary")
_CONTROLS = ".//*[@aria-controls or @aria-expanded or @data-toggle or @data-bs-toggle or self::button or self::summary]"
_BLOCKS_BELOW = ".//p|.//div|.//section|.//ul|.//ol|.//table|.//h2|.//h3|.//h4|.//h5|.//h6|.//blockquote|.//dl"
_SENTENCE_ENDS = re.compile(r"(?:\S+\s+){4,}\S+[.!?][\"”’)\]]*$")
_SENTENCE = re.compile(r"\w[\"”’)\]]*[.!?。！？]|[。！？]")
_LEAST, _LONGEST_LABEL, _FARTHEST = 30, 200, 3
_MOST_TRIES, _MOST_TIMES = 1_000, 200
_FAR, _MOST_LINKED, _MOST_LINKS = 10_000, 0.3, 200


def may_hide(page: str) -> bool:
    """Whether the source of a page has anything that hides or strikes out words of it."""
    source = page.encode()  # bytes are searched several times as fast
    return any(sign in source for sign in (*_HIDING, *_HIDING_LOUD))


def show_as_seen(tree: html.HtmlElement, article: html.HtmlElement | None) -> None:
    """Take from a page the words that nobody sees, or that are struck out; open what a reader of ``article`` opens.

    Opened is prose below a visible heading or button; what is marked ``hidden``, only where the page names its opener.
    """
    named: set[str] | None = None
    paragraphs, tries = tree.xpath("count(//p)"), 0
    unseen: set[html.HtmlElement] = set()
    for element in _CANDIDATES(tree):
        if _is_unspoken(element):
            del element.attrib["aria-hidden"]
        is_shut = element.tag not in _STRUCK and is_closed(element)
        if not (is_shut or element.tag in _STRUCK or _UNSEEN_CLASS.search(element.get("class", ""))):
            continue
        if unseen and any(each in unseen for each in element.iterancestors()):
            continue
        if is_shut and article is not None and (tries := tries + 1) <= _MOST_TRIES:
            named = _named_by_openers(tree) if named is None else named
            if _is_answer(element, article, named):
                _open(element)
                continue
        unseen.add(element)
        if not (is_shut and _may_be_shown(element, paragraphs)) and not element.xpath(_KEPT):
            _take_out(element)


def _is_unspoken(element: html.HtmlElement) -> bool:
    """Whether words in the line of others are kept from screen readers alone: everybody else reads them."""
    return (
        element.get("aria-hidden") == "true"
        and element.tag in _IN_LINE
        and element.getparent() is not None
        and re.search(r"[^\W\d_]", words_of(element)) is not None
    )


def _may_be_shown(element: html.HtmlElement, paragraphs: float) -> bool:
    """Whether the page may come closed as a whole, until a script shows it, or is closed to screen readers alone."""
    if element.get("hidden") is None and not is_closed_by_style(element):
        return True
    return not _is_popup(element) and element.xpath("count(.//p)") * 2 > paragraphs


def _take_out(element: html.HtmlElement) -> None:
    """Take out the words; a date that is there for machines stays. What was struck out parts what is beside it."""
    if element.tag in _STRUCK and (element.tail or "")[:1].isalnum():
        element.tail = f" {element.tail}"
    if element.find(".//time") is None and element.tag != "time":
        element.drop_tree()
        return
    for each in element.iter():
        each.text = None
        each.tail = each.tail if each is element else None


def _named_by_openers(tree: html.HtmlElement) -> set[str]:
    """Return the ids of what buttons and tabs of the page say that they open."""
    named = {each for ids in tree.xpath("//@aria-controls") for each in ids.split()}
    openers = "//*[@data-toggle or @data-bs-toggle or @role='tab']"
    targets = tree.xpath(f"{openers}/@*[name()='href' or contains(name(), 'target')]")
    return named | {each[1:] for each in targets if each.startswith("#")}


def _is_answer(element: html.HtmlElement, article: html.HtmlElement, named: set[str]) -> bool:
    """Whether it stands in the article, holds prose, and is opened by what is seen right above it or names it."""
    around: list[html.HtmlElement] = []
    for each in (element, *element.iterancestors()):
        if each is article:
            break
        around.append(each)
    else:
        return False
    if any(map(_is_popup, around)) or any(is_closed(each) for each in around[1:]) or not _is_prose(element):
        return False
    if element.get("id") in named or element.get("aria-labelledby") or element.get("role") == "tabpanel":
        return True
    return element.get("hidden") is None and _opener_above(element) is not None


def _is_popup(element: html.HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    roles = (element.get("role") or "").lower()
    return roles in _POPUP_ROLES or _POPUP.search(names) is not None or is_frame(element, is_closed_one=False)


def _is_prose(element: html.HtmlElement) -> bool:
    words = _beginning(element)
    if len(words) < _LEAST or not _SENTENCE.search(words) or element.find(".//input") is not None:
        return False
    linked = sum(len(words_of(each)) for each in islice(element.iter("a"), _MOST_LINKS) if each.get("href"))
    return linked <= _MOST_LINKED * len(words)


def _beginning(element: html.HtmlElement) -> str:
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > _FAR:
            break
    return " ".join("".join(parts).split())


def _opener_above(element: html.HtmlElement) -> html.HtmlElement | None:
    """Return what is right above: a heading, a button, or a question by itself."""
    for each in (element, *islice(element.iterancestors(), _FARTHEST)):
        above = each.getprevious()
        if above is None:
            if (each.getparent() is not None and (each.getparent().text or "").strip()) or each.tag == "body":
                return None
            continue
        if (above.tail or "").strip() or is_closed(above):
            return None
        words = words_of(above)
        is_label = 0 < len(words) <= _LONGEST_LABEL
        is_opener = above.tag in _HEADINGS or above.tag == "button" or above.get("aria-expanded") is not None
        is_opener = is_opener or words.endswith("?") or bool(above.xpath(f"{_CONTROLS}|.//h2|.//h3|.//h4|.//h5|.//h6"))
        return above if is_label and is_opener else None
    return None


def _open(element: html.HtmlElement) -> None:
    """Let it stand as what a reader has opened, with the words of its opener, which are a button to the page."""
    opener = _opener_above(element)
    if opener is not None:
        for button in [*opener.iter("button")]:
            if button.getparent() is not None and button is not opener:
                button.drop_tag()
        if opener.tag in ("button", "div", "a", "span") and not opener.xpath(_BLOCKS_BELOW):
            opener.tag = "h3"
        _clear(opener)
    _clear(element)
    _make_paragraphs(element)


def keep_words(article: html.HtmlElement) -> None:
    """Keep from being lost what the library leaves out of running text: days, and boxes of what a reader opens."""
    for time in list(islice(article.iter("time"), _MOST_TIMES)):
        around = time.getparent()
        if around.tag == "p" and _SENTENCE_ENDS.search(words_of(around)) and (around.text or "").strip():
            time.drop_tag()
    for details in article.iter("details"):
        if next(details.iterancestors("details"), None) is None:
            _make_paragraphs(details)


def _make_paragraphs(element: html.HtmlElement) -> None:
    """Turn boxes of words into paragraphs: beside others that are, they would be lost."""
    for each in [element, *element.iter("div", "section")]:
        if each.tag in ("div", "section") and (each.text or "").strip() and not each.xpath(_BLOCKS_BELOW):
            each.tag = "p"


def _clear(element: html.HtmlElement) -> None:
    for name in ("style", "hidden", "aria-hidden", "class", "id", "role"):
        element.attrib.pop(name, None)
