"""Which treatments can disagree with a treatment: its whole tree, and what it is compared with."""

from sqlalchemy import Connection, select

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.groups import Groups
from kb.store.models import claim, claim_comparator, proposition
from kb.vocabulary import Aspect, ReviewStatus


def family_of(connection: Connection, tree: ConceptTree, treatment_id: int) -> set[int]:
    """Return every treatment whose claims may be linked with those about ``treatment_id``.

    Frames meet within one tree. A comparison leads from one tree into another: A over B stands against B over A.
    """
    roots: Groups[int] = Groups()
    for each in tree.parents:
        roots.add(tree.root(each))
    columns = select(claim.c.treatment_id, claim_comparator.c.concept_id).join_from(claim, claim_comparator)
    compared = columns.join(proposition).where(
        proposition.c.aspect == Aspect.COMPARISON,
        proposition.c.wording == Aspect.COMPARISON.wording,
        claim.c.status == ReviewStatus.ACCEPTED,
    )
    for one, other in connection.execute(compared.distinct()):
        roots.join(tree.root(one), tree.root(other))
    mine = next(set(group) for group in roots.groups() if tree.root(treatment_id) in group)
    return {each for each in tree.parents if tree.root(each) in mine}
