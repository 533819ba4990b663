"""Claims that are not compared: they would contradict each other, but are not said of the same thing."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection

from kb.analysis.concept_tree import read_tree
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
    tree = read_tree(connection)
    frames = Frames(tree)
    facts = accepted_facts(connection, tree, question.treatment_id)
    found = []
    for field, one, other in _parted(facts, frames):
        treatments = (one.treatment_id, other.treatment_id)
        if question.treatment_id is None or any(tree.is_under(each, question.treatment_id) for each in treatments):
            found.append((field, one, other))
    found = [each for each in found if question.aspect in (None, each[1].claim.aspect)]
    found.sort(
        key=lambda each: (_FIELDS.index(each[0]), each[1].wording, reading_order(each[1]), reading_order(each[2]))
    )
    return [
        NotComparable(
            str(field), [_value(one, field), _value(other, field)], one.claim.proposition, [one.claim, other.claim]
        )
        for field, one, other in found
    ]


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
