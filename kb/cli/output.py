"""Answers to standard output, talk to standard error. Rich is imported only where a table or colour is wanted."""

import csv
import io
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from kb.cli.options import Format, Page
from kb.escaping import csv_cell, json_ascii, json_safe, markdown_cell, visible
from kb.quantities import say_number

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kb.records import LoadProgress

T = TypeVar("T")
Flat = dict[str, Any]
Flatten = Callable[[T], list[Flat]]
_JOINED = " ||| "
_FILLING = re.compile(" +$", re.MULTILINE)


def write_list(
    found: Sequence[T],
    page: Page,
    flatten: Flatten[T],
    table: "Callable[[Sequence[T]], RenderableType]",
    brief: Sequence[str] | None = None,
) -> None:
    """Write a list of records, the part of it that limit and offset leave. As JSON it is an array, also when empty.

    ``brief`` names the columns that a Markdown table keeps, for people to read; CSV has all of them.
    """
    shown = found[page.offset :] if page.limit is None else found[page.offset : page.offset + page.limit]
    if page.format is Format.JSON:
        _write_array(shown)
    elif page.format is Format.JSONL:
        _write_lines(shown)
    elif page.format is Format.TABLE:
        if shown:
            print_rich(table(shown))
    else:
        rows = [row for record in shown for row in flatten(record)]
        if brief and page.format is Format.MARKDOWN:
            rows = [{name: row[name] for name in brief if name in row} for row in rows]
        _write_flat(rows, page.format)


def write_one(record: T, format: Format, rows: list[Flat], view: "Callable[[T], RenderableType]") -> None:
    """Write one record; ``rows`` are what stands for it in CSV and Markdown."""
    if format is Format.JSON:
        _write_json(_contract(record))
    elif format is Format.JSONL:
        _write_lines([_contract(record)])
    elif format is Format.TABLE:
        print_rich(view(record))
    else:
        _write_flat(rows, format)


def _contract(record: Any) -> Any:
    """Return what of ``record`` is in the contract: of a load what it did, not what it told the reader beside."""
    from kb.records import LoadReport

    return {"files": record.files, "created": record.created} if isinstance(record, LoadReport) else record


def _write_array(records: Sequence[object]) -> None:
    """Write a JSON array, record by record: a long answer is never whole in memory as text."""
    for number, record in enumerate(records):
        alone = msgspec.json.format(msgspec.json.encode([record]), indent=2).decode()
        _write_text(("," if number else "[") + alone[1:-2], end="")
    _write_text("\n]" if records else "[]")


def _write_json(data: object) -> None:
    _write_text(msgspec.json.format(msgspec.json.encode(data), indent=2).decode())


def _write_lines(records: Sequence[object]) -> None:
    for record in records:
        _write_text(msgspec.json.encode(record).decode())


def _write_text(text: str, end: str = "\n") -> None:
    """Write a JSON text; where the stream cannot carry a character, as its escape."""
    safe = json_safe(text)
    if (sys.stdout.encoding or "utf-8").lower().replace("-", "") != "utf8":
        safe = json_ascii(safe)
    sys.stdout.write(safe + end)


def _write_flat(rows: list[Flat], format: Format) -> None:
    if not rows:
        return
    if format is Format.CSV:
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([_csv_cell(value) for value in row.values()] for row in rows)
        sys.stdout.write(buffer.getvalue())
        return
    sys.stdout.write(f"| {' | '.join(rows[0])} |\n|{' --- |' * len(rows[0])}\n")
    for row in rows:
        sys.stdout.write(f"| {' | '.join(map(_markdown_cell, row.values()))} |\n")


def _markdown_cell(value: object) -> str:
    """Return a value for a Markdown table: what knows how it is marked there says so itself."""
    from kb.cli.marked_cell import MarkedCell

    return value.markdown() if isinstance(value, MarkedCell) else markdown_cell(_cell(value))


def _csv_cell(value: object) -> str:
    """Return a value for a spreadsheet: numbers as they are, also negative ones, text so that it is no formula."""
    return _cell(value) if isinstance(value, int | float) else csv_cell(_cell(value))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return say_number(value)
    if isinstance(value, list | tuple):
        return _JOINED.join(map(str, value))
    if isinstance(value, dict):
        return _JOINED.join(f"{key}: {each}" for key, each in value.items())
    return str(value)


def print_rich(renderable: "RenderableType") -> None:
    """Print a table or text, without the blanks that fill its lines up to the width of the terminal."""
    from kb.cli.colours import answer_console

    console = answer_console()
    with console.capture() as captured:
        console.print(renderable)
    sys.stdout.write(_FILLING.sub("", captured.get()))


@contextmanager
def progress_bar(things: str) -> "Iterator[Callable[[LoadProgress], None] | None]":
    """Give out what draws a progress bar on a terminal; None elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(),
        TextColumn("{task.fields[number]}"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, number="")
        yield lambda at: bar.update(
            task,
            description=visible(at.file),
            completed=at.done + at.share,
            total=at.total,
            number=f"{at.done}/{at.total} {things}",
        )
