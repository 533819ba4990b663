"""A quote and a passage that is like it, word by word: what is the same, what is not, and what that touches."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.quoting.alignment import align
from kb.quoting.cues import HEDGE, LONGEST_CUE, NEGATION
from kb.quoting.figures import figures_in
from kb.quoting.flattening import flatten
from kb.quoting.word_boundaries import UNSPACED
from kb.vocabulary import SenseChange, WordChange

_TOKEN = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")
#: Signs that nobody sees change no number and deny nothing.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_WORD = re.compile(r"[^\W_]+(?:['\u2019\u2010\u2011-][^\W_]+)*")
_DENYING_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "non-", "non\u2010", "non\u2011")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row with the same fate, and what their change touches: what was removed and added shares it."""

    change: WordChange
    text: str
    touches: tuple[SenseChange, ...] = ()


def difference_of(quote: str, passage: str) -> list[Run]:
    """Return the words of ``quote`` and ``passage``, white space aside, as runs; what is removed before what is added.

    The runs that are same or removed are the quote, those same or added the passage. Nearly linear in time.
    """
    old, new = _Words(quote), _Words(passage)
    runs: list[Run] = []
    i = k = 0
    for blocks in [*_blocks(align(old.tokens, new.tokens)), (len(old.tokens), len(new.tokens), 0)]:
        runs.extend(_changed(old, new, (i, blocks[0]), (k, blocks[1])))
        i, k = blocks[0] + blocks[2], blocks[1] + blocks[2]
        if blocks[2]:
            runs.append(Run(WordChange.SAME, old.text(blocks[0], i)))
    return runs


class _Words:
    """A text as words, each sign of a script without blanks as one."""

    def __init__(self, text: str) -> None:
        self.flat = flatten(text)
        self.spans = [found.span() for found in _TOKEN.finditer(self.flat)]
        self.tokens = [self.flat[start:end] for start, end in self.spans]

    def text(self, first: int, last: int) -> str:
        """Return the words from ``first`` until before ``last``, as many of them as there are."""
        first, last = max(first, 0), min(last, len(self.spans))
        return self.flat[self.spans[first][0] : self.spans[last - 1][1]] if first < last else ""


def _blocks(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Return pairs that follow on each other as start, start and length."""
    for _, group in groupby(enumerate(pairs), lambda each: (each[1][0] - each[0], each[1][1] - each[0])):
        block = [pair for _, pair in group]
        yield (*block[0], len(block))


def _changed(old: _Words, new: _Words, gone: tuple[int, int], come: tuple[int, int]) -> Iterator[Run]:
    removed, added = old.text(*gone), new.text(*come)
    around = [words.text(first - 1, last + 1) for words, (first, last) in ((old, gone), (new, come))]
    read = [each.translate(_INVISIBLE) for each in (removed, added, *around)]
    touches = tuple(_touched(*read)) if removed or added else ()
    if removed:
        yield Run(WordChange.REMOVED, removed, touches)
    if added:
        yield Run(WordChange.ADDED, added, touches)


def _touched(removed: str, added: str, around_removed: str, around_added: str) -> Iterator[SenseChange]:
    """Return what a change touches. Cues of two words are looked for with a word of the surroundings on either side."""
    if figures_in(removed) != figures_in(added):
        yield SenseChange.NUMBER
    before, after = _plain_words(around_removed), _plain_words(around_added)
    if _count(NEGATION, before) != _count(NEGATION, after) or _turns(_plain_words(removed), _plain_words(added)):
        yield SenseChange.NEGATION
    if _count(HEDGE, before) != _count(HEDGE, after):
        yield SenseChange.HEDGE


def _plain_words(text: str) -> list[str]:
    return [word.casefold().replace("\u2019", "'") for word in _WORD.findall(text)]


def _count(cue: re.Pattern[str], words: list[str]) -> int:
    count = at = 0
    while at < len(words):
        sizes = range(min(LONGEST_CUE, len(words) - at), 0, -1)
        found = next((size for size in sizes if cue.fullmatch(" ".join(words[at : at + size]))), 0)
        count, at = count + bool(found), at + (found or 1)
    return count


def _turns(removed: list[str], added: list[str]) -> bool:
    """Return whether a word stands on one side that on the other is denied by what is put before it."""
    one, other = set(removed), set(added)
    return any(
        f"{prefix}{word}" in theirs
        for mine, theirs in ((one, other), (other, one))
        for word in mine
        for prefix in _DENYING_PREFIXES
    )
