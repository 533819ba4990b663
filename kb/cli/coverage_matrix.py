"""Sources by aspects in the terminal: in words beside each other where they are few, in signs below each other else."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from kb.cli.coverage_rows import said
from kb.cli.flowing import Flowing
from kb.cli.phrases import parted, stance_style
from kb.escaping import visible
from kb.phrases import interest
from kb.records import Coverage, CoverageCell, CoverageSource, CoverageTotal
from kb.vocabulary import CoverageState

_SIGNS: dict[str, str] = {
    CoverageState.SUPPORTS: "+",
    CoverageState.REFUTES: "-",
    CoverageState.BOTH: "±",
    CoverageState.NEUTRAL: "?",
    CoverageState.MEASURES: "#",
    CoverageState.SILENT: "·",
}
_LEGEND = (
    "+ supports, - refutes, ± does both, ? says that it is not known (behind another sign: that too), "
    "# measures only, · says nothing; the numbers count claims"
)
_CODES = ". Columns: the first letters of the aspects, in full below"
#: The letters of an aspect that stand for it over a column of signs: the first three tell the thirteen apart.
_CODE = 3
_BROADEST_ASPECT = 16
_WORDS, _WIDEST_WORDS = 20, 40
_NARROWEST_LABEL, _LABEL_WITH_TITLE = 20, 40
_TOTALS = {
    "addressed": "speak",
    "silent": "silent",
    "supports": "supports",
    "refutes": "refutes",
    "both": "both",
    "neutral": "not known",
    "measures": "measures",
}
_NARROWEST_TOTALS = 79
#: After so many sources the heading of a column of signs is out of sight.
_BAND = 12


def subject(treatment: str, condition: str | None, shown: str) -> Text:
    """Return a heading: what was asked about, and what is shown of it."""
    of = f" · {visible(condition)}, or no condition stated" if condition else ""
    return Flowing.assemble((visible(treatment), "bold"), f"{of} · {shown}")


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix, laid out for the width that there is."""

    found: Coverage

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width, sources = options.max_width, self.found.sources
        beside = max(1, (width - _BROADEST_ASPECT - len("silent")) // _WORDS)
        heads = _heads(self.found, width)
        label = width - sum(map(len, heads)) - len(heads)
        if sources and (len(sources) <= beside or label < _NARROWEST_LABEL):
            yield from _side_by_side(self.found, beside, width)
        else:
            yield from _below_each_other(self.found, heads, label)


def _side_by_side(found: Coverage, beside: int, width: int) -> Iterator[RenderableType]:
    """Yield tables of as many sources as go beside each other, the aspects as rows."""
    room = (width - _BROADEST_ASPECT - len("silent")) // min(beside, len(found.sources)) - 2
    for start in range(0, len(found.sources), beside):
        sources = found.sources[start : start + beside]
        if beside == 1:
            yield _label(sources[0])
        yield _words(found, sources, max(1, min(room, _WIDEST_WORDS)), has_labels=beside > 1)
        yield Text()
    yield Text(f"silent: how many of {found.sources_in_all} say nothing; the other numbers count claims")


def _words(found: Coverage, sources: list[CoverageSource], width: int, *, has_labels: bool) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("", overflow="fold")
    for source in sources:
        table.add_column(_label(source) if has_labels else "", overflow="fold", width=width)
    table.add_column("silent", justify="right")
    for total in found.totals:
        cells = (_word_cell(source.cells[total.aspect]) for source in sources)
        table.add_row(Text(total.aspect), *cells, Text(str(total.silent)))
    return table


def _word_cell(cell: CoverageCell) -> Text:
    parts = [Text(words, style=stance_style(stance)) for stance, words in said(cell).items()]
    return Text(", ").join(parts) if parts else Text("· silent")


def _label(source: CoverageSource, *, has_title: bool = True) -> Text:
    """Return a source by its key, its title, and what it is."""
    about = parted([source.kind, interest(source.interest), source.published or "undated"])
    title = f"\n{visible(source.title)}" if has_title else ""
    return Flowing.assemble((visible(source.key), "bold"), (f"{title}\n{about}", "not bold"))


def _below_each_other(found: Coverage, heads: list[str], width: int) -> Iterator[RenderableType]:
    """Yield the sources as rows of signs, then what the letters over the columns stand for, with totals."""
    labels = [_label(source, has_title=width >= _LABEL_WITH_TITLE) for source in found.sources]
    width = min(width, max((cell_len(line) + 1 for label in labels for line in label.plain.split("\n")), default=width))
    rows = list(zip(labels, found.sources, strict=True))
    if rows:
        codes = "" if heads[0].strip() in found.aspects else _CODES
        yield Text(f"{_LEGEND}{codes}\n")
    for start in range(0, len(rows), _BAND):
        yield _signs(rows[start : start + _BAND], found.aspects, heads, width)
        yield Text()
    yield Text(f"how many of {found.sources_in_all} sources speak or are silent, and what those say who speak", "bold")
    yield Totals(found.totals)


def _heads(found: Coverage, width: int) -> list[str]:
    """Return what stands over the columns of signs, as broad as these: the aspects, where they fit, or their codes."""
    signs = max([_CODE, *(len(_sign(cell)) for source in found.sources for cell in source.cells.values())])
    whole = [aspect.ljust(signs) for aspect in found.aspects]
    if width - sum(map(len, whole)) - len(whole) >= _LABEL_WITH_TITLE:
        return whole
    return [aspect[:_CODE].ljust(signs) for aspect in found.aspects]


def _signs(rows: list[tuple[Text, CoverageSource]], aspects: list[str], heads: list[str], width: int) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("", overflow="fold", width=width - 1)
    for head in heads:
        table.add_column(head.rstrip(), width=len(head), no_wrap=True)
    for label, source in rows:
        cells = (source.cells[aspect] for aspect in aspects)
        table.add_row(label, *(_sign_cell(cell) for cell in cells))
    return table


def _sign_cell(cell: CoverageCell) -> Text:
    return Text(_sign(cell), style="bold" if cell.state == CoverageState.BOTH else stance_style(cell.state))


def _sign(cell: CoverageCell) -> str:
    """Return "+2", "-1", "±3", "?1", "#1" or "·"; "+2?" where beside it something is said not to be known."""
    taken = cell.supports + cell.refutes
    number = taken or cell.neutral or cell.measures
    also = "?" if taken and cell.neutral else ""
    return f"{_SIGNS[cell.state]}{number or ''}{also}"


@dataclass(frozen=True, slots=True)
class Totals:
    """How many sources speak on each aspect: as a table, or in a narrow terminal in words."""

    totals: list[CoverageTotal]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= _NARROWEST_TOTALS:
            yield self._table()
            return
        for total in self.totals:
            said = ", ".join(f"{head} {getattr(total, name)}" for name, head in _TOTALS.items() if getattr(total, name))
            yield Text(f"{total.aspect}: {said}")

    def _table(self) -> Table:
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
        table.add_column("", overflow="fold")
        for head in _TOTALS.values():
            table.add_column(head, justify="right")
        for total in self.totals:
            numbers = (Text(str(getattr(total, name))) for name in _TOTALS)
            table.add_row(f"{total.aspect[:_CODE]} {total.aspect}", *numbers)
        return table
