"""Sentences of a page that stay whole: what stands in the line of one is words of it, whatever its tag or its name."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree, html

from kb.reading.articles.formulas import PICTURE, write_formula

INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big blink button cite code data del dfn em font i img ins kbd label mark math noindex nobr
    output q ruby s samp small span strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905 - read as the running list that it is
)
#: What the library leaves out with the words in it, or sets apart from the sentence.
_LOST = frozenset({"button", "label", "output", "math", "noindex", "blink", "marquee", "q", "time"})
_NAMED = etree.XPath(".//*[@class or @id or @role or @style or @aria-hidden]")
_TEX = etree.XPath("boolean(.//annotation[@encoding='application/x-tex'] or string(@alttext))")
_CONTROLS = etree.XPath("boolean(.//input|.//select|.//textarea)")
_SENTENCE_END = re.compile(r"\w[\"”’»)\]]*[.!?][\"”’»)\]]*(?=\s|$)|[。！？]")
_ENDED = re.compile(r"[.!?。！？:][\"”’»)\]]*\s*$")
#: Lines that need no full stop: an item, a cell, a heading below the title.
_LINES = frozenset({"li", "td", "th", "dt", "dd", "h2", "h3", "h4", "h5", "h6"})
_KEPT = ("href", "rel", "itemprop")
_LEAST, _FAR, _NEAR, _LAST = 4, 10_000, 12, 40
_MARK = re.compile(r"\W*\d{0,3}\W*")


def keep_sentences(article: html.HtmlElement) -> None:
    """Make plain words of what stands in the line of a sentence: a button, a label, a formula, a span of any name.

    A button behind a sentence is none of it, nor is a mark that hangs on a word, nor the day below a title.
    """
    told: dict[html.HtmlElement, bool] = {}
    named = (each for each in _NAMED(article) if each.tag in INLINE and each.tag not in _LOST)
    for element in [*article.iter(*_LOST), *named]:
        block = _block_of(element)
        if block is None or block.tag == "h1":
            continue
        before, after = _line_around(element, block)
        if not (before.strip() or after.strip()) or _CONTROLS(element):
            continue
        if block not in told:
            told[block] = holds_sentence(block)
        if _belongs(element, before, after, is_line=told[block] or block.tag in _LINES):
            _make_plain(element)


def holds_sentence(element: html.HtmlElement) -> bool:
    """Whether an element begins with, or soon comes to, a sentence of some words."""
    return is_sentence("".join(_pieces(element)))


def is_sentence(words: str) -> bool:
    """Whether there is the end of a sentence in ``words``, and enough of them before it."""
    ends = (found.end() for found in _SENTENCE_END.finditer(words))
    return any(len(words[:end].split()) >= _LEAST or words[end - 1] in "。！？" for end in ends)


def ends_sentence(words: str) -> bool:
    return _ENDED.search(words[-_LAST:]) is not None


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    size = 0
    for piece in element.itertext():
        yield piece
        size += len(piece)
        if size > _FAR:
            break


def _block_of(element: html.HtmlElement) -> html.HtmlElement | None:
    return next((each for each in element.iterancestors() if each.tag not in INLINE), None)


def _belongs(element: html.HtmlElement, before: str, after: str, *, is_line: bool) -> bool:
    """Whether the element is part of what is said before and behind it, which is a line of prose or may be none."""
    if element.tag == "time":
        return is_line and bool(before.strip())
    if element.tag == "button":
        is_mark = before[-1:].strip() and _MARK.fullmatch("".join(_pieces(element)))
        return bool(before.strip() and not is_mark and (after.strip() or not ends_sentence(before)))
    if element.tag in _LOST or is_line:
        return True
    return bool(before.strip() and after.strip()) and element.get("rel") is None and element.get("itemprop") is None


def _line_around(element: html.HtmlElement, block: html.HtmlElement) -> tuple[str, str]:
    """Return the pieces of text of the line before and behind the element, up to a block or an edge."""
    before: list[str] = []
    after: list[str] = []
    inner = element
    while inner is not block:
        after.append(inner.tail or "")
        for each in islice(inner.itersiblings(), _NEAR):
            if each.tag not in INLINE:
                break
            after += [*_pieces(each), each.tail or ""]
        for each in islice(inner.itersiblings(preceding=True), _NEAR):
            before.insert(0, each.tail or "")
            if each.tag not in INLINE:
                break
            before.insert(0, "".join(_pieces(each)))
        else:
            before.insert(0, inner.getparent().text or "")
        inner = inner.getparent()
    return "".join(before), "".join(after)


def _make_plain(element: html.HtmlElement) -> None:
    if element.tag == "math":
        if _TEX(element):
            return  # the library writes it
        _write_out(element)
    if element.tag in _LOST:
        element.tag = "span"
    for name in set(element.attrib) - set(_KEPT):
        del element.attrib[name]


def _write_out(math: html.HtmlElement) -> None:
    """Put a formula in words."""
    tail, math.tail = math.tail, None
    words = write_formula(math)
    math.clear()
    math.text, math.tail = "" if words == PICTURE else words, tail
