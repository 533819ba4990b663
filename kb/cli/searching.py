"""The command that searches."""

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
from kb.cli.options import EvidenceOption, Format, FormatOption, OffsetOption, Page, open_base, say
from kb.running_text import count_of, listed
from kb.vocabulary import Searched

if TYPE_CHECKING:
    from kb.records import SearchHit


def search(
    context: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT...", help="What to find; in quotes what has a minus.")],
    treatment: Annotated[str | None, typer.Option(help="Only on this treatment or a variant of it.")] = None,
    kind: Annotated[Searched | None, typer.Option("--in", help="Only claims, or only articles.")] = None,
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
    format: FormatOption = Format.TABLE,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many hits.")] = 20,
    offset: OffsetOption = 0,
) -> None:
    """Find claims and articles by their words.

    All words must be there, in any form ('improves' finds 'improvement'), whatever their case and accents. "words in
    quotes" stand next to each other, begin* is any word that begins so, -word must not be there; anything else is
    text. The best come first, claims and articles by turns.
    """
    asked = " ".join(text)
    with open_base(context) as base:
        found = base.search(
            asked,
            treatment,
            kind=kind,
            limit=limit + 1,
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
        )
    from kb.cli.flat import flat_hit
    from kb.cli.output import write_list
    from kb.cli.search_view import search_view

    shown = found[:limit]
    write_list(shown, Page(format), flat_hit, search_view)
    if not found:
        say(f"nothing found for {asked}" + (f" behind the first {offset}" if offset else ""))
    else:
        say(_counted(shown) + (f"; there is more: --offset {offset + limit}" if len(found) > limit else ""))


def _counted(shown: "list[SearchHit]") -> str:
    if not shown:
        return "none shown"
    claims = sum(hit.kind == Searched.CLAIM for hit in shown)
    counts = [count_of(claims, "claim")] if claims else []
    return listed(counts + ([count_of(len(shown) - claims, "article")] if len(shown) > claims else []))
