"""Labels around an article by which it says that it is paid for: trafilatura leaves them out as no main text."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import html

from kb.reading.articles.disclosures import (
    LONGEST_LABEL,
    MAY_DISCLOSE,
    Label,
    find_payer,
    find_statement,
    read_label,
)
from kb.reading.articles.label_places import is_of_article
from kb.reading.articles.page_frames import find_scope, insert_above, is_frame, leads_elsewhere, texts_below, words_of

_BLOCK_BELOW = "|".join(f".//{tag}" for tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "li", "section"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST_HITS = 200
_MOST_LABELS = 40
_HIGHEST = 4
_FARTHEST = 20
_LONGEST = 1_000


class Disclosure(NamedTuple):
    """The words by which an article says that it was paid for, and who paid, where they name anyone."""

    words: str
    sponsor: str | None


class _Found(NamedTuple):
    element: html.HtmlElement
    words: str
    label: Label | None
    """None where the words are a sentence: what it says, it says wherever it stands."""


def keep_labels(
    tree: html.HtmlElement, text: str, *, authors: frozenset[str], of_journal: bool
) -> tuple[str, list[Disclosure]]:
    """Return the main ``text`` of a page with the labels of its article where they stand, and these, the first first.

    What could as well be said of who speaks ("Presented by") is no label where it names one of the ``authors``, in
    lower case, or stands on the page of a journal, which names societies in such words.
    """
    scope = find_scope(tree, text)
    kept: dict[str, Disclosure] = {}
    for found in _find_labels(tree, scope, text):
        if found.label and not found.label.is_sure and (of_journal or (found.label.sponsor or "").lower() in authors):
            continue
        if found.words not in text:
            below = texts_below(found.element)
            text = insert_above(text, found.words, below) or _without_place(text, found, scope)
        sponsor = found.label.sponsor if found.label else find_payer(found.words)
        kept.setdefault(found.words, Disclosure(found.words, sponsor))
    return text, list(kept.values())


def _without_place(text: str, found: _Found, scope: html.HtmlElement) -> str:
    """Return ``text`` with a label that stands above none of its lines: below the last, unless it stands outside."""
    is_inside = any(each is scope for each in found.element.iterancestors())
    return f"{text}\n\n{found.words}" if is_inside else f"{found.words}\n\n{text}"


def _find_labels(tree: html.HtmlElement, scope: html.HtmlElement, text: str) -> list[_Found]:
    hits = (_largest_label(element) for element in islice(_places(tree, scope), _MOST_HITS))
    labels = (found for found in hits if found is not None and not _leads_away(found.element, scope))
    return [
        found
        for found in islice(labels, _MOST_LABELS)
        if found.label is None or is_of_article(found.element, found.label, scope, text)
    ]


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


def _largest_label(element: html.HtmlElement) -> _Found | None:
    """Return the outermost element around that says no more than the label does."""
    found = None
    for level, each in enumerate((element, *element.iterancestors())):
        words = words_of(each) if level < _HIGHEST else ""
        if not words or len(words) > 2 * LONGEST_LABEL or (level and each.xpath(_BLOCK_BELOW)):
            break
        label = read_label(words, is_heading=each.tag in _HEADINGS)
        if label or find_statement(words):
            found = _Found(each, words, label)
    return found


def _leads_away(element: html.HtmlElement, scope: html.HtmlElement) -> bool:
    """Whether the label stands in a link, or with the heading of another article."""
    for each in islice(element.iterancestors(), _FARTHEST):
        if each is scope:
            return False
        if (each.tag == "a" and each.get("href")) or (each is not element and leads_elsewhere(each)):
            return True
    return False
