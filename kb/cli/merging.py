"""The command that makes two one."""

from functools import partial
from typing import Annotated

import typer

from kb.cli.options import Format, FormatOption, open_base, say
from kb.vocabulary import Mergeable


def merge(
    context: typer.Context,
    kind: Annotated[Mergeable, typer.Argument(metavar="KIND", help=f"One of {', '.join(Mergeable)}.")],
    old: Annotated[str, typer.Argument(metavar="A", help="What goes over; its name stays as another name of B.")],
    new: Annotated[str, typer.Argument(metavar="B", help="What stays.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen and store nothing.")] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who merges, for the history.")] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Make two that are one: A goes into B.

    Everything said of A is said of B from then on, each changed claim with its history. Loading a record that still
    says A finds B.
    """
    with open_base(context) as base:
        report = base.merge(kind, old, new, dry_run=dry_run, by=by)
    from kb.cli.flat import flat_record
    from kb.cli.merge_view import merge_view
    from kb.cli.output import write_one

    write_one(report, format, [flat_record(report)], partial(merge_view, dry_run=dry_run))
    if report.advice:
        say(f"after the merge, {report.advice}" if dry_run else report.advice)
    if dry_run:
        say("a dry run: nothing was stored")
