"""A text with every run of white space as one blank, and the way there and back."""

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

#: Every character that is white space, but for the blank.
_ASCII_WHITE = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f"
WHITE = _ASCII_WHITE + (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
#: Blanks that may part the thousands of a number: no-break, figure, punctuation, thin, hair, narrow no-break.
NUMBER_BLANKS = "\u00a0\u2007\u2008\u2009\u200a\u202f"
#: One pattern for each, which is looked for several times as fast as all in one.
_BETWEEN_DIGITS = {blank: re.compile(rf"{blank}(?<=\d.)(?=\d)") for blank in NUMBER_BLANKS}


@dataclass(frozen=True, slots=True)
class FlatText:
    """A flattened text; where it goes on behind each run that lost blanks, and where such a run ends in its origin.

    ``written`` is the same but for the blanks that may part the thousands of a number: these stand in it as they were.
    Words are looked for in ``text``; whether one is cut is asked of ``written``.
    """

    text: str
    written: str
    points: "array[int]"
    ends: "array[int]"

    def origin(self, at: int) -> int:
        """Return where the character ``at`` stands in the text as it was."""
        run = bisect_right(self.points, at)
        return at + self.ends[run - 1] - self.points[run - 1] if run else at

    def origins(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from ``start`` until before ``end`` stand in the text as it was."""
        run, points = bisect_right(self.points, start), self.points
        first = start + self.ends[run - 1] - points[run - 1] if run else start
        is_unbroken = run == len(points) or end <= points[run]
        return first, first + end - start if is_unbroken else self.origin(end - 1) + 1

    def place(self, origin: int) -> int:
        """Return where the character ``origin`` of the text as it was stands here; a lost blank, what follows it."""
        run = bisect_right(self.ends, origin)
        at = origin - self.ends[run - 1] + self.points[run - 1] if run else origin
        return min(at, self.points[run] if run < len(self.points) else len(self.text))


def flatten(text: str) -> str:
    """Return ``text`` with every run of white space as one blank, none at its ends."""
    return " ".join(text.split())


@lru_cache(maxsize=2)  # One text is asked for many quotes in a row, or two that are compared.
def flat_text(text: str) -> FlatText:
    """Return ``text`` flattened, with the way there and back.

    What is printable holds no white space but blanks: to ask that takes a third of the time of looking for each kind.
    """
    origin, text = text, text.replace("\n", " ")
    if text.isascii():
        for white in _ASCII_WHITE:
            text = text.replace(white, " ")
    elif not text.isprintable():
        for white in WHITE:
            text = text.replace(white, " ")
        return _with_number_blanks(_without_runs(text), origin)
    return _without_runs(text)


def _with_number_blanks(flat: FlatText, origin: str) -> FlatText:
    """Return the flat text with the blanks in the numbers of its origin written as they were."""
    patterns = [pattern for blank, pattern in _BETWEEN_DIGITS.items() if blank in origin]
    parts, done = [], 0
    for place in sorted([found.start() for pattern in patterns for found in pattern.finditer(origin)]):
        at = flat.place(place)
        parts += [flat.text[done:at], origin[place]]
        done = at + 1
    return replace(flat, written="".join([*parts, flat.text[done:]])) if parts else flat


def _without_runs(text: str) -> FlatText:
    """Return the flat text of one that has no white space but blanks.

    Two blanks are looked for from the end, which takes two thirds of the time. What is left of a longer run stands
    alone or behind a piece.
    """
    points, ends = array("q"), array("q")
    bare = text.lstrip(" ")
    kept, place, length = [], len(text) - len(bare), -1
    for piece in bare.rsplit("  "):
        words = piece.rstrip(" ")
        if words:
            kept.append(words)
            length += 1
            if place > length:
                points.append(length)
                ends.append(place)
            length += len(words)
        place += len(piece) + 2
    text = " ".join(kept)
    return FlatText(text, text, points, ends)
