"""Pairs of claims that are not compared: one example for each two frames that are apart."""

import heapq
from collections.abc import Iterator, Mapping, Sequence

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.disagreement.comparability import not_compared, parted_stands, parting_order
from kb.analysis.disagreement.question import Question
from kb.analysis.disagreement.stands import Stand
from kb.analysis.facts import Fact, reading_order
from kb.analysis.voices import share_voice
from kb.records import Claim, NotComparable
from kb.vocabulary import FrameField


def find_examples(
    facts: Sequence[Fact], claims: Mapping[int, Claim], tree: ConceptTree, question: Question, most: int
) -> list[NotComparable]:
    """Return up to ``most`` pairs of ``facts`` that only their frames keep from contradicting each other.

    Claims of one frame stand apart from those of another all alike: one pair of them is enough for a reader, and there
    may be millions. In the order of :func:`kb.analysis.disagreement.comparability.find_not_comparable`.
    """
    first = heapq.nsmallest(most, _examples(facts, tree, question), key=parting_order)
    return [not_compared(field, claims[one.id], claims[other.id]) for field, one, other in first]


def _examples(facts: Sequence[Fact], tree: ConceptTree, question: Question) -> Iterator[tuple[FrameField, Fact, Fact]]:
    for field, supporting, refuting in parted_stands(sorted(facts, key=reading_order), tree, question):
        pair = _first_pair(supporting, refuting)
        if pair is not None:
            yield field, *pair


def _first_pair(one: Stand, other: Stand) -> tuple[Fact, Fact] | None:
    """Return the first claims of two stands that are of different voices."""
    pairs = ((said, denied) for said in one.facts for denied in other.facts if not share_voice(said, denied))
    return next(pairs, None)
