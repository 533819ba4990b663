"""Quotes held against the text of their source, or against an article that is tried, in the terminal."""

from collections.abc import Iterator, Sequence

from msgspec import UnsetType
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kb.cli.flowing import Flowing
from kb.cli.phrases import flowing
from kb.cli.word_changes import closest_passage
from kb.escaping import visible
from kb.records import QuoteChange, QuoteCheck, TriedArticle, VerifyReport
from kb.running_text import count_of
from kb.vocabulary import QuoteOutcome, QuoteState

_OUTCOMES = ("kept", "verified", "moved", "ambiguous", "missing")
_FINE = (QuoteOutcome.KEPT, QuoteState.VERIFIED)


def verify_view(report: VerifyReport) -> Group:
    """Return how many quotes were checked, with what result, and those that were not verified."""
    results = (f"{getattr(report, state)} {state}" for state in ("verified", "moved", "ambiguous", "missing"))
    parts: list[RenderableType] = [Text(f"{count_of(report.performed, 'quote')} checked: {', '.join(results)}")]
    if report.unchecked:
        parts.append(Text(f"{report.unchecked} not checked: no article was loaded with their sources"))
    return Group(*parts, *_table(report.quotes))


def tried_view(tried: TriedArticle) -> Group:
    """Return what would become of the quotes of a source if an article were loaded."""
    counts = ", ".join(f"{number} {state}" for state in _OUTCOMES if (number := getattr(tried, state)))
    same = "; it is the text that the source has" if tried.is_current else ""
    parts: list[RenderableType] = [
        Flowing(visible(f"{tried.article}, tried as the text of {tried.source}; nothing was stored{same}")),
        Flowing(f"{count_of(tried.performed, 'quote')} tried{f': {counts}' if counts else ''}"),
    ]
    return Group(*parts, *_table([each for each in tried.quotes if each.state not in _FINE]))


def _table(quotes: Sequence[QuoteCheck | QuoteChange]) -> Iterator[RenderableType]:
    if not quotes:
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for quote in quotes:
        table.add_row(quote.state, Group(*_told(quote)))
    yield Text()
    yield table


def _told(quote: QuoteCheck | QuoteChange) -> Iterator[RenderableType]:
    yield Flowing(visible(f"“{quote.exact}”"))
    yield flowing(f"{quote.source}/{quote.claim}", _places(quote))
    if quote.state == QuoteState.MISSING and not isinstance(quote.closest, UnsetType):
        yield closest_passage(quote.closest)


def _places(quote: QuoteCheck | QuoteChange) -> str | None:
    if quote.start is None:
        return None if quote.was_start is None else f"was at {quote.was_start}"
    return f"now at {quote.start}, was at {quote.was_start}" if quote.start != quote.was_start else None


def count_unsought(quotes: Sequence[QuoteCheck | QuoteChange]) -> int:
    """Return of how many missing quotes the closest passage was not looked for."""
    return sum(quote.state == QuoteState.MISSING and isinstance(quote.closest, UnsetType) for quote in quotes)
