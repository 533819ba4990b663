"""Quotes held against the text of their source, or against an article that is tried, in the terminal."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from kb.cli.flowing import Flowing
from kb.cli.quote_table import Held, quote_table
from kb.escaping import visible
from kb.records import TriedArticle, VerifyReport
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
    return Group(*parts, *_below(report.quotes))


def tried_view(tried: TriedArticle) -> Group:
    """Return what would become of the quotes of a source if an article were loaded."""
    counts = ", ".join(f"{number} {state}" for state in _OUTCOMES if (number := getattr(tried, state)))
    same = "; it is the text that the source has" if tried.is_current else ""
    parts: list[RenderableType] = [
        Flowing(visible(f"{tried.article}, tried as the text of {tried.source}; nothing was stored{same}")),
        Flowing(f"{count_of(tried.performed, 'quote')} tried{f': {counts}' if counts else ''}"),
    ]
    return Group(*parts, *_below([each for each in tried.quotes if each.state not in _FINE]))


def _below(quotes: Sequence[Held]) -> list[RenderableType]:
    return [Text(), quote_table(quotes)] if quotes else []
