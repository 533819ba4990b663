"""Whether words stand in the same place of two texts: in passages that stand, or between those that they stood between
before."""

from bisect import bisect_left

from kb.quoting.comparison import Comparison
from kb.quoting.sentences import Span


def stands_in_place(sides: Comparison, origin: int, at: int, size: int) -> bool:
    """Return whether the words at ``origin`` of the old text and ``at`` of the new one stand in the same place."""
    for place, image in ((origin, at), (origin + size - 1, at + size - 1)):
        first, last = _image(sides, place)
        if not first <= image <= last:
            return False
    return True


def _image(sides: Comparison, place: int) -> Span:
    """Return the first and the last place in the new text where a character of the old one may be said to stand; the
    last before the first where its passage was moved."""
    passage = sides.old.passage_at(place)
    behind = bisect_left(sides.standing, (passage + 1, -1))
    if behind and sides.standing[behind - 1][0] == passage:
        image = sides.new.spans[sides.standing[behind - 1][1]][0] + place - sides.old.spans[passage][0]
        return image, image
    if sides.old.partners[passage] is not None:
        return 0, -1
    first = sides.new.spans[sides.standing[behind - 1][1]][1] if behind else 0
    last = sides.new.spans[sides.standing[behind][1]][0] if behind < len(sides.standing) else len(sides.new.flat.text)
    return first, last
