"""Which treatments can disagree with a treatment: its whole tree, and what it is compared with."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from kb.analysis.concept_tree import ConceptTree
from kb.store.models import claim, claim_comparator, proposition
from kb.store.tuples import fetch_tuples, is_one_of
from kb.vocabulary import Aspect, ReviewStatus


def family_of(connection: Connection, tree: ConceptTree, treatment_id: int) -> set[int]:
    """Return every treatment whose claims may be linked with those about ``treatment_id``.

    Frames meet within one tree. A comparison leads from one tree into another: A over B stands against B over A.
    """
    family: set[int] = set()
    come = {tree.root(treatment_id)}
    while come:
        added = tree.under(come)
        family |= added
        come = {tree.root(each) for each in _compared(connection, added) if each not in family}
    return family


def _compared(connection: Connection, treatments: Iterable[int]) -> set[int]:
    """Return what ``treatments`` are compared with, and what is compared with them."""
    default = (proposition.c.aspect == Aspect.COMPARISON) & (proposition.c.wording == Aspect.COMPARISON.wording)
    joined: Any = claim.join(claim_comparator).join(proposition)
    found: set[int] = set()
    for known, other in _BOTH_WAYS:
        query = select(other).select_from(joined).where(is_one_of(known, treatments), default)
        query = query.where(claim.c.status == ReviewStatus.ACCEPTED)
        found.update(concept_id for (concept_id,) in fetch_tuples(connection, query.distinct()))
    return found


_TREATMENT, _COMPARATOR = claim.c.treatment_id, claim_comparator.c.concept_id
_BOTH_WAYS = ((_TREATMENT, _COMPARATOR), (_COMPARATOR, _TREATMENT))
