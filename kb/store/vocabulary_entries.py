"""Vocabulary entries into concepts. Names and identifiers are added and never taken away, so that two vocabularies may
speak of one concept; a parent that is given replaces the one before."""

import json
from collections.abc import Iterator, Sequence
from typing import Protocol

from sqlalchemy import Column, delete, select, update

from kb.naming import fold_concept, nearest
from kb.records import ConceptRecord
from kb.store.concepts import ConceptBook
from kb.store.models import claim, claim_comparator, concept, concept_name, revision
from kb.vocabulary import ConceptKind


class Entry(Protocol):
    """What a vocabulary file gives: a concept of a kind."""

    @property
    def kind(self) -> ConceptKind: ...
    @property
    def concept(self) -> ConceptRecord: ...


class VocabularyError(Exception):
    """A vocabulary entry that contradicts the base; ``field`` says which part of it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def apply_vocabulary(book: ConceptBook, entries: Sequence[Entry]) -> Iterator[str | VocabularyError]:
    """Bring ``entries`` into the base and yield, in their order, ``added``, ``changed``, ``unchanged`` or the error.

    All names come in before the first parent is set: an entry may stand before its parent.
    """
    outcomes: list[str | VocabularyError] = []
    for entry in entries:
        try:
            outcomes.append(_apply_names(book, entry.kind, entry.concept))
        except VocabularyError as error:
            outcomes.append(error)
    tree = _Tree(book)
    for entry, outcome in zip(entries, outcomes, strict=True):
        if isinstance(outcome, VocabularyError):
            yield outcome
            continue
        try:
            moved = tree.set_parent(entry.kind, entry.concept, is_new=outcome == "added")
            yield "changed" if moved and outcome == "unchanged" else outcome
        except VocabularyError as error:
            yield error


def _apply_names(book: ConceptBook, kind: ConceptKind, entry: ConceptRecord) -> str:
    found = book.find(kind, entry.name)
    if found is None:
        concept_id, outcome = book.create(kind, entry.name, entry.identifiers, in_vocabulary=True), "added"
    else:
        concept_id, outcome = found, _update(book, kind, entry, found)
    for alias in entry.aliases:
        owner = book.find(kind, alias)
        if owner == concept_id:
            continue
        if owner is None:
            book.add_name(kind, alias, concept_id)
        else:
            _take_in(book, kind, alias, owner, concept_id)
        outcome = "changed" if outcome == "unchanged" else outcome
    return outcome


def _update(book: ConceptBook, kind: ConceptKind, entry: ConceptRecord, concept_id: int) -> str:
    book.ledger.flush()
    columns = select(concept.c.name, concept.c.identifiers, concept.c.in_vocabulary)
    row = book.ledger.connection.execute(columns.where(concept.c.id == concept_id)).one()
    if fold_concept(row.name) != fold_concept(entry.name):
        raise VocabularyError("name", f"'{entry.name}' is an alias of the {kind} '{row.name}' already")
    identifiers = json.loads(row.identifiers)
    before = {"name": row.name, "identifiers": identifiers, "in_vocabulary": bool(row.in_vocabulary)}
    name = row.name if row.in_vocabulary else entry.name
    after = {"name": name, "identifiers": {**identifiers, **entry.identifiers}, "in_vocabulary": True}
    if before == after:
        return "unchanged"
    as_text = json.dumps(after["identifiers"], ensure_ascii=False, sort_keys=True)
    book.ledger.update(concept, concept_id, {"name": name, "identifiers": as_text, "in_vocabulary": 1})
    book.ledger.revise("concept", concept_id, "changed", before, after)
    return "changed"


def _take_in(book: ConceptBook, kind: ConceptKind, alias: str, owner: int, concept_id: int) -> None:
    """Make the concept ``owner``, which a claim had brought in under ``alias``, one with ``concept_id``."""
    ledger = book.ledger
    ledger.flush()
    columns = select(concept.c.name, concept.c.in_vocabulary).where(concept.c.id == owner)
    row = ledger.connection.execute(columns).one()
    if row.in_vocabulary:
        raise VocabularyError("aliases", f"'{alias}' is a name of the {kind} '{row.name}' already")
    column = _claim_column(kind)
    name = ledger.connection.scalar(select(concept.c.name).where(concept.c.id == concept_id))
    for claim_id in ledger.connection.scalars(select(claim.c.id).where(column == owner)).all():
        ledger.revise("claim", claim_id, "changed", {str(kind): row.name}, {str(kind): name})
    references = (claim_comparator.c.concept_id, concept_name.c.concept_id, revision.c.concept_id, concept.c.parent_id)
    for moved in (column, *references):
        ledger.connection.execute(update(moved.table).where(moved == owner).values({moved.name: concept_id}))
    own_parent = (concept.c.id == concept_id) & (concept.c.parent_id == concept_id)
    ledger.connection.execute(update(concept).where(own_parent).values(parent_id=None))
    ledger.connection.execute(delete(concept).where(concept.c.id == owner))
    ledger.revise("concept", concept_id, "took in", {"alias": None}, {"alias": row.name})
    book.redirect(owner, concept_id)


def _claim_column(kind: ConceptKind) -> "Column[int] | Column[int | None]":
    if kind is ConceptKind.TREATMENT:
        return claim.c.treatment_id
    return claim.c.condition_id if kind is ConceptKind.CONDITION else claim.c.population_id


class _Tree:
    """Who lies under whom, read once for each kind."""

    def __init__(self, book: ConceptBook) -> None:
        self.book = book
        self.parents: dict[ConceptKind, dict[int, int | None]] = {}

    def set_parent(self, kind: ConceptKind, entry: ConceptRecord, *, is_new: bool) -> bool:
        """Put ``entry`` under its parent; return whether that changed anything. A circle is a VocabularyError."""
        concept_id = self.book.find(kind, entry.name)
        if entry.parent is None or concept_id is None:
            return False
        parent_id = self._parent_id(kind, entry.parent)
        parents = self._parents(kind)
        before = parents.get(concept_id)
        if before == parent_id:
            return False
        above: int | None = parent_id
        while above is not None:
            if above == concept_id:
                raise VocabularyError("parent", f"'{entry.parent}' lies below '{entry.name}' itself: a circle")
            above = parents.get(above)
        self.book.ledger.update(concept, concept_id, {"parent_id": parent_id})
        parents[concept_id] = parent_id
        if not is_new:
            was = self.book.ledger.connection.scalar(select(concept.c.name).where(concept.c.id == before))
            self.book.ledger.revise("concept", concept_id, "changed", {"parent": was}, {"parent": entry.parent})
        return True

    def _parent_id(self, kind: ConceptKind, name: str) -> int:
        found = self.book.find(kind, name)
        if found is None:
            guess = nearest(name, self.book.known_names(kind))
            hint = f"; did you mean {guess}?" if guess else ""
            raise VocabularyError("parent", f"'{name}' is no {kind} of this vocabulary or the base{hint}")
        return found

    def _parents(self, kind: ConceptKind) -> dict[int, int | None]:
        if kind not in self.parents:
            self.book.ledger.flush()
            rows = select(concept.c.id, concept.c.parent_id).where(concept.c.kind == kind)
            self.parents[kind] = {row.id: row.parent_id for row in self.book.ledger.connection.execute(rows)}
        return self.parents[kind]
