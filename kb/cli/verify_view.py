"""Quotes held against the text of their source, or against an article that is tried, in the terminal."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from kb.cli.flowing import Flowing
from kb.cli.quote_table import Held, not_in_place, quote_table
from kb.escaping import visible
from kb.records import TriedArticle, VerifyReport
from kb.running_text import count_of
from kb.vocabulary import QuoteState

_OUTCOMES = ("kept", "verified", "moved", "ambiguous", "missing")


def verify_view(report: VerifyReport, most: int | None = None) -> Group:
    """Return how many quotes were checked, with what result, and ``most`` of those that were not found in their place;
    those that have no article to be held against are only counted."""
    results = (f"{getattr(report, state)} {state}" for state in ("verified", "moved", "ambiguous", "missing"))
    parts: list[RenderableType] = [Text(f"{count_of(report.performed, 'quote')} checked: {', '.join(results)}")]
    if report.unchecked:
        sources = len({each.source for each in report.quotes if each.state == QuoteState.UNCHECKED})
        what = f"{count_of(report.unchecked, 'quote')} of {count_of(sources, 'source')} not checked"
        parts.append(Flowing(f"{what}: no article was loaded with {'it' if sources == 1 else 'them'}"))
    return Group(*parts, *_below(not_in_place(report.quotes), most))


def tried_view(tried: TriedArticle, most: int | None = None) -> Group:
    """Return what would become of the quotes of a source if an article were loaded, and ``most`` of those that would
    not be found in their place."""
    counts = ", ".join(f"{number} {state}" for state in _OUTCOMES if (number := getattr(tried, state)))
    same = "; it is the text that the source has" if tried.is_current else ""
    parts: list[RenderableType] = [
        Flowing(visible(f"{tried.article}, tried as the text of {tried.source}; nothing was stored{same}")),
        Flowing(f"{count_of(tried.performed, 'quote')} tried{f': {counts}' if counts else ''}"),
    ]
    return Group(*parts, *_below(not_in_place(tried.quotes), most))


def _below(quotes: Sequence[Held], most: int | None) -> list[RenderableType]:
    """Return the first of the quotes that are not in their place, and how many more there are."""
    shown = quotes[:most]
    more = len(quotes) - len(shown)
    parts: list[RenderableType] = [Text(), quote_table(shown)] if shown else []
    return [*parts, Text(f"and {more} more, that --limit leaves out")] if more else parts
