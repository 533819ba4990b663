"""Commands about the database itself."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from kb.cli.options import Format, FormatOption, Page, open_base, say
from kb.errors import ExitCode
from kb.escaping import visible
from kb.vocabulary import CheckResult

app = typer.Typer(help="The database itself.", no_args_is_help=True, rich_markup_mode=None)


@app.command("path")
def path(context: typer.Context) -> None:
    """Print where the database lies, whether it exists yet or not."""
    from kb.location import resolve_path

    _print_path(resolve_path(context.obj))


@app.command("upgrade")
def upgrade(context: typer.Context) -> None:
    """Bring an older database to this version of kb, after a backup. Opening it does the same.

    Prints where the backup lies.
    """
    from kb.knowledge_base import KnowledgeBase

    backup = KnowledgeBase.upgrade(context.obj)
    revision = KnowledgeBase.revision(context.obj)
    if backup is None:
        say(f"revision {revision}: up to date; nothing to do")
        return
    _print_path(backup)
    say(f"upgraded from revision {KnowledgeBase.revision(backup)} to {revision}; the backup is what it was before")


@app.command("backup")
def backup(
    context: typer.Context,
    target: Annotated[
        str | None, typer.Argument(metavar="[FILE|FOLDER]", help="Where to; beside the database where left out.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Copy the database to a file, while others may use it.

    In a folder the name is made from the database's and the time. The copy is verified before it gets its name.
    Prints where it lies. To restore it: while nothing uses the database, copy it over the database's file, and delete
    the files beside that whose names end in -wal and -shm.
    """
    with open_base(context) as base:
        written = base.backup(target, force=force)
    _print_path(written)
    say("verified: pages, indexes and references are sound; revision and rows of every table are the database's")


@app.command("check")
def check(context: typer.Context, format: FormatOption = Format.TABLE) -> None:
    """Check that the database is what kb made it.

    The file, its schema, every row, every article and every quote; nothing is changed. Each check says what it
    examined; one that found nothing to examine was skipped. Ends with 1 where a check failed, with 3 where the file
    is damaged.
    """
    from kb.cli.output import progress_bar
    from kb.records import LoadProgress

    with open_base(context) as base, progress_bar("checks") as tell:
        checks = base.check(tell and (lambda name, done, most: tell(LoadProgress(name, done, most, 0.0))))
    from kb.cli.check_view import check_table, summary
    from kb.cli.flat import flat_record
    from kb.cli.output import write_list

    write_list(checks, Page(format), lambda each: [flat_record(each)], check_table)
    say(summary(checks))
    failed = {each.name for each in checks if each.result == CheckResult.FAILED}
    if failed:
        raise typer.Exit(ExitCode.DATABASE if "integrity" in failed else ExitCode.BAD_ANSWER)


@app.command("reindex")
def reindex(context: typer.Context) -> None:
    """Make the full-text index anew, where 'kb db check' says so."""
    with open_base(context) as base:
        base.reindex()
    say("the full-text index was made anew from the claims, articles and sources")


def _print_path(path: Path) -> None:
    """Print a path: to a program byte for byte, to a terminal so that nothing in it acts."""
    typer.echo(visible(str(path)) if sys.stdout.isatty() else os.fsencode(path))
