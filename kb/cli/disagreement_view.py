"""Disagreements in the terminal: the opposed sides beside each other, in their own words."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.cli.claim_table import claim_lines
from kb.cli.phrases import stance_style, unchecked_note
from kb.escaping import visible
from kb.phrases import hangs_on, matter, opposed_say, parted_values, said_of, separations, side_says, voices_against
from kb.records import Disagreement, NotComparable, Side


def disagreement_view(disagreements: Sequence[Disagreement], first: int = 1) -> Group:
    """Return ``disagreements`` as blocks, numbered from ``first`` on."""
    claims = {claim.id: claim for each in disagreements for side in each.sides for claim in side.claims}
    note = unchecked_note(list(claims.values()))
    blocks = [_block(number, each) for number, each in enumerate(disagreements, first)]
    return Group(*blocks, *([Text(note, style="dim")] if note else []))


def _block(number: int, disagreement: Disagreement) -> Padding:
    heading = Text(f"{number}. {disagreement.kind.upper()}", style="bold")
    about = f" on {disagreement.aspect} · score {disagreement.score:.2f} · {voices_against(disagreement)}"
    heading.append(about, style="not bold")
    parts: list[RenderableType] = [
        heading,
        _indented(Text(visible(matter(disagreement)), style="italic")),
    ]
    beside = said_of(disagreement)
    if beside:
        parts.append(_indented(Text(visible(beside), style="dim")))
    parts.append(_indented(_opposed(disagreement.sides[:2], _headings(disagreement))))
    parts += [_indented(_side(side)) for side in disagreement.sides[2:] if side.claims]
    separated = "; ".join(separations(disagreement))
    if separated:
        parts.append(_indented(Text(f"\nwhat separates them: {visible(separated)}")))
    hanging = hangs_on(disagreement)
    if hanging:
        parts.append(_indented(Text(f"\nhangs on {visible(hanging)}")))
    return Padding(Group(*parts), (0, 0, 1, 0))


def _indented(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, 3))


def _opposed(sides: Sequence[Side], headings: Sequence[Text]) -> Table:
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    for _ in sides:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*(_side(side, heading) for side, heading in zip(sides, headings, strict=True)))
    return table


def _side(side: Side, heading: Text | None = None) -> Group:
    lines: list[RenderableType] = [heading or _heading(side_says(side.label), side.label)]
    for claim in side.claims:
        lines += claim_lines(claim)
    return Group(*lines)


def _headings(disagreement: Disagreement) -> list[Text]:
    return [_heading(says, stance) for says, stance in opposed_say(disagreement)]


def _heading(says: str, stance: str | None) -> Text:
    return Text(says, style=f"bold {stance_style(stance)}".strip())


def not_comparable_view(pairs: Sequence[NotComparable]) -> Group:
    """Return pairs that were not compared, each with what parts it."""
    return Group(*(_parted(pair) for pair in pairs))


def _parted(pair: NotComparable) -> Padding:
    one, other = parted_values(pair)
    heading = Text(f"NOT COMPARED: {pair.field}", style="bold")
    heading.append(f" ({visible(one)} / {visible(other)})", style="not bold")
    sides = [Side(label, 1, [claim]) for label, claim in zip(("supports", "refutes"), pair.claims, strict=True)]
    parts: list[RenderableType] = [
        heading,
        _indented(Text(visible(pair.claims[0].proposition), style="italic")),
        _indented(_opposed(sides, [_heading(side_says(side.label), side.label) for side in sides])),
    ]
    return Padding(Group(*parts), (0, 0, 1, 0))
