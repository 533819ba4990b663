"""Every kind of disagreement, and how claims that disagree in that way are found."""

from collections.abc import Callable, Iterator, Sequence

from kb.analysis.disagreement.compared import Compared
from kb.analysis.disagreement.conflicts import Conflict
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.numeric import find_numeric
from kb.analysis.disagreement.oppositions import find_contradictions, find_reversals, find_self_contradictions
from kb.analysis.disagreement.unconfirmed import find_unconfirmed
from kb.analysis.facts import Fact
from kb.vocabulary import DisagreementKind

#: Finds the conflicts of a kind among claims.
Finder = Callable[[Compared], Iterator[Conflict]]
FINDERS: dict[DisagreementKind, Finder] = {
    DisagreementKind.CONTRADICTION: find_contradictions,
    DisagreementKind.SELF_CONTRADICTION: find_self_contradictions,
    DisagreementKind.NUMERIC: find_numeric,
    DisagreementKind.REVERSAL: find_reversals,
    DisagreementKind.UNCONFIRMED: find_unconfirmed,
}
#: Kinds in which two claims are opposed outright: what takes part in one of them is not unconfirmed as well.
OPPOSED = (DisagreementKind.CONTRADICTION, DisagreementKind.SELF_CONTRADICTION)
#: One voice says both, or changes its mind: there is one speaker a side, whatever its sources.
SINGLE_SPEAKER = (DisagreementKind.SELF_CONTRADICTION, DisagreementKind.REVERSAL)


def find_conflicts(facts: Sequence[Fact], frames: Frames) -> Iterator[Conflict]:
    """Yield every conflict among ``facts``, kind by kind."""
    for _, conflicts in conflicts_by_kind(Compared(facts, frames)):
        yield from conflicts


def conflicts_by_kind(compared: Compared) -> Iterator[tuple[DisagreementKind, list[Conflict]]]:
    """Yield each kind, in order, with its conflicts: those of a kind are looked for when they are asked for."""
    settled: set[int] = set()
    for kind, find in FINDERS.items():
        if kind is DisagreementKind.UNCONFIRMED:
            rest = [fact for fact in compared.facts if id(fact) not in settled]
            compared = Compared(rest, compared.frames)
        conflicts = list(find(compared))
        if kind in OPPOSED:
            settled.update(id(fact) for conflict in conflicts for fact in conflict.facts)
        yield kind, conflicts
