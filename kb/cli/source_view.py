"""The sources of a base in the terminal: what each is, what it stands to gain, and its claims by stance."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from kb.cli.flowing import Fitting, Flowing
from kb.cli.phrases import parted
from kb.escaping import visible
from kb.naming import name_some
from kb.phrases import interest
from kb.records import SourceRow

_STANCES = ("supports", "refutes", "neutral")
#: In less room the numbers stand below their source.
_BESIDE = 56


def source_view(rows: Sequence[SourceRow]) -> Fitting:
    """Return a row a source; in a narrow terminal a paragraph."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("source")
    for name in _STANCES:
        table.add_column(name, justify="right", no_wrap=True)
    below: list[RenderableType] = []
    for row in rows:
        source, counts = _source(row), {name: str(getattr(row, name)) for name in _STANCES}
        table.add_row(source, *counts.values())
        told = parted(f"{name} {count}" for name, count in counts.items())
        below.append(Padding(Group(source, Flowing(told)), (0, 0, 1, 0)))
    return Fitting(table, Group(*below), _BESIDE)


def _source(row: SourceRow) -> Group:
    by = name_some(row.authors) or row.publisher or "unnamed author"
    about = [row.kind, interest(row.interest), row.published or "undated"]
    about += [f"sponsor {row.sponsor}"] if row.sponsor else []
    key, title = Flowing(visible(row.key), style="bold"), Flowing(visible(row.title))
    return Group(key, title, Flowing(f"{visible(by)} · {parted(about)}"))
