"""A conflict as an entry of the list: whose it is, who stands where, and what can be said of it."""

from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.disagreement.compared import Compared
from kb.analysis.disagreement.conflicts import OTHER_SIDE, Conflict, Sides
from kb.analysis.disagreement.description import Standing, Standings, composition, score, separation
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.kinds import OPPOSED, SINGLE_SPEAKER
from kb.analysis.disagreement.oppositions import goes_round
from kb.analysis.disagreement.question import Question
from kb.analysis.facts import Fact, reading_order
from kb.analysis.voices import group_voices
from kb.analysis.wording import fill_wording
from kb.records import Claim, Disagreement, Side
from kb.vocabulary import DisagreementKind, Stance

_KINDS = list(DisagreementKind)


class Entry:
    """A conflict on its way into a record, worked out as far as it is asked.

    ``compared`` are the claims that it was found among, ``asked`` is the treatment that was asked for.
    """

    def __init__(self, conflict: Conflict, compared: Compared, tree: ConceptTree, asked: int | None) -> None:
        self.conflict = conflict
        self.kind = conflict.kind
        self.tree = tree
        self.opposed = sorted(conflict.facts, key=reading_order)
        self.treatment_id = self._treatment(asked)
        self._turned = self._turned_from_the_treatment() if conflict.turned else frozenset()
        self.compared = compared

    def _treatment(self, asked: int | None) -> int:
        """Return the broadest treatment that takes part. Where a comparison is mirrored there are several: then the one
        asked for, else the first, of those that every claim is about, as treatment or as comparator."""
        taking_part = {fact.treatment_id for fact in self.opposed}
        tops = [each for each in taking_part if not (taking_part & set(self.tree.line(each)[1:]))]
        shared = [each for each in tops if all(self._is_about(fact, each) for fact in self.opposed)]
        wanted = [each for each in shared if asked is not None and self.tree.are_related(each, asked)]
        return min(wanted or shared or tops, key=lambda each: self.tree.names[each])

    def _is_about(self, fact: Fact, treatment_id: int) -> bool:
        concerned = (fact.treatment_id, *fact.comparator_ids)
        return any(self.tree.are_related(each, treatment_id) for each in concerned)

    def _turned_from_the_treatment(self) -> frozenset[int]:
        """Return the ids of the facts that say of others and this treatment what the rest says of it and others."""
        links = self.conflict.turned
        first = next(fact for fact in self.opposed if fact.treatment_id == self.treatment_id)
        turned = frozenset(id(fact) for fact in self.opposed if (id(fact) in links) != (id(first) in links))
        if not goes_round(self.conflict, Frames(self.tree)):
            return turned
        return frozenset(id(fact) for fact in self.opposed if self._is_turned(fact, id(fact) in turned))

    def _is_turned(self, fact: Fact, by_links: bool) -> bool:
        """Whether a comparison is told by its end, B over A where A is the treatment, though the links do not say.

        A over B, B over C, C over A go round in a circle: then who praises the treatment stands for it, and who praises
        something else over it against it, however they are linked.
        """
        if fact.treatment_id == self.treatment_id:
            return False
        is_below = any(self.tree.are_related(each, self.treatment_id) for each in fact.comparator_ids)
        if self.tree.root(fact.treatment_id) == self.tree.root(self.treatment_id):
            return is_below and by_links
        return is_below or by_links

    @cached_property
    def opposed_sides(self) -> Sides:
        """The two sides that the disagreement is between."""
        if self.kind not in OPPOSED:
            return {label: sorted(facts, key=reading_order) for label, facts in self.conflict.sides.items()}
        sides: Sides = {str(Stance.SUPPORTS): [], str(Stance.REFUTES): []}
        for fact in self.opposed:
            sides[self._side(fact)].append(fact)
        return sides

    @cached_property
    def sides(self) -> Sides:
        """Every side, that of the bystanders last."""
        opposed = self.opposed_sides
        return {**opposed, str(Stance.NEUTRAL): self._beside[0]} if self.kind in OPPOSED else opposed

    @cached_property
    def _beside(self) -> tuple[list[Fact], Standing]:
        """The claims of the third side, and who they are."""
        return self.compared.bystanders.beside(self.opposed)

    def _side(self, fact: Fact) -> str:
        """Return the side of a claim: its stance, or the other one where it praises B over A, not A over B."""
        stance = str(fact.stance)
        return OTHER_SIDE[stance] if id(fact) in self._turned else stance

    def answers(self, question: Question) -> bool:
        """Whether this is of the kind, aspect, condition and treatment asked for."""
        return (
            question.kind in (None, self.kind)
            and question.aspect in (None, self.opposed[0].aspect)
            and self._takes_part(question.treatment_id, {fact.treatment_id for fact in self.opposed})
            and self._takes_part(question.condition_id, {fact.condition_id for fact in self.opposed})
        )

    def _takes_part(self, wanted: int | None, concept_ids: Iterable[int | None]) -> bool:
        return wanted is None or any(each is not None and self.tree.is_under(each, wanted) for each in concept_ids)

    @cached_property
    def _opposed_standings(self) -> Standings:
        """Who stands on the two sides; one speaker stands on either side of what it says both of."""
        single = self.kind in SINGLE_SPEAKER
        sides = self.opposed_sides.items()
        return {label: Standing([facts] if single else group_voices(facts)) for label, facts in sides}

    @cached_property
    def opposed_voices(self) -> tuple[int, int]:
        one, other = self._opposed_standings.values()
        return one.voices, other.voices

    @cached_property
    def _standings(self) -> Standings:
        if self.kind not in OPPOSED:
            return self._opposed_standings
        return {**self._opposed_standings, str(Stance.NEUTRAL): self._beside[1]}

    @property
    def voices(self) -> dict[str, int]:
        """How many voices stand on each side."""
        return {label: each.voices for label, each in self._standings.items()}

    @property
    def score(self) -> float:
        return score(*self.opposed_voices)

    @property
    def treatment(self) -> str:
        return self.tree.names[self.treatment_id]

    @property
    def aspect(self) -> str:
        return self.opposed[0].aspect

    @cached_property
    def condition(self) -> str | None:
        return self._broadest_name({fact.condition_id for fact in self.opposed})

    def order(self) -> tuple[object, ...]:
        """Sort by kind, then the most disputed, the most voices, wording, treatment, and the first claim."""
        place = (self.opposed[0].wording, self.treatment, reading_order(self.opposed[0]))
        return (_KINDS.index(self.kind), -self.score, -sum(self.opposed_voices), *place)

    def record(self, claims: Mapping[int, Claim], flips: list[str] | None = None) -> Disagreement:
        """Return what a reader gets. ``claims`` are those of its sides, by their ids; ``flips`` the sources it hangs
        on, None where that was not asked."""
        root = self.tree.root(self.treatment_id)
        variants = {fact.treatment_id for fact in self.opposed if self.tree.root(fact.treatment_id) == root}
        return Disagreement(
            kind=str(self.kind),
            treatment=self.treatment,
            across_variants=len(variants) > 1,
            condition=self.condition,
            aspect=self.aspect,
            proposition=self.proposition,
            score=round(self.score, 2),
            sides=[
                Side(label, self._standings[label].voices, [claims[fact.id] for fact in facts])
                for label, facts in self.sides.items()
            ],
            separated_by=separation(self.opposed_sides, self.tree.names),
            composition=composition(self._standings),
            flips=msgspec.UNSET if flips is None else flips,
        )

    @cached_property
    def proposition(self) -> str:
        """What is disputed, in the words of those who speak of this treatment."""
        root = self.tree.root(self.treatment_id)
        straight = [
            fact for fact in self.opposed if self.tree.root(fact.treatment_id) == root and id(fact) not in self._turned
        ]
        comparators = {self.tree.names[each]: None for fact in straight for each in fact.named_comparators}
        regulators: dict[str, str | None] = {}
        for fact in straight:
            if fact.regulator:
                regulators.setdefault(fact.regulator, fact.named_regulator)
        return fill_wording(
            self.opposed[0].wording,
            self.treatment,
            self.condition,
            self._broadest_name({fact.population_id for fact in self.opposed}),
            list(comparators),
            next(iter(regulators.values())) if len(regulators) == 1 else None,
        )

    def _broadest_name(self, concept_ids: set[int | None]) -> str | None:
        """Return the name of the broadest concept stated, None where not all that are stated lie under it."""
        top = self.tree.broadest({each for each in concept_ids if each is not None})
        return self.tree.names[top] if top is not None else None
