"""Paragraphs of a page that came as one: trafilatura gives all words of a short page in a row."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree, html

_BLOCKS = frozenset(
    """
    address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2
    h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - read as the running list that it is
)
_GROUPS = frozenset({"ul", "ol", "table"})
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "textarea", "select", "option"})
#: A page with so many paragraphs was taken apart already.
_FEW = 3
_MOST_TRIES = 20


class Piece(NamedTuple):
    """Words between two edges of blocks, the same without blanks, and what parts them from the piece before."""

    words: str
    bare: str
    gap: str


def part_paragraphs(tree: html.HtmlElement, text: str) -> str:
    """Return ``text`` with a paragraph that is several blocks of the page parted as they are, in the same words."""
    paragraphs = text.split("\n\n")
    if len(paragraphs) > _FEW:
        return text
    pieces = list(_pieces(tree))
    parted = [_parted(paragraph, pieces) for paragraph in paragraphs]
    return "\n\n".join(parted)


def _parted(paragraph: str, pieces: list[Piece]) -> str:
    bare = "".join(paragraph.split())
    begins = (at for at, each in enumerate(pieces) if len(each.bare) < len(bare) and bare.startswith(each.bare))
    for first in islice(begins, _MOST_TRIES):
        if found := _follow(bare, pieces[first:]):
            return "".join([found[0].words, *(f"{each.gap}{each.words}" for each in found[1:])])
    return paragraph


def _follow(bare: str, pieces: list[Piece]) -> list[Piece] | None:
    """Return the pieces that make up the words, in order, None where they do not: others between them are left out."""
    found: list[Piece] = []
    at = 0
    for piece in pieces:
        if bare.startswith(piece.bare, at):
            found.append(piece)
            at += len(piece.bare)
            if at == len(bare):
                return found
    return None


def _pieces(tree: html.HtmlElement) -> Iterator[Piece]:
    """Yield the words of the page as its blocks part them."""
    words: list[str] = []
    gap = "\n\n"
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if element.tag in _BLOCKS:
            shown = " ".join("".join(words).split())
            if shown:
                yield Piece(shown, "".join(shown.split()), gap)
                gap = "\n\n"
            words.clear()
            gap = (
                _gap(element, gap, has_words=bool(shown))
                if event == "start"
                else "\n\n"
                if element.tag in _GROUPS
                else gap
            )
        if event == "end":
            words.append(element.tail or "")
        elif element.tag in _SILENT:
            walker.skip_subtree()
        else:
            words.append(element.text or "")


def _gap(element: html.HtmlElement, gap: str, *, has_words: bool) -> str:
    """Return what parts the words of a block from those before, where ``gap`` would part them without it."""
    is_first = element.getprevious() is None
    match element.tag:
        case "li":
            return "\n\n- " if is_first else "\n- "
        case "td" | "th":
            return gap if is_first else " | "
        case "tr":
            return "\n\n" if is_first else "\n"
        case "br" if has_words:  # two of them part paragraphs
            return "\n"
        case _:
            return "\n\n" if gap == "\n" else gap
