"""Guesses: the known name that a new one may have been meant for, within what a load may spend on guessing."""

from bisect import insort
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from kb.naming import nearest_key
from kb.store.ledger import Ledger
from kb.store.models import concept, concept_name
from kb.vocabulary import ConceptKind

#: Names that one load may look at for its guesses: about ten seconds of work, wherever it runs the same guesses.
MOST_NAMES = 50_000_000


@dataclass(slots=True)
class GuessBudget:
    """How many names may still be looked at, to read or to compare them. Where that does not reach, no guess is made
    any more; ``unguessed`` counts those."""

    left: int = MOST_NAMES
    unguessed: int = 0

    def spend(self, names: int) -> bool:
        """Take ``names`` off and return whether they may be looked at."""
        if self.left >= names:
            self.left -= names
            return True
        self.left = -1
        self.unguessed += 1
        return False


@dataclass(slots=True)
class KnownNames:
    """The names of the base as one transaction sees them, in the form that new ones are compared in."""

    ledger: Ledger
    budget: GuessBudget
    _keys: dict[tuple[ConceptKind, bool], list[str]] = field(default_factory=dict)
    _added: dict[tuple[ConceptKind, str], str] = field(default_factory=dict)

    def nearest(self, kind: ConceptKind, name: str, *, in_vocabulary: bool = False) -> str | None:
        """Return the known name of ``kind`` most like ``name``, None where none is much like it or the budget is spent.

        ``in_vocabulary`` leaves out the names that only claims have used.
        """
        keys = self._keys.get((kind, in_vocabulary))
        if keys is None:
            keys = self._read(kind, in_vocabulary)
        if keys is None or not self.budget.spend(len(keys)):
            return None
        key = nearest_key(name, keys)
        return self._name(kind, key) if key is not None else None

    def add(self, kind: ConceptKind, key: str, name: str) -> None:
        """Take note of a name that is new in this transaction."""
        self._added[kind, key] = name
        self._keys.pop((kind, True), None)
        if (kind, False) in self._keys:
            insort(self._keys[kind, False], key)

    def _read(self, kind: ConceptKind, in_vocabulary: bool) -> list[str] | None:
        """Return the folded names in order, None where the budget does not reach to read them."""
        if self.budget.left < 0:
            self.budget.spend(0)
            return None
        self.ledger.flush()
        if not self.budget.spend(self.ledger.connection.scalar(_names(kind, in_vocabulary, func.count())) or 0):
            return None
        names = _names(kind, in_vocabulary, concept_name.c.name_key).order_by(concept_name.c.name_key)
        self._keys[kind, in_vocabulary] = list(self.ledger.connection.scalars(names))
        return self._keys[kind, in_vocabulary]

    def _name(self, kind: ConceptKind, key: str) -> str | None:
        """Return how a known name is spelt."""
        same = (concept_name.c.kind == kind) & (concept_name.c.name_key == key)
        return self._added.get((kind, key)) or self.ledger.connection.scalar(select(concept_name.c.name).where(same))


def _names(kind: ConceptKind, in_vocabulary: bool, column: Any) -> Any:
    query = select(column).select_from(concept_name).where(concept_name.c.kind == kind)
    return query.join(concept).where(concept.c.in_vocabulary == 1) if in_vocabulary else query
