"""What is asked of a base, and the claims that may answer it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.disagreement.family import family_of
from kb.analysis.disagreement.part import WHOLE, Part
from kb.analysis.facts import Fact, read_facts
from kb.store.models import claim
from kb.vocabulary import DisagreementKind, ReviewStatus

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the base, or of a part of it: about ``treatment_id`` and its descendants (None: everything)."""

    treatment_id: int | None = None
    kind: str | None = None
    aspect: str | None = None
    condition_id: int | None = None
    part: Part = WHOLE

    @property
    def is_of_all(self) -> bool:
        """Whether this is asked of the whole base, and of no part of it."""
        return self.treatment_id is None and self.part.is_whole

    @property
    def may_be_foremost(self) -> bool:
        """Whether the most disputed contradictions answer this first, as all claims have it."""
        return self.part.is_whole and self.kind in (None, DisagreementKind.CONTRADICTION)

    def concerns(self, fact: Fact, tree: ConceptTree) -> bool:
        """Whether a claim may take part in what is asked about."""
        treatments = (fact.treatment_id, *fact.comparator_ids)
        return (
            self.aspect in (None, fact.aspect)
            and (self.treatment_id is None or any(tree.are_related(each, self.treatment_id) for each in treatments))
            and (
                self.condition_id is None
                or fact.condition_id is None
                or tree.are_related(fact.condition_id, self.condition_id)
            )
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the answers to give, and whether with the sources that each hangs on."""

    limit: int | None = None
    offset: int = 0
    flips: bool = False

    @property
    def end(self) -> int | None:
        """How many answers there must be to tell which ones these are; None: all."""
        return None if self.limit is None else self.offset + self.limit

    def first(self, pieces: Iterable[Iterable[T]], key: Callable[[T], Any]) -> list[T]:
        """Return the answers up to the end, in order. They come in pieces, and no more are kept than that takes."""
        kept: list[T] = []
        for answers in pieces:
            kept += answers
            if self.end is not None:
                kept = sorted(kept, key=key)[: self.end]
        return kept if self.end is not None else sorted(kept, key=key)

    def of(self, answers: Sequence[T]) -> Sequence[T]:
        return answers[self.offset :] if self.limit is None else answers[self.offset : self.offset + self.limit]


def accepted_facts(connection: Connection, tree: ConceptTree, question: Question) -> list[Fact]:
    """Return the accepted claims of the whole base that may take part in a disagreement about what is asked for."""
    accepted = claim.c.status == ReviewStatus.ACCEPTED
    if question.treatment_id is None:
        return read_facts(connection, accepted)
    family = family_of(connection, tree, question.treatment_id)
    return read_facts(connection, accepted, claim.c.treatment_id.in_(family))
