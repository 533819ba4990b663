"""The command that holds quotes against the articles, or against one that is only tried."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.options import Format, FormatOption, LimitOption, open_base, say
from kb.errors import ExitCode
from kb.running_text import count_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeVar

    from kb.records import QuoteChange, QuoteCheck, TriedArticle, VerifyReport

    Report = TypeVar("Report", VerifyReport, TriedArticle)


def verify(
    context: typer.Context,
    source: Annotated[str | None, typer.Argument(help="The key of a source; all where left out.")] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="ARTICLE", help="Try this article instead of the text that was loaded."),
    ] = None,
    limit: LimitOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Check every quote against its article.

    A quote is verified, moved, ambiguous or missing; or unchecked, where no article was loaded. Nothing is changed.
    With --against the quotes of SOURCE, else of the source that ARTICLE is, are tried against that file. Of a missing
    quote the closest passage is shown, and never taken for it. Missing quotes come first, then ambiguous and moved
    ones; --limit shows the first of them, and counts all. Ends with 1 where a quote is missing or ambiguous.
    """
    from kb.cli.flat import flat_check
    from kb.cli.output import write_one
    from kb.cli.quote_table import worst_first
    from kb.cli.verify_view import tried_view, verify_view

    with open_base(context) as base:
        if against is not None:
            tried = base.verify_against(against, source)
            rows = [flat_check(each) for each in worst_first(tried.quotes, limit)]
            write_one(_cut(tried, format, limit), format, rows, partial(tried_view, most=limit))
            for note in tried.notes:
                say(f"note: {note}")
            _finish(tried.quotes, tried.missing + tried.ambiguous)
            return
        report = base.verify(source)
    rows = [flat_check(each) for each in worst_first(report.quotes, limit)]
    write_one(_cut(report, format, limit), format, rows, partial(verify_view, most=limit))
    _finish(report.quotes, report.missing + report.ambiguous)


def _cut(report: "Report", format: Format, limit: int | None) -> "Report":
    """Return a report with as many quotes as are asked for; a table is made of all of them, to count the others."""
    if limit is None or format is Format.TABLE:
        return report
    import msgspec

    from kb.cli.quote_table import worst_first

    return msgspec.structs.replace(report, quotes=worst_first(report.quotes, limit))


def _finish(quotes: "Sequence[QuoteCheck | QuoteChange]", bad: int) -> None:
    """Say what was left out, and end with 1 where a quote is missing or ambiguous."""
    from kb.cli.quote_table import count_unsought

    if left_out := count_unsought(quotes):
        what = count_of(left_out, "missing quote", "missing quotes")
        say(f"the closest passage to {what} was not looked for: that takes too long; 'kb show' does it for one claim")
    if bad:
        raise typer.Exit(ExitCode.BAD_ANSWER)
