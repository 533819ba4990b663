"""Blanks inside of numbers, ``1\u202f500``: trafilatura makes common ones of them, between which a number may be cut.

While it works, each stands as a sign that the page does not have.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from lxml import etree, html

from kb.quoting.flattening import NUMBER_BLANKS
from kb.reading.articles.page_sentences import INLINE

_MAY_HOLD = re.compile(rf"\d[{NUMBER_BLANKS}]\d{{3}}")
#: Groups of three digits behind one to three, none of them behind a decimal sign: as quotes know such a number.
_NUMBER = re.compile(rf"(?<![\w.,\u00b7])\d{{1,3}}(?:[{NUMBER_BLANKS}]\d{{3}})+(?!\d)")
#: A number goes on in these: not in one that is raised, which is another.
_IN_LINE = INLINE - {"sup", "sub"}
_SILENT = frozenset({"script", "style", "template", "textarea", "select"})
#: Egyptian hieroglyphs: printable, or the library would drop them; and how JSON begins one that it escapes.
_FIRST, _LAST, _ESCAPED = 0x13000, 0x1342F, "\\ud80c"


class KeptBlanks(NamedTuple):
    """What stands for which blank, and is to be turned back in all that is read from the page."""

    signs: dict[int, str]

    def in_text(self, text: str) -> str:
        """Return ``text`` with the blanks as the page has them."""
        return text.translate(self.signs) if self.signs else text

    def in_field(self, field: str) -> str:
        """Return a title, name or message, in which all blanks are common ones."""
        return field.translate(dict.fromkeys(self.signs, " ")) if self.signs else field


def keep_number_blanks(tree: html.HtmlElement, page: str) -> KeptBlanks:
    """Put signs in the place of the blanks inside of numbers, also where part of a number is in bold.

    ``page`` is the source of ``tree``. One that has hieroglyphs of all kinds stays as it is.
    """
    if not _MAY_HOLD.search(tree.text_content()):
        return KeptBlanks({})
    signs = _signs_not_in(page)
    pieces = list(_pieces(tree))
    text = "".join(words for _, _, words in pieces)
    marked = _NUMBER.sub(lambda found: found.group().translate(signs), text)
    ends = [0]
    for _, _, words in pieces:
        ends.append(ends[-1] + len(words))
    for (element, place, words), (start, end) in zip(pieces, pairwise(ends), strict=True):
        if element is not None and marked[start:end] != words:
            setattr(element, place, marked[start:end])
    return KeptBlanks({ord(sign): chr(blank) for blank, sign in signs.items()})


def _signs_not_in(page: str) -> dict[int, str]:
    """Return for each blank a sign that ``page`` does not have, however it is written there; none where it has all."""
    if _ESCAPED in page.lower():
        return {}
    shown = set(unescape(page))
    free = [chr(each) for each in range(_FIRST, _LAST) if chr(each) not in shown]
    return dict(zip(map(ord, NUMBER_BLANKS), free, strict=False)) if len(free) >= len(NUMBER_BLANKS) else {}


def _pieces(tree: html.HtmlElement) -> Iterator[tuple[html.HtmlElement | None, str, str]]:
    """Yield the texts of the page with the element and the place that each has there; between blocks a line break."""
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if element.tag not in _IN_LINE:
            yield None, "", "\n"
        if event == "end":
            yield element, "tail", element.tail or ""
        elif element.tag in _SILENT:
            walker.skip_subtree()
        else:
            yield element, "text", element.text or ""
