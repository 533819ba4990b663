"""Which quotes rest on what a publisher changed between two texts of a source."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kb.quoting.anchoring import words_of
from kb.quoting.flattening import flat_text
from kb.quoting.passages import PassageDifference
from kb.quoting.sentences import Span


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a quote stands in the old text and in the new one, and its context; ``has_strayed``: it has moved, or is
    missing."""

    before: Span | None
    after: Span | None = None
    has_strayed: bool = False
    prefix: str | None = None
    suffix: str | None = None


def resting_on(differences: Sequence[PassageDifference], spans: Sequence[Span]) -> list[list[PassageDifference]]:
    """Return for each span of the old text the differences that touch it: overlap it, or put something inside it."""
    return [[differences[at] for at in found] for found in _find_touching(differences, spans)]


def find_resting(
    old: str, new: str, differences: Sequence[PassageDifference], quotes: Sequence[Placed]
) -> list[list[int]]:
    """Return for each quote on which differences it rests: those that touch its place in the old text, or in the new
    one where it had none in the old.

    A quote that has strayed though nothing touches its own words was told by its context, or was joined to what is
    beside it: it rests on what touches these, in the old text or else in the new one. Only one that lost nothing but
    the blank between two sentences rests on nothing, for white space is no change.
    """
    back = [replace(each, old=each.new, new=each.old, into=each.out_of, out_of=each.into) for each in differences]
    looks: tuple[tuple[Sequence[PassageDifference], Callable[[Placed], Span | None]], ...] = (
        (differences, lambda quote: quote.before),
        (back, lambda quote: quote.after if quote.before is None else None),
        (differences, lambda quote: _surrounded(old, quote.before, quote) if quote.has_strayed else None),
        (back, lambda quote: _surrounded(new, quote.after, quote) if quote.has_strayed else None),
    )
    resting: list[list[int]] = [[] for _ in quotes]
    for side, place in looks:
        places = {at: place(quote) for at, quote in enumerate(quotes) if not resting[at]}
        spans = {at: span for at, span in places.items() if span is not None}
        resting_here = _find_touching(side, list(spans.values()))
        for at, found in zip(spans, resting_here, strict=True):
            resting[at] = found
    return resting


def _surrounded(text: str, place: Span | None, quote: Placed) -> Span | None:
    """Return a place with its context and one more sign on either side, which at the ends of the text may be none."""
    if place is None:
        return None
    flat = flat_text(text)
    before, after = (len(words_of(part)) + 2 for part in (quote.prefix, quote.suffix))
    first, last = max(0, flat.place(place[0]) - before), flat.place(place[1] - 1) + 1 + after
    start, end = flat.origins(first, min(last, len(flat.text)))
    return start - 1, end + 1


def _find_touching(differences: Sequence[PassageDifference], spans: Sequence[Span]) -> list[list[int]]:
    areas = sorted([(each.old[1], each.old[0], at) for at, each in enumerate(differences)])
    points = sorted([(each.into, each.into, at) for at, each in enumerate(differences) if each.into is not None])
    return [sorted({*_touching(areas, *span), *_touching(points, *span)}) for span in spans]


def _touching(areas: list[tuple[int, int, int]], start: int, end: int) -> Iterator[int]:
    """Return which of areas that do not overlap, each with end, start and number, touch what is between two places."""
    for at in range(bisect_left(areas, (start + 1, -1, -1)), len(areas)):
        if areas[at][1] >= end:
            return
        yield areas[at][2]
