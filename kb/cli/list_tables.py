"""Lists of what is in the base, as tables that wrap and never cut."""

from collections.abc import Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.cli.flowing import Flowing
from kb.escaping import visible
from kb.records import AuthorRow, PropositionRow, TermRow, TreatmentRow


def _table(*columns: str, numbers: Sequence[str] = ()) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def _text(text: str | None, style: str = "") -> Text:
    return Flowing(visible(text or ""), style=style)


def _also(name: str, aliases: Sequence[str]) -> Text:
    """Return a name, and under it those that a merge has made other names of it."""
    return Text("\n").join([_text(name), *(_text(f"also {alias}") for alias in aliases)])


def treatment_table(rows: Sequence[TreatmentRow]) -> Table:
    table = _table("treatment", "also called", numbers=["claims", "with variants"])
    for row in rows:
        name = _text(row.name)
        if not row.in_vocabulary:
            name.append(" (in no vocabulary)")
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
