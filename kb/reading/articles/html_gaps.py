"""Lists, tables and headings of an article that trafilatura leaves out: a fact list, a first heading."""

from lxml import html

from kb.reading.articles.html_text import write_row
from kb.reading.articles.page_frames import find_scope, insert_above, is_frame, leads_elsewhere, texts_below, words_of

_HEADINGS = ("h2", "h3", "h4")
_GROUPS = ("ul", "ol", "dl", "table")
#: An item shorter than that may stand in the text by chance.
_TELLING = 8
_MOST = 100
_NEAR = 6
_MOST_LINKED = 0.3


def fill_gaps(tree: html.HtmlElement, text: str) -> str:
    """Return the main ``text`` with what stands between the title of its page and its last paragraph, and is missing.

    Lists of links and what stands in a frame are left out, and a heading that does not stand right above its text.
    """
    scope = find_scope(tree, text)
    title = next(scope.iter("h1"), None)
    if title is None:
        return text
    known = " ".join(text.split())
    for element in _candidates(scope, title):
        rows = _rows(element)
        if not rows or _is_known(element, rows, known) or _is_linked(element):
            continue
        lines = _lines(element, rows)
        below = texts_below(element)[: 1 if element.tag in _HEADINGS else _NEAR]
        filled = insert_above(text, "\n".join(lines), below)
        if filled is not None:
            text, known = filled, f"{known} {' '.join(lines)}"
    return text


def _candidates(scope: html.HtmlElement, title: html.HtmlElement) -> list[html.HtmlElement]:
    """Return headings and groups below the title and in no frame, those first that stand lower: each may be what the
    one above it is placed by."""
    found: list[html.HtmlElement] = []
    waiting, is_past = [scope], False
    while waiting and len(found) < _MOST:
        element = waiting.pop()
        is_past = is_past or element is title
        if element is not scope and is_frame(element):
            continue
        if is_past and element.tag in (*_HEADINGS, *_GROUPS):
            found.append(element)
        else:
            waiting.extend(reversed(element))
    return found[::-1]


def _rows(element: html.HtmlElement) -> list[list[str]]:
    """Return the cells of a table row by row; of a list its items, of a heading its words, as rows of one."""
    if element.tag in _HEADINGS:
        return [[words]] if (words := words_of(element)) else []
    if element.tag == "table":
        rows = ([words_of(cell) for cell in row.iterchildren("td", "th")] for row in element.iter("tr"))
        return [row for row in rows if any(row)]
    items = (words_of(each) for each in element.iterchildren("li", "dt", "dd"))
    return [[words] for words in items if words]


def _lines(element: html.HtmlElement, rows: list[list[str]]) -> list[str]:
    mark = "" if element.tag in (*_HEADINGS, "table") else "- "
    return [f"{mark}{write_row(row)}" for row in rows]


def _is_known(element: html.HtmlElement, rows: list[list[str]], known: str) -> bool:
    """Whether the text has most of it already, or nothing of it could be told from the text.

    A word or two of a list may stand in the text of themselves.
    """
    parts = [part for row in rows for part in row]
    telling = parts if element.tag in _HEADINGS else [part for part in parts if len(part) >= _TELLING]
    return not telling or sum(part in known for part in telling) * 2 > len(telling)


def _is_linked(element: html.HtmlElement) -> bool:
    """Whether much of it is links, as in a menu or a list of other articles."""
    words = sum(len(words_of(each)) for each in element.iter("a") if each.get("href"))
    around = element.getparent()
    is_teaser = around is not None and leads_elsewhere(around)
    return is_teaser or words > _MOST_LINKED * max(1, len(words_of(element)))
