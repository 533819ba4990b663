"""Anchoring without any short cut, as it was first written: what the fast one is held against.

It shares nothing with kb but the words, so that a mistake there cannot hide here.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from kb.quoting import Anchor
from kb.vocabulary import QuoteState, QuoteWarning

_LOST_BLANKS = re.compile(r"\A\s+|\s\s+")

# Word boundaries. A seam is looked at with its neighbours on either side, invisible characters left out.
_REACH = 16
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
#: CJK ideographs, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar: written without blanks.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
_WORD_BRIDGES = frozenset("-\u2010\u2011_")
_NUMBER_BRIDGES = frozenset(".,:/'\u00b7\u2019\u2012\u2013\u2212\u207b")
_SIGNS = r"+±\-\u2010-\u2013\u2212"
#: What can stand before the digits of a number and belongs to it: a sign that is not an operator, a bare decimal point.
_NUMBER_HEAD = re.compile(
    rf"(?:(?:\A|[^\w\-]|[{_UNSPACED}])[{_SIGNS}][$€£¥]?[.\u00b7]?|(?:\A|[\s(\[<>=≤≥≈~$€£¥{_SIGNS}])[.\u00b7])\Z"
)
_NUMBER = re.compile(r"[$€£¥]?[.\u00b7]?\d")
#: A power: its base, and its exponent with a sign or without.
_BASE, _EXPONENT = re.compile(r"\d\^?\Z"), re.compile(rf"\^?[{_SIGNS}]?\d")
#: Numbers with blanks between their thousands, which are none of the common ones.
_THOUSANDS = re.compile(r"(?<![\w.,\u00b7])\d{1,3}(?:[\u00a0\u2007-\u200a\u202f]\d{3})+(?!\d)")
_HYPHENS = "-\u2010\u2011"
#: Words behind a hyphen that waits for the rest of its word, or behind a dash.
_LINKS = re.compile(
    """and|or|nor|to|but|not|vs|versus|plus|as|than|rather|und|oder|bis|sowie|bzw|noch|als|wie|statt|et|ou|à|y|e|o|u|ni|ed
|en|of|tot|och|eller|till|og|ja|tai|és|vagy|i|oraz|lub|a|nebo|the|this|these|those|which|with|was|were|has|we""".replace(
        "\n", ""
    ),
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"(?:t|d|m|re|ve|ll)\b", re.IGNORECASE)
_CONTRACTED_OR_POSSESSIVE = re.compile(r"(?:t|s|d|m|re|ve|ll)\b", re.IGNORECASE)
_APOSTROPHES = ("'", "\u2019")

# The look-back for a negation or hedge: so many code points, so many words between it and the quote.
_LOOK_BACK = 200
_MOST_FILLERS = 7
_LONGEST_CUE = 2
_BREAK = re.compile(r"\n[^\S\n]*\n|(?:\A|\n)[^\S\n]*(?:[-*+•‣◦▪·–—]|\(?(?:\d{1,3}|[A-Za-z])[.)])[^\S\n]+")
_ASIDE = re.compile(r",\s*(?:however|therefore|thus|indeed|in fact|of course|so far|as yet|to date)\s*,", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+(?:['\u2019\u2010\u2011-][^\W_]+)*|[^\w\s]")
_TRANSPARENT = frozenset("\"'“”‘’„‚«»‹›()[]{}*`")

#: Words and phrases that turn or weaken what follows them; so does every word in n't.
_NEGATIONS = """not|no|never|cannot|without|neither|nor|none|nothing|nobody|no one|no longer|hardly|barely|scarcely
|rarely|seldom|lack of|lacks|lacked|lacking|absence of|rather than|instead of|free of|free from|failure to
|inability to|unable to|unlikely|denies that|denied that|untrue that|false that|myth that"""
_HEDGES = """may|might|could|maybe|perhaps|possibly|potentially|probably|likely|in theory|theoretically|hypothetically
|supposedly|allegedly|reportedly|apparently|seemingly|presumably|purportedly|arguably|conceivably|whether|unclear if
|unknown if|possible that|potential to|doubtful that|said to|thought to|expected to|(?:try|tries|tried|trying) to"""
#: What compares the number behind it, and what only looks so.
_COMPARED = re.compile(r"(?:[<>≤≥≦≧⩽⩾≪≫≲≳~∼≈≃≅]|[<>]=)\s*\Z")
_NOT_COMPARED = re.compile(r"(?:[-=–—]>|</?[A-Za-z]\w*(?:\s+[\w-]+=[^<>]*)?\s*/?>)\s*\Z|(?:\A|\n)[ \t>]*>[ \t]+\Z")
_COMPARABLE = re.compile(r"=?\s*[+±\-\u2010-\u2013\u2212]?[$€£¥]?[.\u00b7]?\d")
#: Verbs that do so, in all their forms, when "to" or "that" follows (or nothing, after the last two).
_VERB = "(?:alleg|aim|assum|attempt|believ|claim|fail|hop|purport|refus|suppos|appear|seem)(?:e?s?|ed|ing)"
_CUE = re.compile(rf"{_NEGATIONS}|{_HEDGES}|{_VERB} (?:to|that)|(?:appear|seem)(?:s|ed|ing)?|.*n't".replace("\n", ""))
#: Words that weaken only the evidence named after them: "little convincing evidence that".
_SCARCITY = frozenset({"little", "insufficient", "limited", "scant", "inadequate", "weak", "poor"})
_EVIDENCE = frozenset({"evidence", "proof", "data", "indication", "indications", "sign", "signs", "support"})
#: Small words that may stand between the cue and the quote.
_FILLER = re.compile(
    """a|an|the|any|all|every|each|both|such|this|that|these|those|its?|their|there|to|of|for|from|in|on|as|at|by|with|be
