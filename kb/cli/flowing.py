"""How text is broken into lines, and what is shown instead where a terminal is too narrow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

#: A blank at which no line ends; shown as any other. Text from a source has none: it has plain blanks alone.
_BOUND = "\N{NO-BREAK SPACE}"
#: A word with the blanks around it; a dot that parts two things, or an ellipsis, stays with what is before it.
_WORD = re.compile(r" *[^ ]+(?: [·…](?= |$))* *")
#: Where a word that is wider than a line may end: behind the signs that part addresses and keys.
_IN_A_LONG_WORD = re.compile(r"(?<=[-/_.,:;?&=%#+@|)\]}>])(?=[^-/_.,:;?&=%#+@|)\]}>\s])")
_HAN_AND_KANA = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65\U00020000-\U0003ffff"
#: Chinese and Japanese know no blanks: a line ends between any two characters, but not before a sign that closes.
#: Made a pattern by the first word that is not ASCII: that takes 3 ms.
_BETWEEN_CHARACTERS = (
    f"(?<![\\s“‘(（［｛「『【〈《])(?![\\s”’)、。，．：；！？）］｝」』】〉》ー々・…])"
    f"(?:(?<=[{_HAN_AND_KANA}])|(?=[{_HAN_AND_KANA}]))"
)


class Flowing(Text):
    """Text from a source: broken between words, and within a word only where it is wider than the line."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        fits = "\n" not in self.plain and cell_len(self.plain) <= options.max_width
        lines = [_unbound(self)] if fits else self._lines(options.max_width)
        yield from Text("\n").join(lines).render(console, end=self.end)

    def _lines(self, width: int) -> Iterator[Text]:
        for paragraph in self.split(allow_blank=True):
            for line in paragraph.divide(line_breaks(paragraph.plain, width)):
                line.rstrip()
                yield _unbound(line)


def _unbound(text: Text) -> Text:
    if _BOUND in text.plain:
        text = text.copy()
        text.plain = text.plain.replace(_BOUND, " ")
    return text


def bound(text: str) -> str:
    """Return ``text`` so that it stays on one line of flowing text, where it is no wider than that."""
    return text.replace(" ", _BOUND)


def line_breaks(text: str, width: int) -> list[int]:
    """Return the places at which ``text`` is broken so that no line is wider than ``width`` cells."""
    breaks, place, column = [], 0, 0
    for piece in _pieces(text, width):
        if column and column + cell_len(piece.rstrip()) > width:
            breaks.append(place)
            column = 0
        column += cell_len(piece)
        place += len(piece)
    return breaks


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield the pieces of ``text`` that stay whole, each with the blanks behind it."""
    for found in _WORD.finditer(text):
        word = found.group()
        for part in [word] if word.isascii() else re.split(_BETWEEN_CHARACTERS, word):
            if cell_len(part.rstrip()) <= width:
                yield part
            else:
                yield from _short_pieces(part, width)


def _short_pieces(word: str, width: int) -> Iterator[str]:
    """Yield the pieces of what is wider than a line: broken at bound blanks, else behind a sign, else anywhere."""
    for part in re.split(f"(?<={_BOUND})", word):
        for piece in [part] if cell_len(part.rstrip()) <= width else _IN_A_LONG_WORD.split(part):
            yield from [piece] if cell_len(piece.rstrip()) <= width else chop_cells(piece, width)


@dataclass(frozen=True, slots=True)
class Fitting:
    """One of two renderings: ``narrow`` where there is less room than ``least`` cells."""

    wide: RenderableType
    narrow: RenderableType
    least: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.wide if options.max_width >= self.least else self.narrow
