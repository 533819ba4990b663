"""Commands that ask: claims, and one claim."""

from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.claim_options import (
    AspectOption,
    AuthorOption,
    ConditionOption,
    InterestOption,
    OnlyOption,
    PopulationOption,
    SinceOption,
    SourceOption,
    StanceOption,
    StatusOption,
    UntilOption,
)
from kb.cli.options import EvidenceOption, Format, FormatOption, LimitOption, OffsetOption, Page, open_base, say
from kb.running_text import count_of

# What draws a table is imported when one is drawn: whoever asks for JSON does not pay for it.
if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from kb.records import Claim, ClaimDetail


def claims(
    context: typer.Context,
    treatment: Annotated[str, typer.Argument(help="A treatment, by any of its names.")],
    stance: StanceOption = None,
    aspect: AspectOption = None,
    condition: ConditionOption = None,
    population: PopulationOption = None,
    author: AuthorOption = None,
    source: SourceOption = None,
    interest: InterestOption = None,
    evidence: EvidenceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    status: StatusOption = None,
    only: OnlyOption = False,
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only claims that 'kb search' finds by these words.")
    ] = None,
    format: FormatOption = Format.TABLE,
    limit: LimitOption = None,
    offset: OffsetOption = 0,
) -> None:
    """What sources claim about a treatment.

    Its variants are included. Claims stand under their aspect and proposition, each with who says it and in which
    words.
    """
    with open_base(context) as base:
        found = base.page_of_claims(
            treatment,
            limit=limit,
            offset=offset,
            stance=stance,
            aspect=aspect,
            condition=condition,
            population=population,
            author=author,
            source=source,
            interest=interest,
            evidence=evidence,
            since=since,
            until=until,
            status=status,
            only=only,
            search=search,
        )
    from kb.cli.flat import BRIEF_CLAIM, flat_claim
    from kb.cli.output import write_list

    write_list(found.claims, Page(format), flat_claim, _table, BRIEF_CLAIM)
    say(f"{count_of(found.in_all, 'claim')} from {count_of(found.sources, 'source')}")


def _table(claims: "Sequence[Claim]") -> "RenderableType":
    from kb.cli.claim_table import claim_table

    return claim_table(claims)


def show(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="ID|SOURCE/KEY", help="A claim, as 'kb claims' shows it.")],
    format: FormatOption = Format.TABLE,
) -> None:
    """One claim whole, its words in their context."""
    with open_base(context) as base:
        detail = base.show(reference)
    from kb.cli.flat import flat_claim
    from kb.cli.output import write_one

    write_one(detail, format, flat_claim(detail.claim), _view)


def _view(detail: "ClaimDetail") -> "RenderableType":
    from kb.cli.claim_view import claim_view

    return claim_view(detail)
