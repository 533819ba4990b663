"""What a load did, in the terminal."""

import os

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.cli.flowing import Fitting, Flowing
from kb.cli.options import say
from kb.cli.phrases import parted
from kb.cli.quote_changes import quote_changes
from kb.escaping import visible_name
from kb.records import FileReport, LoadReport, Problem
from kb.running_text import count_of

_MOST = 20
_MOST_NOTES = 200
#: In less room the counts stand below their file.
_BESIDE = 64
_BECAME = {"added": "new", "changed": "changed", "unchanged": "unchanged"}
_COUNTS = ("added", "changed", "unchanged", "withdrawn", "rejected")


def load_view(report: LoadReport) -> Group:
    """Return a row a file, in a narrow terminal a paragraph, and the quotes by state."""
    folder = _shared_folder([file.file for file in report.files])
    heading = Flowing(f"file in {visible_name(folder)}" if folder else "file")
    rows = [(Flowing(visible_name(file.file.removeprefix(folder))), file) for file in report.files]
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column(heading)
    for count in _COUNTS:
        table.add_column(count, justify="right", no_wrap=True)
    for name, file in rows:
        table.add_row(name, *(str(getattr(file, count)) for count in _COUNTS))
    below = [Group(name, Padding(_counts(file), (0, 0, 0, 2))) for name, file in rows]
    quotes = ", ".join(f"{number} {state}" for state, number in sorted(report.quotes.items()))
    states = [Text(f"quotes: {quotes}")] if quotes else []
    shown = Fitting(table, Group(heading, *below), _BESIDE)
    return Group(shown, *_sources(report), *states, *quote_changes(report))


def _sources(report: LoadReport) -> list[RenderableType]:
    """Return how many sources were loaded, where some came without the claims that the columns count."""
    counts = [file.sources for file in report.files]
    if not any(each.without_claims for each in counts):
        return []
    became = {_BECAME[name]: sum(getattr(each, name) for each in counts) for name in _BECAME}
    told = ", ".join(f"{number} {word}" for word, number in became.items() if number)
    return [Text(f"{count_of(sum(became.values()), 'source')}: {told}")]


def _counts(file: FileReport) -> Flowing:
    return Flowing(parted(f"{getattr(file, name)} {name}" for name in _COUNTS))


def _shared_folder(files: list[str]) -> str:
    """Return the folder that all of several files lie in, with the slash at its end; nothing where there is none, or
    one of them is a page of the web."""
    folders = {file.rpartition("/")[0] for file in files}
    if (
        len(files) < 2
        or "" in folders
        or any("://" in folder for folder in folders)
        or len({folder.startswith("/") for folder in folders}) > 1
    ):
        return ""
    shared = os.path.commonpath(folders)
    return f"{shared}/" if shared not in ("", "/") else ""


class _Notes:
    """Tells of each file the first notes, and of a folder of thousands not those of every file."""

    def __init__(self) -> None:
        self.told = self.left = self.files = 0

    def tell(self, name: str, notes: list[Problem]) -> None:
        if self.told >= _MOST_NOTES:
            self.left += len(notes)
            self.files += bool(notes)
            return
        for problem in notes[:_MOST]:
            say(_line(name, problem, "note: "))
        if len(notes) > _MOST:
            say(f"{visible_name(name)}: note: and {len(notes) - _MOST} more like these")
        self.told += len(notes)

    def tell_rest(self) -> None:
        if self.left:
            say(f"note: and {self.left} more notes on {self.files} more files; load fewer at once to read them")


def tell_of(report: LoadReport, *, dry_run: bool) -> None:
    """Tell, on standard error, of errors, warnings and new names, file by file, of each kind the first twenty."""
    notes = _Notes()
    for file in report.files:
        for problem in file.errors:
            say(_line(file.file, problem, ""))
        if file.errors and file.rejected:
            say(f"{visible_name(file.file)}: nothing of this file was stored")
        notes.tell(file.file, report.warnings.get(file.file, []))
    for other in sorted(report.warnings.keys() - {file.file for file in report.files}):
        notes.tell(other, report.warnings[other])
    notes.tell_rest()
    for name in report.created[:_MOST]:
        near = f"; the nearest known one is '{name.nearest}'" if name.nearest else ""
        say(f"new {name.kind}: '{name.name}' is in no vocabulary{near}")
    if len(report.created) > _MOST:
        say(f"and {len(report.created) - _MOST} more new names; --format json lists them all")
    if dry_run:
        say("a dry run: nothing was stored")


def _line(file: str, problem: Problem, kind: str) -> str:
    where = f"{visible_name(file)}:{problem.line}" if problem.line else visible_name(file)
    return ": ".join(filter(None, [where, kind.removesuffix(": "), problem.field, problem.message]))
