"""Two texts of one source laid side by side, passage by passage.

This alone decides which passages stand where they stood and which were moved: what is told of a quote and what is told
of the texts both follow from it.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from kb.quoting.alignment import Pair, align, surely_rising
from kb.quoting.flattening import FlatText, flat_text
from kb.quoting.sentences import Span, sentence_spans


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: its passages, and for each the passage of the other text that has the same words."""

    flat: FlatText
    spans: list[Span]
    partners: list[int | None]

    def passage_at(self, at: int) -> int:
        """Return the passage in which the character ``at`` stands, or the last one before it; -1 before the first."""
        return bisect_right(self.spans, (at, len(self.flat.text) + 1)) - 1

    def words(self, passage: int) -> str:
        start, end = self.spans[passage]
        return self.flat.text[start:end]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts; the pairs of passages that stand in both in the same order, and of those that were moved.

    As few as can be were moved. Where either of two may have been, as of two that changed places, both were.
    """

    old: Side
    new: Side
    standing: list[Pair]
    moved: list[Pair]


@lru_cache(maxsize=1)  # Two texts are asked for many quotes in a row.
def compare_texts(old: str, new: str) -> Comparison:
    """Return ``old`` and ``new`` side by side, white space aside; nearly linear in time."""
    sides = []
    for text in (old, new):
        flat = flat_text(text)
        spans = sentence_spans(text, flat)
        sides.append(Side(flat, spans, [None] * len(spans)))
    one, other = sides
    aligned = align(*([side.words(at) for at in range(len(side.spans))] for side in sides))
    _note(one, other, aligned)
    strayed = _find_strayed(one, other)
    _note(one, other, strayed)
    pairs = sorted(aligned + strayed)
    standing = surely_rising(pairs)
    return Comparison(one, other, standing, sorted(set(pairs).difference(standing)))


def _note(old: Side, new: Side, pairs: list[Pair]) -> None:
    for i, k in pairs:
        old.partners[i], new.partners[k] = k, i


def _find_strayed(old: Side, new: Side) -> list[Pair]:
    """Return the pairs of passages with equal words that are left over once on either side."""
    rest = [{at: side.words(at) for at, other in enumerate(side.partners) if other is None} for side in (old, new)]
    counts = [Counter(words.values()) for words in rest]
    places = {words: at for at, words in rest[1].items()}
    return [(at, places[words]) for at, words in rest[0].items() if counts[0][words] == counts[1].get(words, 0) == 1]
