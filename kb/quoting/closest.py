"""The passage of a text that is closest to words that do not stand in it: a suggestion for a reader, never the quote.

Time is bounded so: one walk over the text finds the stretches, as long as the quote, that share most of its rarer
words; only the best few of them are held against the quote letter by letter. In a text of a megabyte this takes less
than a second, for a quote of 100 kB about one more.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from kb.quoting.alignment import align
from kb.quoting.anchoring import words_of
from kb.quoting.flattening import flat_text
from kb.quoting.sentences import Span
from kb.quoting.word_boundaries import UNSPACED, splits

#: Scores run from 0 to 100. Sentences on other matters share 40 to 60 of their letters in a hundred.
LEAST_SCORE = 66.0
_BEST_FEW = 3
#: Ends are found letter by letter in quotes up to the first length, by their words in longer ones.
_BY_LETTER = 1000
#: A passage of as many words as the quote counts for that much more: else a figure at its beginning that was changed
#: would be left out, since what is left is more like.
_AS_MANY_WORDS = 10.0
#: What stands in the place of the words, and is like them at all, comes before all else; of the others, one that is
#: nearer to that place before one that is like them to a hair.
_IN_PLACE, _NEAR = 200.0, 2.0
#: Words misspelt throughout share no word with the text: so short a quote is sought by its letters in so short a text.
_SHORT_QUOTE, _SHORT_TEXT = 64, 100_000
_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")


@dataclass(frozen=True, slots=True)
class Closest:
    """Where a passage stands that is like a quote, and how like it is, up to 100."""

    start: int
    end: int
    score: float


def find_closest(text: str, exact: str, instead: Span | None = None) -> Closest | None:
    """Return the passage of whole words of ``text`` that is most like ``exact``; None where none is like it.

    ``instead`` is where that stands which came in the place of the words; where it is empty, the place alone is known.
    """
    from rapidfuzz import fuzz

    quote, flat = words_of(exact), flat_text(text)
    where = None if instead is None else (flat.place(instead[0]), flat.place(instead[1]))
    best = Closest(0, 0, LEAST_SCORE)
    for place, bonus in dict.fromkeys(_passages(flat.written, quote, where)):
        score = fuzz.ratio(quote, flat.text[slice(*place)], score_cutoff=LEAST_SCORE)
        rank = score + bonus + (_nearness(place, where, len(flat.text)) if where else 0.0)
        if score and rank > best.score:
            best = Closest(*place, rank)
    if best.end == 0:
        return None
    start, end = flat.origin(best.start), flat.origin(best.end - 1) + 1
    return Closest(start, end, round(fuzz.ratio(quote, flat.text[best.start : best.end]), 1))


def _nearness(passage: Span, where: Span, length: int) -> float:
    """Return what speaks for a passage by where it stands: most where the greater part of it is in the place sought."""
    common = min(passage[1], where[1]) - max(passage[0], where[0])
    if 2 * common > passage[1] - passage[0]:
        return _IN_PLACE
    return _NEAR * (1 - max(0, -common) / length)


def _passages(flat: str, quote: str, where: Span | None) -> Iterator[tuple[Span, float]]:
    """Return passages that may be the closest, at word boundaries, and what speaks for them beside their likeness."""
    from rapidfuzz import fuzz

    for start, end in [*_around(flat, quote, where), *_stretches(flat, quote)]:
        if len(quote) <= _BY_LETTER and (found := fuzz.partial_ratio_alignment(quote, flat[start:end])):
            for passage in _at_boundaries(flat, start + found.dest_start, start + found.dest_end):
                yield passage, 0.0
        for passage in _by_words(flat, quote, start, end):
            yield passage, _AS_MANY_WORDS


def _around(flat: str, quote: str, where: Span | None) -> Iterator[Span]:
    """Return the stretch of the text that came in the place of the quote, and those beside it."""
    if where is None or not quote:
        return
    margin = 2 * len(quote)
    before = _seam(flat, max(0, where[0] - margin), -1), where[0]
    behind = where[1], _seam(flat, min(len(flat), where[1] + margin), 1)
    yield from (stretch for stretch in (where, before, behind) if stretch[0] < stretch[1])


def _stretches(flat: str, quote: str) -> Iterator[Span]:
    """Return stretches of the text, longer than the quote, that share most of its words."""
    wanted = Counter(found.group().casefold() for found in _TOKEN.finditer(quote))
    words = list(wanted)
    numbers = {word: number for number, word in enumerate(words)}
    starts, ends, tokens = array("l"), array("l"), array("l")
    for found in _TOKEN.finditer(flat):
        starts.append(found.start())
        ends.append(found.end())
        tokens.append(numbers.get(found.group().casefold(), -1))
    size = min(wanted.total(), len(tokens))
    shared = _shared_weights(tokens, [wanted[word] for word in words], size)
    if not any(shared):
        if len(quote) <= _SHORT_QUOTE and len(flat) <= _SHORT_TEXT:
            yield 0, len(flat)
        return
    margin = size // 4 + 8
    for _ in range(_BEST_FEW):
        best = max(range(len(shared)), key=shared.__getitem__)
        if shared[best] <= 0:
            return
        first, last = max(0, best - margin), min(len(tokens), best + size + margin) - 1
        yield starts[first], ends[last]
        for near in range(max(0, best - size // 2), min(len(shared), best + size // 2 + 1)):
            shared[near] = 0.0


def _shared_weights(tokens: "array[int]", wanted: list[int], size: int) -> "array[float]":
    """Return for each stretch of ``size`` words how much of what is wanted it holds; rare words weigh more."""
    counts = Counter(tokens)
    weights = [log(1 + len(tokens) / counts[number]) if counts[number] else 0.0 for number in range(len(wanted))]
    held, weight, shared = [0] * len(wanted), 0.0, array("d")
    for at, number in enumerate(tokens):
        if number >= 0:
            held[number] += 1
            weight += weights[number] if held[number] <= wanted[number] else 0.0
        if at >= size and (gone := tokens[at - size]) >= 0:
            weight -= weights[gone] if held[gone] <= wanted[gone] else 0.0
            held[gone] -= 1
        if at >= size - 1:
            shared.append(max(weight, 0.0) if weight > 1e-9 else 0.0)
    return shared


def _by_words(flat: str, quote: str, start: int, end: int) -> Iterator[Span]:
    """Return the passage of a stretch from where its words would begin to where they would end, by those in common."""
    mine = [found.span() for found in _TOKEN.finditer(quote)]
    theirs = [found.span() for found in _TOKEN.finditer(flat, start, end)]
    pairs = align([quote[a:b].casefold() for a, b in mine], [flat[a:b].casefold() for a, b in theirs])
    if not pairs:
        return
    first = max(0, pairs[0][1] - pairs[0][0])
    last = min(len(theirs) - 1, pairs[-1][1] + len(mine) - 1 - pairs[-1][0])
    if first > last:
        return
    head, tail = quote[: mine[0][0]], quote[mine[-1][1] :]
    begin, stop = theirs[first][0], theirs[last][1]
    begin -= len(head) if head and flat.endswith(head, 0, begin) else 0
    stop += len(tail) if tail and flat.startswith(tail, stop) else 0
    yield from _at_boundaries(flat, begin, stop)


def _at_boundaries(flat: str, start: int, end: int) -> Iterator[Span]:
    """Return the passage without blanks at its ends, with the words that it cuts and without them."""
    wide = (_seam(flat, start, -1), _seam(flat, end, 1))
    narrow = (_seam(flat, start, 1), _seam(flat, end, -1))
    for first in dict.fromkeys((wide[0], narrow[0])):
        for last in dict.fromkeys((wide[1], narrow[1])):
            passage = flat[first:last]
            if passage.strip():
                yield first + len(passage) - len(passage.lstrip()), last - len(passage) + len(passage.rstrip())


def _seam(flat: str, at: int, step: int) -> int:
    """Return the nearest place in one direction that splits no word."""
    while 0 < at < len(flat) and splits(flat, at):
        at += step
    return at
