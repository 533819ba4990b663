"""What a disagreement hangs on: how it changes where claims are left out, and the sources it does not stand without."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from kb.analysis.disagreement.compared import Compared
from kb.analysis.disagreement.conflicts import Conflict
from kb.analysis.disagreement.entry import Entry
from kb.analysis.disagreement.kinds import FINDERS, find_conflicts
from kb.analysis.disagreement.question import Question
from kb.analysis.facts import Fact
from kb.records import Change, Weight
from kb.vocabulary import ChangeKind, DisagreementKind, Stance

#: Of how many claims a side it is tried first whether they disagree.
FIRST_TRIED = 6


def find_changes(whole: Sequence[Entry], part: Sequence[Entry], question: Question) -> list[Change]:
    """Return what is otherwise among the disagreements of a part of the claims than of all, in the order of the whole.

    A disagreement may fall apart into several, and claims that are free now may join two: each is what became of it.
    Told is what answers the question before or after; what is the same in both is left out.
    """
    holding = {(each.conflict.name, id(fact)): each for each in whole for fact in each.opposed}
    became: dict[Entry, list[Entry]] = defaultdict(list)
    new = []
    for entry in part:
        names = ((entry.conflict.name, id(fact)) for fact in entry.opposed)
        before = dict.fromkeys(holding[name] for name in names if name in holding)
        for each in before:
            became[each].append(entry)
        if not before and entry.answers(question):
            new.append(_change(ChangeKind.NEW, None, entry))
    changes = [change for entry in whole for change in _what_became(entry, became[entry], question)]
    return changes + new


def _what_became(entry: Entry, became: Sequence[Entry], question: Question) -> Iterator[Change]:
    if not became and entry.answers(question):
        yield _change(ChangeKind.ENDED, entry, None)
    for after in became:
        if (entry.answers(question) or after.answers(question)) and _told(entry) != _told(after):
            yield _change(ChangeKind.CHANGED, entry, after)


def _change(change: ChangeKind, before: Entry | None, after: Entry | None) -> Change:
    shown = after or before
    assert shown
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
    return {label: {fact.id for fact in facts} for label, facts in entry.sides.items()}


def find_flips(conflict: Conflict, compared: Compared) -> list[str]:
    """Return the keys of the sources of which each alone, taken away from all claims, leaves nothing of the conflict.

    Every pair would have to be one of its claims: so it is a source of any one pair, or there is none.
    """
    candidates = {fact.source_id: fact.source.key for fact in conflict.pair}
    return sorted(key for source_id, key in candidates.items() if not _is_left(conflict, source_id, compared))


def _is_left(conflict: Conflict, source_id: int, compared: Compared) -> bool:
    """Whether some of the claims still disagree without a source."""
    rest = [fact for fact in conflict.facts if fact.source_id != source_id]
    first = _first_of_each_side(conflict, source_id)
    if _disagree(conflict, first, compared) or (len(first) < len(rest) and _disagree(conflict, rest, compared)):
        return True
    return conflict.kind is DisagreementKind.UNCONFIRMED and _others_take_its_place(conflict, rest, source_id, compared)


def _first_of_each_side(conflict: Conflict, source_id: int) -> list[Fact]:
    """Return a few claims, which nearly always tell: two that disagree do so whatever else is said."""
    sides = ((fact for fact in facts if fact.source_id != source_id) for facts in conflict.sides.values())
    return list({id(fact): fact for side in sides for fact in islice(side, FIRST_TRIED)}.values())


def _disagree(conflict: Conflict, facts: Sequence[Fact], compared: Compared) -> bool:
    return len(facts) > 1 and any(FINDERS[conflict.kind](Compared(facts, compared.frames)))


def _others_take_its_place(conflict: Conflict, rest: Sequence[Fact], source_id: int, compared: Compared) -> bool:
    """Whether a claim that a source had contradicted goes, without it, beyond what is held not to be known.

    For that, the claims that meet the neutral ones are held against what opposes them, and nothing else.
    """
    neutral = [fact for fact in rest if fact.stance == Stance.NEUTRAL]
    firm = dict.fromkeys(stand for fact in neutral for stand in compared.firm_meetings.meeting(fact))
    opposing = dict.fromkeys(other for stand in firm for other in compared.opponents.of(stand))
    near = {id(fact): fact for stand in firm | opposing for fact in stand.facts if fact.source_id != source_id}
    found = find_conflicts([*near.values(), *neutral], compared.frames)
    return any(each.name == conflict.name for each in found)
