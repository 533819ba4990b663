"""Disagreements in the terminal: the opposed sides beside each other, in their own words."""

from collections.abc import Sequence

import msgspec
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.cli.claim_table import claim_lines
from kb.cli.matter import matter, said_of
from kb.cli.options import count_of
from kb.cli.phrases import stance_says, stance_style, unchecked_note
from kb.escaping import visible
from kb.naming import name_some
from kb.records import Disagreement, NotComparable, Side
from kb.vocabulary import DisagreementKind


def disagreement_view(disagreements: Sequence[Disagreement], first: int = 1) -> Group:
    """Return ``disagreements`` as blocks, numbered from ``first`` on."""
    claims = {claim.id: claim for each in disagreements for side in each.sides for claim in side.claims}
    note = unchecked_note(list(claims.values()))
    blocks = [_block(number, each) for number, each in enumerate(disagreements, first)]
    return Group(*blocks, *([Text(note, style="dim")] if note else []))


def _block(number: int, disagreement: Disagreement) -> Padding:
    heading = Text(f"{number}. {disagreement.kind.upper()}", style="bold")
    about = f" on {disagreement.aspect} · score {disagreement.score:.2f} · {_voices(disagreement)}"
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
    separated = _separation(disagreement)
    if separated:
        parts.append(_indented(Text(f"\nwhat separates them: {visible(separated)}")))
    if disagreement.flips is not msgspec.UNSET:
        parts.append(_indented(Text(f"\n{_hangs_on(disagreement)}")))
    return Padding(Group(*parts), (0, 0, 1, 0))


def _indented(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, 3))


def _voices(disagreement: Disagreement) -> str:
    if disagreement.kind == DisagreementKind.SELF_CONTRADICTION:
        return "one voice says both"
    if disagreement.kind == DisagreementKind.REVERSAL:
        return "one speaker changed sides"
    one, other = disagreement.sides[:2]
    apart = " · ranges apart" if disagreement.kind == DisagreementKind.NUMERIC else ""
    return f"{count_of(one.voices, 'voice')} against {other.voices}{apart}"


def _opposed(sides: Sequence[Side], headings: Sequence[Text]) -> Table:
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    for _ in sides:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*(_side(side, heading) for side, heading in zip(sides, headings, strict=True)))
    return table


def _side(side: Side, heading: Text | None = None) -> Group:
    lines: list[RenderableType] = [heading or _heading(side.label)]
    for claim in side.claims:
        lines += claim_lines(claim)
    return Group(*lines)


def _headings(disagreement: Disagreement) -> list[Text]:
    """Return what each of the two sides does.

    What was said earlier and later is told with its stance where that has changed: in A over B and B over A it has not.
    """
    sides = disagreement.sides[:2]
    stances = [{claim.stance for claim in side.claims} for side in sides]
    if disagreement.kind != DisagreementKind.REVERSAL or stances[0] & stances[1]:
        return [_heading(side.label) for side in sides]
    told = [next(iter(each)) for each in stances]
    return [_heading(stance or "", f"{side.label}: ") for side, stance in zip(sides, told, strict=True)]


def _heading(does: str, when: str = "") -> Text:
    return Text(f"{when}{stance_says(does)}", style=f"bold {stance_style(does)}".strip())


def _hangs_on(disagreement: Disagreement) -> str:
    """Return the sources without any one of which nothing is left of it."""
    flips = disagreement.flips if isinstance(disagreement.flips, list) else []
    if not flips:
        return "hangs on no single source"
    return f"hangs on {' and on '.join(map(visible, flips))}: without {'either' if len(flips) > 1 else 'it'} this ends"


def _separation(disagreement: Disagreement) -> str:
    parts = []
    for each in disagreement.separated_by:
        one, other = map(name_some, each.values.values())
        parts.append(f"{each.attribute} ({one} against {other})")
    variants = ["they speak of different variants"] if disagreement.across_variants else []
    return "; ".join(parts + variants)


def not_comparable_view(pairs: Sequence[NotComparable]) -> Group:
    """Return pairs that were not compared, each with what parts it."""
    return Group(*(_parted(pair) for pair in pairs))


def _parted(pair: NotComparable) -> Padding:
    one, other = (value if isinstance(value, str) else ", ".join(value) for value in pair.values)
    heading = Text(f"NOT COMPARED: {pair.field}", style="bold")
    heading.append(f" ({visible(one)} / {visible(other)})", style="not bold")
    supporting, refuting = (
        Side(label, 1, [claim]) for label, claim in zip(("supports", "refutes"), pair.claims, strict=True)
    )
    parts: list[RenderableType] = [
        heading,
        _indented(Text(visible(pair.claims[0].proposition), style="italic")),
    ]
    parts.append(_indented(_opposed([supporting, refuting], [_heading(each.label) for each in (supporting, refuting)])))
    return Padding(Group(*parts), (0, 0, 1, 0))
