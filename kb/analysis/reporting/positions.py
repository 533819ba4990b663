"""How many voices say what of each proposition."""

from collections import defaultdict
from collections.abc import Sequence

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.facts import Fact, reading_order
from kb.analysis.reporting.said_together import condition_of, proposition_of, treatment_of
from kb.analysis.voices import group_voices
from kb.records import Claim, Disagreement, Position
from kb.vocabulary import Aspect, Stance

_ASPECTS: list[str] = list(Aspect)


def find_positions(facts: Sequence[Fact], tree: ConceptTree, disagreements: Sequence[Disagreement]) -> list[Position]:
    """Return an entry for each proposition and tree of treatments: the disputed first, as their disagreements come.

    The others follow by aspect. Whatever frame a claim has, it is counted: a voice that says both counts on both sides.
    """
    together: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in sorted(facts, key=reading_order):
        together[tree.root(fact.treatment_id), fact.proposition_id].append(fact)
    place = {fact.claim.id: where for where, said in together.items() for fact in said}
    disputed: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, each in enumerate(disagreements, 1):
        disputed[place[_speaking_for(each).id]].append(number)
    found = [_position(said, tree, disputed.get(where, [])) for where, said in together.items()]
    return sorted(found, key=_order)


def _speaking_for(disagreement: Disagreement) -> Claim:
    """Return a claim about the treatment of a disagreement; a mirrored one has claims about others too."""
    opposed = [said for side in disagreement.sides[:2] for said in side.claims]
    return next((said for said in opposed if said.treatment == disagreement.treatment), opposed[0])


def _order(position: Position) -> tuple[object, ...]:
    first = position.disagreements[0] if position.disagreements else float("inf")
    return (first, _ASPECTS.index(position.aspect), position.treatment, position.proposition)


def _position(facts: Sequence[Fact], tree: ConceptTree, disagreements: list[int]) -> Position:
    supports, refutes, neutral, measures = (
        len(group_voices([fact for fact in facts if fact.claim.stance == stance])) for stance in (*Stance, None)
    )
    return Position(
        treatment=treatment_of(facts, tree),
        condition=condition_of(facts, tree),
        aspect=facts[0].claim.aspect,
        proposition=proposition_of(facts, tree),
        supports=supports,
        refutes=refutes,
        neutral=neutral,
        measures=measures,
        claims=len(facts),
        disagreements=disagreements,
    )
