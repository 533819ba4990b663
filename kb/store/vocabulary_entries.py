"""Vocabulary entries into concepts. Names and identifiers are added and never taken away, so that two vocabularies may
speak of one concept; a parent that is given replaces the one before."""

import json
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select

from kb.errors import MergeError
from kb.naming import fold_concept
from kb.records import ConceptRecord
from kb.store.concept_joining import join_concepts
from kb.store.concepts import ConceptBook
from kb.store.models import concept
from kb.vocabulary import ConceptKind


class Entry(Protocol):
    """What a vocabulary file gives: a concept of a kind."""

    @property
    def kind(self) -> ConceptKind: ...
    @property
    def concept(self) -> ConceptRecord: ...


class VocabularyError(Exception):
    """A vocabulary entry that contradicts the base; ``field`` says which part of it.

    ``unmet``: what is not there, where that is what is wrong: a concept as kind and folded name, a source by its key.
    """

    def __init__(self, field: str, message: str, unmet: Hashable | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.unmet = unmet


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
    moves: list[_Move | None] = []
    for index, entry in enumerate(entries):
        try:
            moves.append(None if isinstance(outcomes[index], VocabularyError) else tree.move(entry))
        except VocabularyError as error:
            moves.append(None)
            outcomes[index] = error
    for index, move in enumerate(moves):
        if move is None:
            continue
        try:
            tree.store(move, is_new=outcomes[index] == "added")
            outcomes[index] = "changed" if outcomes[index] == "unchanged" else outcomes[index]
        except VocabularyError as error:
            outcomes[index] = error
    yield from outcomes


def _apply_names(book: ConceptBook, kind: ConceptKind, entry: ConceptRecord) -> str:
    found = book.find(kind, entry.name)
    if not entry.in_vocabulary:
        concept_id, outcome = _name_in_use(book, kind, entry.name, found)
    elif found is None:
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
            _take_over(book, kind, alias, owner, concept_id)
        outcome = "changed" if outcome == "unchanged" else outcome
    return outcome


def _name_in_use(book: ConceptBook, kind: ConceptKind, name: str, found: int | None) -> tuple[int, str]:
    """Return the concept of a name that no vocabulary has, made where there is none, as a claim would make it."""
    if found is not None:
        return found, "unchanged"
    if reason := book.refusal(kind, name):
        raise VocabularyError("name", reason)
    return book.resolve(kind, name), "added"


def _take_over(book: ConceptBook, kind: ConceptKind, alias: str, owner: int, concept_id: int) -> None:
    """Take in the concept that ``alias`` names where only claims know it; a vocabulary's own is another's to keep."""
    book.ledger.flush()
    columns = select(concept.c.name, concept.c.in_vocabulary).where(concept.c.id == owner)
    row = book.ledger.connection.execute(columns).one()
    if row.in_vocabulary:
        raise VocabularyError("aliases", f"'{alias}' is a name of the {kind} '{row.name}' already")
    try:
        join_concepts(book, kind, owner, concept_id)
    except MergeError as error:
        raise VocabularyError("aliases", str(error)) from error


def _update(book: ConceptBook, kind: ConceptKind, entry: ConceptRecord, concept_id: int) -> str:
    book.ledger.flush()
    columns = select(concept.c.name, concept.c.identifiers, concept.c.in_vocabulary)
    row = book.ledger.connection.execute(columns.where(concept.c.id == concept_id)).one()
    if fold_concept(row.name) != fold_concept(entry.name):
        owner = f"the {kind} '{row.name}'"
        raise VocabularyError("name", f"'{entry.name}' is an alias of {owner} already; list it among its aliases")
    identifiers = json.loads(row.identifiers)
    before = {"name": row.name, "identifiers": identifiers, "in_vocabulary": bool(row.in_vocabulary)}
    name = row.name if row.in_vocabulary else entry.name
    after = {"name": name, "identifiers": {**identifiers, **entry.identifiers}, "in_vocabulary": True}
    if before == after:
        return "unchanged"
    as_text = json.dumps(after["identifiers"], ensure_ascii=False, sort_keys=True)
    book.ledger.update(concept, concept_id, {"name": name, "identifiers": as_text, "in_vocabulary": 1})
    book.respell(kind, name)
    book.ledger.revise("concept", concept_id, "changed", before, after)
    return "changed"


@dataclass(frozen=True, slots=True)
class _Move:
    """A concept that gets another parent."""

    entry: Entry
    concept_id: int
    before: int | None
    after: int


class _Tree:
    """Who lies under whom, read once for each kind. All moves are made before the first is checked and stored, so that
    a vocabulary may turn two concepts round."""

    def __init__(self, book: ConceptBook) -> None:
        self.book = book
        self.parents: dict[ConceptKind, dict[int, int | None]] = {}

    def move(self, entry: Entry) -> _Move | None:
        """Put the concept of ``entry`` under its parent; return the move, None where it lies there already."""
        concept_id = self.book.find(entry.kind, entry.concept.name)
        if entry.concept.parent is None or concept_id is None:
            return None
        parent_id = self._parent_id(entry.kind, entry.concept.parent)
        parents = self._parents(entry.kind)
        before = parents.get(concept_id)
        if before == parent_id:
            return None
        parents[concept_id] = parent_id
        return _Move(entry, concept_id, before, parent_id)

    def store(self, move: _Move, *, is_new: bool) -> None:
        """Write a move; raise VocabularyError where it closes a circle."""
        name, parent = move.entry.concept.name, move.entry.concept.parent
        above: int | None = move.after
        steps = 0
        parents = self._parents(move.entry.kind)
        while above is not None and steps <= len(parents):
            if above == move.concept_id:
                raise VocabularyError("parent", f"'{parent}' lies below '{name}' itself: a circle")
            above, steps = parents.get(above), steps + 1
        self.book.ledger.update(concept, move.concept_id, {"parent_id": move.after})
        if not is_new:
            was = self.book.ledger.connection.scalar(select(concept.c.name).where(concept.c.id == move.before))
            self.book.ledger.revise("concept", move.concept_id, "changed", {"parent": was}, {"parent": parent})

    def _parent_id(self, kind: ConceptKind, name: str) -> int:
        found = self.book.find(kind, name)
        if found is None:
            guess = self.book.known.nearest(kind, name)
            hint = f"; did you mean {guess}?" if guess else ""
            message = f"'{name}' is no {kind} of this vocabulary or the base{hint}"
            raise VocabularyError("parent", message, (kind, fold_concept(name)))
        return found

    def _parents(self, kind: ConceptKind) -> dict[int, int | None]:
        if kind not in self.parents:
            self.book.ledger.flush()
            rows = select(concept.c.id, concept.c.parent_id).where(concept.c.kind == kind)
            self.parents[kind] = {row.id: row.parent_id for row in self.book.ledger.connection.execute(rows)}
        return self.parents[kind]
