"""Commands about the database itself."""

import typer

from kb.cli.options import Format, FormatOption, Page, open_base, say
from kb.errors import ExitCode
from kb.vocabulary import CheckResult

app = typer.Typer(help="The database itself.", no_args_is_help=True, rich_markup_mode=None)


@app.command("path")
def path(context: typer.Context) -> None:
    """Print where the database lies, whether it exists yet or not."""
    from kb.location import resolve_path

    typer.echo(str(resolve_path(context.obj)))


@app.command("upgrade")
def upgrade(context: typer.Context) -> None:
    """Bring an older database to this version of kb, after a backup. Opening it does the same."""
    from kb.knowledge_base import KnowledgeBase

    backup = KnowledgeBase.upgrade(context.obj)
    if backup is None:
        typer.echo("up to date; nothing to do")
    else:
        typer.echo(f"upgraded; the database as it was before is kept in {backup}")


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
