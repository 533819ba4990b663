"""Two concepts that are one: everything that hangs on the first goes over to the second."""

from sqlalchemy import Column, Connection, delete, func, select, update

from kb.store.concepts import ConceptBook
from kb.store.models import claim, claim_comparator, concept, concept_name, revision
from kb.vocabulary import ConceptKind


def join_concepts(book: ConceptBook, kind: ConceptKind, old_id: int, new_id: int) -> None:
    """Make the concept ``old_id`` one with ``new_id``: its claims, names and variants go over, each claim with a
    revision. What lay under it lies under the other now, and the other, where it lay there itself, above it."""
    ledger = book.ledger
    ledger.flush()
    names = select(concept.c.name, concept.c.parent_id)
    old = ledger.connection.execute(names.where(concept.c.id == old_id)).one()
    new = ledger.connection.execute(names.where(concept.c.id == new_id)).one()
    column = _claim_column(kind)
    for claim_id in ledger.connection.scalars(select(claim.c.id).where(column == old_id)).all():
        ledger.revise("claim", claim_id, "changed", {str(kind): old.name}, {str(kind): new.name})
    compared = select(claim_comparator.c.claim_id).where(claim_comparator.c.concept_id == old_id)
    for claim_id in ledger.connection.scalars(compared).all():
        before = _comparators(ledger.connection, claim_id)
        after = dict.fromkeys(new.name if name == old.name else name for name in before)
        ledger.revise("claim", claim_id, "changed", {"comparator": before}, {"comparator": list(after)})
    if old_id in _line(ledger.connection, new_id):
        ledger.connection.execute(update(concept).where(concept.c.id == new_id).values(parent_id=old.parent_id))
    references = (claim_comparator.c.concept_id, concept_name.c.concept_id, revision.c.concept_id, concept.c.parent_id)
    for moved in (column, *references):
        ledger.connection.execute(update(moved.table).where(moved == old_id).values({moved.name: new_id}))
    _name_comparators_once(ledger.connection, new_id)
    ledger.connection.execute(delete(concept).where(concept.c.id == old_id))
    ledger.revise("concept", new_id, "took in", {"alias": None}, {"alias": old.name})
    book.redirect(old_id, new_id)


def _claim_column(kind: ConceptKind) -> "Column[int] | Column[int | None]":
    if kind is ConceptKind.TREATMENT:
        return claim.c.treatment_id
    return claim.c.condition_id if kind is ConceptKind.CONDITION else claim.c.population_id


def _comparators(connection: Connection, claim_id: int) -> list[str]:
    names = select(concept.c.name).join_from(claim_comparator, concept).where(claim_comparator.c.claim_id == claim_id)
    return list(connection.scalars(names.order_by(claim_comparator.c.position)))


def _line(connection: Connection, concept_id: int) -> list[int]:
    """Return what the concept lies under, the nearest first."""
    line: list[int] = []
    above = connection.scalar(select(concept.c.parent_id).where(concept.c.id == concept_id))
    while above is not None and above not in line:
        line.append(above)
        above = connection.scalar(select(concept.c.parent_id).where(concept.c.id == above))
    return line


def _name_comparators_once(connection: Connection, concept_id: int) -> None:
    """Take out the second mention of a comparator that a claim had named under both names."""
    mine = claim_comparator.c.concept_id == concept_id
    first = select(claim_comparator.c.claim_id, func.min(claim_comparator.c.position).label("position"))
    kept = first.where(mine).group_by(claim_comparator.c.claim_id).subquery()
    second = select(claim_comparator.c.claim_id, claim_comparator.c.position).join_from(
        claim_comparator, kept, claim_comparator.c.claim_id == kept.c.claim_id
    )
    for claim_id, position in connection.execute(
        second.where(mine, claim_comparator.c.position > kept.c.position)
    ).all():
        here = (claim_comparator.c.claim_id == claim_id) & (claim_comparator.c.position == position)
        connection.execute(delete(claim_comparator).where(here))
