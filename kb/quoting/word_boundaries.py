"""Where a word or a number may not be cut. Boundaries follow Unicode."""

import re
import unicodedata

from kb.quoting.flattening import NUMBER_BLANKS, WHITE

# Word boundaries. A seam is looked at with its neighbours on either side, invisible characters left out.
_REACH = 16
_SOFT_HYPHEN = "\u00ad"
_INVISIBLES = f"{_SOFT_HYPHEN}\u200b\u200c\u200d\u2060\ufeff"
_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLES))
_INVISIBLE_BUT_SOFT = dict.fromkeys(map(ord, _INVISIBLES[1:]))
#: CJK ideographs, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar: written without blanks.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
_UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
_WORD_BRIDGES = frozenset("-\u2010\u2011_")
#: Marks of emphasis: Markdown turns part of a word with them.
_EMPHASIS = "*_"
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

# Words broken at the end of a line, and numbers with blanks between the thousands: what lies beside white space.
_HYPHENS = ("-", "\u2010", "\u2011")
#: What stands before the white space where a word is broken, or is more white space: then a closer look is due.
_BREAKERS = frozenset([*_HYPHENS, *_INVISIBLES, *WHITE, " "])
_TO_THE_BREAK = re.compile(rf"[\-\u2010\u2011{_INVISIBLES}]{{1,{_REACH}}}(?=\s)")
#: Words behind a hyphen that waits for the rest of its word: ``pre- and post-operative``, ``Haar- und Bartwuchs``; and
#: small words that hardly end another one, behind what is a dash.
_LINKS = re.compile(
    r"(?:and|or|nor|to|but|not|vs|versus|plus|as|than|rather|und|oder|bis|sowie|bzw|noch|als|wie|statt|et|ou|à|y|e|o|u|ni"
    r"|ed|en|of|tot|och|eller|till|og|ja|tai|és|vagy|i|oraz|lub|a|nebo"
    r"|the|this|these|those|which|with|was|were|has|we)\b",
    re.IGNORECASE,
)
#: Three digits at most, not behind a decimal sign, and the three behind them.
_HUNDREDS_BEFORE, _HUNDREDS_AFTER = re.compile(r"(?<![\w.,\u00b7])\d{1,3}\Z"), re.compile(r"\d{3}(?!\d)")


def splits(text: str, at: int) -> bool:
    """Return whether the place between two characters lies inside a word or a number; the same of a text and of it
    flattened."""
    left, right = text[at - 1 : at], text[at : at + 1]
    if left == " ":  # as it mostly is
        return text[at - 2 : at - 1] in _BREAKERS and _parts_a_whole(text, at)
    if right == " ":
        return left in _BREAKERS and _parts_a_whole(text, at)
    if left.isspace():
        return (text[at - 2 : at - 1] in _BREAKERS or left in NUMBER_BLANKS) and _parts_a_whole(text, at)
    if right.isspace():
        return (left in _BREAKERS or right in NUMBER_BLANKS) and _parts_a_whole(text, at)
    if right in _STOPS and left.isalpha():
        return False
    if right in _BREAKERS and (found := _TO_THE_BREAK.match(text, at)):
        return _parts_a_whole(text, found.end())
    before = text[max(0, at - _REACH) : at].translate(_INVISIBLE)
    after = text[at : at + _REACH].translate(_INVISIBLE)
    if not before or not after or after[0].isspace():
        return False
    if before[-1].isspace():
        lead = text[max(0, at - _REACH) : at]
        return _parts_a_whole(text, at - len(lead) + len(lead.rstrip(_INVISIBLES)))
    return (
        _joins(before[-1], after[0])
        or _bridges(before[-2:-1], before[-1], after[0])
        or _bridges(before[-1], after[0], after[1:2])
        or (_NUMBER.match(after) is not None and _NUMBER_HEAD.search(before) is not None)
        or _is_power(before, after)
        or _is_emphasised(before, after)
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


def _is_emphasised(before: str, after: str) -> bool:
    """Whether the place is beside marks of emphasis between two letters: ``*un*safe`` is one word."""
    if before[-1] not in _EMPHASIS and after[0] not in _EMPHASIS:
        return False
    return _are_letters_of_a_word(before.rstrip(_EMPHASIS)[-1:], after.lstrip(_EMPHASIS)[:1])


def _parts_a_whole(text: str, at: int) -> bool:
    """Whether the white space beside the place stands inside a number or a word."""
    start = end = at
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return _parts_thousands(before, text[start:end], after) or _breaks_a_word(before, after.translate(_INVISIBLE))


def _parts_thousands(before: str, blank: str, after: str) -> bool:
    """Whether the blank is one inside ``1\u202f500``. A common blank is not: it may part two numbers."""
    if len(blank) != 1 or blank not in NUMBER_BLANKS:
        return False
    return _HUNDREDS_BEFORE.search(before) is not None and _HUNDREDS_AFTER.match(after) is not None


def _breaks_a_word(before: str, after: str) -> bool:
    """Whether a word was broken here, at the end of a line: ``in- effective``, but not ``pre- and post-operative``."""
    stem = before.translate(_INVISIBLE)
    if stem.endswith(_HYPHENS):
        return _are_letters_of_a_word(stem[-2:-1], after[:1]) and _LINKS.match(after) is None
    is_soft = before.translate(_INVISIBLE_BUT_SOFT).endswith(_SOFT_HYPHEN)
    return is_soft and _are_letters_of_a_word(stem[-1:], after[:1])


def _are_letters_of_a_word(left: str, right: str) -> bool:
    return bool(left) and (left.isalpha() or _is_mark(left)) and right.isalpha() and _joins(left, right)


def _contracts(before: str, after: str) -> bool:
    """``can't`` is one word; of ``patient's`` the first part may be quoted, the second not."""
    if after.startswith(_APOSTROPHES):
        return _is_word(before[-1]) and _CONTRACTED.match(after, 1) is not None
    return before.endswith(_APOSTROPHES) and before[-2:-1].isalpha() and bool(_CONTRACTED_OR_POSSESSIVE.match(after))


def _is_word(character: str) -> bool:
    return character.isalnum() or _is_mark(character)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
