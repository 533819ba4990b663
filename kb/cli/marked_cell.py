"""Words that were found, marked in plain text and in Markdown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.escaping import markdown_cell, visible
from kb.records import MarkedText


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """Marked texts as one cell of a table."""

    texts: Iterable[MarkedText]

    def __str__(self) -> str:
        return " ||| ".join("".join(in_brackets(text)).strip() for text in self.texts)

    def markdown(self) -> str:
        """Return the texts with what was found in bold, and all else that Markdown acts on escaped."""
        return " … ".join("".join(_in_bold(text)).strip() for text in self.texts)


def in_brackets(text: MarkedText) -> Iterator[str]:
    """Yield the pieces of a text, harmless, those that were found in brackets."""
    for piece, is_found in text.pieces:
        yield f"[{spaced(piece)}]" if is_found else spaced(piece)


def _in_bold(text: MarkedText) -> Iterator[str]:
    for piece, is_found in text.pieces:
        before, after = (" " if blank.isspace() else "" for blank in (piece[:1], piece[-1:]))
        escaped = f"{before}{markdown_cell(piece)}{after}" if piece.strip() else before
        yield f"**{escaped}**" if is_found else escaped


def spaced(text: str) -> str:
    """Return ``text`` on one line, with the blank it begins or ends with."""
    before, after = (" " if blank.isspace() else "" for blank in (text[:1], text[-1:]))
    return f"{before}{visible(text)}{after}" if text.strip() else before
