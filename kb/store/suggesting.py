"""The passages that are most like words which do not stand in a text, looked for as long as that takes no age."""

from typing import TYPE_CHECKING

import msgspec

from kb.records import ClosestPassage, WordRun
from kb.store.old_places import Stood

# What looks for passages is imported when a quote is missing: most answers have none.
if TYPE_CHECKING:
    from kb.quoting.word_difference import Run

#: What one answer, and one loaded file, may spend: characters looked through, some six million a second. Counted and
#: not timed, so that the same question has the same answer.
ANSWER_EFFORT = 40_000_000
LOAD_EFFORT = 4_000_000
#: A quote is held against a few passages of its own length, which weighs from some thousand characters on.
_EFFORT_OF_LENGTH = 1000


class Suggestions:
    """Finds closest passages until ``effort`` is spent; ``unsought`` counts those that were not looked for."""

    def __init__(self, effort: int) -> None:
        self._left = effort
        self._compared: tuple[str, str] | None = None
        self.unsought = 0

    def suggest(self, text: str, exact: str, stood: Stood | None = None) -> ClosestPassage | msgspec.UnsetType | None:
        """Return the passage of ``text`` most like ``exact``; None where none is like it, UNSET where it was not looked
        for. Where the words ``stood`` in an older text, what came in their place is taken first, if it is like them."""
        effort = len(text) + len(exact) ** 2 // _EFFORT_OF_LENGTH
        if stood is not None and self._compared != (stood.text, text):
            effort += len(stood.text)
        if effort > self._left:
            self.unsought += 1
            return msgspec.UNSET
        self._left -= effort
        from kb.quoting.closest import find_closest
        from kb.quoting.word_difference import difference_of

        found = find_closest(text, exact, self._instead(text, stood))
        if found is None:
            return None
        passage = text[found.start : found.end]
        return ClosestPassage(found.start, found.end, found.score, passage, word_runs(difference_of(exact, passage)))

    def _instead(self, text: str, stood: Stood | None) -> tuple[int, int] | None:
        if stood is None:
            return None
        from kb.quoting.replacement import find_replacement

        self._compared = (stood.text, text)
        return find_replacement(stood.text, text, (stood.start, stood.end))


def word_runs(runs: "list[Run] | tuple[Run, ...]") -> list[WordRun]:
    """Return a difference of words as records."""
    return [WordRun(str(run.change), run.text, [str(touched) for touched in run.touches]) for run in runs]
