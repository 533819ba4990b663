"""The root of the command line: its commands, its options, and the one place where an error becomes a line."""

import errno
import gc
import io
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import kb
from kb.cli import (
    ask,
    coverage,
    databases,
    differing,
    disagreements,
    exporting,
    listings,
    loading,
    merging,
    reporting,
    searching,
    verifying,
)
from kb.cli.interrupts import take_over
from kb.cli.options import say
from kb.errors import ExitCode, KbError


class Boundary(TyperGroup):
    """Turns whatever goes wrong in a command into one line on standard error and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            take_over()
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KbError as error:
            say(f"kb: {error}")
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            say(f"kb: interrupted; {str(error) or 'nothing is half done'}")
            raise typer.Exit(ExitCode.INTERRUPTED) from error
        except BrokenPipeError as error:
            # Whoever reads has read enough: nothing is left to say, not even when the interpreter flushes at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(ExitCode.FINE) from error
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if type(error).__module__.startswith("typer"):
                raise
            if ctx.params.get("debug") or _is_full(error):
                raise
            say(f"kb: a fault in kb itself ({type(error).__name__}: {error}); please report it")
            raise typer.Exit(ExitCode.BAD_ANSWER) from error
        return result


def _is_full(error: Exception) -> bool:
    """Whether an answer found no room where it was written to."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


app = typer.Typer(
    cls=Boundary,
    name="kb",
    help="Who says what about a treatment, in which words, and where sources disagree.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    epilog="kb shows who says what. It does not say who is right, and it is no medical advice.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kb {kb.__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    db: Annotated[
        str | None, typer.Option("--db", metavar="PATH-or-URL", help="The database; else KB_DATABASE, else your own.")
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", hidden=True, help="Show where an unexpected error arose.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Keep the database for the command."""
    context.obj = db
    del debug, version


app.command("load")(loading.load)
app.command("claims")(ask.claims)
app.command("disagreements")(disagreements.disagreements)
app.command("coverage")(coverage.coverage)
app.command("report")(reporting.report)
app.command("search")(searching.search)
app.command("show")(ask.show)
app.command("verify")(verifying.verify)
app.command("diff")(differing.diff)
app.command("sources")(listings.sources)
app.command("treatments")(listings.treatments)
app.command("authors")(listings.authors)
app.command("propositions")(listings.propositions)
app.command("vocabulary")(listings.vocabulary)
app.command("merge")(merging.merge)
app.command("export")(exporting.export)
app.add_typer(databases.app, name="db")


def main() -> None:
    """Run kb, as the ``kb`` command does from ``kb.__main__``."""
    # A command ends soon, and what it makes is freed as it goes: looking for circles of it every 700 objects, as Python
    # does, took a quarter of the time over ten thousand claims. At the end all is freed with the process: to look
    # through it then, several times, took a tenth of the time of a short command.
    gc.set_threshold(100_000, 20, 50)
    try:
        app()
    except OSError as error:  # here, since help is written before any command is run
        if not _is_full(error):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        say(f"kb: the answer is not whole: {error.strerror}; make room where it is written to")
        sys.exit(ExitCode.BAD_ANSWER)
    finally:
        gc.freeze()
