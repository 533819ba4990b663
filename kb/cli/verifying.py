"""The command that holds quotes against the articles, or against one that is only tried."""

from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.options import Format, FormatOption, open_base, say
from kb.errors import ExitCode
from kb.running_text import count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.records import QuoteChange, QuoteCheck


def verify(
    context: typer.Context,
    source: Annotated[str | None, typer.Argument(help="The key of a source; all where left out.")] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="ARTICLE", help="Try this article instead of the text that was loaded."),
    ] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Check every quote against its article.

    A quote is verified, moved, ambiguous or missing; or unchecked, where no article was loaded. Nothing is changed.
    With --against the quotes of SOURCE, else of the source that ARTICLE is, are tried against that file. Of a missing
    quote the closest passage is shown, and never taken for it. Ends with 1 where a quote is missing or ambiguous.
    """
    from kb.cli.flat import flat_check
    from kb.cli.output import write_one
    from kb.cli.verify_view import tried_view, verify_view

    with open_base(context) as base:
        if against is not None:
            tried = base.verify_against(against, source)
            write_one(tried, format, [flat_check(each) for each in tried.quotes], tried_view)
            for note in tried.notes:
                say(f"note: {note}")
            _finish(tried.quotes, tried.missing + tried.ambiguous)
            return
        report = base.verify(source)
    write_one(report, format, [flat_check(each) for each in report.quotes], verify_view)
    _finish(report.quotes, report.missing + report.ambiguous)


def _finish(quotes: "Sequence[QuoteCheck | QuoteChange]", bad: int) -> None:
    """Say what was left out, and end with 1 where a quote is missing or ambiguous."""
    from kb.cli.quote_table import count_unsought

    if left_out := count_unsought(quotes):
        what = count_of(left_out, "missing quote", "missing quotes")
        say(f"the closest passage to {what} was not looked for: that takes too long; 'kb show' does it for one claim")
    if bad:
        raise typer.Exit(ExitCode.BAD_ANSWER)
