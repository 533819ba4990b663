"""Claims in the terminal: under their propositions, each with who says it and in which words."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.cli.phrases import reference_line, speaker, stance_style, unchecked_note, words
from kb.escaping import visible
from kb.records import Claim


def claim_table(claims: Sequence[Claim]) -> Group:
    """Return ``claims``, which come in order, grouped by aspect and proposition."""
    parts: list[RenderableType] = []
    for (aspect, proposition), alike in groupby(claims, key=lambda claim: (claim.aspect, claim.proposition)):
        heading = Text(aspect.upper(), style="bold")
        heading.append(f"  {visible(proposition)}", style="not bold")
        parts += [heading, Padding(_rows(list(alike)), (0, 0, 1, 2))]
    note = unchecked_note(list(claims))
    return Group(*parts, *([Text(note, style="dim")] if note else []))


def _rows(claims: list[Claim]) -> Table:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=9, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for claim in claims:
        stance = claim.stance or "measures"
        table.add_row(Text(stance, style=stance_style(claim.stance)), Group(*claim_lines(claim)))
    return table


def claim_lines(claim: Claim) -> Iterator[Text]:
    """Yield the words, the speaker and the reference of a claim."""
    yield words(claim)
    yield speaker(claim)
    yield reference_line(claim)
