"""XML as a tree: no network, no document type, no entities but characters, bounded in size and depth."""

import re
from html.entities import html5
from typing import Any

from lxml import etree

from kb.errors import ReadingError
from kb.limits import MOST_ATTRIBUTES, MOST_XML_ELEMENTS
from kb.reading.articles.encoding import decode_declared, not_utf_8
from kb.reading.articles.html_tree import is_crowded
from kb.reading.articles.invisible_signs import markup_without_invisible

#: An element of a tree: the library has no types of its own.
Element = Any

_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_DECLARES = re.compile(r"<!ENTITY|<!ATTLIST|<!ELEMENT", re.IGNORECASE)
#: It names a file or an address, which nobody is to look at.
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,40});")
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LONGEST_MESSAGE = 200


def parse_xml(data: bytes, charset: str | None) -> Element:
    """Return the root of an XML document; raise ReadingError with the line where it is not well-formed."""
    declared = _ENCODING.match(data[:500])
    charsets = [declared.group(1).decode("ascii")] if declared else []
    found = decode_declared(data, [*charsets, *filter(None, [charset])])
    if found is None:
        raise not_utf_8(data)
    if not found.is_whole:
        raise ReadingError(f"is said to be in {found.encoding} and is not; save it as UTF-8")
    text = markup_without_invisible(found.text)
    if _DECLARES.search(text):
        raise ReadingError("declares entities or elements of its own, which no article needs; take them out")
    if is_crowded(text):
        raise ReadingError(f"has an element of over {MOST_ATTRIBUTES:,} attributes: no article is written so")
    if text.count("<") > 2 * MOST_XML_ELEMENTS:
        raise ReadingError(f"has over {MOST_XML_ELEMENTS:,} elements; give the article by itself")
    text = _DOCUMENT_TYPE.sub(lambda found: "\n" * found.group().count("\n"), text, count=1)
    return _parse(_ENTITY.sub(_character, text).encode())


def _parse(data: bytes) -> Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        # Nothing on ids here: collect_ids=False makes the library load the document type, from files too.
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "Excessive depth" in str(error) or "Resource limit" in str(error):
            raise ReadingError("is nested over 250 deep or holds over 10 MB in one piece") from error
        reason = " ".join(str(error.msg).split())[:_LONGEST_MESSAGE]
        line = min(error.lineno, data.count(b"\n") + 1) if error.lineno else None
        raise ReadingError(f"is not well-formed XML: {reason}", line) from error


def _character(found: re.Match[str]) -> str:
    """Return the character that an entity of the usual sets stands for: the document type with them is not read."""
    name = found.group(1)
    if name in _PREDEFINED:
        return found.group()
    characters = html5.get(f"{name};")
    return "".join(f"&#{ord(each)};" for each in characters) if characters else found.group()


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace, empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
