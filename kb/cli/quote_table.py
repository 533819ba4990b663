"""Quotes that are not in their place, in the terminal: what became of each, where, and what is closest to it."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import UnsetType
from rich.console import Group, RenderableType
from rich.table import Table

from kb.cli.flowing import Flowing
from kb.cli.phrases import flowing
from kb.cli.word_changes import closest_passage
from kb.escaping import visible
from kb.records import QuoteChange, QuoteCheck
from kb.vocabulary import QuoteOutcome, QuoteState

Held = QuoteCheck | QuoteChange
"""A quote that was held against a text."""
AnyHeld = TypeVar("AnyHeld", QuoteCheck, QuoteChange)
_WORST: tuple[str, ...] = (QuoteOutcome.MISSING, QuoteOutcome.AMBIGUOUS, QuoteOutcome.MOVED)


def quote_table(quotes: Sequence[Held]) -> Table:
    """Return a row a quote: its state, its words, its place."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for quote in quotes:
        table.add_row(quote.state, Group(*_told(quote)))
    return table


def _told(quote: Held) -> Iterator[RenderableType]:
    yield Flowing(visible(f"“{quote.exact}”"))
    yield flowing(f"{quote.source}/{quote.claim}", _places(quote))
    if quote.state == QuoteState.MISSING and not isinstance(quote.closest, UnsetType):
        yield closest_passage(quote.closest)


def _places(quote: Held) -> str | None:
    if quote.start is None:
        return None if quote.was_start is None else f"was at {quote.was_start}"
    return f"now at {quote.start}, was at {quote.was_start}" if quote.start != quote.was_start else None


def worst_first(quotes: Sequence[AnyHeld], most: int | None) -> list[AnyHeld]:
    """Return as many as ``most`` of the quotes, those missing first, then ambiguous and moved ones; all as they come
    where nothing is left out."""
    return list(quotes) if most is None else sorted(quotes, key=_badness)[:most]


def not_in_place(quotes: Sequence[AnyHeld]) -> list[AnyHeld]:
    """Return the quotes that are missing, ambiguous or moved, in this order."""
    return sorted([each for each in quotes if each.state in _WORST], key=_badness)


def _badness(quote: Held) -> int:
    return _WORST.index(quote.state) if quote.state in _WORST else len(_WORST)


def count_unsought(quotes: Sequence[Held]) -> int:
    """Return of how many missing quotes the closest passage was not looked for."""
    return sum(quote.state == QuoteState.MISSING and isinstance(quote.closest, UnsetType) for quote in quotes)
