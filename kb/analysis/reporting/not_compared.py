"""Pairs of claims that are not compared: one example for each two frames that are apart."""

import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.question import Question
from kb.analysis.disagreement.stands import Stand, stands_of
from kb.analysis.facts import Fact, reading_order
from kb.analysis.voices import share_voice
from kb.records import NotComparable
from kb.vocabulary import FrameField, Stance

_FIELDS = list(FrameField)
_Example = tuple[FrameField, Fact, Fact]


def find_examples(facts: Sequence[Fact], tree: ConceptTree, question: Question, most: int) -> list[NotComparable]:
    """Return up to ``most`` pairs of ``facts`` that only their frames keep from contradicting each other.

    Claims of one frame stand apart from those of another all alike: one pair of them is enough for a reader, and there
    may be millions. In the order of :func:`kb.analysis.disagreement.comparability.find_not_comparable`.
    """
    first = heapq.nsmallest(most, _examples(facts, tree, question), key=_order)
    return [
        NotComparable(
            str(field), [_value(one, field), _value(other, field)], one.claim.proposition, [one.claim, other.claim]
        )
        for field, one, other in first
    ]


def _order(example: _Example) -> tuple[object, ...]:
    field, one, other = example
    return _FIELDS.index(field), one.wording, reading_order(one), reading_order(other)


def _examples(facts: Sequence[Fact], tree: ConceptTree, question: Question) -> Iterator[_Example]:
    frames = Frames(tree)
    by_stance: dict[str | None, dict[Hashable, list[Stand]]] = defaultdict(lambda: defaultdict(list))
    for stand in stands_of(sorted(facts, key=reading_order)):
        matter = (stand.first.proposition_id, tree.root(stand.first.treatment_id))
        by_stance[stand.first.claim.stance][matter].append(stand)
    for same, supporting in by_stance[Stance.SUPPORTS].items():
        for one in supporting:
            for other in by_stance[Stance.REFUTES].get(same, ()):
                field = frames.parting_field(one.first, other.first)
                if field is None or not _is_asked(tree, question, one, other):
                    continue
                pair = _first_pair(one, other)
                if pair is not None:
                    yield field, *pair


def _is_asked(tree: ConceptTree, question: Question, *stands: Stand) -> bool:
    asked = question.treatment_id
    return asked is None or any(tree.is_under(stand.first.treatment_id, asked) for stand in stands)


def _first_pair(one: Stand, other: Stand) -> tuple[Fact, Fact] | None:
    """Return the first claims of two stands that are of different voices."""
    pairs = ((said, denied) for said in one.facts for denied in other.facts if not share_voice(said, denied))
    return next(pairs, None)


def _value(fact: Fact, field: FrameField) -> str | list[str]:
    value: str | list[str] = getattr(fact.claim, field)
    return value
