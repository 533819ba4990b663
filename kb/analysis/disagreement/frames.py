"""What claims are said of, and whether two of them are said of the same thing."""

from dataclasses import dataclass

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.facts import Fact
from kb.vocabulary import FrameField, Stance


@dataclass(frozen=True, slots=True)
class Frames:
    """Compares frames within the trees of the base."""

    tree: ConceptTree

    def meet(self, one: Fact, other: Fact) -> bool:
        """Whether both speak of the same proposition in frames that meet."""
        return one.proposition_id == other.proposition_id and self.parting_field(one, other) is None

    def parting_field(self, one: Fact, other: Fact) -> FrameField | None:
        """Return the first part of the frame that keeps two claims apart, or None where the frames meet.

        A part meets where it is equal, unstated on one side, or one an ancestor of the other; of several comparators
        one that meets is enough; outcome and regulator meet where equal or unstated on one side.
        """
        # What is equal is told here, though the tree would say so too: this is asked of a great many pairs.
        if one.treatment_id != other.treatment_id and not self.tree.are_related(one.treatment_id, other.treatment_id):
            return FrameField.TREATMENT
        if one.condition_id != other.condition_id and not self._may_meet(one.condition_id, other.condition_id):
            return FrameField.CONDITION
        if one.population_id != other.population_id and not self._may_meet(one.population_id, other.population_id):
            return FrameField.POPULATION
        if one.comparator_ids != other.comparator_ids and not self._comparators_meet(one, other):
            return FrameField.COMPARATOR
        return _parting_text(one, other)

    def mirror(self, one: Fact, other: Fact) -> bool:
        """Whether ``one`` says that A is better than B and ``other`` that B is better than A, of frames that meet."""
        if not (one.is_default_comparison and other.is_default_comparison):
            return False
        return (
            one.stance == other.stance == Stance.SUPPORTS
            and self._are_crossed(one, other)
            and self._may_meet(one.condition_id, other.condition_id)
            and self._may_meet(one.population_id, other.population_id)
            and _parting_text(one, other) is None
        )

    def _are_crossed(self, one: Fact, other: Fact) -> bool:
        """Whether each one's treatment is among the other's comparators. Within one tree, where everything is related
        to its root, that is only so by name."""
        if self.tree.root(one.treatment_id) == self.tree.root(other.treatment_id):
            return one.treatment_id in other.comparator_ids and other.treatment_id in one.comparator_ids
        return self._is_among(one.treatment_id, other.comparator_ids) and self._is_among(
            other.treatment_id, one.comparator_ids
        )

    def _may_meet(self, one: int | None, other: int | None) -> bool:
        return one is None or other is None or self.tree.are_related(one, other)

    def _comparators_meet(self, one: Fact, other: Fact) -> bool:
        if not one.comparator_ids or not other.comparator_ids:
            return True
        return any(self._is_among(each, other.comparator_ids) for each in one.comparator_ids)

    def _is_among(self, concept_id: int, others: tuple[int, ...]) -> bool:
        return any(self.tree.are_related(concept_id, other) for other in others)


def _parting_text(one: Fact, other: Fact) -> FrameField | None:
    if one.outcome and other.outcome and one.outcome != other.outcome:
        return FrameField.OUTCOME
    if one.regulator and other.regulator and one.regulator != other.regulator:
        return FrameField.REGULATOR
    return None
