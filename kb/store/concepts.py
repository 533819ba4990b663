"""Names of treatments, conditions and populations into concepts: found, or created where no one knows them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from kb.naming import fold_concept, nearest
from kb.records import CreatedName
from kb.store.ledger import Ledger
from kb.store.models import concept, concept_name
from kb.vocabulary import ConceptKind


class UnknownNameError(Exception):
    """A name that no vocabulary knows, where only known ones are taken."""

    def __init__(self, kind: ConceptKind, name: str, nearest_name: str | None) -> None:
        guess = f"; did you mean {nearest_name}?" if nearest_name else ""
        super().__init__(f"the {kind} '{name}' is in no vocabulary{guess}")
        self.kind = kind


@dataclass(slots=True)
class ConceptBook:
    """The concepts of the base as one transaction sees them; each name is looked up once."""

    ledger: Ledger
    strict: bool = False
    created: list[CreatedName] = field(default_factory=list)
    _ids: dict[tuple[str, str], int] = field(default_factory=dict)
    _known: dict[str, set[str]] = field(default_factory=dict)

    def find(self, kind: ConceptKind, name: str) -> int | None:
        """Return the id of the concept that ``name`` is a name of, or None."""
        key = (kind, fold_concept(name))
        if key not in self._ids:
            where = (concept_name.c.kind == key[0]) & (concept_name.c.name_key == key[1])
            found = self.ledger.connection.scalar(select(concept_name.c.concept_id).where(where))
            if found is None:
                return None
            self._ids[key] = found
        return self._ids[key]

    def resolve(self, kind: ConceptKind, name: str) -> int:
        """Return the id of the concept named ``name``, made if need be; where that is refused, an UnknownNameError."""
        found = self.find(kind, name)
        if found is not None:
            return found
        nearest_name = nearest(name, self.known_names(kind))
        if self.strict:
            raise UnknownNameError(kind, name, nearest_name)
        self.created.append(CreatedName(kind, name, nearest_name))
        return self.create(kind, name, in_vocabulary=False)

    def known_names(self, kind: ConceptKind) -> set[str]:
        if kind not in self._known:
            query = select(concept_name.c.name).where(concept_name.c.kind == kind)
            self._known[kind] = set(self.ledger.connection.scalars(query))
        return self._known[kind]

    def create(
        self, kind: ConceptKind, name: str, identifiers: Mapping[str, str] | None = None, *, in_vocabulary: bool
    ) -> int:
        concept_id = self.ledger.next_id(concept)
        as_text = json.dumps(identifiers or {}, ensure_ascii=False, sort_keys=True)
        row = {"id": concept_id, "kind": kind, "name": name, "parent_id": None, "identifiers": as_text}
        self.ledger.add(concept, {**row, "in_vocabulary": int(in_vocabulary), "load_id": self.ledger.load_id})
        self.add_name(kind, name, concept_id)
        return concept_id

    def add_name(self, kind: ConceptKind, name: str, concept_id: int) -> None:
        key = fold_concept(name)
        self.ledger.add(concept_name, {"kind": kind, "name_key": key, "name": name, "concept_id": concept_id})
        self._ids[kind, key] = concept_id
        if kind in self._known:
            self._known[kind].add(name)

    def redirect(self, old_id: int, new_id: int) -> None:
        """Send the names of a concept that is gone to the one that took it in."""
        for key, concept_id in self._ids.items():
            if concept_id == old_id:
                self._ids[key] = new_id
