"""How many pairs of claims only their frames keep from contradicting each other: counted, and not gone through.

Claims are taken apart field by field, in the order in which frames are compared. At each field those that meet are
looked up and counted on; the rest of all pairs is parted by it. So the work grows with what meets, not with what parts.
Where there are few frames, each two of them are compared instead.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any, TypeVar

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.question import Question
from kb.analysis.disagreement.stands import frames_of
from kb.analysis.facts import Fact
from kb.vocabulary import FrameField, Stance

_FIELDS = list(FrameField)
#: As many pairs of frames are sooner compared one by one than taken apart.
FEW_PAIRS = 300
#: What a field holds: concepts, or a text; None where it is unstated.
Value = Any
_VALUES: dict[FrameField, Callable[[Fact], Value]] = {
    FrameField.TREATMENT: lambda fact: (fact.treatment_id,),
    FrameField.CONDITION: lambda fact: (fact.condition_id,) if fact.condition_id else None,
    FrameField.POPULATION: lambda fact: (fact.population_id,) if fact.population_id else None,
    FrameField.COMPARATOR: lambda fact: fact.comparator_ids or None,
    FrameField.OUTCOME: lambda fact: fact.outcome or None,
    FrameField.REGULATOR: lambda fact: fact.regulator or None,
}
Counts = Counter[FrameField]
Key = TypeVar("Key", bound=Hashable)


def count_not_comparable(facts: Sequence[Fact], tree: ConceptTree, question: Question) -> dict[str, int]:
    """Return how many pairs of ``facts`` each field parts, in the order of the fields.

    Of a pair one supports and one refutes the same of treatments of one tree, in different voices, and one of them is
    about what is asked for.
    """
    sides: dict[Hashable, dict[str | None, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if question.aspect in (None, fact.aspect):
            sides[fact.proposition_id, tree.root(fact.treatment_id)][fact.stance].append(fact)
    counts: Counts = Counter()
    for standing in sides.values():
        supporting, refuting = (standing.get(stance, []) for stance in (Stance.SUPPORTS, Stance.REFUTES))
        for sign, one, other in _asked_for(supporting, refuting, tree, question):
            _count_voices_apart(one, other, Frames(tree), sign, counts)
    return {str(field): counts[field] for field in _FIELDS if counts[field]}


def _asked_for(
    supporting: list[Fact], refuting: list[Fact], tree: ConceptTree, question: Question
) -> Iterator[tuple[int, list[Fact], list[Fact]]]:
    """Yield what to add to and take from a count, so that those pairs are in it of which one is about what is asked:
    from all the pairs go those of which neither is."""

    def is_outside(concept_id: int | None, wanted: int) -> bool:
        return concept_id is None or not tree.is_under(concept_id, wanted)

    outside: list[Callable[[Fact], bool]] = []
    treatment_id, condition_id = question.treatment_id, question.condition_id
    if treatment_id is not None:
        outside.append(lambda fact: is_outside(fact.treatment_id, treatment_id))
    if condition_id is not None:
        outside.append(lambda fact: is_outside(fact.condition_id, condition_id))
    for chosen in product((False, True), repeat=len(outside)):
        tests = [test for test, is_chosen in zip(outside, chosen, strict=True) if is_chosen]
        one, other = ([fact for fact in side if all(test(fact) for test in tests)] for side in (supporting, refuting))
        yield (-1) ** len(tests), one, other


def _count_voices_apart(
    supporting: list[Fact], refuting: list[Fact], frames: Frames, sign: int, counts: Counts
) -> None:
    """Count the pairs of different voices: all pairs but for those that share one."""
    if not supporting or not refuting:
        return
    _count_all(supporting, refuting, frames, sign, counts)
    one, other = (_by(side, lambda fact: fact.voice) for side in (supporting, refuting))
    by_mark: dict[Hashable, list[frozenset[Hashable]]] = defaultdict(list)
    for voice in other:
        for mark in voice:
            by_mark[mark].append(voice)
    for voice, said in one.items():
        for shared in {each for mark in voice for each in by_mark.get(mark, ())}:
            _count_all(said, other[shared], frames, -sign, counts)


def _count_all(supporting: list[Fact], refuting: list[Fact], frames: Frames, sign: int, counts: Counts) -> None:
    """Add to ``counts`` the pairs that are parted; of few frames each two are compared."""
    one, other = frames_of(supporting), frames_of(refuting)
    if len(one) * len(other) > FEW_PAIRS:
        _count(supporting, refuting, frames, sign, counts)
        return
    for said, against in product(one, other):
        field = frames.parting_field(said.first, against.first)
        if field is not None:
            counts[field] += sign * len(said.facts) * len(against.facts)


def _count(
    supporting: list[Fact], refuting: list[Fact], frames: Frames, sign: int, counts: Counts, depth: int = 0
) -> None:
    """Add to ``counts`` the pairs that each field from the one at ``depth`` on parts."""
    if depth == len(_FIELDS):
        return
    field = _FIELDS[depth]
    one, other = (_by(side, _VALUES[field]) for side in (supporting, refuting))
    find = _Texts(other) if field in (FrameField.OUTCOME, FrameField.REGULATOR) else _Concepts(other, frames.tree)
    met = 0
    for value, said in one.items():
        for against in find.meeting(value):
            met += len(said) * len(other[against])
            _count(said, other[against], frames, sign, counts, depth + 1)
    counts[field] += sign * (len(supporting) * len(refuting) - met)


class _Texts:
    """Values of an outcome or regulator, to find those that meet another: equal, or unstated on one side."""

    def __init__(self, values: Iterable[Value]) -> None:
        self._values = set(values)

    def meeting(self, value: Value) -> set[Value]:
        return self._values if value is None else self._values & {None, value}


class _Concepts:
    """Concepts of a frame, to find those that meet others: equal, one above the other, or unstated on one side. Of
    several one that meets is enough."""

    def __init__(self, values: Iterable[Value], tree: ConceptTree) -> None:
        self._tree = tree
        self._values = set(values)
        self._at: dict[int, set[Value]] = defaultdict(set)
        self._under: dict[int, set[Value]] = defaultdict(set)
        for value in self._values:
            for concept_id in value or ():
                self._at[concept_id].add(value)
                for above in tree.line(concept_id):
                    self._under[above].add(value)

    def meeting(self, value: Value) -> set[Value]:
        if value is None:
            return self._values
        found = self._values & {None}
        for concept_id in value:
            found = found.union(
                self._under.get(concept_id, ()), *(self._at.get(above, ()) for above in self._tree.line(concept_id))
            )
        return found


def _by(facts: Iterable[Fact], value_of: Callable[[Fact], Key]) -> dict[Key, list[Fact]]:
    found: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[value_of(fact)].append(fact)
    return found
