"""The trees of treatments, conditions and populations, as they stand in the base."""

from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import Connection, Select, bindparam, select

from kb.errors import NotFoundError
from kb.naming import fold_concept, nearest_of_folded
from kb.running_text import listed
from kb.store.models import concept, concept_name
from kb.store.tuples import fetch_tuples
from kb.vocabulary import ConceptKind

#: Only treatments have a command that lists them.
_WHERE_TO_LOOK: dict[str, str] = {ConceptKind.TREATMENT: "; 'kb treatments' lists them"}
_NOWHERE = "; no claim and no vocabulary has such a name"


@dataclass(slots=True)
class ConceptTree:
    """Who lies under whom. Concepts are told by their ids, which are unique over the three kinds."""

    parents: dict[int, int | None]
    names: dict[int, str]
    _lines: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def line(self, concept_id: int) -> tuple[int, ...]:
        """Return the concept and what it lies under, the root last."""
        if concept_id not in self._lines:
            line = [concept_id]
            while (parent := self.parents.get(line[-1])) is not None:
                line.append(parent)
            self._lines[concept_id] = tuple(line)
        return self._lines[concept_id]

    def root(self, concept_id: int) -> int:
        return concept_id if self.parents.get(concept_id) is None else self.line(concept_id)[-1]

    def is_under(self, concept_id: int, above: int) -> bool:
        """Whether ``concept_id`` is ``above`` or lies under it."""
        return above in self.line(concept_id)

    def are_related(self, one: int, other: int) -> bool:
        """Whether both are equal or one is an ancestor of the other. Siblings are not related."""
        return one == other or one in self.line(other) or other in self.line(one)

    def descendants(self, concept_id: int) -> set[int]:
        """Return the concept and everything under it."""
        return self.under({concept_id})

    def under(self, concept_ids: set[int]) -> set[int]:
        """Return the concepts and everything under one of them."""
        variants = (each for each, parent in self.parents.items() if parent is not None)
        return concept_ids.union(each for each in variants if not concept_ids.isdisjoint(self.line(each)))

    def broadest(self, concept_ids: set[int]) -> int | None:
        """Return the one that all others lie under, or None where there is no such one."""
        tops = [top for top in concept_ids if all(self.is_under(each, top) for each in concept_ids)]
        return tops[0] if tops else None


def read_tree(connection: Connection) -> ConceptTree:
    """Return the trees of all three kinds."""
    rows = fetch_tuples(connection, select(concept.c.id, concept.c.parent_id, concept.c.name))
    return ConceptTree(
        {concept_id: parent_id for concept_id, parent_id, _ in rows}, {concept_id: name for concept_id, _, name in rows}
    )


def find_descendants(connection: Connection, concept_id: int) -> set[int]:
    """Return the concept and everything under it, without reading the tree."""
    return set(connection.scalars(_under(), {"concept_id": concept_id}))


@cache
def _under() -> Select[int]:
    under = select(concept.c.id).where(concept.c.id == bindparam("concept_id")).cte(recursive=True)
    under = under.union(select(concept.c.id).join(under, concept.c.parent_id == under.c.id))
    return select(under.c.id)


def get_concept_id(connection: Connection, kind: ConceptKind, name: str) -> int:
    """Return the id of the concept that ``name`` is a name of; raise NotFoundError with the nearest ones otherwise."""
    same = (concept_name.c.kind == kind) & (concept_name.c.name_key == fold_concept(name))
    found = connection.scalar(select(concept_name.c.concept_id).where(same))
    if found is not None:
        return found
    named = select(concept_name.c.name, concept_name.c.name_key).where(concept_name.c.kind == kind)
    known = {row.name: row.name_key for row in connection.execute(named.order_by(concept_name.c.name))}
    guesses = nearest_of_folded(name, known, at_least=60.0)
    hint = f"; did you mean {listed(guesses, 'or')}?" if guesses else ""
    raise NotFoundError(f"there is no {kind} '{name}'{hint or _WHERE_TO_LOOK.get(kind, _NOWHERE)}")
