"""Claims that stand together, said of the same thing with the same stance, and how to find those that they meet.

Frames are compared once for two stands, not for each pair of their claims, and only where the trees of treatments
and conditions and the outcomes leave it open whether they meet.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.disagreement.frames import Frames
from kb.analysis.facts import Fact
from kb.vocabulary import Certainty, Stance


@dataclass(eq=False, slots=True)
class Bundle:
    """Claims of one stand, source and voice, asserted all or none: whatever one of them stands against, all do."""

    stand: "Stand"
    first: Fact
    facts: list[Fact] = field(init=False)

    def __post_init__(self) -> None:
        self.facts = [self.first]

    @property
    def voice(self) -> frozenset[Hashable]:
        return self.first.voice


@dataclass(eq=False, slots=True)
class Stand:
    """Claims of one frame and stance: whoever meets one of them meets all."""

    first: Fact
    facts: list[Fact] = field(init=False)

    def __post_init__(self) -> None:
        self.facts = [self.first]

    def bundles(self) -> list[Bundle]:
        found: dict[Hashable, Bundle] = {}
        for fact in self.facts:
            key = (fact.voice, fact.source_id, fact.certainty == Certainty.ASSERTED)
            if key in found:
                found[key].facts.append(fact)
            else:
                found[key] = Bundle(self, fact)
        return list(found.values())


def stands_of(facts: Iterable[Fact]) -> list[Stand]:
    """Return ``facts`` in groups of equal frames and stances."""
    return _together(facts, lambda fact: (fact.frame, fact.stance))


def frames_of(facts: Iterable[Fact]) -> list[Stand]:
    """Return ``facts`` in groups of equal frames, whatever their stances."""
    return _together(facts, lambda fact: fact.frame)


def _together(facts: Iterable[Fact], key_of: Callable[[Fact], Hashable]) -> list[Stand]:
    found: dict[Hashable, Stand] = {}
    for fact in facts:
        key = key_of(fact)
        if key in found:
            found[key].facts.append(fact)
        else:
            found[key] = Stand(fact)
    return list(found.values())


_ANY = object()


class _Shelf:
    """Stands, to find those of which the condition meets another."""

    def __init__(self, tree: ConceptTree) -> None:
        self._tree = tree
        self.stands: list[Stand] = []

    @cached_property
    def _by_condition(self) -> tuple[dict[int | None, list[Stand]], dict[int, list[Stand]]]:
        """The stands by their condition, and by each that this lies under."""
        at: dict[int | None, list[Stand]] = defaultdict(list)
        under: dict[int, list[Stand]] = defaultdict(list)
        for stand in self.stands:
            condition_id = stand.first.condition_id
            at[condition_id].append(stand)
            for above in () if condition_id is None else self._tree.line(condition_id):
                under[above].append(stand)
        return at, under

    def about(self, condition_id: int | None) -> list[Stand]:
        """Return the stands of this condition, of one above or below it, or of none."""
        if condition_id is None:
            return self.stands
        at, under = self._by_condition
        meeting = [*under.get(condition_id, ()), *at.get(None, ())]
        for above in self._tree.line(condition_id)[1:]:
            meeting += at.get(above, ())
        return meeting


class Meetings:
    """Stands, to find those whose frames meet the frame of a claim."""

    def __init__(self, stands: Sequence[Stand], frames: Frames) -> None:
        self._frames = frames
        self._at: dict[Hashable, _Shelf] = defaultdict(partial(_Shelf, frames.tree))
        self._under: dict[Hashable, _Shelf] = defaultdict(partial(_Shelf, frames.tree))
        for stand in stands:
            said = stand.first
            for outcome in (said.outcome, _ANY):
                self._at[said.proposition_id, said.treatment_id, outcome].stands.append(stand)
                for above in frames.tree.line(said.treatment_id):
                    self._under[said.proposition_id, above, outcome].stands.append(stand)

    def meeting(self, fact: Fact) -> list[Stand]:
        """Return the stands on the proposition of ``fact`` whose frames meet its frame."""
        found = self._related(fact, fact.treatment_id)
        return [stand for stand in found if self._frames.parting_field(fact, stand.first) is None]

    def is_opposed(self, stand: Stand) -> bool:
        """Whether one of another stance meets ``stand``, or says the same of things the other way round."""
        said, stance = stand.first, stand.first.stance
        others = (each.first for each in self._related(said, said.treatment_id) if each.first.stance != stance)
        meets = any(self._frames.parting_field(said, other) is None for other in others)
        return meets or bool(self.mirroring(said))

    def mirroring(self, fact: Fact) -> list[Stand]:
        """Return the stands that say of A and B what ``fact`` says of B and A."""
        if not (fact.is_default_comparison and fact.stance == Stance.SUPPORTS):
            return []
        found = {id(stand): stand for each in fact.comparator_ids for stand in self._related(fact, each)}
        return [stand for stand in found.values() if self._frames.mirror(fact, stand.first)]

    def _related(self, fact: Fact, treatment_id: int) -> list[Stand]:
        """Return the stands on a proposition about a treatment, what it lies under or what lies under it, in a
        condition that the one of ``fact`` meets."""
        outcomes: tuple[Any, ...] = (_ANY,) if fact.outcome is None else (fact.outcome, None)
        line = self._frames.tree.line(treatment_id)
        found: list[Stand] = []
        for outcome in outcomes:
            above = (self._at.get((fact.proposition_id, each, outcome)) for each in line[1:])
            for shelf in filter(None, (self._under.get((fact.proposition_id, treatment_id, outcome)), *above)):
                found += shelf.about(fact.condition_id)
        return found
