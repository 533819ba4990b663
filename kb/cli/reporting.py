"""The command that writes a report."""

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from kb.cli.options import open_base, say
from kb.vocabulary import ReportFormat


def report(
    context: typer.Context,
    treatment: Annotated[str | None, typer.Argument(help="Else the whole base.")] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="A file; standard output where left out.")
    ] = None,
    format: Annotated[
        ReportFormat | None, typer.Option("--format", "-f", help="Else the suffix of FILE says it; markdown without.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """A report on a treatment or the whole base: where sources disagree, in their own words.

    What was looked at, the disagreements with both sides, what separates them and what they hang on, agreements, open
    questions, what sources are silent on, what is not compared, every source with its citation. The same base gives
    the same bytes. In FILE the suffix says the format: .md, .html, .csv, .json, .jsonld.
    """
    if output is None:
        with open_base(context) as base:
            parts = base.report_parts(treatment, format=format or ReportFormat.MARKDOWN)
        _write(parts, format)
        return
    if format is None:
        from kb.knowledge_base.reporting import report_format

        report_format(output)  # a suffix that is no format is told before a base is looked for
    with open_base(context) as base:
        written = base.write_report(output, treatment, format=format, force=force)
    say(f"{written}: written")


def _write(parts: Iterable[str], format: ReportFormat | None) -> None:
    """Write a report to standard output; JSON with escapes where the stream cannot carry a character."""
    is_utf_8 = (sys.stdout.encoding or "utf-8").lower().replace("-", "") == "utf8"
    if format in (ReportFormat.JSON, ReportFormat.JSONLD) and not is_utf_8:
        from kb.escaping import json_ascii

        parts = map(json_ascii, parts)
    sys.stdout.writelines(parts)
