"""What stands in a new text in the place of words of the old one that are no longer there."""

import re
from functools import lru_cache

from kb.quoting.alignment import align
from kb.quoting.comparison import compare_texts
from kb.quoting.passages import PassageDifference, compare_passages
from kb.quoting.resting import resting_on
from kb.quoting.sentences import Span
from kb.quoting.word_boundaries import UNSPACED
from kb.vocabulary import PassageChange

_WORD = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")


def find_replacement(old: str, new: str, span: Span) -> Span | None:
    """Return where in ``new`` that stands which the words at ``span`` of ``old`` became; an empty span where they were
    taken out; None where the texts do not tell."""
    (touching,) = resting_on(_differences(old, new), [span])
    became = [_part(old, new, each, span) for each in touching if each.change is PassageChange.CHANGED]
    became += _standing(old, new, span)
    if became:
        return min(became)[0], max(end for _, end in became)
    gone = [each.new for each in touching if each.change is PassageChange.REMOVED]
    return gone[0] if gone else None


@lru_cache(maxsize=1)  # Two texts are asked for many quotes in a row.
def _differences(old: str, new: str) -> list[PassageDifference]:
    return compare_passages(old, new)


def _part(old: str, new: str, changed: PassageDifference, span: Span) -> Span:
    """Return the part of a changed passage that ``span`` became: what stands between the words around it."""
    olds, news = _words(old, changed.old), _words(new, changed.new)
    pairs = align([old[slice(*each)] for each in olds], [new[slice(*each)] for each in news])
    before = max((k for i, k in pairs if olds[i][1] <= span[0]), default=-1)
    behind = min((k for i, k in pairs if olds[i][0] >= span[1]), default=len(news))
    if behind - before < 2:
        place = news[before][1] if before >= 0 else changed.new[0]
        return place, place
    return news[before + 1][0], news[behind - 1][1]


def _words(text: str, span: Span) -> list[Span]:
    return [found.span() for found in _WORD.finditer(text, *span)]


def _standing(old: str, new: str, span: Span) -> list[Span]:
    """Return where the passages stand that ``span`` touches and that are the same in both texts, in the same order."""
    sides = compare_texts(old, new)
    first, last = (sides.old.passage_at(sides.old.flat.place(at)) for at in (span[0], span[1] - 1))
    kept = [new_one for old_one, new_one in sides.standing if first <= old_one <= last]
    return [sides.new.flat.origins(*sides.new.spans[each]) for each in kept]
