"""A page as a tree, whatever is wrong with it: bounded in size, depth and number of parts before anyone walks it."""

import re

from lxml import etree, html

from kb.errors import ReadingError
from kb.limits import MOST_ATTRIBUTES, MOST_ELEMENTS
from kb.reading.articles.encoding import Decoded, binary, check_characters, decode_declared, find_charset
from kb.reading.articles.invisible_signs import markup_without_invisible

#: Where a page names its own encoding, in the first bytes (https://html.spec.whatwg.org/#charset).
_META = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=[^>]{1,60}", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4096
#: One attribute after another, as the HTML standard splits them; the count is of an element that no page has.
_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))?+"
_CROWDED = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES}}}")
#: Letters of western European languages, and the typographic marks of windows-1252.
_WESTERN = re.compile("[\u00a0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2010-\u203a\u20ac\u2122]")
_HIGH_RUN = re.compile("[^\x00-\x7f]{3}")
#: What the parser lets into a tree, and a tree takes from nobody else; some of them part lines.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PARTS_LINES = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f")
_SYMBOL_IN_WORD = re.compile("[a-zA-Z][\u00a1-\u00b6\u00b8-\u00bf\u00d7\u00f7][a-z]")


def decode_page(data: bytes, charset: str | None) -> Decoded:
    """Return the page as text: by its mark, as UTF-8, in the encoding of the response, in that of the page itself.

    Signs that nobody sees are left out. A page that names none and is not UTF-8 is windows-1252 where that reads as
    western text. Raises ReadingError where none of these holds, or where it is binary data.
    """
    found = decode_declared(data, [*filter(None, [charset]), *_own_charsets(data)]) or _western(data)
    if found is None:
        check_characters(data.decode("latin-1"))
        raise ReadingError("names no encoding and is not UTF-8; save it as UTF-8")
    text = found.text
    if text.count("\x00") > len(text) // 1000 + 2:
        raise binary()
    check_characters(text := text.replace("\x00", ""))
    return found._replace(text=markup_without_invisible(text))


def _own_charsets(data: bytes) -> list[str]:
    head = data[:_HEAD]
    named = [found.group(1).decode("ascii") for found in _XML.finditer(head)]
    named += filter(None, (find_charset(found.group().decode("latin-1")) for found in _META.finditer(head)))
    return named


def _western(data: bytes) -> Decoded | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = [character for character in text if character > "\x7f"]
    letters = sum(character.isalpha() for character in text)
    is_western = all(map(_WESTERN.match, high)) and len(high) * 5 < letters
    return Decoded(text, "cp1252") if is_western and not _is_other_script(text) else None


def _is_other_script(text: str) -> bool:
    """Whether letters of another alphabet show as runs of accented ones, or as signs inside of words."""
    return bool(_HIGH_RUN.search(text) or _SYMBOL_IN_WORD.search(text))


def is_crowded(text: str) -> bool:
    """Whether an element in ``text`` has so many attributes that parsing it would take long."""
    return _CROWDED.search(text) is not None


def parse_page(text: str) -> html.HtmlElement:
    """Return the tree of a page, without controls; raise ReadingError where it is empty, or larger or deeper than a
    page is."""
    if is_crowded(text):
        raise ReadingError(f"has an element of over {MOST_ATTRIBUTES:,} attributes: no article is written so")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadingError("is an empty page") from error
    if parser.error_log.filter_from_level(etree.ErrorLevels.FATAL):
        raise ReadingError("is nested over 250 deep or holds over 10 MB in one piece: no article is written so")
    if tree.xpath("count(//*)") > MOST_ELEMENTS:
        raise ReadingError(f"has over {MOST_ELEMENTS:,} elements; give the article by itself")
    if tree.xpath("count(//@*)") > 4 * MOST_ELEMENTS:
        raise ReadingError(f"has over {4 * MOST_ELEMENTS:,} attributes; give the article by itself")
    if _NO_XML.search(tree.text_content()):
        _take_out_controls(tree)
    return tree


def _take_out_controls(tree: html.HtmlElement) -> None:
    """Take the controls out of the words of a page, or no word beside one could be changed."""
    for element in tree.iter():
        for place in ("text", "tail"):
            words = getattr(element, place) or ""
            if _NO_XML.search(words):
                setattr(element, place, _NO_XML.sub(lambda found: "\n" if found[0] in _PARTS_LINES else "", words))
