"""Whether words stand in the same place of two texts: between passages that they stood between before."""

from bisect import bisect_left, bisect_right

from kb.quoting.comparison import Comparison, Side
from kb.quoting.sentences import Span


def stands_in_place(sides: Comparison, origin: int, at: int, size: int) -> bool:
    """Return whether the words at ``origin`` of the old text and ``at`` of the new one stand in the same place."""
    for place, image in ((origin, at), (origin + size - 1, at + size - 1)):
        first, last = _image(sides, place)
        if not first <= image <= last:
            return False
    return _has_a_neighbour(sides, (origin, origin + size), (at, at + size))


def _image(sides: Comparison, place: int) -> Span:
    """Return the first and the last place in the new text where a character of the old one may be said to stand."""
    passage = sides.old.passage_at(place)
    behind = bisect_left(sides.standing, (passage + 1, -1))
    if behind and sides.standing[behind - 1][0] == passage and place < sides.old.spans[passage][1]:
        image = sides.new.spans[sides.standing[behind - 1][1]][0] + place - sides.old.spans[passage][0]
        return image, image
    first = sides.new.spans[sides.standing[behind - 1][1]][1] if behind else 0
    last = sides.new.spans[sides.standing[behind][1]][0] if behind < len(sides.standing) else len(sides.new.flat.text)
    return first, last


def _has_a_neighbour(sides: Comparison, old: Span, new: Span) -> bool:
    """Return whether the words have a neighbour that they had before, of the passages that stand in both texts."""
    before, after = _neighbours(sides.old, old), _neighbours(sides.new, new)
    partners = [None if passage is None else sides.old.partners[passage] for passage in before]
    return partners[0] == after[0] or partners[1] == after[1]


def _neighbours(side: Side, span: Span) -> tuple[int | None, int | None]:
    """Return the nearest passages before and behind ``span`` that have a partner."""
    before = bisect_left(side.partnered, side.passage_at(span[0])) - 1
    behind = bisect_right(side.partnered, side.passage_at(span[1] - 1))
    return (
        side.partnered[before] if before >= 0 else None,
        side.partnered[behind] if behind < len(side.partnered) else None,
    )
