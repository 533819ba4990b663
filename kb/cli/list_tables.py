"""Lists of what is in the base, as tables that wrap and never cut."""

from collections.abc import Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.escaping import visible
from kb.records import AuthorRow, PropositionRow, SourceRow, TermRow, TreatmentRow


def _table(*columns: str, numbers: Sequence[str] = ()) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def _text(*parts: str | None, style: str = "") -> Text:
    return Text(visible(" · ".join(filter(None, parts))), style=style)


def _also(name: str, aliases: Sequence[str]) -> Text:
    """Return a name, and under it those that a merge has made other names of it."""
    return Text("\n").join([_text(name), *(_text(f"also {alias}", style="dim") for alias in aliases)])


def source_table(rows: Sequence[SourceRow]) -> Table:
    table = _table("source", "by", "interest", numbers=["supports", "refutes", "neutral"])
    for row in rows:
        by = ", ".join(row.authors) or row.publisher or "unnamed"
        title = Text.assemble(_text(row.key, style="bold"), "\n", _text(row.title), "\n")
        title.append_text(_text(row.kind, row.published or "undated", style="dim"))
        counts = (str(row.supports), str(row.refutes), str(row.neutral))
        table.add_row(title, _text(by, row.sponsor and f"sponsor {row.sponsor}"), _text(row.interest), *counts)
    return table


def treatment_table(rows: Sequence[TreatmentRow]) -> Table:
    table = _table("treatment", "also called", numbers=["claims", "with variants"])
    for row in rows:
        name = _text(row.name)
        if not row.in_vocabulary:
            name.append(" (in no vocabulary)", style="dim")
        table.add_row(
            Padding(name, (0, 0, 0, 2 * row.depth)),
            _text(", ".join(row.aliases)),
            str(row.claims),
            str(row.with_descendants),
        )
    return table


def author_table(rows: Sequence[AuthorRow]) -> Table:
    table = _table("author", "credentials", "ORCID", numbers=["sources", "claims"])
    for row in rows:
        counts = (str(row.sources), str(row.claims))
        table.add_row(_also(row.name, row.aliases), _text(", ".join(row.credentials)), _text(row.orcid), *counts)
    return table


def proposition_table(rows: Sequence[PropositionRow]) -> Table:
    table = _table("aspect", "proposition", numbers=["supports", "refutes", "neutral", "measures"])
    for row in rows:
        counts = (str(row.supports), str(row.refutes), str(row.neutral), str(row.measures))
        table.add_row(_text(row.aspect), _also(row.proposition, row.aliases), *counts)
    return table


def vocabulary_table(rows: Sequence[TermRow]) -> Table:
    table = _table("vocabulary", "word", "meaning")
    last = None
    for row in rows:
        name = row.vocabulary if row.vocabulary != last else ""
        table.add_row(name, _text(row.term, style="bold"), _text(row.meaning))
        last = row.vocabulary
    return table
