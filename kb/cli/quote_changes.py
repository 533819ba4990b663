"""What became of quotes when their source got a new text, in the terminal."""

from collections import Counter
from collections.abc import Iterator

from msgspec import UNSET, UnsetType
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kb.cli.flowing import Flowing
from kb.cli.phrases import parted
from kb.cli.word_changes import closest_passage
from kb.escaping import visible
from kb.records import LoadReport, QuoteChange
from kb.running_text import count_of
from kb.vocabulary import QuoteState

_MOST = 20
_BECAME = ("kept", "verified", "moved", "ambiguous", "missing")
_ELSEWHERE = ("missing", "ambiguous", "moved")


def quote_changes(report: LoadReport) -> Iterator[RenderableType]:
    """Yield what became of the quotes of sources that got a new text: how many, and those not in their place."""
    changes = [change for file in report.files for change in file.quotes]
    if not changes:
        return
    states = Counter(change.state for change in changes)
    yield Text(f"held against a new text: {', '.join(f'{states[each]} {each}' for each in _BECAME if states[each])}")
    elsewhere = [change for change in changes if change.state in _ELSEWHERE]
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for change in sorted(elsewhere, key=lambda each: _ELSEWHERE.index(each.state))[:_MOST]:
        table.add_row(change.state, _change(change))
    if elsewhere:
        yield table
    if len(elsewhere) > _MOST:
        yield Text(f"and {len(elsewhere) - _MOST} more; --format json lists them all")
    if unsought := sum(change.state == QuoteState.MISSING and change.closest is UNSET for change in changes):
        what = count_of(unsought, "missing quote")
        yield Flowing(
            f"the closest passage to {what} was not looked for: that takes too long; 'kb show' does it for one"
        )


def _change(change: QuoteChange) -> Group:
    places = []
    if change.start is not None:
        places.append(f"now at {change.start}, was at {change.was_start}")
    elif change.was_start is not None:
        places.append(f"was at {change.was_start}")
    told = Flowing(f"“{visible(change.exact)}”\n" + parted([f"{change.source}/{change.claim}", *places]))
    if change.state != QuoteState.MISSING or isinstance(change.closest, UnsetType):
        return Group(told)
    return Group(told, closest_passage(change.closest))
