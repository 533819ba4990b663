"""Bytes to text: by the mark they begin with, as UTF-8, or in the encoding that is named; never by a lying guess."""

import codecs
import re
from typing import NamedTuple

from kb.errors import ReadingError

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
#: Labels that mean a larger encoding than they say (https://encoding.spec.whatwg.org/#names-and-labels).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
#: Written in ASCII, so that they cannot be told from it; the others named are no encodings of a page.
_SEVEN_BIT = frozenset({"iso2022_jp", "hz"})
_REFUSED = frozenset({"utf-7", "idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "mbcs", "oem"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.002


class Decoded(NamedTuple):
    """A text, and the encoding in which it was found. ``is_whole``: no byte was left out for not belonging to it."""

    text: str
    encoding: str
    is_whole: bool = True


def find_charset(header: str | None) -> str | None:
    """Return the encoding that a content type names: ``text/html; charset=utf-8``."""
    found = _CHARSET.search(header or "")
    return found.group(1) if found else None


def decode_text(data: bytes, charset: str | None = None) -> str:
    """Return ``data`` as text: by its mark, as UTF-8, else in ``charset``, which the sender named.

    Raises ReadingError where it is none of these, or no text at all.
    """
    found = decode_declared(data, [charset] if charset else [])
    if found is None:
        raise not_utf_8(data)
    if not found.is_whole:
        raise ReadingError(f"is said to be in {found.encoding} and is not; save it as UTF-8")
    check_characters(found.text)
    return found.text


def decode_declared(data: bytes, charsets: list[str]) -> Decoded | None:
    """Return ``data`` decoded by its mark, as UTF-8, else in the first of ``charsets`` that is known; else None.

    What is UTF-8 beyond ASCII is so by no accident, whatever else is named. Bytes that do not belong to the encoding
    are U+FFFD in the text.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding)
    known = list(filter(None, map(_codec, charsets)))
    if not (data.isascii() and known and known[0] in _SEVEN_BIT):
        try:
            return Decoded(data.decode(), "utf-8")
        except UnicodeDecodeError:
            pass
    return _decode(data, known[0]) if known else None


def _decode(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, "replace"), encoding, is_whole=False)


def _codec(charset: str) -> str | None:
    """Return Python's name of the encoding, None for one that it does not know or that no text is sent in."""
    try:
        info = codecs.lookup(charset.strip())
    except (LookupError, ValueError):
        return None
    if info.name in _REFUSED or not info._is_text_encoding:
        return None
    # A page that can be searched for a name of UTF-16 is not in it.
    return "utf-8" if info.name.startswith(("utf-16", "utf-32")) else _MEANT.get(info.name, info.name)


def not_utf_8(data: bytes) -> ReadingError:
    """Return the error for ``data`` that is not UTF-8, with the line of the first fault."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if _CONTROL.search(data[:4096].decode("latin-1")):
            return binary()
        return ReadingError(f"is not UTF-8 (byte 0x{data[error.start]:02x}); save it as UTF-8", line)
    return binary()


def check_characters(text: str) -> None:
    """Raise ReadingError where ``text`` holds so many control characters, or a NUL, that it is none."""
    if "\x00" in text or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text) + 2:
        raise binary()


def binary() -> ReadingError:
    return ReadingError("is binary data and no text; give an article as text, Markdown, HTML, PDF or JATS")
