"""The command that loads."""

import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from kb.cli.article_options import (
    AttachOption,
    AuthorOption,
    DoiOption,
    InterestOption,
    KeyOption,
    KindOption,
    PmidOption,
    PublishedOption,
    PublisherOption,
    TitleOption,
)
from kb.cli.options import Format, FormatOption, open_base
from kb.errors import DatabaseError, ExitCode, UsageError
from kb.vocabulary import SourceFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.knowledge_base import KnowledgeBase, LoadRun
    from kb.records import LoadReport

_STANDARD_INPUT = "-"
_NOTHING_STORED = "nothing was stored"


def load(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH|URL...",
            help="Source records (YAML, JSON, JSONL, CSV), articles (HTML, PDF, JATS, text), folders of them;"
            " addresses of articles (https://...); - for records on standard input",
        ),
    ] = None,
    stream_format: Annotated[SourceFormat | None, typer.Option("--from", help="How standard input is written.")] = None,
    seeds: Annotated[bool, typer.Option("--seeds", help="Load the two examples that come with kb.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen and store nothing; addresses are fetched.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse names that no vocabulary knows.")] = False,
    texts: Annotated[
        Path | None, typer.Option("--texts", metavar="DIR", help="Where the articles lie that 'text:' names.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who loads, for the history.")] = None,
    attach: AttachOption = None,
    title: TitleOption = None,
    author: AuthorOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
    kind: KindOption = None,
    interest: InterestOption = None,
    key: KeyOption = None,
    doi: DoiOption = None,
    pmid: PmidOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Load source records, vocabularies and articles.

    Each file lands whole or not at all. The same file twice changes nothing; an edited one changes what was edited. An
    article goes with the source record beside it (page.html, page.yaml); alone it is a source of its own, and --title
    to --pmid say of it what it does not say itself. Nothing is fetched but the addresses that you give.
    """
    given = [path for path in paths or [] if path != _STANDARD_INPUT]
    how: dict[str, Any] = {"seeds": seeds, "dry_run": dry_run, "strict": strict, "texts": texts, "by": by}
    how |= {"stream": _standard_input(paths or [], stream_format), "stream_format": stream_format}
    said: dict[str, Any] = {"title": title, "authors": author, "publisher": publisher, "published": published}
    said |= {"kind": kind, "interest": interest, "key": key, "doi": doi, "pmid": pmid, "attach": attach}
    is_alone = not (how["stream"] or seeds)
    with ExitStack() as stack:
        with _nothing_stored():
            base = stack.enter_context(_base(context, given, said, dry_run=dry_run, is_alone=is_alone))
            run = stack.enter_context(base.loading(*given, **how, **said))
        stop = _go_through(run)
    if run.report.files or (isinstance(stop, KeyboardInterrupt) and format is not Format.TABLE):
        _tell(run.report, format, dry_run=dry_run)
    if stop:
        raise stop
    if not run.report.is_clean:
        raise typer.Exit(ExitCode.BAD_ANSWER)


def _tell(report: "LoadReport", format: Format, *, dry_run: bool) -> None:
    from kb.cli.flat import flat_file
    from kb.cli.load_view import load_view, tell_of
    from kb.cli.output import write_one

    write_one(report, format, [flat_file(file) for file in report.files], load_view)
    tell_of(report, dry_run=dry_run)


@contextmanager
def _nothing_stored() -> "Iterator[None]":
    """Say so of an interrupt that comes before the first file."""
    try:
        yield
    except KeyboardInterrupt as error:
        raise KeyboardInterrupt(_NOTHING_STORED) from error


def _standard_input(paths: list[str], format: SourceFormat | None) -> IO[bytes] | None:
    """Return standard input where it is among ``paths``; raise UsageError where that and --from do not fit."""
    times = paths.count(_STANDARD_INPUT)
    if times > 1:
        raise UsageError("standard input can be read once: give - once")
    if times and format is None:
        raise UsageError(f"standard input has no suffix: say which of {', '.join(SourceFormat)} it is with --from")
    if format is not None and not times:
        raise UsageError("--from is for standard input (-); of a file the suffix says the format")
    if times and sys.stdin is None:
        raise UsageError("standard input is closed: pipe a file into kb, or name it")
    return sys.stdin.buffer if times else None


def _go_through(run: "LoadRun") -> KeyboardInterrupt | DatabaseError | None:
    """Load file after file; return what stopped that in the middle. The user then learns what has landed before it."""
    from kb.cli.output import progress_bar

    with progress_bar("files") as run.progress:
        try:
            for _ in run:
                pass
        except DatabaseError as stop:
            return stop
        except KeyboardInterrupt as stop:
            has_landed = not run.options.dry_run and any(not file.errors for file in run.report.files)
            return stop if has_landed else KeyboardInterrupt(_NOTHING_STORED)
    return None


def _base(
    context: typer.Context, paths: list[str], said: dict[str, Any], *, dry_run: bool, is_alone: bool
) -> "KnowledgeBase":
    """Open the base, which a real load may make where there is none; a dry run then looks at an empty one in memory.

    Where no path is there, an address that is not fetched, and what cannot be ``said`` of an article, is told first,
    so that a slip makes no base.
    """
    from kb.knowledge_base import KnowledgeBase
    from kb.location import resolve_path

    KnowledgeBase.check_load(*paths, is_alone=is_alone, **said)
    if dry_run and _is_absent(resolve_path(context.obj)):
        return KnowledgeBase.in_memory()
    return open_base(context, create=said["attach"] is None)


def _is_absent(path: Path) -> bool:
    return not path.exists() or (path.is_file() and not path.stat().st_size)
