"""Options that say what one article is: they hold whatever the article says of itself."""

from typing import Annotated

import typer

from kb.vocabulary import Interest, SourceKind

AttachOption = Annotated[
    str | None, typer.Option("--attach", metavar="KEY", help="The source, already in the base, whose text it is.")
]
TitleOption = Annotated[str | None, typer.Option("--title", help="Of one article: its title.")]
AuthorOption = Annotated[
    list[str] | None, typer.Option("--author", metavar="NAME", help="An author; give it again for each, in order.")
]
PublisherOption = Annotated[str | None, typer.Option("--publisher", help="Its site or journal.")]
PublishedOption = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD.")
]
KindOption = Annotated[SourceKind | None, typer.Option("--kind", help="What sort of publication it is.")]
InterestOption = Annotated[Interest | None, typer.Option("--interest", help="What it stands to gain.")]
KeyOption = Annotated[str | None, typer.Option("--key", help="The key of its source.")]
DoiOption = Annotated[str | None, typer.Option("--doi", help="Its DOI.")]
PmidOption = Annotated[str | None, typer.Option("--pmid", help="Its PubMed number.")]
