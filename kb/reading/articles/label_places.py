"""Whether a label stands where an article says of itself that it is paid for, or with something else on the page."""

from collections.abc import Iterator
from itertools import islice

from lxml import html

from kb.reading.articles.disclosures import Label
from kb.reading.articles.page_frames import is_frame, place_above, texts_below, words_of

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_SLOTS = ("div", "ins", "iframe", "a", "section")
#: A line of so many characters is of the running text.
_PROSE = 60
#: A link of so many characters is the title of another article.
_TITLE = 25
_HIGHEST = 4


def is_of_article(element: html.HtmlElement, label: Label, scope: html.HtmlElement, text: str) -> bool:
    """Whether ``label``, which ``element`` is, speaks of the article in ``scope`` with the main ``text``.

    It does at the head, above the running text or with no more than a first line between, and at the end, below all of
    it; a label that is not sure, only with the heading or at the end. One that stands right above a link, a frame or an
    empty slot speaks of these.
    """
    if _labels_another(element, label):
        return False
    is_inside = any(each is scope for each in element.iterancestors())
    at = place_above(text, texts_below(element))
    above = text if at is None else text[:at]
    if is_inside and not _prose_lines(text[len(above) :]):
        return element.tag not in _HEADINGS and (label.is_sure or label.sponsor is not None)
    if not is_inside:
        return label.is_sure or _is_right_above_heading(element)
    lines = _prose_lines(above)
    return not lines or (lines == 1 and label.is_sure and not _is_between_paragraphs(element))


def _prose_lines(text: str) -> int:
    return sum(len(line) >= _PROSE for line in text.split("\n"))


def _labels_another(element: html.HtmlElement, label: Label) -> bool:
    """Whether what comes next is a link to another article, a frame, or the slot of an advertisement."""
    after = next(_next_parts(element), None)
    if after is None or after.tag == "h1" or after.find(".//h1") is not None:
        return False
    words = words_of(after)
    if not words and not label.sponsor:
        return after.tag in _SLOTS and (after.tag != "div" or after.find(".//img") is None)
    return is_frame(after) or _is_title_of_another(after, words)


def _next_parts(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield what stands behind ``element`` within the same part of the page."""
    return (each for each in element.itersiblings() if each.tag not in ("script", "style", "noscript", "br", "hr"))


def _is_title_of_another(after: html.HtmlElement, words: str) -> bool:
    links = [after] if after.tag == "a" else list(after.iter("a"))
    linked = max((len(words_of(each)) for each in links if each.get("href")), default=0)
    return linked >= _TITLE and linked * 2 > len(words)


def _is_right_above_heading(element: html.HtmlElement) -> bool:
    for each in islice((element, *element.iterancestors()), _HIGHEST):
        after = next(_next_parts(each), None)
        if after is not None:
            return after.tag == "h1" or after.find(".//h1") is not None
    return False


def _is_between_paragraphs(element: html.HtmlElement) -> bool:
    """Whether running text stands on both sides of ``element``, as it does of the slot of an advertisement."""
    before, after = next(element.itersiblings(preceding=True), None), next(_next_parts(element), None)
    sides = [each for each in (before, after) if each is not None and each.tag == "p"]
    return len(sides) == 2 and all(len(words_of(each)) >= _PROSE for each in sides)
