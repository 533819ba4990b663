"""Pairs into disagreements: linked, put under their treatment, described, and in the order in which they are shown."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from kb.analysis.concept_tree import ConceptTree, read_tree
from kb.analysis.description import Sides, composition, score, separation
from kb.analysis.facts import Fact, read_facts, reading_order
from kb.analysis.family import family_of
from kb.analysis.frames import Frames
from kb.analysis.groups import Groups
from kb.analysis.pairs import OPPOSED, Pair, find_pairs
from kb.analysis.voices import group_voices, share_voice
from kb.analysis.wording import fill_wording
from kb.records import Disagreement, Side
from kb.store.models import claim
from kb.vocabulary import DisagreementKind, ReviewStatus, Stance

_KINDS = list(DisagreementKind)
_OTHER_SIDE: dict[str, str] = {Stance.SUPPORTS: Stance.REFUTES, Stance.REFUTES: Stance.SUPPORTS}
#: One voice says both, or changes its mind: there is one speaker a side, whatever its sources.
_SINGLE_SPEAKER = (DisagreementKind.SELF_CONTRADICTION, DisagreementKind.REVERSAL)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the base: about ``treatment_id`` and its descendants (None: everything)."""

    treatment_id: int | None = None
    kind: str | None = None
    aspect: str | None = None
    condition_id: int | None = None


def accepted_facts(connection: Connection, tree: ConceptTree, treatment_id: int | None) -> list[Fact]:
    """Return the accepted claims that may take part in a disagreement about the treatment; all of them if None."""
    accepted = claim.c.status == ReviewStatus.ACCEPTED
    if treatment_id is None:
        return read_facts(connection, accepted)
    return read_facts(connection, accepted, claim.c.treatment_id.in_(family_of(connection, tree, treatment_id)))


def find_disagreements(connection: Connection, question: Question) -> list[Disagreement]:
    """Return the disagreements that answer ``question``, those of the whole base in which its treatment takes part."""
    tree = read_tree(connection)
    facts = accepted_facts(connection, tree, question.treatment_id)
    found = [
        (each.order(), each.record())
        for each in _group(find_pairs(facts, Frames(tree)), facts, tree, question.treatment_id)
        if each.answers(question)
    ]
    return [record for _, record in sorted(found, key=lambda each: each[0])]


