"""The form in which a text is kept and quoted."""

import re
import unicodedata

#: Controls that part lines, such as a form feed, become a line break: dropped, they would let words run together.
_LINE_CONTROL = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1f\x85]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def normalise_text(text: str) -> str:
    """The form in which a text is kept and quoted: NFC, lines ending in ``\\n``, no byte order mark, no controls.

    Tabs and all other white space stay. Normalising twice changes nothing.
    """
    visible = _LINE_CONTROL.sub("\n", _CONTROL.sub("", text))
    return unicodedata.normalize("NFC", visible.lstrip("\ufeff"))
