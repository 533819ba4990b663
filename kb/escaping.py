"""Text from outside as text: harmless in a terminal, a spreadsheet, a Markdown table and JSON."""

import re

#: Controls (C0, DEL, C1), what turns the direction of writing, what is not seen at all (a joiner of emoji stays),
#: separators of lines, halves of surrogate pairs.
_BEYOND_BLANKS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
_COMMANDING = re.compile(f"[\t\n{_BEYOND_BLANKS}]")
_COMMANDING_IN_JSON = re.compile(f"[{_BEYOND_BLANKS}]")
#: White space that is not one blank between other signs.
_LOST_BLANK = re.compile(r"[^\S ]+|\A +| +\Z|(?<= ) +")
_FORMULA = re.compile(r"^\s*[=+\-@\t\r＝＋－＠]")
#: What Markdown or HTML acts on; the dot of an address without a scheme, which some renderers make a link of.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#!|~&$:@]|(?<=www)\.)", re.IGNORECASE)


def visible(text: str) -> str:
    """Return ``text`` on one line, with every character that could command a terminal written out as its code."""
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text  # nearly all text: of what is printable nothing commands, and its only blank is the space
    return _COMMANDING.sub(lambda found: _code(found.group()), " ".join(text.split()))


def visible_name(name: str) -> str:
    """Return the name of a file so that it can be told from any other: on one line, with line breaks, and blanks that
    :func:`visible` would leave out, as their codes."""
    return visible(_LOST_BLANK.sub(lambda found: "".join(map(_code, found.group())), name))


def _code(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def json_safe(json: str) -> str:
    """Return ``json`` with commanding characters escaped; line breaks and tabs between its tokens stay."""
    if json.isascii() and "\x7f" not in json:
        return json  # every encoder escapes the other controls of ASCII: nothing to look for in a long answer
    return _COMMANDING_IN_JSON.sub(lambda found: _utf16_escapes(found.group()), json)


def json_ascii(json: str) -> str:
    """Return ``json`` in ASCII: characters beyond it as escapes, those beyond the basic plane as pairs."""
    units = re.compile("[\x80-\U0010ffff]")
    return units.sub(lambda found: _utf16_escapes(found.group()), json)


def _utf16_escapes(character: str) -> str:
    pairs = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{pairs[at]:02x}{pairs[at + 1]:02x}" for at in range(0, len(pairs), 2))


def csv_cell(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula: an apostrophe goes before its first sign."""
    clean = _COMMANDING.sub(lambda found: found.group() if found.group() == "\n" else " ", text)
    return f"'{clean}" if _FORMULA.match(clean) else clean


def markdown_cell(text: str) -> str:
    """Return ``text`` on one line with every sign that Markdown or HTML would act on escaped."""
    return _MARKDOWN.sub(r"\\\1", visible(text)).replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\&", "&amp;")
