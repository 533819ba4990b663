"""Where a word or a number may not be cut. Boundaries follow Unicode."""

import re
import unicodedata

# Word boundaries. A seam is looked at with its neighbours on either side, invisible characters left out.
_REACH = 16
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
#: CJK ideographs, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar: written without blanks.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
_UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
_WORD_BRIDGES = frozenset("-\u2010\u2011_")
_NUMBER_BRIDGES = frozenset(".,:/'\u00b7\u2019\u2012\u2013\u2212\u207b")
_SIGNS = r"+±\-\u2010-\u2013\u2212"
#: What can stand before the digits of a number and belongs to it: a sign that is not an operator, a bare decimal point.
_NUMBER_HEAD = re.compile(
    rf"(?:(?:\A|[^\w\-]|[{UNSPACED}])[{_SIGNS}][$€£¥]?[.\u00b7]?|(?:\A|[\s(\[<>=≤≥≈~$€£¥{_SIGNS}])[.\u00b7])\Z"
)
_NUMBER = re.compile(r"[$€£¥]?[.\u00b7]?\d")
#: A power: its base, and its exponent with a sign or without.
_BASE, _EXPONENT = re.compile(r"\d\^?\Z"), re.compile(rf"\^?[{_SIGNS}]?\d")
_CONTRACTED = re.compile(r"(?:t|d|m|re|ve|ll)\b", re.IGNORECASE)
_CONTRACTED_OR_POSSESSIVE = re.compile(r"(?:t|s|d|m|re|ve|ll)\b", re.IGNORECASE)
#: Marks that join nothing to a letter before them.
_STOPS = frozenset(".,;:!?)")
_APOSTROPHES = ("'", "\u2019")


def splits(text: str, at: int) -> bool:
    """Return whether the place between two characters lies inside a word or a number; the same of a text and of it
    flattened."""
    left, right = text[at - 1 : at], text[at : at + 1]
    if left.isspace() or right.isspace() or (right in _STOPS and left.isalpha()):
        return False
    before = text[max(0, at - _REACH) : at].translate(_INVISIBLE)
    after = text[at : at + _REACH].translate(_INVISIBLE)
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return False
    return (
        _joins(before[-1], after[0])
        or _bridges(before[-2:-1], before[-1], after[0])
        or _bridges(before[-1], after[0], after[1:2])
        or (_NUMBER.match(after) is not None and _NUMBER_HEAD.search(before) is not None)
        or _is_power(before, after)
        or _contracts(before, after)
    )


def _joins(left: str, right: str) -> bool:
    if left.isdigit() and right.isdigit():
        return True
    if _UNSPACED_CHARACTER.match(left) or _UNSPACED_CHARACTER.match(right):
        return False
    return _is_mark(right) or (_is_word(left) and _is_word(right))


def _bridges(left: str, bridge: str, right: str) -> bool:
    """Whether one character makes a single word or number of its neighbours: ``non-effective``, ``6–8``, ``0.5``."""
    if not left or not right:
        return False
    if bridge in _WORD_BRIDGES:
        return _is_word(left) and _joins(left, right)
    return bridge in _NUMBER_BRIDGES and left.isdigit() and right.isdigit()


def _is_power(before: str, after: str) -> bool:
    """Whether the place is beside the ``^`` of a power: ``10^-3`` is one number."""
    is_beside = (before[-1] == "^") != (after[0] == "^")
    return is_beside and _BASE.search(before) is not None and _EXPONENT.match(after) is not None


def _contracts(before: str, after: str) -> bool:
    """``can't`` is one word; of ``patient's`` the first part may be quoted, the second not."""
    if after.startswith(_APOSTROPHES):
        return _is_word(before[-1]) and _CONTRACTED.match(after, 1) is not None
    return before.endswith(_APOSTROPHES) and before[-2:-1].isalpha() and bool(_CONTRACTED_OR_POSSESSIVE.match(after))


def _is_word(character: str) -> bool:
    return character.isalnum() or _is_mark(character)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
