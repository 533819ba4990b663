"""The command that writes the whole base in the exchange format."""

from typing import Annotated

import typer

from kb.cli.options import Format, FormatOption, open_base, say


def export(
    context: typer.Context,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="DIR|FILE.jsonl", help="A folder, or a file of JSONL.")
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier export there.")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """Write the whole base in the exchange format: loaded into an empty one, it gives an equal base.

    Into a folder: the vocabulary, and below it a YAML file for each source with its article beside it. Into a .jsonl
    file: a line for each, the articles in a folder beside the file. Left out is the history: revisions, earlier texts
    of an article, when a quote moved, who loaded what and when; 'kb db backup' keeps that.
    """
    with open_base(context) as base:
        report = base.export(output, force=force)
    from kb.cli.export_view import export_view
    from kb.cli.flat import flat_record
    from kb.cli.output import write_one

    write_one(report, format, [flat_record(report)], export_view)
    say("not in it: the history (revisions, earlier texts, moves of quotes, loads); 'kb db backup' keeps that")
    for draft in report.left_behind:
        say(f"{draft}: left behind by an export that was killed, or at work still; where none is, it can be removed")
