"""Numbers that stand raised, lowered or as a reference beside others: written so that no two become one number."""

import re
from itertools import islice

from kb.reading.articles.xml_tree import Element, name_of

_RAISED = ("sup", "sub")
#: What stands in a line of text, of HTML and of JATS: the words before it go on in it.
_INLINE = frozenset(
    """
    a abbr abbreviated abbrev acronym b bdi bdo big bold cite code data dfn em email ext-link fixed-case font i italic
    ins kbd mark monospace named-content num overline q roman s samp sans-serif sc small span strike strong
    styled-content sub sup time tt u underline uri var xref
    """.split()  # noqa: SIM905 - read as the running list that it is
)
#: A number goes on in what is directly behind it; a full stop between the two would make a decimal of them.
_NUMBER_BEFORE = re.compile(r"\d[.,\u00b7]?\Z")
_NUMBER = re.compile(r"[+\-\u2010-\u2013\u2212]?\d")
_SIGN = re.compile(r"[+\-\u2010-\u2013\u2212]")
_SERIES = re.compile(r"\s*[,;\u2010-\u2013-]\s*")
_SLASHES = ("/", "\u2044")
_MOST_SERIES = 200
_HIGHEST = 3


def part_numbers(tree: Element) -> None:
    """Write an exponent as ``10^3``, an index as ``1_2`` and a reference as ``[12]`` where it stands behind a number.

    Behind letters all stand as they are copied from a screen, but for a reference that is not raised: ``hair[12]``.
    """
    for element in list(tree.iter("{*}sup", "{*}sub", "{*}xref")):
        inside = "".join(islice(element.itertext(), 20)).strip()
        if not inside:
            continue
        if name_of(element) in _RAISED:
            _part_raised(element, inside)
        elif _follows_reference(element):
            _part_from_reference(element, inside)
        elif not _is_raised(element):
            _part_reference(element, inside)
        if inside[-1].isdecimal() and _text_after(element)[:1].isdecimal():
            element.tail = f" {element.tail or ''}"


def _part_raised(element: Element, inside: str) -> None:
    before = _text_before(element)
    if not _NUMBER_BEFORE.search(before):
        return
    previous, following = element.getprevious(), element.getnext()
    if _SIGN.fullmatch(inside) and not element.tail and _name(following) == "sup":  # a sign raised by itself
        inside += following.text or ""
    if not _NUMBER.match(inside):
        return
    element.text = element.text and element.text.lstrip()
    is_twofold = _name(previous) == "sup" == name_of(element) and not previous.tail
    is_fraction = (element.tail or "").strip() in _SLASHES and _name(following) == "sub"  # two and a half
    if is_twofold or is_fraction:
        _write_before(element, " ")
    elif _is_reference(element) or not before[-1].isdecimal():
        _write_before(element, "[")
        element.tail = f"]{element.tail or ''}"
    else:
        _write_before(element, "_" if name_of(element) == "sub" else "^")


def _is_reference(element: Element) -> bool:
    """Whether a raised number leads to a note or a reference: it is a link, or stands in one."""
    around = element.getparent()
    return any(name_of(each) in ("xref", "a") for each in element.iter()) or _name(around) in ("xref", "a")


def _is_raised(reference: Element) -> bool:
    around = [name_of(each) for each in islice(reference.iterancestors(), _HIGHEST)]
    begins_raised = len(reference) > 0 and not (reference.text or "").strip() and name_of(reference[0]) in _RAISED
    return begins_raised or "sup" in around or "sub" in around


def _part_reference(element: Element, inside: str) -> None:
    """Part a reference that is not raised from the word or number right before it."""
    before = _text_before(element)
    is_behind_word = element.get("ref-type") == "bibr" and (before[-1:].isalnum() or before[-1:] == "%")
    if not (is_behind_word or (_NUMBER_BEFORE.search(before) and inside[0].isdecimal())):
        return
    if not inside[0].isdecimal():
        _write_before(element, " ")
        return
    _write_before(element, "[")
    last = _last_of_series(element)
    last.tail = f"]{last.tail or ''}"


def _follows_reference(element: Element) -> bool:
    """Whether nothing stands between two references."""
    previous = element.getprevious()
    return _name(previous) == "xref" and not previous.tail


def _part_from_reference(element: Element, inside: str) -> None:
    if _text_before(element)[-1:].isdecimal() and inside[0].isdecimal():
        _write_before(element, ",")


def _last_of_series(element: Element) -> Element:
    """Return the last of the references that follow on each other, parted by commas and dashes at most."""
    for _ in range(_MOST_SERIES):
        following = element.getnext()
        if _name(following) != "xref" or following.get("ref-type") != element.get("ref-type"):
            break
        if element.tail and not _SERIES.fullmatch(element.tail):
            break
        element.tail = element.tail or ","
        element = following
    return element


def _text_before(element: Element) -> str:
    """Return the piece of text that ends right before the element in its line, empty where it begins a line."""
    while True:
        previous, around = element.getprevious(), element.getparent()
        if previous is not None:
            if previous.tail:
                return str(previous.tail)
            if name_of(previous) not in _INLINE:
                return ""
            if text := _last_text(previous):
                return text
            element = previous
        elif around is None or around.text or name_of(around) not in _INLINE:
            return "" if around is None else str(around.text or "")
        else:
            element = around


def _last_text(element: Element) -> str:
    while len(element):
        last = element[-1]
        if last.tail:
            return str(last.tail)
        element = last
    return str(element.text or "")


def _text_after(element: Element) -> str:
    """Return the piece of text that begins right behind the element, of what it does not part from it itself."""
    while not element.tail:
        following, around = element.getnext(), element.getparent()
        if following is not None:
            name = name_of(following)
            return str(following.text or "") if name in _INLINE and name not in (*_RAISED, "xref") else ""
        if around is None or name_of(around) not in _INLINE:
            return ""
        element = around
    return str(element.tail)


def _name(element: Element | None) -> str:
    return "" if element is None else name_of(element)


def _write_before(element: Element, mark: str) -> None:
    previous, around = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = f"{previous.tail or ''}{mark}"
    elif around is not None:
        around.text = f"{around.text or ''}{mark}"
