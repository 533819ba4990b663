"""What a disagreement hangs on: how it changes where claims are left out, and the sources it does not stand without."""

from collections import defaultdict
from collections.abc import Sequence

from kb.analysis.disagreement.compared import Compared
from kb.analysis.disagreement.conflicts import Conflict
from kb.analysis.disagreement.entry import Entry
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.kinds import FINDERS, find_conflicts
from kb.analysis.facts import Fact
from kb.records import Change, Weight
from kb.vocabulary import ChangeKind, DisagreementKind


def find_changes(whole: Sequence[Entry], part: Sequence[Entry]) -> list[Change]:
    """Return what is otherwise among the disagreements of a part of the claims than of all, in the order of the whole.

    A disagreement may fall apart into several, and claims that are free now may join two: each is what became of it.
    What is the same in both is left out.
    """
    holding = {(each.conflict.name, id(fact)): index for index, each in enumerate(whole) for fact in each.opposed}
    became: dict[int, list[Entry]] = defaultdict(list)
    new = []
    for entry in part:
        before = {holding.get((entry.conflict.name, id(fact))) for fact in entry.opposed} - {None}
        for index in before:
            became[index or 0].append(entry)
        if not before:
            new.append(entry)
    changes = []
    for index, entry in enumerate(whole):
        if not became[index]:
            changes.append(_change(ChangeKind.ENDED, entry, entry, None))
        changes += [
            _change(ChangeKind.CHANGED, after, entry, after) for after in became[index] if _told(entry) != _told(after)
        ]
    return changes + [_change(ChangeKind.NEW, entry, None, entry) for entry in new]


def _change(change: ChangeKind, shown: Entry, before: Entry | None, after: Entry | None) -> Change:
    return Change(
        change=str(change),
        kind=str(shown.kind),
        treatment=shown.treatment,
        condition=shown.condition,
        aspect=shown.aspect,
        proposition=shown.proposition,
        before=_weight(before),
        after=_weight(after),
    )


def _weight(entry: Entry | None) -> Weight | None:
    if entry is None:
        return None
    return Weight(round(entry.score, 2), entry.voices, {label: len(facts) for label, facts in entry.sides.items()})


def _told(entry: Entry) -> dict[str, set[int]]:
    return {label: {fact.claim.id for fact in facts} for label, facts in entry.sides.items()}


def find_flips(conflict: Conflict, facts: Sequence[Fact], frames: Frames) -> list[str]:
    """Return the keys of the sources of which each alone, taken away from ``facts``, leaves nothing of the conflict.

    Every pair would have to be one of its claims: so it is a source of any one pair, or there is none.
    """
    candidates = {fact.source_id: fact.claim.source.key for fact in conflict.pair}
    return sorted(key for source_id, key in candidates.items() if not _is_left(conflict, source_id, facts, frames))


def _is_left(conflict: Conflict, source_id: int, facts: Sequence[Fact], frames: Frames) -> bool:
    """Whether some of the claims still disagree without a source. Among the unconfirmed others may take its place: a
    claim that was in a contradiction with it is in none then."""
    if conflict.kind is not DisagreementKind.UNCONFIRMED:
        rest = [fact for fact in conflict.facts if fact.source_id != source_id]
        return any(FINDERS[conflict.kind](Compared(rest, frames)))
    proposition_id = conflict.pair[0].proposition_id
    rest = [fact for fact in facts if fact.proposition_id == proposition_id and fact.source_id != source_id]
    taking_part = {id(fact) for fact in conflict.facts}
    return any(
        not taking_part.isdisjoint(map(id, each.facts))
        for each in find_conflicts(rest, frames)
        if each.name == conflict.name
    )
