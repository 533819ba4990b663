"""Commands that list what is in the base, and the words that kb uses."""

from typing import TYPE_CHECKING, Any

import typer

from kb.cli.options import Format, FormatOption, LimitOption, OffsetOption, Page, open_base, say
from kb.running_text import count_of
from kb.vocabulary import VOCABULARIES, Aspect

# What draws a table is imported when one is drawn: whoever asks for JSON does not pay for it.
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType

    from kb.knowledge_base import KnowledgeBase


def sources(
    context: typer.Context, format: FormatOption = Format.TABLE, limit: LimitOption = None, offset: OffsetOption = 0
) -> None:
    """The sources, with interest and claims."""

    def table(rows: "Sequence[Any]") -> "RenderableType":
        from kb.cli.source_view import source_view

        return source_view(rows)

    _list(context, "source", lambda base: base.sources(), table, Page(format, limit, offset))


def treatments(
    context: typer.Context, format: FormatOption = Format.TABLE, limit: LimitOption = None, offset: OffsetOption = 0
) -> None:
    """The treatments, their variants and other names."""

    def table(rows: "Sequence[Any]") -> "RenderableType":
        from kb.cli.list_tables import treatment_table

        return treatment_table(rows)

    _list(context, "treatment", lambda base: base.treatments(), table, Page(format, limit, offset))


def authors(
    context: typer.Context, format: FormatOption = Format.TABLE, limit: LimitOption = None, offset: OffsetOption = 0
) -> None:
    """Who signs sources or speaks in them."""

    def table(rows: "Sequence[Any]") -> "RenderableType":
        from kb.cli.list_tables import author_table

        return author_table(rows)

    _list(context, "author", lambda base: base.authors(), table, Page(format, limit, offset))


def propositions(
    context: typer.Context, format: FormatOption = Format.TABLE, limit: LimitOption = None, offset: OffsetOption = 0
) -> None:
    """The propositions that claims speak to."""

    def table(rows: "Sequence[Any]") -> "RenderableType":
        from kb.cli.list_tables import proposition_table

        return proposition_table(rows)

    _list(context, "proposition", lambda base: base.propositions(), table, Page(format, limit, offset))


def vocabulary(format: FormatOption = Format.TABLE, limit: LimitOption = None, offset: OffsetOption = 0) -> None:
    """The fixed words, and what each means."""
    from kb.cli.flat import flat_record
    from kb.cli.list_tables import vocabulary_table
    from kb.cli.output import write_list
    from kb.records import TermRow

    rows = []
    for name, terms in VOCABULARIES.items():
        for term in terms:
            wording = term.wording if isinstance(term, Aspect) else None
            rows.append(TermRow(name, term.value, f"{term.description}: {wording}" if wording else term.description))
    write_list(rows, Page(format, limit, offset), lambda row: [flat_record(row)], vocabulary_table)


def _list(
    context: typer.Context,
    what: str,
    ask: "Callable[[KnowledgeBase], list[Any]]",
    table: "Callable[[Sequence[Any]], RenderableType]",
    page: Page,
) -> None:
    """Write a list of the base; where there is nothing to write, say how many there are: silence tells nothing."""
    from kb.cli.flat import flat_record
    from kb.cli.output import write_list

    with open_base(context) as base:
        found = ask(base)
    write_list(found, page, lambda row: [flat_record(row)], table)
    if page.limit == 0 or page.offset >= len(found):
        say(count_of(len(found), what) + (", none shown" if found else ""))
