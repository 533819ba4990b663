"""Claims that are not compared: they would contradict each other, but are not said of the same thing."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection

from kb.analysis.concept_tree import ConceptTree, read_tree
from kb.analysis.disagreements import Question, accepted_facts
from kb.analysis.facts import Fact, reading_order
from kb.analysis.frames import Frames
from kb.analysis.pairs import by_frame
from kb.analysis.voices import share_voice
from kb.records import NotComparable
from kb.vocabulary import FrameField, Stance

_FIELDS = list(FrameField)


def find_not_comparable(connection: Connection, question: Question) -> list[NotComparable]:
    """Return the pairs of one treatment tree that only their frames keep from contradicting each other.

    Each stands under the first field that parts them; the supporting claim comes first.
    """
    found = list(_asked_for(connection, question))
    found.sort(
        key=lambda each: (_FIELDS.index(each[0]), each[1].wording, reading_order(each[1]), reading_order(each[2]))
    )
    return [
        NotComparable(
            str(field), [_value(one, field), _value(other, field)], one.claim.proposition, [one.claim, other.claim]
        )
        for field, one, other in found
    ]


def count_not_comparable(connection: Connection, question: Question) -> dict[str, int]:
    """Return how many such pairs each field parts, in the order of the fields."""
    counts = Counter(field for field, _, _ in _asked_for(connection, question))
    return {str(field): counts[field] for field in _FIELDS if counts[field]}


def _asked_for(connection: Connection, question: Question) -> Iterator[tuple[FrameField, Fact, Fact]]:
    tree = read_tree(connection)
    facts = accepted_facts(connection, tree, question.treatment_id)
    for field, one, other in _parted(facts, Frames(tree)):
        if (
            question.aspect in (None, one.claim.aspect)
            and _is_asked(tree, question.treatment_id, one.treatment_id, other.treatment_id)
            and _is_asked(tree, question.condition_id, one.condition_id, other.condition_id)
        ):
            yield field, one, other


def _is_asked(tree: ConceptTree, wanted: int | None, *concept_ids: int | None) -> bool:
    return wanted is None or any(each is not None and tree.is_under(each, wanted) for each in concept_ids)


def _parted(facts: list[Fact], frames: Frames) -> Iterator[tuple[FrameField, Fact, Fact]]:
    refuting: dict[tuple[int, int], list[list[Fact]]] = defaultdict(list)
    for group in by_frame([fact for fact in facts if fact.claim.stance == Stance.REFUTES]):
        refuting[group[0].proposition_id, frames.tree.root(group[0].treatment_id)].append(group)
    for supporting in by_frame([fact for fact in facts if fact.claim.stance == Stance.SUPPORTS]):
        one = supporting[0]
        for others in refuting[one.proposition_id, frames.tree.root(one.treatment_id)]:
            field = frames.parting_field(one, others[0])
            if field is None:
                continue
            for left in supporting:
                yield from ((field, left, right) for right in others if not share_voice(left, right))


def _value(fact: Fact, field: FrameField) -> str | list[str]:
    value: str | list[str] = getattr(fact.claim, field)
    return value
