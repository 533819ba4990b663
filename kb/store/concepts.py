"""Names of treatments, conditions and populations into concepts: found, or created where no one knows them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select, update

from kb.naming import fold_concept
from kb.records import CreatedName
from kb.store.guessing import GuessBudget, KnownNames
from kb.store.ledger import Ledger
from kb.store.models import concept, concept_name
from kb.vocabulary import ConceptKind


@dataclass(slots=True)
class ConceptBook:
    """The concepts of the base as one transaction sees them; each name is looked up once."""

    ledger: Ledger
    strict: bool = False
    budget: GuessBudget = field(default_factory=GuessBudget)
    created: list[CreatedName] = field(default_factory=list)
    known: KnownNames = field(init=False)
    _ids: dict[tuple[str, str], int] = field(default_factory=dict)
    _spelt: dict[tuple[str, str], int] = field(default_factory=dict)
    """The same by names as they are spelt: claims name the same few again and again."""

    def __post_init__(self) -> None:
        self.known = KnownNames(self.ledger, self.budget)

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
        """Return the id of the concept named ``name``, made and noted as created if need be."""
        found = self._spelt.get((kind, name))
        if found is None:
            found = self._spelt[kind, name] = self._resolve(kind, name)
        return found

    def _resolve(self, kind: ConceptKind, name: str) -> int:
        found = self.find(kind, name)
        if found is not None:
            return found
        self.created.append(CreatedName(kind, name, self.known.nearest(kind, name)))
        return self.create(kind, name, in_vocabulary=False)

    def refusal(self, kind: ConceptKind, name: str) -> str | None:
        """Return why ``name`` is not taken where only names of a vocabulary are, or None."""
        if not self.strict or self._is_in_vocabulary(self.find(kind, name)):
            return None
        guess = self.known.nearest(kind, name, in_vocabulary=True)
        return f"the {kind} '{name}' is in no vocabulary{f'; did you mean {guess}?' if guess else ''}"

    def _is_in_vocabulary(self, concept_id: int | None) -> bool:
        self.ledger.flush()
        row = select(concept.c.in_vocabulary).where(concept.c.id == concept_id)
        return bool(self.ledger.connection.scalar(row))

    def create(
        self, kind: ConceptKind, name: str, identifiers: Mapping[str, str] | None = None, *, in_vocabulary: bool
    ) -> int:
        concept_id = self.ledger.next_id(concept)
        as_text = json.dumps(identifiers or {}, ensure_ascii=False, sort_keys=True)
        row = {"id": concept_id, "kind": kind.value, "name": name, "parent_id": None, "identifiers": as_text}
        self.ledger.add(concept, {**row, "in_vocabulary": int(in_vocabulary), "load_id": self.ledger.load_id})
        self._note_name(kind, name, concept_id)
        return concept_id

    def add_name(self, kind: ConceptKind, name: str, concept_id: int) -> None:
        """Give a concept that is there another name."""
        self.ledger.search.changing_treatment(concept_id)
        self._note_name(kind, name, concept_id)

    def _note_name(self, kind: ConceptKind, name: str, concept_id: int) -> None:
        key = fold_concept(name)
        self.ledger.add(concept_name, {"kind": kind, "name_key": key, "name": name, "concept_id": concept_id})
        self._ids[kind, key] = concept_id
        self.known.add(kind, key, name)

    def respell(self, kind: ConceptKind, name: str) -> None:
        """Have a name that is known spelt as ``name``."""
        self.ledger.search.changing_treatment(self._ids[kind, fold_concept(name)])
        same = (concept_name.c.kind == kind) & (concept_name.c.name_key == fold_concept(name))
        self.ledger.connection.execute(update(concept_name).where(same).values(name=name))

    def redirect(self, old_id: int, new_id: int) -> None:
        """Send the names of a concept that is gone to the one that took it in."""
        for ids in (self._ids, self._spelt):
            ids |= {key: new_id for key, concept_id in ids.items() if concept_id == old_id}
