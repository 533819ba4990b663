"""Words that were found, marked in the terminal: by their style where it has one, else by brackets."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult

from kb.cli.flowing import Flowing
from kb.cli.marked_cell import in_brackets, spaced
from kb.records import MarkedText

_FOUND = "bold reverse"


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A text between ``before`` and ``behind``, which are words of our own."""

    text: MarkedText
    before: str = ""
    behind: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        pieces = in_brackets(self.text) if console.color_system is None else _styled(self.text)
        yield Flowing.assemble(self.before, *pieces, self.behind)


def _styled(text: MarkedText) -> Iterator[tuple[str, str]]:
    for piece, is_found in text.pieces:
        yield spaced(piece), _FOUND if is_found else ""
