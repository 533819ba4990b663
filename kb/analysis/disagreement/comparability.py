"""Claims that are not compared: they would contradict each other, but are not said of the same thing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from kb.analysis.claim_records import read_claims
from kb.analysis.concept_tree import ConceptTree, read_tree
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.question import Question, accepted_facts
from kb.analysis.disagreement.stands import Stand, stands_of
from kb.analysis.facts import Fact, reading_order
from kb.analysis.voices import share_voice
from kb.records import Claim, NotComparable
from kb.vocabulary import FrameField, Stance

_FIELDS = list(FrameField)


def find_not_comparable(connection: Connection, question: Question) -> list[NotComparable]:
    """Return the pairs of one treatment tree that only their frames keep from contradicting each other.

    Each stands under the first field that parts them; the supporting claim comes first.
    """
    tree = read_tree(connection)
    facts = [fact for fact in accepted_facts(connection, tree, question) if question.part.keeps(fact)]
    found = [
        (field, one, other)
        for field, supporting, refuting in parted_stands(facts, tree, question)
        for one in supporting.facts
        for other in refuting.facts
        if not share_voice(one, other)
    ]
    found.sort(key=parting_order)
    claims = read_claims(connection, {fact.id for _, *pair in found for fact in pair})
    return [not_compared(field, claims[one.id], claims[other.id]) for field, one, other in found]


def not_compared(field: FrameField, one: Claim, other: Claim) -> NotComparable:
    """Return the record of a pair that ``field`` parts, the supporting claim first."""
    values = [_value(one, field), _value(other, field)]
    return NotComparable(str(field), values, one.proposition, [one, other])


def parting_order(pair: tuple[FrameField, Fact, Fact]) -> tuple[object, ...]:
    """Sort by the field, then by wording and by how the two claims are read."""
    field, one, other = pair
    return _FIELDS.index(field), one.wording, reading_order(one), reading_order(other)


def parted_stands(
    facts: Sequence[Fact], tree: ConceptTree, question: Question
) -> Iterator[tuple[FrameField, Stand, Stand]]:
    """Yield who supports and who refutes in frames that do not meet, with what parts them."""
    frames = Frames(tree)
    refuting: dict[tuple[int, int], list[Stand]] = defaultdict(list)
    stands = [stand for stand in stands_of(facts) if question.aspect in (None, stand.first.aspect)]
    for stand in stands:
        if stand.first.stance == Stance.REFUTES:
            refuting[_matter(stand, tree)].append(stand)
    for supporting in stands:
        if supporting.first.stance != Stance.SUPPORTS:
            continue
        for other in refuting.get(_matter(supporting, tree), ()):
            field = frames.parting_field(supporting.first, other.first)
            if field is not None and _is_asked(tree, question, supporting.first, other.first):
                yield field, supporting, other


def _matter(stand: Stand, tree: ConceptTree) -> tuple[int, int]:
    return stand.first.proposition_id, tree.root(stand.first.treatment_id)


def _is_asked(tree: ConceptTree, question: Question, one: Fact, other: Fact) -> bool:
    return _is_under(tree, question.treatment_id, one.treatment_id, other.treatment_id) and _is_under(
        tree, question.condition_id, one.condition_id, other.condition_id
    )


def _is_under(tree: ConceptTree, wanted: int | None, *concept_ids: int | None) -> bool:
    return wanted is None or any(each is not None and tree.is_under(each, wanted) for each in concept_ids)


def _value(said: Claim, field: FrameField) -> str | list[str]:
    value: str | list[str] = getattr(said, field)
    return value