|been|being|is|are|was|were|have|has|had|having|do|does|did|will|would|can|able|yet|ever|also|still|always|often|really
|very|too|so|quite|much|more|enough|even|either|actually|(?:necessari|current|general|entire|ful|complete|particular)ly
|statistically|(?:significant|clinical|meaningful|clear|convincing|conclusive)(?:ly)?|good|strong|solid|sufficient
|adequate|reliable|robust|scientific|available|further|additional|shown|proven|proved|demonstrated|found|established
|known|considered""".replace("\n", "")
)


def anchor_quote(text: str, exact: str, prefix: str | None = None, suffix: str | None = None) -> Anchor:
    """Find the one place where ``exact`` stands in ``text``, a snapshot in the form of :func:`normalise_text`.

    Code point for code point, white space aside, and never inside a word or number. Of several places the prefix and
    suffix decide, which must stand directly beside the quote; a far edge of theirs may cut a word.
    """
    quote, before, after = (_flat(unicodedata.normalize("NFC", part or "")) for part in (exact, prefix, suffix))
    if not quote:
        return Anchor(QuoteState.MISSING, None, None)
    flat, points, losses = _flatten(text)
    inside = _insides(text)
    beside = list(islice(_find_beside(flat, inside, quote, before, after), 2)) if before or after else []
    places = beside or list(islice(_find_whole(flat, inside, quote), 2))
    if len(places) != 1:
        return Anchor(QuoteState.AMBIGUOUS if places else QuoteState.MISSING, None, None)
    start = _unflatten(places[0], points, losses)
    end = _unflatten(places[0] + len(quote) - 1, points, losses) + 1
    found = (
        (QuoteWarning.WHITESPACE, text[start:end] != unicodedata.normalize("NFC", exact).strip()),
        (QuoteWarning.TRIMMED, _is_trimmed(text, start)),
        (QuoteWarning.CONTEXT, bool(before or after) and not beside),
    )
    return Anchor(QuoteState.VERIFIED, start, end, tuple(warning for warning, holds in found if holds))


def find_places(text: str, exact: str) -> set[tuple[int, int]]:
    """Return every place where ``exact`` stands whole in ``text``, overlapping ones too."""
    quote = _flat(unicodedata.normalize("NFC", exact))
    flat, points, losses = _flatten(text)
    return {
        (_unflatten(at, points, losses), _unflatten(at + len(quote) - 1, points, losses) + 1)
        for at in (_find_whole(flat, _insides(text), quote) if quote else ())
    }


def _flat(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=1)  # One text is asked for many quotes in a row.
def _flatten(text: str) -> tuple[str, "array[int]", "array[int]"]:
    """The text with every run of white space as one blank; where in it blanks are lost, and how many until there."""
    points, losses, lost = array("q"), array("q"), 0
    for run in _LOST_BLANKS.finditer(text):
        lost += run.end() - run.start() - (run.start() > 0)
        points.append(run.end() - lost)
        losses.append(lost)
    return _flat(text), points, losses


def _unflatten(at: int, points: "array[int]", losses: "array[int]") -> int:
    run = bisect_right(points, at)
    return at + losses[run - 1] if run else at


@lru_cache(maxsize=1)
def _insides(text: str) -> set[int]:
    """The places in the flattened text that lie beside white space, yet inside a number or a broken word."""
    _, points, losses = _flatten(text)
    found = [match.span() for match in _THOUSANDS.finditer(text)] + list(_breaks(text))
    inside = {at for start, end in found for at in range(start + 1, end)}
    places = [_unflatten(at, points, losses) for at in range(len(_flat(text)))]
    first = {at for at, origin in enumerate(places) if origin in inside}
    return first | {at + 1 for at, origin in enumerate(places) if origin + 1 in inside}


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """From the last letter before each break in a word until behind the first one after it."""
    for blanks in re.finditer(r"\s+", text):
        start, end = blanks.start(), blanks.end()
        while start and ord(text[start - 1]) in _INVISIBLE:
            start -= 1
        while end < len(text) and ord(text[end]) in _INVISIBLE:
            end += 1
        is_soft = "\u00ad" in re.sub("[\u200b\u200c\u200d\u2060\ufeff]", "", text[start : blanks.start()])[-1:]
        if text[start - 1 : start] and text[start - 1] in _HYPHENS:
            start -= 1
            while start and ord(text[start - 1]) in _INVISIBLE:
                start -= 1
            word = re.match(r"\w*", text[end:].translate(_INVISIBLE))
            if word and _LINKS.fullmatch(word.group()):
                continue
        elif not is_soft:
            continue
        if start and end < len(text) and _is_letters(text[start - 1], text[end]):
            yield start - 1, end + 1


def _is_letters(left: str, right: str) -> bool:
    return (left.isalpha() or _is_mark(left)) and right.isalpha() and _joins(left, right)


def _find_beside(flat: str, inside: set[int], quote: str, before: str, after: str) -> Iterator[int]:
    """Where the quote stands whole with its context beside it; white space at the junctions is optional."""
    heads = (f"{before} ", before) if before else ("",)
    tails = (f" {after}", after) if after else ("",)
    for head, tail in product(heads, tails):
        yield from _find_whole(flat, inside, quote, head, tail)


def _find_whole(flat: str, inside: set[int], quote: str, head: str = "", tail: str = "") -> Iterator[int]:
    """Where the quote stands between head and tail without cutting a word or number at its own ends."""
    for at in _find_all(flat, head + quote + tail):
        start = at + len(head)
        ends = (start, start + len(quote))
        if not any(at in inside or _splits(flat, at) for at in ends):
            yield start


def _find_all(flat: str, needle: str) -> Iterator[int]:
    """All occurrences, overlapping ones too, in time linear in the two lengths also when they overlap everywhere.

    Two occurrences that overlap by a period or more are whole periods apart, with one at every period between them.
    """
    size = len(needle)
    at = flat.find(needle)
    period = _period(needle) if at >= 0 else size
    tail = needle[size - period :]
    while at >= 0:
        yield at
        if flat.startswith(tail, at + size):
            at += period
        else:
            at = flat.find(needle, at + max(period, size - period + 1))


def _period(needle: str) -> int:
    """The smallest distance at which the needle can overlap itself (Knuth, Morris and Pratt)."""
    borders, border = [0], 0
    for character in islice(needle, 1, None):
        while border and needle[border] != character:
            border = borders[border - 1]
        border += needle[border] == character
        borders.append(border)
    return len(needle) - border


def _splits(flat: str, at: int) -> bool:
    """Whether the place between two characters lies inside a word or a number."""
    before = flat[max(0, at - _REACH) : at].translate(_INVISIBLE)
    after = flat[at : at + _REACH].translate(_INVISIBLE)
    if not before or not after or before[-1] == " " or after[0] == " ":
        return False
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
    """``*un*safe`` is one word."""
    marks = re.search(r"[*_]*\Z", before).group() + re.match(r"[*_]*", after).group()  # type: ignore[union-attr]
    left, right = before.rstrip("*_"), after.lstrip("*_")
    return bool(marks and left and right) and _is_letters(left[-1], right[0])


def _contracts(before: str, after: str) -> bool:
    """``can't`` is one word; of ``patient's`` the first part may be quoted, the second not."""
    if after.startswith(_APOSTROPHES):
        return _is_word(before[-1]) and _CONTRACTED.match(after, 1) is not None
    return before.endswith(_APOSTROPHES) and before[-2:-1].isalpha() and bool(_CONTRACTED_OR_POSSESSIVE.match(after))


def _is_word(character: str) -> bool:
    return character.isalnum() or _is_mark(character)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _is_trimmed(text: str, start: int) -> bool:
    """Whether the words just before ``start``, in the same sentence, negate or weaken what follows.

    Blanks, quotation marks, brackets and small words may stand between; any other mark ends the look-back.
    """
    lead = text[max(0, start - _LOOK_BACK) : start]
    if _COMPARED.search(lead) and _COMPARABLE.match(text[start:]) and not _NOT_COMPARED.search(lead):
        return True
    words = _words_before(text, start)
    for at in range(len(words), max(0, len(words) - _MOST_FILLERS - 1), -1):
        word = words[at - 1]
        if any(_CUE.fullmatch(" ".join(words[at - n : at])) for n in range(1, min(at, _LONGEST_CUE) + 1)):
            return True
        if word in _SCARCITY and not _EVIDENCE.isdisjoint(words[at:]):
            return True
        if word not in _EVIDENCE and not _FILLER.fullmatch(word):
            return False
    return False


def _words_before(text: str, start: int) -> list[str]:
    lead = _BREAK.split(text[max(0, start - _LOOK_BACK) : start])[-1]
    tokens = [token for token in _TOKEN.findall(_ASIDE.sub(" ", lead)) if token not in _TRANSPARENT]
    return [
        # A capital inside a sentence makes it the month.
        "" if token == "May" and at and tokens[at - 1][-1].isalnum() else token.casefold().replace("\u2019", "'")
        for at, token in enumerate(tokens)
    ]
