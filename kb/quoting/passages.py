"""What a publisher changed between two texts of a source, passage by passage."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kb.quoting.alignment import Pair
from kb.quoting.comparison import Comparison, Side, compare_texts
from kb.quoting.likeness import pair_alike
from kb.quoting.sentences import Span
from kb.quoting.word_difference import Run, difference_of
from kb.vocabulary import PassageChange


@dataclass(frozen=True, slots=True)
class PassageDifference:
    """A change: where the passage stands in the old text and in the new one, and where it is changed, its words.

    A span is empty where nothing stands: at the place where what was added came in, or what was removed is missing.
    ``into`` is the place in the old text where what was moved would stand now, ``out_of`` that in the new text where it
    would stand still.
    """

    change: PassageChange
    old: Span
    new: Span
    runs: tuple[Run, ...] = ()
    into: int | None = None
    out_of: int | None = None


def compare_passages(old: str, new: str) -> list[PassageDifference]:
    """Return what was removed, added, changed and moved, in the order of the new text; white space is no change.

    Passages are sentences; neighbours with the same fate are told as one. A changed passage has at least half of its
    words in common with the old one. Nearly linear in time.
    """
    sides = compare_texts(old, new)
    pairs = _pair(sides)
    found = [*_differences(sides, pairs), *_moves(sides, pairs)]
    found.sort(key=lambda each: (each.new, each.old))
    return [_in_origins(sides, each) for each in found]


def _pair(sides: Comparison) -> list[Pair]:
    """Return the passages that stand in both texts in the same order and, between these, those that are alike."""
    pairs: list[Pair] = []
    before = (-1, -1)
    for standing in [*sides.standing, (len(sides.old.spans), len(sides.new.spans))]:
        olds, news = _left_between(sides, before, standing)
        if olds and news:
            alike = pair_alike([sides.old.words(at) for at in olds], [sides.new.words(at) for at in news])
            pairs.extend((olds[i], news[k]) for i, k in alike)
        pairs.append(standing)
        before = standing
    return pairs[:-1]


def _left_between(sides: Comparison, before: Pair, behind: Pair) -> tuple[list[int], list[int]]:
    """Return the passages between two pairs that stand in one of the texts alone."""
    olds, news = (
        [at for at in range(first + 1, last) if side.partners[at] is None]
        for side, first, last in zip((sides.old, sides.new), before, behind, strict=True)
    )
    return olds, news


def _differences(sides: Comparison, pairs: list[Pair]) -> Iterator[PassageDifference]:
    """Return what was removed, added and changed: what is left between the pairs, and pairs whose words differ."""
    before = (-1, -1)
    for pair in [*pairs, (len(sides.old.spans), len(sides.new.spans))]:
        olds, news = _left_between(sides, before, pair)
        place = tuple(_end(side, at) for side, at in zip((sides.old, sides.new), before, strict=True))
        for first, last in _rows(olds):
            yield PassageDifference(PassageChange.REMOVED, _whole(sides.old, first, last), (place[1], place[1]))
        came_in = _end(sides.old, olds[-1]) if olds else place[0]
        for first, last in _rows(news):
            yield PassageDifference(PassageChange.ADDED, (came_in, came_in), _whole(sides.new, first, last))
        before = pair
    for old, new in pairs:
        one, other = sides.old.words(old), sides.new.words(new)
        if one != other:  # A sentence that recurs is the same and may not have been paired before.
            runs = tuple(difference_of(one, other))
            yield PassageDifference(PassageChange.CHANGED, sides.old.spans[old], sides.new.spans[new], runs)


def _end(side: Side, passage: int) -> int:
    return side.spans[passage][1] if passage >= 0 else 0


def _moves(sides: Comparison, pairs: list[Pair]) -> Iterator[PassageDifference]:
    """Return what was moved; passages that moved together as one."""
    begun = 0
    for at, (old, new) in enumerate(sides.moved, 1):
        if at == len(sides.moved) or sides.moved[at] != (old + 1, new + 1):
            first = sides.moved[begun]
            spans = _whole(sides.old, first[0], old), _whole(sides.new, first[1], new)
            into = _end(sides.old, _pair_before(pairs, first[1], 1)[0])
            out_of = _end(sides.new, _pair_before(pairs, first[0], 0)[1])
            yield PassageDifference(PassageChange.MOVED, *spans, into=into, out_of=out_of)
            begun = at


def _pair_before(pairs: list[Pair], passage: int, of: int) -> Pair:
    """Return the last of ``pairs`` before a passage of the old text, 0, or of the new one, 1."""
    before = bisect_left(pairs, passage, key=lambda pair: pair[of])
    return pairs[before - 1] if before else (-1, -1)


def _rows(places: list[int]) -> Iterator[Pair]:
    """Return the first and the last of places that follow on each other."""
    begun = 0
    for at, place in enumerate(places, 1):
        if at == len(places) or places[at] != place + 1:
            yield places[begun], place
            begun = at


def _whole(side: Side, first: int, last: int) -> Span:
    return side.spans[first][0], side.spans[last][1]


def _in_origins(sides: Comparison, found: PassageDifference) -> PassageDifference:
    old, new = _origin(sides.old, found.old), _origin(sides.new, found.new)
    into, out_of = (
        None if place is None else _origin(side, (place, place))[0]
        for side, place in ((sides.old, found.into), (sides.new, found.out_of))
    )
    return PassageDifference(found.change, old, new, found.runs, into, out_of)


def _origin(side: Side, span: Span) -> Span:
    start, end = span
    if start < end:
        return side.flat.origin(start), side.flat.origin(end - 1) + 1
    place = side.flat.origin(start - 1) + 1 if start else 0
    return place, place
