"""What became of quotes when their source got a new text, in the terminal."""

from collections import Counter
from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from kb.cli.flowing import Flowing
from kb.cli.quote_table import count_unsought, not_in_place, quote_table
from kb.records import LoadReport
from kb.running_text import count_of

_MOST = 20
_BECAME = ("kept", "verified", "moved", "ambiguous", "missing")


def quote_changes(report: LoadReport) -> Iterator[RenderableType]:
    """Yield what became of the quotes of sources that got a new text: how many, and those not in their place."""
    changes = [change for file in report.files for change in file.quotes]
    if not changes:
        return
    states = Counter(change.state for change in changes)
    yield Text(f"held against a new text: {', '.join(f'{states[each]} {each}' for each in _BECAME if states[each])}")
    elsewhere = not_in_place(changes)
    if elsewhere:
        yield quote_table(elsewhere[:_MOST])
    if len(elsewhere) > _MOST:
        yield Text(f"and {len(elsewhere) - _MOST} more; --format json lists them all")
    if unsought := count_unsought(changes):
        what = count_of(unsought, "missing quote")
        yield Flowing(
            f"the closest passage to {what} was not looked for: that takes too long; 'kb show' does it for one"
        )
