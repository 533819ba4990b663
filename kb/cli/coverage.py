"""The command that shows what sources say something on, and what they leave open."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.options import Format, FormatOption, LimitOption, OffsetOption, Page, open_base, say
from kb.errors import UsageError

if TYPE_CHECKING:
    from kb.records import Coverage, VoicesByInterest


class By(StrEnum):
    """What the voices can be put side by side by."""

    INTEREST = "interest"


def coverage(
    context: typer.Context,
    treatment: Annotated[str, typer.Argument(help="A treatment, by any of its names.")],
    by: Annotated[By | None, typer.Option(help="The stances of each interest side by side, in voices.")] = None,
    condition: Annotated[
        str | None, typer.Option(help="Leave out what is said of other conditions than this one.")
    ] = None,
    format: FormatOption = Format.TABLE,
    limit: LimitOption = None,
    offset: OffsetOption = 0,
) -> None:
    """What sources say something on, and what they are silent on.

    Sources by aspects; and those that support efficacy and say nothing on safety, evidence, cost, regulation or the
    alternatives. Variants of the treatment are included. With --condition, a claim counts that states it, one under it,
    one above it or none. --limit and --offset page the sources; the totals count all.
    """
    if by and (limit is not None or offset):
        raise UsageError("--limit and --offset do not go with --by interest: they page sources, and it lists none")
    page = Page(format, limit, offset)
    with open_base(context) as base:
        if by:
            voices = base.voices_by_interest(treatment, condition=condition)
        else:
            found = base.coverage(treatment, condition=condition)
    if by:
        _write_voices(voices, format)
    else:
        _write_coverage(found, page)


def _write_coverage(found: "Coverage", page: Page) -> None:
    from kb.cli.coverage_rows import coverage_rows, part_of, source_rows
    from kb.cli.coverage_view import SILENCE, coverage_view
    from kb.cli.output import write_one

    part = part_of(found, page.limit, page.offset)
    flatten = source_rows if page.format is Format.MARKDOWN else coverage_rows
    write_one(part, page.format, flatten(part, found.one_sided), coverage_view)
    shown = "" if len(part.sources) == found.sources_in_all else f", {len(part.sources)} of them shown"
    sources = "1 source" if found.sources_in_all == 1 else f"{found.sources_in_all} sources"
    say(f"{sources}{shown}; {found.one_sided_in_all} for efficacy and silent on something a reader would ask")
    if page.format is not Format.TABLE:
        say(SILENCE)


def _write_voices(found: "VoicesByInterest", format: Format) -> None:
    from kb.cli.coverage_rows import interest_rows, voice_rows
    from kb.cli.interest_view import cautions, interest_view
    from kb.cli.output import write_one

    rows = interest_rows(found) if format is Format.MARKDOWN else voice_rows(found)
    write_one(found, format, rows, interest_view)
    if format is not Format.TABLE:
        for line in cautions(found.totals):
            say(line)
