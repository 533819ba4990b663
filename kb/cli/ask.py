"""Commands that ask: claims, and one claim."""

from typing import Annotated

import typer

from kb.cli.options import EvidenceOption, Format, FormatOption, LimitOption, OffsetOption, Page, open_base, say
from kb.running_text import count_of
from kb.vocabulary import Aspect, Interest, ReviewStatus, Stance

_DATE = "YYYY, YYYY-MM or YYYY-MM-DD"


def claims(
    context: typer.Context,
    treatment: Annotated[str, typer.Argument(help="A treatment, by any of its names.")],
    stance: Annotated[Stance | None, typer.Option(help="Only claims of this stance.")] = None,
    aspect: Annotated[Aspect | None, typer.Option(help="Only claims on this aspect.")] = None,
    condition: Annotated[str | None, typer.Option(help="Only for this condition or one under it.")] = None,
    population: Annotated[str | None, typer.Option(help="Only in this population or one under it.")] = None,
    author: Annotated[str | None, typer.Option(help="Only what this author says.")] = None,
    source: Annotated[str | None, typer.Option(help="Only from the source with this key.")] = None,
    interest: Annotated[Interest | None, typer.Option(help="Only from speakers with this interest.")] = None,
    evidence: EvidenceOption = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help=f"Published then or later ({_DATE}).")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Published then or earlier (2021: all of it).")
    ] = None,
    status: Annotated[ReviewStatus | None, typer.Option(help="Claims of this status instead of accepted ones.")] = None,
    only: Annotated[bool, typer.Option("--only", help="Leave out the variants of the treatment.")] = False,
    format: FormatOption = Format.TABLE,
    limit: LimitOption = None,
    offset: OffsetOption = 0,
) -> None:
    """What sources claim about a treatment.

    Its variants are included. Claims stand under their aspect and proposition, each with who says it and in which
    words.
    """
    with open_base(context) as base:
        found = base.claims_page(
            treatment,
            limit,
            offset,
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
        )
    from kb.cli.claim_table import claim_table
    from kb.cli.flat import BRIEF_CLAIM, flat_claim
    from kb.cli.output import write_list

    write_list(found.claims, Page(format), flat_claim, claim_table, BRIEF_CLAIM)
    say(f"{count_of(found.total, 'claim')} from {count_of(found.sources, 'source')}")


def show(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="ID|SOURCE/KEY", help="A claim, as 'kb claims' shows it.")],
    format: FormatOption = Format.TABLE,
) -> None:
    """One claim whole, its words in their context."""
    with open_base(context) as base:
        detail = base.show(reference)
    from kb.cli.claim_view import claim_view
    from kb.cli.flat import flat_claim
    from kb.cli.output import write_one

    write_one(detail, format, flat_claim(detail.claim), claim_view)
