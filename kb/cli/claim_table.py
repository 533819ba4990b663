"""Claims in the terminal: under their propositions, each with who says it and in which words."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.cli.phrases import claim_lines, common_frame, headline, stance_style, unchecked_note
from kb.phrases import matter
from kb.records import Claim


def claim_table(claims: Sequence[Claim]) -> Group:
    """Return ``claims``, which come in order, grouped by aspect and proposition."""
    parts: list[RenderableType] = []
    for (aspect, told), alike in groupby(claims, key=lambda claim: (claim.aspect, matter(claim))):
        parts += _group(aspect, told, list(alike))
    return Group(*parts, *unchecked_note(claims))


def _group(aspect: str, told: str, claims: list[Claim]) -> tuple[Table, Padding]:
    heading = Table.grid(padding=(0, 2, 0, 0))
    common = common_frame(claims, told)
    heading.add_row(aspect.upper(), headline(told, common))
    rows = Table.grid(padding=(0, 2), expand=True)
    rows.add_column(width=9, no_wrap=True)
    rows.add_column(ratio=1)
    for claim in claims:
        stance = Text(claim.stance or "measures", style=stance_style(claim.stance) or "bold")
        rows.add_row(stance, Group(*claim_lines(claim, told, common)))
    return heading, Padding(rows, (0, 0, 1, 2))
