"""What a load did, and what a verification found, in the terminal."""

import os

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kb.cli.options import say
from kb.escaping import visible
from kb.records import LoadReport, Problem, QuoteCheck, VerifyReport

_MOST = 20
_COUNTS = ("added", "changed", "unchanged", "withdrawn", "rejected")


def load_view(report: LoadReport) -> Group:
    """Return a row a file, and the quotes by state."""
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    folder = _shared_folder([file.file for file in report.files])
    table.add_column(Text(f"file in {visible(folder)}" if folder else "file"), overflow="fold")
    for name in _COUNTS:
        table.add_column(name, justify="right")
    for file in report.files:
        table.add_row(Text(visible(file.file.removeprefix(folder))), *(str(getattr(file, name)) for name in _COUNTS))
    quotes = ", ".join(f"{number} {state}" for state, number in sorted(report.quotes.items()))
    return Group(table, *([Text(f"quotes: {quotes}")] if quotes else []))


def _shared_folder(files: list[str]) -> str:
    """Return the folder that all of several files lie in, with the slash at its end; nothing where there is none."""
    folders = {file.rpartition("/")[0] for file in files}
    if len(files) < 2 or "" in folders or len({folder.startswith("/") for folder in folders}) > 1:
        return ""
    shared = os.path.commonpath(folders)
    return f"{shared}/" if shared not in ("", "/") else ""


def tell_of(report: LoadReport, *, dry_run: bool) -> None:
    """Tell, on standard error, of errors, warnings and new names, file by file, of each kind the first twenty."""
    for file in report.files:
        for problem in file.errors:
            say(_line(file.file, problem, ""))
        if file.errors and file.rejected:
            say(f"{file.file}: nothing of this file was stored")
        warnings = report.warnings.get(file.file, [])
        for problem in warnings[:_MOST]:
            say(_line(file.file, problem, "note: "))
        if len(warnings) > _MOST:
            say(f"{file.file}: note: and {len(warnings) - _MOST} more like these")
    for name in report.created[:_MOST]:
        near = f"; the nearest known one is '{name.nearest}'" if name.nearest else ""
        say(f"new {name.kind}: '{name.name}' is in no vocabulary{near}")
    if len(report.created) > _MOST:
        say(f"and {len(report.created) - _MOST} more new names; --format json lists them all")
    if dry_run:
        say("a dry run: nothing was stored")


def _line(file: str, problem: Problem, kind: str) -> str:
    where = f"{file}:{problem.line}" if problem.line else file
    return ": ".join(filter(None, [where, kind.removesuffix(": "), problem.field, problem.message]))


def verify_view(report: VerifyReport) -> Group:
    """Return how many quotes were checked, with what result, and those that were not verified."""
    results = (f"{getattr(report, state)} {state}" for state in ("verified", "moved", "ambiguous", "missing"))
    parts: list[RenderableType] = [Text(f"{report.performed} quotes checked: {', '.join(results)}")]
    if report.unchecked:
        parts.append(Text(f"{report.unchecked} not checked: no article was loaded with their sources"))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for check in report.quotes:
        table.add_row(check.state, _check(check))
    if report.quotes:
        parts += [Text(), table]
    return Group(*parts)


def _check(check: QuoteCheck) -> Text:
    text = Text(visible(f"“{check.exact}”"))
    text.append("  ").append(visible(f"{check.source}/{check.claim}"), style="dim")
    if check.start is not None and check.start != check.was_start:
        text.append(f"  now at {check.start}, was at {check.was_start}", style="dim")
    return text
