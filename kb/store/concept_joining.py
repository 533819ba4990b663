"""Two concepts that are one: everything that hangs on the first goes over to the second."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, delete, func, select, update

from kb.errors import MergeError
from kb.naming import name_some
from kb.records import MergeReport
from kb.store.concepts import ConceptBook
from kb.store.ledger import Ledger, Row, differing
from kb.store.models import claim, claim_comparator, concept, concept_name, revision, source
from kb.vocabulary import ConceptKind, ReviewStatus


def join_concepts(book: ConceptBook, kind: ConceptKind, old_id: int, new_id: int) -> MergeReport:
    """Make the concept ``old_id`` one with ``new_id``: its claims, names and variants go over, each with a revision.

    Of what both have, the identifiers and the parent of ``new_id`` stay. What lay under the old one lies under the
    other now, and the other, where it lay there itself, above it. Raises MergeError where a claim compares the two, and
    where only ``old_id`` is in a vocabulary: the file that gives it would be refused from then on.
    """
    ledger = book.ledger
    ledger.flush()
    columns = select(concept)
    old = ledger.connection.execute(columns.where(concept.c.id == old_id)).one()
    new = ledger.connection.execute(columns.where(concept.c.id == new_id)).one()
    _refuse_taking_from_vocabulary(old, new)
    _refuse_comparisons(ledger.connection, old, new)
    for each in (old_id, new_id):
        ledger.search.changing_treatment(each)
    names = list(ledger.connection.scalars(_names(old_id)))
    sources = dict(_revise_claims(ledger, kind, old, new)) | dict(_revise_comparators(ledger, old, new))
    variants = _revise_variants(ledger, old, new)
    _take_in(ledger, old, new)
    references = (claim_comparator.c.concept_id, concept_name.c.concept_id, revision.c.concept_id, concept.c.parent_id)
    for moved in (_claim_column(kind), *references):
        ledger.connection.execute(update(moved.table).where(moved == old_id).values({moved.name: new_id}))
    _name_comparators_once(ledger.connection, new_id)
    ledger.connection.execute(delete(concept).where(concept.c.id == old_id))
    book.redirect(old_id, new_id)
    counts = (len(sources), len(set(sources.values())))
    return MergeReport(str(kind), old.name, new.name, names, *counts, variants, advice=_advice(old, new))


def _advice(old: Any, new: Any) -> str | None:
    """Return what to do where both are in a vocabulary, which goes on to list the old one as one of its own."""
    if not (old.in_vocabulary and new.in_vocabulary):
        return None
    return f"take '{old.name}' out of its vocabulary file and list it under the aliases of '{new.name}'"


def _refuse_taking_from_vocabulary(old: Any, new: Any) -> None:
    if old.in_vocabulary and not new.in_vocabulary:
        raise MergeError(f"'{old.name}' is in a vocabulary and '{new.name}' is not: merge the other way round")


def _names(concept_id: int) -> Any:
    return select(concept_name.c.name).where(concept_name.c.concept_id == concept_id).order_by(concept_name.c.name)


def _claim_column(kind: ConceptKind) -> "Column[int] | Column[int | None]":
    if kind is ConceptKind.TREATMENT:
        return claim.c.treatment_id
    return claim.c.condition_id if kind is ConceptKind.CONDITION else claim.c.population_id


def _refuse_comparisons(connection: Connection, old: Any, new: Any) -> None:
    """Raise MergeError where a claim that stands compares the two: it takes them for two."""
    both = (old.id, new.id)
    query = select(source.c.key, claim.c.key).join_from(claim, source).join(claim_comparator)
    compared = query.where(claim.c.treatment_id.in_(both), claim_comparator.c.concept_id.in_(both))
    standing = compared.where(claim.c.status != ReviewStatus.WITHDRAWN).order_by(source.c.key, claim.c.id)
    found = [f"{source_key}/{key}" for source_key, key in connection.execute(standing)]
    if found:
        raise MergeError(
            f"'{old.name}' and '{new.name}' are compared with one another by {name_some(found)};"
            " mend that first where they are one"
        )


def _revise_claims(ledger: Ledger, kind: ConceptKind, old: Any, new: Any) -> Iterator[tuple[int, int]]:
    """Note the new name on each claim about the old concept; yield the claims with their sources."""
    about = select(claim.c.id, claim.c.source_id).where(_claim_column(kind) == old.id)
    for claim_id, source_id in ledger.connection.execute(about).all():
        ledger.revise("claim", claim_id, "changed", {str(kind): old.name}, {str(kind): new.name})
        yield claim_id, source_id


def _revise_comparators(ledger: Ledger, old: Any, new: Any) -> Iterator[tuple[int, int]]:
    """Note the new name on each claim that compares with the old concept; yield the claims with their sources."""
    compared = select(claim.c.id, claim.c.source_id).join_from(claim, claim_comparator)
    for claim_id, source_id in ledger.connection.execute(compared.where(claim_comparator.c.concept_id == old.id)).all():
        before = _comparators(ledger.connection, claim_id)
        after = dict.fromkeys(new.name if name == old.name else name for name in before)
        ledger.revise("claim", claim_id, "changed", {"comparator": before}, {"comparator": list(after)})
        yield claim_id, source_id


def _comparators(connection: Connection, claim_id: int) -> list[str]:
    names = select(concept.c.name).join_from(claim_comparator, concept).where(claim_comparator.c.claim_id == claim_id)
    return list(connection.scalars(names.order_by(claim_comparator.c.position)))


def _revise_variants(ledger: Ledger, old: Any, new: Any) -> list[str]:
    """Note that what lies right under the old concept lies under the new one from now on; return the names."""
    under = select(concept.c.id, concept.c.name).where(concept.c.parent_id == old.id, concept.c.id != new.id)
    variants = ledger.connection.execute(under.order_by(concept.c.name)).all()
    for variant in variants:
        ledger.revise("concept", variant.id, "changed", {"parent": old.name}, {"parent": new.name})
    return [variant.name for variant in variants]


def _take_in(ledger: Ledger, old: Any, new: Any) -> None:
    """Give the new concept what the old one has and it lacks."""
    before: Row = {"identifiers": json.loads(new.identifiers)}
    after: Row = {"identifiers": json.loads(old.identifiers) | before["identifiers"]}
    parent_id = _parent_id(ledger.connection, old, new)
    before["parent"], after["parent"] = (_name(ledger.connection, each) for each in (new.parent_id, parent_id))
    was, now = differing(before, after)
    as_text = json.dumps(after["identifiers"], ensure_ascii=False, sort_keys=True)
    ledger.update(concept, new.id, {"identifiers": as_text, "parent_id": parent_id})
    ledger.revise("concept", new.id, "took in", {"alias": None, **was}, {"alias": old.name, **now})


def _parent_id(connection: Connection, old: Any, new: Any) -> int | None:
    """Return what the new concept lies under from now on: what it did, where that is not the old one itself or
    something under it; where it lay nowhere, what the old one lay under."""
    if old.id in _line(connection, new.id):
        return old.parent_id  # type: ignore[no-any-return]
    if new.parent_id is None and new.id not in _line(connection, old.id):
        return old.parent_id  # type: ignore[no-any-return]
    return new.parent_id  # type: ignore[no-any-return]


def _line(connection: Connection, concept_id: int) -> list[int]:
    """Return what the concept lies under, the nearest first."""
    line: list[int] = []
    above = connection.scalar(select(concept.c.parent_id).where(concept.c.id == concept_id))
    while above is not None and above not in line:
        line.append(above)
        above = connection.scalar(select(concept.c.parent_id).where(concept.c.id == above))
    return line


def _name(connection: Connection, concept_id: int | None) -> str | None:
    return connection.scalar(select(concept.c.name).where(concept.c.id == concept_id))


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
