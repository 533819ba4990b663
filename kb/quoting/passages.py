"""What a publisher changed between two texts of a source, passage by passage, and which quotes rest on it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
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
    ``into`` is the place in the old text where what was moved would stand now.
    """

    change: PassageChange
    old: Span
    new: Span
    runs: tuple[Run, ...] = ()
    into: int | None = None


def compare_passages(old: str, new: str) -> list[PassageDifference]:
    """Return what was removed, added, changed and moved, in the order of the new text; white space is no change.

    Passages are sentences; neighbours with the same fate are told as one. A changed passage has at least half of its
    words in common with the old one. Nearly linear in time.
    """
    sides = compare_texts(old, new)
    found = [*_differences(sides), *_moves(sides)]
    found.sort(key=lambda each: (each.new, each.old))
    return [_in_origins(sides, each) for each in found]


def resting_on(differences: Sequence[PassageDifference], spans: Sequence[Span]) -> list[list[PassageDifference]]:
    """Return for each span of the old text the differences that touch it: overlap it, or put something inside it."""
    areas = sorted([(each.old[1], each.old[0], at) for at, each in enumerate(differences)])
    points = sorted([(each.into, each.into, at) for at, each in enumerate(differences) if each.into is not None])
    return [[differences[at] for at in sorted({*_touching(areas, *span), *_touching(points, *span)})] for span in spans]


def _touching(areas: list[tuple[int, int, int]], start: int, end: int) -> Iterator[int]:
    """Return which of areas that do not overlap, each with end, start and number, touch what is between two places."""
    for at in range(bisect_left(areas, (start + 1, -1, -1)), len(areas)):
        if areas[at][1] >= end:
            return
        yield areas[at][2]


def _differences(sides: Comparison) -> Iterator[PassageDifference]:
    """Return what happened between the passages that stand in both texts in the same order."""
    before = (-1, -1)
    for standing in [*sides.standing, (len(sides.old.spans), len(sides.new.spans))]:
        olds, news = (
            [at for at in range(first + 1, last) if side.partners[at] is None]
            for side, first, last in zip((sides.old, sides.new), before, standing, strict=True)
        )
        if olds or news:
            yield from _gap(sides, olds, news, before)
        before = standing


def _gap(sides: Comparison, olds: list[int], news: list[int], before: Pair) -> Iterator[PassageDifference]:
    place = tuple(side.spans[at][1] if at >= 0 else 0 for side, at in zip((sides.old, sides.new), before, strict=True))
    alike = pair_alike([sides.old.words(at) for at in olds], [sides.new.words(at) for at in news])
    i = k = 0
    for j, m in [*alike, (len(olds), len(news))]:
        for first, last in _rows(olds[i:j]):
            yield PassageDifference(PassageChange.REMOVED, _whole(sides.old, first, last), (place[1], place[1]))
        place = (sides.old.spans[olds[j - 1]][1] if j > i else place[0], place[1])
        for first, last in _rows(news[k:m]):
            yield PassageDifference(PassageChange.ADDED, (place[0], place[0]), _whole(sides.new, first, last))
        if j == len(olds) and m == len(news):
            return
        yield from _changed(sides, olds[j], news[m])
        place = (sides.old.spans[olds[j]][1], sides.new.spans[news[m]][1])
        i, k = j + 1, m + 1


def _changed(sides: Comparison, old: int, new: int) -> Iterator[PassageDifference]:
    if sides.old.words(old) != sides.new.words(new):  # A sentence that recurs may not have been paired before.
        runs = difference_of(sides.old.words(old), sides.new.words(new))
        yield PassageDifference(PassageChange.CHANGED, sides.old.spans[old], sides.new.spans[new], tuple(runs))


def _moves(sides: Comparison) -> Iterator[PassageDifference]:
    """Return what was moved; passages that moved together as one."""
    begun = 0
    for at, (old, new) in enumerate(sides.moved, 1):
        if at == len(sides.moved) or sides.moved[at] != (old + 1, new + 1):
            first = sides.moved[begun]
            spans = _whole(sides.old, first[0], old), _whole(sides.new, first[1], new)
            yield PassageDifference(PassageChange.MOVED, *spans, into=_place_in_old(sides, first[1]))
            begun = at


def _place_in_old(sides: Comparison, passage: int) -> int:
    """Return the place in the old text behind what stands before a passage of the new one."""
    before = bisect_left(sides.standing, passage, key=lambda pair: pair[1])
    return sides.old.spans[sides.standing[before - 1][0]][1] if before else 0


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
    into = None if found.into is None else _origin(sides.old, (found.into, found.into))[0]
    old, new = _origin(sides.old, found.old), _origin(sides.new, found.new)
    return PassageDifference(found.change, old, new, found.runs, into)


def _origin(side: Side, span: Span) -> Span:
    start, end = span
    if start < end:
        return side.flat.origin(start), side.flat.origin(end - 1) + 1
    place = side.flat.origin(start - 1) + 1 if start else 0
    return place, place
