"""Whether a quote leaves out a negation or hedge just before it, or the sign that compares its first number.

The words of negation and hedging are English only, so a quote in another language hardly ever carries the warning.
"""

import re
from functools import lru_cache

from kb.quoting.cues import CUE, CUE_ENDS, EVIDENCE, FILLER, LONGEST_CUE, SCARCITY

# The look-back for a negation or hedge: so many code points, so many words between it and the quote.
_LOOK_BACK = 200
_MOST_FILLERS = 7
_BREAK = re.compile(r"\n[^\S\n]*\n|(?:\A|\n)[^\S\n]*(?:[-*+•‣◦▪·–—]|\(?(?:\d{1,3}|[A-Za-z])[.)])[^\S\n]+")
_ASIDE = re.compile(r",\s*(?:however|therefore|thus|indeed|in fact|of course|so far|as yet|to date)\s*,", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+(?:['\u2019\u2010\u2011-][^\W_]+)*|[^\w\s]")
#: Marks that end a sentence or part of one, as a word of their own.
_FULL_STOPS = (".", "!", "?", ";", ":")
#: Signs that compare the number behind them; an arrow, a tag and the mark of a quoted line end in one too.
_COMPARING = frozenset("=<>≤≥≦≧⩽⩾≪≫≲≳~∼≈≃≅")
_NO_COMPARISON = re.compile(r"[-=–—]>\Z|</?[A-Za-z]\w*(?:\s+[\w-]+=[^<>]*)?\s*/?>\Z")
_QUOTED_LINE = re.compile(r"(?:\A|\n)[ \t>]*>[ \t]+\Z")
_NUMBER = re.compile(r"=?\s*[+±\-\u2010-\u2013\u2212]?[$€£¥]?[.\u00b7]?\d")
_TRANSPARENT = frozenset("\"'“”‘’„‚«»‹›()[]{}*`")


def is_trimmed(text: str, start: int) -> bool:
    """Return whether the words just before ``start``, in the same sentence, negate or weaken what follows, or a sign
    there compares the number that follows.

    Blanks, quotation marks, brackets and small words may stand between; any other mark ends the look-back.
    """
    lead = text[max(0, start - _LOOK_BACK) : start]
    bare = lead.rstrip()
    if bare[-1:] in _COMPARING and _NUMBER.match(text, start) is not None and _compares(lead, bare):
        return True
    if _ends_at_once(bare):
        return False
    words = _words_of(lead)
    for at in range(len(words), max(0, len(words) - _MOST_FILLERS - 1), -1):
        word = words[at - 1]
        if any(CUE.fullmatch(" ".join(words[at - n : at])) for n in range(1, min(at, LONGEST_CUE) + 1)):
            return True
        if word in SCARCITY and not EVIDENCE.isdisjoint(words[at:]):
            return True
        if word not in EVIDENCE and not FILLER.fullmatch(word):
            return False
    return False


def _compares(lead: str, bare: str) -> bool:
    """Return whether the lead, ``bare`` without blanks behind it, ends in a sign of comparison: ``<5``, ``~ 5``."""
    if bare.endswith("="):
        return bare.endswith(("<=", ">="))
    return _NO_COMPARISON.search(bare) is None and _QUOTED_LINE.search(lead) is None


def _ends_at_once(bare: str) -> bool:
    """Return whether the last word or mark shows that nothing before it counts, as it mostly does."""
    last = bare.rpartition(" ")[2]
    return last.endswith(_FULL_STOPS) or (last.isalpha() and _is_bystander(last))


@lru_cache(maxsize=4096)
def _is_bystander(word: str) -> bool:
    """Return whether a word neither ends a cue nor may stand between one and the quote."""
    word = word.casefold()
    return not (word in CUE_ENDS or word in EVIDENCE or CUE.fullmatch(word) or FILLER.fullmatch(word))


def _words_of(lead: str) -> list[str]:
    tokens = _TOKEN.findall(_ASIDE.sub(" ", _BREAK.split(lead)[-1]))
    tokens = [token for token in tokens if token not in _TRANSPARENT][-_MOST_FILLERS - LONGEST_CUE - 1 :]
    return [
        # A capital inside a sentence makes it the month.
        "" if token == "May" and at and tokens[at - 1][-1].isalnum() else token.casefold().replace("\u2019", "'")
        for at, token in enumerate(tokens)
    ]
