"""The first look: each disputed proposition with who disagrees about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.phrases import kinds_counted, speaker, voices_against
from kb.quantities import say_range
from kb.records import Disagreement, Position, Report
from kb.reports.page.entries import Entry
from kb.vocabulary import DisagreementKind

#: Of how many disagreements of one kind each is named; of more their number is told.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Found:
    """One disagreement, or several of a kind, in a few words, and the id that leads to the first."""

    kind: str
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Disputed:
    position: Position
    found: list[Found]


def read_glance(report: Report, entries: Sequence[Entry]) -> list[Disputed]:
    """Return the disputed propositions in the order of their disagreements."""
    return [
        Disputed(each, list(_found([entries[number - 1] for number in each.disagreements])))
        for each in report.positions
        if each.disagreements
    ]


def _found(entries: Sequence[Entry]) -> Iterator[Found]:
    for kind, same in groupby(entries, key=lambda entry: entry.disagreement.kind):
        several = list(same)
        if len(several) > NAMED:
            yield Found(kind, kinds_counted({kind: len(several)}), several[0].anchor)
        else:
            yield from (Found(kind, _words(each.disagreement), each.anchor) for each in several)


def _words(disagreement: Disagreement) -> str:
    """Return who disagrees, in a few words."""
    one, other = (side.claims[0] for side in disagreement.sides[:2])
    who = speaker(one) if one.authors else one.source.key
    if disagreement.kind == DisagreementKind.SELF_CONTRADICTION:
        where = f" in {one.source.key}" if one.source == other.source else ""
        return f"{who} says both{where}"
    if disagreement.kind == DisagreementKind.REVERSAL:
        return f"{who} changed sides"
    if disagreement.kind == DisagreementKind.NUMERIC and one.quantity and other.quantity:
        return f"{say_range(one.quantity)} against {say_range(other.quantity)}"
    if disagreement.kind == DisagreementKind.UNCONFIRMED:
        sides = disagreement.sides[:2]
        says = {"supports": "true", "refutes": "not true", "neutral": "not known"}
        return " against ".join(f"{side.voices} {says[side.label]}" for side in sides)
    if all(side.voices == 1 for side in disagreement.sides[:2]):
        return f"{one.source.key} against {other.source.key}"
    return voices_against(disagreement)
