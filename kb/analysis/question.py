"""What is asked of a base, and the claims that may answer it."""

from dataclasses import dataclass

from sqlalchemy import Connection

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.facts import Fact, read_facts
from kb.analysis.family import family_of
from kb.store.models import claim
from kb.vocabulary import ReviewStatus


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
