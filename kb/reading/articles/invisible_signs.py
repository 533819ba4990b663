"""Signs that nobody sees: hints where a line may break. In the text of an article they would only keep quotes out."""

import re
from html import unescape

#: Soft hyphen, blank without width, word joiner, byte order mark.
_ALWAYS = "\u00ad\u200b\u2060\ufeff"
#: Scripts in which U+200C changes how letters are written: Hebrew to Myanmar, Khmer, Mongolian, Arabic forms.
_JOINING = "\u0590-\u109f\u1780-\u18af\ua840-\ua87f\ufb1d-\ufdff\ufe70-\ufefe\U00010ac0-\U00011fff\U0001e900-\U0001e95f"
_SIGNS = re.compile(f"[{_ALWAYS}]+|(?<![{_JOINING}])\u200c")
_ANY = (*_ALWAYS, "\u200c")
#: The same in markup, by name and by number.
_REFERENCES = re.compile(
    r"&(?:shy|ZeroWidthSpace|Negative(?:VeryThin|Thin|Medium|Thick)Space|NoBreak|zwnj"
    r"|#0*(?:173|8203|8204|8288|65279)|#[xX]0*(?:[aA][dD]|200[bBcC]|2060|[fF][eE][fF][fF]));"
)


def without_invisible(text: str) -> str:
    """Return ``text`` without them; a non-joiner stays behind letters of a script that needs it."""
    if text.isascii() or not any(sign in text for sign in _ANY):
        return text
    return _SIGNS.sub("", text)


def markup_without_invisible(markup: str) -> str:
    """Return the source of a page or of XML without them, however they are written there."""
    return without_invisible(_REFERENCES.sub(lambda found: unescape(found.group()), markup))
