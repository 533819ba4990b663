"""Disagreements in the terminal: the opposed sides beside each other, in their own words."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.cli.flowing import Fitting
from kb.cli.phrases import claim_lines, common_frame, headline, labelled, stance_style, unchecked_note
from kb.escaping import visible
from kb.phrases import hangs_on, matter, opposed_say, parted_values, separations, side_says, voices_against
from kb.records import Claim, Disagreement, NotComparable
from kb.vocabulary import DisagreementKind

#: In less room the sides stand below each other.
_BESIDE = 56


def disagreement_view(disagreements: Sequence[Disagreement], first: int = 1) -> Group:
    """Return ``disagreements`` as blocks, numbered from ``first`` on."""
    claims = {claim.id: claim for each in disagreements for side in each.sides for claim in side.claims}
    blocks = [_block(number, each) for number, each in enumerate(disagreements, first)]
    return Group(*blocks, *unchecked_note(claims.values()))


def _block(number: int, disagreement: Disagreement) -> Group:
    about = f"on {disagreement.aspect} · score {disagreement.score:.2f} · {voices_against(disagreement)}"
    told = matter(disagreement)
    sides = disagreement.sides
    common = common_frame([claim for side in sides for claim in side.claims], told)
    says = [*opposed_say(disagreement), *((side_says(side.label), side.label) for side in sides[2:])]
    shown = [
        _side(_heading(*said), side.claims, told, common) for said, side in zip(says, sides, strict=True) if side.claims
    ]
    parts: list[RenderableType] = [_beside(shown[:2]), *shown[2:]]
    if beside := list(_told_beside(disagreement)):
        parts.append(Group(*beside))
    return _entry(f"{number}.", labelled(disagreement.kind.upper(), about), told, common, parts)


def _told_beside(disagreement: Disagreement) -> Iterator[Text]:
    """Yield what separates the sides, and what the disagreement hangs on where that was asked."""
    separated = "; ".join(separations(disagreement))
    if separated or disagreement.kind != DisagreementKind.SELF_CONTRADICTION:
        yield labelled("what separates them:", separated or "nothing that is recorded")
    if hanging := hangs_on(disagreement):
        yield labelled("hangs on", hanging)


def _entry(mark: str, heading: Text, told: str, common: Sequence[str], parts: Sequence[RenderableType]) -> Group:
    """Return a heading, what it is about, and ``parts``, each with an empty line before it."""
    first = Table.grid(padding=(0, 1, 0, 0))
    first.add_row(Text(mark, style="bold"), heading)
    spaced = [Padding(part, (1, 0, 0, 0)) for part in parts]
    return Group(first, Padding(Group(headline(told, common), *spaced), (0, 0, 1, len(mark) + 1)))


def _beside(sides: Sequence[RenderableType]) -> Fitting:
    """Return the sides beside each other; below each other where these would be narrow columns."""
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    for _ in sides:
        table.add_column(ratio=1)
    table.add_row(*sides)
    one, *others = sides
    return Fitting(table, Group(one, *(Padding(side, (1, 0, 0, 0)) for side in others)), _BESIDE)


def _side(heading: Text, claims: Sequence[Claim], told: str, common: Sequence[str]) -> Group:
    lines: list[RenderableType] = [heading]
    for number, claim in enumerate(claims):
        lines += [Text()] if number else []
        lines += claim_lines(claim, told, common)
    return Group(*lines)


def _heading(says: str, stance: str | None) -> Text:
    return Text(says, style=stance_style(stance) or "bold")


def not_comparable_view(pairs: Sequence[NotComparable]) -> Group:
    """Return pairs that were not compared, each with what parts it."""
    return Group(*(_parted(pair) for pair in pairs))


def _parted(pair: NotComparable) -> Group:
    one, other = map(visible, parted_values(pair))
    told = pair.claims[0].proposition
    common = common_frame(pair.claims, told)
    sides = [
        _side(_heading(side_says(stance), stance), [claim], told, common)
        for stance, claim in zip(("supports", "refutes"), pair.claims, strict=True)
    ]
    return _entry("-", labelled("NOT COMPARED:", f"{pair.field} ({one} / {other})"), told, common, [_beside(sides)])
