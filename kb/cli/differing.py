"""The command that shows what a publisher changed."""

from typing import Annotated

import typer

from kb.cli.options import Format, FormatOption, Page, open_base, say
from kb.errors import UsageError
from kb.running_text import count_of

_WHICH = "its number, a date (the text that held then), or six signs or more of its SHA-256"


def diff(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The key of a source.")],
    older: Annotated[str | None, typer.Option("--from", metavar="TEXT", help=f"The older text: {_WHICH}.")] = None,
    newer: Annotated[str | None, typer.Option("--to", metavar="TEXT", help="The newer one; else the last.")] = None,
    list_texts: Annotated[bool, typer.Option("--list", help="List the texts of the source instead.")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """What the publisher changed in an article, and the quotes that rest on it.

    The last two texts of the source are compared, or those that --from and --to name: which passages were removed,
    added, changed or moved, and what became of the quotes in them.
    """
    from kb.cli.diff_view import diff_view, snapshot_table
    from kb.cli.flat import flat_passage, flat_record
    from kb.cli.output import write_list, write_one

    if list_texts and (older or newer):
        raise UsageError("--list lists all texts: leave out --from and --to")
    with open_base(context) as base:
        if list_texts:
            snapshots = base.snapshots(source)
            write_list(snapshots, Page(format), lambda row: [flat_record(row)], snapshot_table)
            say(count_of(len(snapshots), "text"))
            return
        found = base.diff(source, older, newer)
    write_one(found, format, [row for passage in found.passages for row in flat_passage(passage)], diff_view)
    if not found.performed:
        has = "one text" if found.snapshots else "no text"
        say(f"nothing was compared: '{source}' has {has}; load its article again when it has changed")
