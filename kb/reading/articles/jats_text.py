"""The text of a JATS article: title, abstract, body and back matter as paragraphs, without the list of references."""

from collections.abc import Iterator

from kb.naming import tidy
from kb.quoting import normalise_text
from kb.reading.articles.formulas import write_formula
from kb.reading.articles.written import Written
from kb.reading.articles.xml_tree import Element, name_of


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words stand in these as they would without: no blank before or after.
_INLINE = _names(
    """
    abbrev abbreviated b i u bold chem-struct email ext-link fixed-case institution-id inline-supplementary-material
    italic milestone-end milestone-start monospace named-content num overline price roman sans-serif sc strike
    styled-content sub sup target underline uri xref rp rt ruby rb hr private-char
    """
)
_PARAGRAPHS = _names(
    """
    p title subtitle sec abstract body back ack fn notes app app-group boxed-text caption disp-quote verse-group
    verse-line fig fig-group table-wrap table-wrap-foot table-wrap-group list def-list glossary floats-group
    statement speech supplementary-material media fn-group answer question attrib sec-meta bio array trans-abstract
    disp-formula-group disp-formula preformat code
    table
    """
)
#: Each on a line of its own, without a blank line between.
_LINES = frozenset({"tr", "thead", "tbody", "tfoot", "list-item", "def-item", "verse-line"})
_FORMULAS = frozenset({"inline-formula", "disp-formula", "math", "tex-math", "chem-struct-wrap"})
_KEPT = frozenset({"preformat", "code"})
_SECTIONS = frozenset({"sec", "abstract", "ack", "app", "boxed-text", "notes", "glossary", "trans-abstract"})
_DEFAULT_TITLES = {"abstract": "Abstract", "ack": "Acknowledgements", "trans-abstract": "Abstract"}
#: For machines, or said elsewhere: identifiers, pictures, rights, references.
_LEFT_OUT = _names(
    """
    ref-list object-id permissions alt-text long-desc graphic inline-graphic col colgroup processing-meta
    sec-meta related-article related-object index-term fn-type counts custom-meta-group front-stub
    """
)


def write_article(article: Element, title: str | None) -> Written:
    """Return the text of an article: its title, abstracts, body, back matter, floats and notes on its authors."""
    written = Written()
    written.words(title)
    written.end()
    meta = next((each for each in article.iter() if name_of(each) == "article-meta"), None)
    parts = [] if meta is None else [each for each in meta if name_of(each) in ("abstract", "trans-abstract")]
    for name in ("body", "back", "floats-group"):
        parts += [each for each in article if name_of(each) == name]
    notes = [] if meta is None else [each for each in meta if name_of(each) == "author-notes"]
    parts += [each for note in notes for each in note if name_of(each) in ("fn", "p")]
    parts += [each for front in article if name_of(front) == "front" for each in front if name_of(each) == "notes"]
    for part in parts:
        write_element(written, part)
    return written


def text_within(element: Element) -> str:
    """Return the words of an element on one line."""
    written = Written()
    write_element(written, element)
    return " ".join(written.text.split())


def write_element(written: Written, root: Element) -> None:
    for is_start, element in _walk(root):
        name = name_of(element)
        if is_start:
            _begin(written, element, name)
        else:
            _finish(written, element, name)
            if element is not root:
                written.words(element.tail)
    written.end()


def _walk(root: Element) -> Iterator[tuple[bool, Element]]:
    """Yield each element when it begins and when it ends; what is left out and formulas are not gone into."""
    waiting = [(True, root)]
    while waiting:
        is_start, element = waiting.pop()
        yield is_start, element
        if not is_start:
            continue
        waiting.append((False, element))
        name = name_of(element)
        if name and name not in _LEFT_OUT and name not in _FORMULAS:
            parts = _best(element) if name == "alternatives" else list(element)
            waiting.extend((True, each) for each in reversed(parts))


def _best(alternatives: Element) -> list[Element]:
    """Return the one of several forms of a thing that holds its words."""
    forms = list(alternatives)
    return [each for each in forms if name_of(each) not in ("graphic", "media", "inline-graphic")][:1] or forms[:1]


def _begin(written: Written, element: Element, name: str) -> None:
    if not name:  # a comment or an entity that nothing declares
        written.words(element.text if isinstance(element.text, str) and element.text.startswith("&") else None)
        return
    if name in _LEFT_OUT:
        return
    if (name in _PARAGRAPHS and _goes_on(element)) or name == "label":
        written.part_words()
    elif name in _PARAGRAPHS or name in _LINES:
        written.end("\n" if name in _LINES or _is_in_item(element) else "\n\n")
    elif name in ("td", "th"):
        written.words(" | " if element.getprevious() is not None else None)
    elif name == "break":
        written.words(" " if _is_in_cell(element) else "\v")
    elif name not in _INLINE:
        written.part_words()
    if name in _SECTIONS:
        written.begin_section(_title(element) or _DEFAULT_TITLES.get(name, ""))
    if name == "list-item":
        written.words("- ")
    if name in _FORMULAS:
        written.words(write_formula(element))
    else:
        written.words(element.text)


def _finish(written: Written, element: Element, name: str) -> None:
    if not name or name in _LEFT_OUT:
        return
    if name in _LINES:
        written.end("\n")
    elif name in _PARAGRAPHS:
        # Paragraphs of a cell, a list item or a footnote share its line.
        written.end("\n" if _is_in_item(element) else "\n\n", keep=name in _KEPT)
    elif name not in _INLINE and name not in ("td", "th", "break", "inline-formula"):
        written.part_words()
    if name in _SECTIONS:
        written.end_section()


def _goes_on(element: Element) -> bool:
    """Whether the element begins right behind "1.", "Table 1" or the dash of an item, and goes on in the same line."""
    while element.getprevious() is None:
        element = element.getparent()
        if element is None or (element.text or "").strip():
            return False
        if name_of(element) == "list-item":
            return True
    before = element.getprevious()
    return name_of(before) == "label" and not (before.tail or "").strip()


def _is_in_item(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and name_of(parent) in ("list-item", "def")


def _is_in_cell(element: Element) -> bool:
    return any(name_of(each) in ("td", "th") for each in element.iterancestors())


def _title(element: Element) -> str:
    label = title = ""
    for each in element:
        if name_of(each) == "title":
            title = title or text_within(each)
        elif name_of(each) == "label":
            label = " ".join("".join(each.itertext()).split())
    return tidy(normalise_text(f"{label} {title}")) if title else ""
