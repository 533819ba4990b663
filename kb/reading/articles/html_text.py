"""The main text of a page: what trafilatura finds, as paragraphs, lists and tables."""

import logging
from typing import Any

from lxml import html

from kb.errors import ReadingError
from kb.reading.articles.number_blanks import KeptBlanks

#: The libraries warn of what they leave out; what kb has to say of a page it says itself.
_TALKERS = ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")
_ROWS = frozenset({"item", "row"})
_BLOCKS = frozenset({"p", "head", "quote", "list", "table", "item", "row", "div", "ab", "fw"})
_DEEPEST_INDENT = 8
#: A date in the running text may be any date: only what the page marks as one is looked at.
_DATES = {"original_date": True, "extensive_search": False}


class Found:
    """What was found on a page: its text, with signs for the blanks in its numbers, and what it says of itself."""

    def __init__(self, document: Any, kept: KeptBlanks) -> None:
        self.text = render_body(document.body)
        self.title, self.author, self.site = (
            kept.in_field(each or "") or None for each in (document.title, document.author, document.sitename)
        )
        self.date: str | None = document.date


def find_main_text(tree: html.HtmlElement, kept: KeptBlanks) -> Found | None:
    """Return the main text of a page with what it says of itself, None where there is none. ``tree`` stays as it is.

    Raises ReadingError for a page that the library does not stand.
    """
    for name in _TALKERS:
        _silence(logging.getLogger(name))
    from trafilatura import bare_extraction

    try:
        document: Any = bare_extraction(
            tree, with_metadata=True, include_comments=False, output_format="txt", date_extraction_params=dict(_DATES)
        )
    except Exception as error:  # it is given what anybody put on a page, and many libraries are below it
        raise ReadingError(f"cannot be taken apart ({type(error).__name__}); save the article as text") from error
    return Found(document, kept) if document is not None and document.body is not None else None


def _silence(logger: logging.Logger) -> None:
    """Keep warnings off the terminal of a program that has set up no logging; one that has still gets them."""
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def render_body(body: Any) -> str:
    """Return the text of a body in trafilatura's own elements: a blank line between blocks, an item or row a line."""
    writer = _Writer()
    writer.children(body, 0)
    return "".join(writer.parts).strip()


class _Writer:
    """Writes elements one after the other; how deep they nest was bounded when the page was parsed."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.is_open = False
        """Whether the line that is being written has words on it."""

    def children(self, element: Any, indent: int) -> None:
        self.words(element.text)
        for child in element:
            self.element(child, indent)
            self.words(child.tail)

    def element(self, element: Any, indent: int) -> None:
        tag = element.tag
        if tag == "lb":
            self.words("\n")
        elif tag == "row":
            self.row(element)
        elif tag in _BLOCKS:
            gap = "\n" if tag in _ROWS or self.is_nested(element) else "\n\n"
            self.end(gap)
            if tag == "item":
                self.parts.append(f"{'  ' * min(indent - 1, _DEEPEST_INDENT)}- ")
            self.children(element, indent + (tag == "list"))
            self.end(gap)
        elif tag != "graphic":
            self.children(element, indent)

    def row(self, row: Any) -> None:
        cells = [" ".join(_spaced(cell).split()) for cell in row]
        if any(cells):
            self.end("\n")
            self.parts.append(write_row(cells[:1] if _is_caption(row, cells) else cells))
            self.is_open = True
            self.end("\n")

    def words(self, text: str | None) -> None:
        if not text or not (self.is_open or text.strip()):
            return
        self.parts.append(text if self.is_open else text.lstrip())
        self.is_open = True

    def end(self, gap: str) -> None:
        """End the line or paragraph; a longer gap takes the place of a shorter one."""
        if self.is_open:
            self.parts[-1] = self.parts[-1].rstrip()
            self.parts.append(gap)
        elif len(gap) > 1 and self.parts and self.parts[-1] == "\n":
            self.parts[-1] = gap
        self.is_open = False

    @staticmethod
    def is_nested(element: Any) -> bool:
        parent = element.getparent()
        return parent is not None and parent.tag == "item"


def write_row(cells: list[str]) -> str:
    """Return the cells of a row as ``a | b``; empty ones keep their places, at its ends too: ``| b |``."""
    return " ".join(" | ".join(cells).split())


def _is_caption(row: Any, cells: list[str]) -> bool:
    """Whether the row is the caption of its table, which the library fills up to the width of the table."""
    is_first_alone = not any(cells[1:]) and row[0].get("role") == "head"
    return is_first_alone and not any(each.get("role") == "head" for each in row[1:])


def _spaced(cell: Any) -> str:
    """Return the words of a cell; blocks and line breaks in it part words."""
    parts: list[str] = []
    for event, each in _walk(cell):
        if each is not cell and (each.tag in _BLOCKS or each.tag in ("lb", "cell")):
            parts.append(" ")
        if event == "start":
            parts.append(each.text or "")
        elif each is not cell:
            parts.append(each.tail or "")
    return "".join(parts)


def _walk(element: Any) -> Any:
    from lxml import etree

    return etree.iterwalk(element, events=("start", "end"))
