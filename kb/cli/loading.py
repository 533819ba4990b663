"""The command that loads."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.options import Format, FormatOption, open_base
from kb.errors import ExitCode, NotFoundError

if TYPE_CHECKING:
    from kb.knowledge_base import KnowledgeBase


def load(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Files (YAML, JSON) and folders of them.")
    ] = None,
    seeds: Annotated[bool, typer.Option("--seeds", help="Load the two examples that come with kb.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen and store nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse names that no vocabulary knows.")] = False,
    texts: Annotated[
        Path | None, typer.Option("--texts", metavar="DIR", help="Where the articles lie that 'text:' names.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who loads, for the history.")] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Load source records and vocabularies.

    Each file lands whole or not at all. The same file twice changes nothing; an edited one changes what was edited.
    """
    from kb.cli.flat import flat_record
    from kb.cli.load_view import load_view, tell_of
    from kb.cli.output import progress_bar, write_one

    with _base(context, paths or [], dry_run=dry_run) as base, progress_bar() as progress:
        report = base.load(
            *(paths or ()),
            seeds=seeds,
            dry_run=dry_run,
            strict=strict,
            texts=texts,
            by=by,
            progress=progress,
        )
    write_one(report, format, [flat_record(file) for file in report.files], load_view)
    tell_of(report, dry_run=dry_run)
    if not report.is_clean:
        raise typer.Exit(ExitCode.BAD_ANSWER)


def _base(context: typer.Context, paths: list[Path], *, dry_run: bool) -> "KnowledgeBase":
    """Open the base, which a real load makes where there is none; a dry run then looks at an empty one in memory.

    A path that is not there is told first, so that a slip makes no base.
    """
    from kb.knowledge_base import KnowledgeBase
    from kb.location import resolve_path

    for path in paths:
        if not path.exists():
            raise NotFoundError(f"{path}: no such file or folder")
    if dry_run and not resolve_path(context.obj).exists():
        return KnowledgeBase.in_memory()
    return open_base(context, create=True)
