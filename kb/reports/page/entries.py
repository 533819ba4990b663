"""Disagreements as the page shows them: which claims in words, which by their numbers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kb.phrases import opposed_say, side_says
from kb.records import Disagreement, Side
from kb.reports.page.register import Register, Run
from kb.reports.page.shown_claim import ShownClaim

#: How many claims of a side are shown in words; the others stand in the register, and are named by their numbers.
SHOWN, SHOWN_BESIDE = 12, 3


@dataclass(frozen=True, slots=True)
class ShownSide:
    says: str
    stance: str | None
    voices: int
    interests: dict[str, int]
    claims: list[ShownClaim]
    others: Sequence[Run]
    left: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A disagreement, its place in the report, and the id that leads to it.

    ``said_of`` is what all claims of the two sides are said of, None where they differ: then each claim tells.
    """

    number: int
    anchor: str
    disagreement: Disagreement
    said_of: str | None
    sides: list[ShownSide]
    beside: ShownSide | None


def read_entries(disagreements: Sequence[Disagreement], register: Register) -> list[Entry]:
    """Return an entry for each disagreement; ids say kind and aspect, and count where that is not enough."""
    seen: Counter[str] = Counter()
    entries = []
    for number, each in enumerate(disagreements, 1):
        name = f"{each.kind}-on-{each.aspect}"
        seen[name] += 1
        anchor = name if seen[name] == 1 else f"{name}-{seen[name]}"
        sides = _opposed(each, register)
        entries.append(Entry(number, anchor, each, _said_of(each, register), sides, _beside(each, register)))
    return entries


def _said_of(disagreement: Disagreement, register: Register) -> str | None:
    frames = {register.shown(said).said_of for side in disagreement.sides[:2] for said in side.claims}
    return frames.pop() if len(frames) == 1 else None


def _opposed(disagreement: Disagreement, register: Register) -> list[ShownSide]:
    pairs = zip(disagreement.sides[:2], opposed_say(disagreement), strict=True)
    return [_side(disagreement, side, says, stance, register, SHOWN) for side, (says, stance) in pairs]


def _beside(disagreement: Disagreement, register: Register) -> ShownSide | None:
    others = [side for side in disagreement.sides[2:] if side.claims]
    if not others:
        return None
    return _side(disagreement, others[0], side_says(others[0].label), others[0].label, register, SHOWN_BESIDE)


def _side(
    disagreement: Disagreement, side: Side, says: str, stance: str | None, register: Register, shown: int
) -> ShownSide:
    left = side.claims[shown:]
    return ShownSide(
        says=says,
        stance=stance,
        voices=side.voices,
        interests=disagreement.composition.interest[side.label],
        claims=list(map(register.shown, side.claims[:shown])),
        others=register.runs(left),
        left=len(left),
    )
