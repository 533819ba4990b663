"""Names of treatments, conditions and populations into concepts: found, or created where no one knows them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select, text, update

from kb.naming import fold_concept
from kb.records import CreatedName
from kb.store.guessing import GuessBudget, KnownNames
from kb.store.ledger import Ledger
from kb.store.models import concept, concept_name
from kb.store.tuples import fetch_tuples
from kb.vocabulary import ConceptKind

#: The concepts that some names are names of; ``wanted`` are pairs of a kind and a folded name.
_KNOWN = text("""
SELECT known.kind, known.name_key, known.concept_id
FROM json_each(:wanted) AS wanted CROSS JOIN concept_name AS known
WHERE known.kind = json_extract(wanted.value, '$[0]') AND known.name_key = json_extract(wanted.value, '$[1]')
""")


@dataclass(slots=True)
class ConceptBook:
    """The concepts of the base as one transaction sees them; each name is looked up once."""

    ledger: Ledger
    strict: bool = False
    budget: GuessBudget = field(default_factory=GuessBudget)
    created: list[CreatedName] = field(default_factory=list)
    known: KnownNames = field(init=False)
    _ids: dict[tuple[str, str], int | None] = field(default_factory=dict)
    """By kind and folded name, None for a name that no concept has."""
    _spelt: dict[tuple[str, str], int] = field(default_factory=dict)
    """The same by names as they are spelt: claims name the same few again and again."""

    def __post_init__(self) -> None:
        self.known = KnownNames(self.ledger, self.budget)

    def find(self, kind: ConceptKind, name: str) -> int | None:
        """Return the id of the concept that ``name`` is a name of, or None."""
        self.look_up([(kind, name)])
        return self._ids[kind, fold_concept(name)]

    def look_up(self, names: Iterable[tuple[ConceptKind, str]]) -> None:
        """Read at once what ``names`` are names of: a record may have dozens that this transaction has not met."""
        unmet = {(kind, fold_concept(name)) for kind, name in names if (kind, name) not in self._spelt}
        wanted = [key for key in unmet if key not in self._ids]
        if not wanted:
            return
        self._ids |= dict.fromkeys(wanted)
        for kind, name_key, concept_id in fetch_tuples(self.ledger.connection, _KNOWN, wanted=json.dumps(wanted)):
            self._ids[kind, name_key] = concept_id

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
        concept_id = self.find(kind, name)
        assert concept_id is not None
        self.ledger.search.changing_treatment(concept_id)
        same = (concept_name.c.kind == kind) & (concept_name.c.name_key == fold_concept(name))
        self.ledger.connection.execute(update(concept_name).where(same).values(name=name))

    def redirect(self, old_id: int, new_id: int) -> None:
        """Send the names of a concept that is gone to the one that took it in."""
        self._ids |= {key: new_id for key, concept_id in self._ids.items() if concept_id == old_id}
        self._spelt |= {key: new_id for key, concept_id in self._spelt.items() if concept_id == old_id}
