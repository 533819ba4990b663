"""Labels around an article by which it says that it is paid for: trafilatura leaves them out as no main text."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import html

from kb.reading.articles.disclosures import LONGEST_LABEL, MAY_DISCLOSE, find_statement, is_label
from kb.reading.articles.page_frames import find_scope, insert_above, is_frame, leads_elsewhere, texts_below, words_of

_BLOCK_BELOW = "|".join(f".//{tag}" for tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "li", "section"))
_MOST_HITS = 200
_HIGHEST = 4
_FARTHEST = 20
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
            text = insert_above(text, label.words, label.below) or f"{text}\n\n{label.words}"
    return text, first


def _find_labels(tree: html.HtmlElement, text: str) -> list[Label]:
    scope = find_scope(tree, text)
    labels: dict[str, Label] = {}
    for element in islice(_places(tree, scope), _MOST_HITS):
        found = _largest_label(element)
        if found and found[1] not in labels and not _leads_away(found[0], scope):
            labels[found[1]] = Label(found[1], texts_below(found[0]))
    return list(labels.values())


def _places(tree: html.HtmlElement, scope: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield what may be a label, in order, above the ``scope`` of the article and in it, but in no frame."""
    around = {scope, *scope.iterancestors()}
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        if element not in around and is_frame(element):
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


def _largest_label(element: html.HtmlElement) -> tuple[html.HtmlElement, str] | None:
    """Return the outermost element around that says no more than the label does."""
    found = None
    for level, each in enumerate((element, *element.iterancestors())):
        words = words_of(each) if level < _HIGHEST else ""
        if not words or len(words) > 2 * LONGEST_LABEL or (level and each.xpath(_BLOCK_BELOW)):
            break
        if is_label(words) or find_statement(words):
            found = each, words
    return found


def _leads_away(element: html.HtmlElement, scope: html.HtmlElement) -> bool:
    """Whether the label stands in a link, or with the heading of another article."""
    for each in islice(element.iterancestors(), _FARTHEST):
        if each is scope:
            return False
        if (each.tag == "a" and each.get("href")) or (each is not element and leads_elsewhere(each)):
            return True
    return False
