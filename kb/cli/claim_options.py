"""Options that narrow a list of claims, the same wherever claims are listed."""

from typing import Annotated

import typer

from kb.vocabulary import Aspect, Interest, ReviewStatus, Stance

_DATE = "YYYY, YYYY-MM or YYYY-MM-DD"

StanceOption = Annotated[Stance | None, typer.Option(help="Only claims of this stance.")]
AspectOption = Annotated[Aspect | None, typer.Option(help="Only claims on this aspect.")]
ConditionOption = Annotated[str | None, typer.Option(help="Only for this condition or one under it.")]
PopulationOption = Annotated[str | None, typer.Option(help="Only in this population or one under it.")]
AuthorOption = Annotated[str | None, typer.Option(help="Only what this author says.")]
SourceOption = Annotated[str | None, typer.Option(help="Only from the source with this key.")]
InterestOption = Annotated[Interest | None, typer.Option(help="Only from speakers with this interest.")]
SinceOption = Annotated[str | None, typer.Option(metavar="DATE", help=f"Published then or later ({_DATE}).")]
UntilOption = Annotated[str | None, typer.Option(metavar="DATE", help="Published then or earlier (2021: all of it).")]
StatusOption = Annotated[ReviewStatus | None, typer.Option(help="Claims of this status instead of accepted ones.")]
OnlyOption = Annotated[bool, typer.Option("--only", help="Leave out the variants of the treatment.")]
