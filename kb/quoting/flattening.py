"""A text with every run of white space as one blank, and the way back to its own places."""

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_LOST_BLANKS = re.compile(r"\A\s+|\s\s+")


@dataclass(frozen=True, slots=True)
class FlatText:
    """A flattened text; where in it blanks are lost, and how many until there."""

    text: str
    points: "array[int]"
    losses: "array[int]"

    def origin(self, at: int) -> int:
        """Return where the character ``at`` stands in the text as it was."""
        run = bisect_right(self.points, at)
        return at + self.losses[run - 1] if run else at


def flatten(text: str) -> str:
    """Return ``text`` with every run of white space as one blank, none at its ends."""
    return " ".join(text.split())


@lru_cache(maxsize=1)  # One text is asked for many quotes in a row.
def flat_text(text: str) -> FlatText:
    """Return ``text`` flattened, with the way back."""
    points, losses, lost = array("q"), array("q"), 0
    for run in _LOST_BLANKS.finditer(text):
        lost += run.end() - run.start() - (run.start() > 0)
        points.append(run.end() - lost)
        losses.append(lost)
    return FlatText(flatten(text), points, losses)