def _group(
    pairs: Sequence[Pair], facts: Sequence[Fact], tree: ConceptTree, asked: int | None
) -> Iterator["_Disagreement"]:
    """Yield what pairs of one kind and proposition make where they are linked through the claims they share."""
    by_kind: dict[tuple[DisagreementKind, str, int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        label = pair.label if pair.kind is DisagreementKind.UNCONFIRMED else ""
        by_kind[pair.kind, label, pair.left.proposition_id].append(pair)
    neutral: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.claim.stance == Stance.NEUTRAL:
            neutral[fact.proposition_id].append(fact)
    for (kind, _, proposition_id), alike in by_kind.items():
        for linked in _linked(alike):
            yield _Disagreement(kind, linked, neutral[proposition_id], tree, asked)


def _linked(pairs: Sequence[Pair]) -> list[list[Pair]]:
    groups: Groups[int] = Groups()
    holder: dict[int, int] = {}
    for index, pair in enumerate(pairs):
        groups.add(index)
        for fact in (pair.left, pair.right):
            groups.join(index, holder.setdefault(id(fact), index))
    return [[pairs[index] for index in group] for group in groups.groups()]


class _Disagreement:
    """Linked pairs of one kind and proposition on their way into a record."""

    def __init__(
        self, kind: DisagreementKind, pairs: list[Pair], neutral: list[Fact], tree: ConceptTree, asked: int | None
    ) -> None:
        self.kind = kind
        self.tree = tree
        self.opposed = list({id(fact): fact for pair in pairs for fact in (pair.left, pair.right)}.values())
        self.treatment_id = self._treatment(asked)
        self.sides = self._sides(pairs, neutral)

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

    def _sides(self, pairs: Sequence[Pair], neutral: Sequence[Fact]) -> Sides:
        if self.kind not in OPPOSED:
            sides: Sides = {pairs[0].label: [], Stance.NEUTRAL: []}
            for fact in self.opposed:
                sides[Stance.NEUTRAL if fact.claim.stance == Stance.NEUTRAL else pairs[0].label].append(fact)
        else:
            sides = {Stance.SUPPORTS: [], Stance.REFUTES: [], Stance.NEUTRAL: self._bystanders(neutral)}
            side_of = self._opposed_sides(pairs)
            for fact in self.opposed:
                sides[side_of[id(fact)]].append(fact)
        return {str(label): sorted(facts, key=reading_order) for label, facts in sides.items()}

    def _opposed_sides(self, pairs: Sequence[Pair]) -> dict[int, str]:
        """Return the side of each claim: that of a claim on this treatment by its stance, the others across from those
        they are paired with. So whoever praises B over A stands against A over B."""
        across: dict[int, list[Fact]] = defaultdict(list)
        for pair in pairs:
            across[id(pair.left)].append(pair.right)
            across[id(pair.right)].append(pair.left)
        first = next(fact for fact in self.opposed if fact.treatment_id == self.treatment_id)
        sides = {id(first): str(first.claim.stance)}
        waiting = deque([first])
        while waiting:
            fact = waiting.popleft()
            for other in across[id(fact)]:
                if id(other) not in sides:
                    sides[id(other)] = _OTHER_SIDE[sides[id(fact)]]
                    waiting.append(other)
        return sides

    def _bystanders(self, neutral: Sequence[Fact]) -> list[Fact]:
        """Return the neutral claims of other voices whose frames meet one of the claims."""
        frames = Frames(self.tree)
        return [
            fact
            for fact in neutral
            if any(frames.meet(fact, each) for each in self.opposed)
            and not any(share_voice(fact, each) for each in self.opposed)
        ]

    def answers(self, question: Question) -> bool:
        """Whether this is of the kind, aspect, condition and treatment asked for."""
        return (
            question.kind in (None, self.kind)
            and question.aspect in (None, self.opposed[0].claim.aspect)
            and self._takes_part(question.treatment_id, [fact.treatment_id for fact in self.opposed])
            and self._takes_part(question.condition_id, [fact.condition_id for fact in self.opposed])
        )

    def _takes_part(self, wanted: int | None, concept_ids: Sequence[int | None]) -> bool:
        return wanted is None or any(each is not None and self.tree.is_under(each, wanted) for each in concept_ids)

    def voices(self, label: str) -> int:
        facts = self.sides[label]
        if facts and self.kind in _SINGLE_SPEAKER and label != Stance.NEUTRAL:
            return 1
        return len(group_voices(facts))

    def score(self) -> float:
        one, other = list(self.sides)[:2]
        return score(self.voices(one), self.voices(other))

    def order(self) -> tuple[object, ...]:
        """Sort by kind, then the most disputed, the most voices, wording, treatment, and the first claim."""
        opposed = list(self.sides)[:2]
        first = min(self.opposed, key=reading_order)
        voices = sum(self.voices(label) for label in opposed)
        place = (self.opposed[0].wording, self.tree.names[self.treatment_id], reading_order(first))
        return (_KINDS.index(self.kind), -self.score(), -voices, *place)

    def record(self) -> Disagreement:
        one, other = list(self.sides)[:2]
        condition = self._broadest_name({fact.condition_id for fact in self.opposed})
        root = self.tree.root(self.treatment_id)
        variants = {fact.treatment_id for fact in self.opposed if self.tree.root(fact.treatment_id) == root}
        return Disagreement(
            kind=str(self.kind),
            treatment=self.tree.names[self.treatment_id],
            across_variants=len(variants) > 1,
            condition=condition,
            aspect=self.opposed[0].claim.aspect,
            proposition=self._proposition(condition),
            score=round(self.score(), 2),
            sides=[
                Side(label, self.voices(label), [fact.claim for fact in facts]) for label, facts in self.sides.items()
            ],
            separated_by=separation(one, other, self.sides),
            composition=composition(self.sides),
        )

    def _proposition(self, condition: str | None) -> str:
        root = self.tree.root(self.treatment_id)
        sides = list(self.sides.items())[:2]
        stood = (fact for label, facts in sides for fact in facts if fact.claim.stance == label)
        straight = [fact for fact in stood if self.tree.root(fact.treatment_id) == root]
        comparators = {name: None for fact in sorted(straight, key=reading_order) for name in fact.claim.comparator}
        regulators: dict[str, str | None] = {}
        for fact in straight:
            if fact.regulator:
                regulators.setdefault(fact.regulator, fact.claim.regulator)
        return fill_wording(
            self.opposed[0].wording,
            self.tree.names[self.treatment_id],
            condition,
            self._broadest_name({fact.population_id for fact in self.opposed}),
            list(comparators),
            next(iter(regulators.values())) if len(regulators) == 1 else None,
        )

    def _broadest_name(self, concept_ids: set[int | None]) -> str | None:
        """Return the name of the broadest concept stated, None where not all that are stated lie under it."""
        top = self.tree.broadest({each for each in concept_ids if each is not None})
        return self.tree.names[top] if top is not None else None
