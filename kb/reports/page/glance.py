"""The first look: each disputed proposition with who disagrees about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.naming import name_some
from kb.phrases import kinds_counted, matter, said_both, voices_against
from kb.quantities import say_range
from kb.records import Disagreement
from kb.reports.page.bars import Counted, count_sides
from kb.reports.page.entries import Entry
from kb.running_text import listed
from kb.vocabulary import DisagreementKind

#: Of how many disagreements of one kind each is named; of more their number is told.
NAMED = 3
_SHORT = {"supports": "true", "refutes": "not true", "neutral": "not known"}


@dataclass(frozen=True, slots=True)
class Found:
    """One disagreement, or several of a kind, in a few words, and the id that leads to the first."""

    kind: str
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """A proposition, with the voices on the sides of the first disagreement about it."""

    aspect: str
    matter: str
    voices: Counted | None
    found: list[Found]


def read_glance(entries: Sequence[Entry]) -> list[Disputed]:
    """Return the disputed propositions in the order of their disagreements."""
    together: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        together.setdefault((entry.disagreement.aspect, matter(entry.disagreement)), []).append(entry)
    return [
        Disputed(aspect, told, count_sides(about[0].disagreement), list(_found(about)))
        for (aspect, told), about in together.items()
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
    one, other = disagreement.sides[:2]
    if disagreement.kind in (DisagreementKind.SELF_CONTRADICTION, DisagreementKind.REVERSAL):
        return _one_speaker(disagreement)
    if disagreement.kind == DisagreementKind.UNCONFIRMED:
        return " against ".join(f"{side.voices} {_SHORT[side.label]}" for side in (one, other))
    if len(one.claims) > 1 or len(other.claims) > 1:
        return voices_against(disagreement)
    lower, higher = one.claims[0].quantity, other.claims[0].quantity
    if disagreement.kind == DisagreementKind.NUMERIC and lower and higher:
        return f"{say_range(lower)} against {say_range(higher)}"
    return f"{one.claims[0].source.key} against {other.claims[0].source.key}"


def _one_speaker(disagreement: Disagreement) -> str:
    """Return who says both or has changed sides: by name, or where no name joins the sides, by the sources."""
    keys = list(dict.fromkeys(said.source.key for side in disagreement.sides[:2] for said in side.claims))
    names = said_both(disagreement) or keys
    if disagreement.kind == DisagreementKind.REVERSAL:
        return f"{name_some(names)} changed sides"
    where = f" in {listed(keys)}" if names is not keys and len(keys) < NAMED else ""
    return f"{name_some(names)} {'say' if len(names) > 1 else 'says'} both{where}"
