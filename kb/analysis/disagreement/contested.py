"""What claims stand against each other on, and how disputed that can be: counted in the index, and not read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, not_, null, or_, select

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.disagreement.description import score
from kb.analysis.groups import Groups
from kb.store.models import claim, claim_comparator, proposition
from kb.store.tuples import fetch_tuples, is_one_of, stream_tuples
from kb.vocabulary import Aspect, ReviewStatus, Stance


class Matter(NamedTuple):
    """A proposition about the treatments of one tree, or of several that are compared, in the conditions of one tree
    (None: in any). Claims on two matters never stand against each other."""

    proposition_id: int
    root_id: int
    condition_id: int | None


class Bound(NamedTuple):
    """The highest score, and the most voices, that a contradiction on a matter can have."""

    score: float
    voices: int


@lru_cache(maxsize=10_000)
def bound_of(supporting: int, refuting: int) -> Bound:
    """Return how disputed a matter can be at the most, of which so many claims support and refute something: no side
    has more voices than claims.

    Of all numbers up to these, the score is highest where the smaller side is whole and the other a little larger: it
    rises with the larger one up to one place and falls from there on.
    """
    fewer, more = sorted((supporting, refuting))
    other = fewer
    while other < more and score(fewer, other + 1) >= score(fewer, other):
        other += 1
    return Bound(score(fewer, other) if fewer else 0.0, fewer + more)


@dataclass(slots=True)
class Contested:
    """All matters of a base on which one claim may contradict another."""

    tree: ConceptTree
    bounds: dict[Matter, Bound]
    whole: set[tuple[int, int]]
    """Proposition and root of those that are not parted by conditions: a claim in none meets claims in any."""
    compared: dict[int, int]
    """What the root of a tree goes by where it is compared with others: they are one."""
    default_ids: frozenset[int]
    """The propositions that say "better than"."""

    def matter(self, treatment_id: int, proposition_id: int, condition_id: int | None) -> Matter:
        """Return the matter that a claim is on."""
        root = self._root(treatment_id, proposition_id)
        if (proposition_id, root) in self.whole:
            return Matter(proposition_id, root, None)
        return Matter(proposition_id, root, None if condition_id is None else self.tree.root(condition_id))

    def _root(self, treatment_id: int, proposition_id: int) -> int:
        root = self.tree.root(treatment_id)
        return self.compared.get(root, root) if proposition_id in self.default_ids else root

    def places(self, roots: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return where in the index the claims on matters stand: pairs of a treatment and a proposition. ``roots`` are
        pairs of the proposition and what the matter goes by."""
        tops: dict[int, set[int]] = defaultdict(set)
        for proposition_id, root_id in roots:
            tops[proposition_id].add(root_id)
        for proposition_id in self.default_ids & set(tops):
            tops[proposition_id] |= {root for root, name in self.compared.items() if name in tops[proposition_id]}
        return [(each, proposition_id) for proposition_id, them in tops.items() for each in self.tree.under(them)]

    def in_order(self) -> list[Matter]:
        """Return the matters, the most disputed first."""
        return sorted(self.bounds, key=lambda each: self.bounds[each], reverse=True)


@dataclass(frozen=True, slots=True)
class Counted:
    """Which claims are counted: those about ``treatments`` (None: about all) on one aspect, or on all."""

    treatments: frozenset[int] | None = None
    aspect: str | None = None

    def accepted(self, *columns: Any) -> Select[Any]:
        """Return the query of ``columns`` of those that are accepted."""
        query = select(*columns).select_from(claim).where(claim.c.status == ReviewStatus.ACCEPTED)
        if self.treatments is not None:
            query = query.where(is_one_of(claim.c.treatment_id, self.treatments))
        return query if self.aspect is None else query.join(proposition).where(proposition.c.aspect == self.aspect)

    def firm(self, *columns: Any) -> Select[Any]:
        """Return the same of those that support or refute something."""
        return self.accepted(*columns).where(claim.c.stance.in_((Stance.SUPPORTS, Stance.REFUTES)))

    def tally(self, *columns: Any) -> Select[Any]:
        """Return the query of how many support and how many refute something, by ``columns``."""
        return self.firm(*columns, _SUPPORTS, _REFUTES).group_by(*columns)


_SUPPORTS, _REFUTES = (func.sum(claim.c.stance == stance) for stance in (Stance.SUPPORTS, Stance.REFUTES))


def count_contested(connection: Connection, tree: ConceptTree, counted: Counted) -> Contested:
    """Return on what the accepted claims that are ``counted`` may contradict each other. The treatments must be all
    that are compared with one of them, each with its tree."""
    default_ids = get_default_ids(connection)
    found = Contested(tree, {}, set(), join_compared(connection, tree, default_ids, counted), default_ids)
    mirrored = {(each, root) for each in default_ids for root in found.compared.values()}
    found.whole |= mirrored
    in_any = counted.firm(claim.c.treatment_id, claim.c.proposition_id).where(claim.c.condition_id.is_(None))
    for treatment_id, proposition_id in fetch_tuples(connection, in_any.distinct()):
        found.whole.add(found.matter(treatment_id, proposition_id, None)[:2])
    for matter, supporting, refuting in _count(connection, found, counted):
        if matter[:2] in mirrored:  # A over B stands against B over A
            found.bounds[matter] = bound_of(supporting + refuting, supporting + refuting)
        elif supporting and refuting:
            found.bounds[matter] = bound_of(supporting, refuting)
    return found


def get_default_ids(connection: Connection) -> frozenset[int]:
    """Return the propositions that say "better than"."""
    query = select(proposition.c.id).where(proposition.c.aspect == Aspect.COMPARISON)
    default = query.where(proposition.c.wording == Aspect.COMPARISON.wording)
    return frozenset(proposition_id for (proposition_id,) in fetch_tuples(connection, default))


def join_compared(
    connection: Connection, tree: ConceptTree, default_ids: frozenset[int], counted: Counted
) -> dict[int, int]:
    """Return, for the root of each tree that is compared with something, what all that it is compared with goes by."""
    roots: Groups[int] = Groups()
    columns = counted.accepted(claim.c.treatment_id, claim_comparator.c.concept_id).join(claim_comparator)
    compared = columns.where(claim.c.proposition_id.in_(default_ids))
    for one, other in fetch_tuples(connection, compared.distinct()):
        roots.join(tree.root(one), tree.root(other))
    return {root: group[0] for group in roots.groups() for root in group}


def _count(connection: Connection, found: Contested, counted: Counted) -> Iterator[tuple[Matter, int, int]]:
    """Yield matters with how many claims support and how many refute something of them.

    What lies in no tree is counted by SQLite, which leaves out what nobody disputes; the rest is put together here.
    """
    treatment, condition = claim.c.treatment_id, claim.c.condition_id
    columns = (treatment, claim.c.proposition_id, condition)
    is_in_tree = or_(*(is_one_of(column, _in_trees(found.tree)) for column in (treatment, condition)))
    counts: dict[Matter, list[int]] = defaultdict(lambda: [0, 0])
    parts = [counted.tally(*columns).where(is_in_tree, condition.is_not(None))]
    parts += [counted.tally(*columns[:2], null())] if found.whole else []
    for number, query in enumerate(parts):
        for *about, supporting, refuting in stream_tuples(connection, query):
            matter = found.matter(*about)
            if (matter[:2] in found.whole) == (number == 1):
                counts[matter][0] += supporting
                counts[matter][1] += refuting
    for matter, (supporting, refuting) in counts.items():
        yield matter, supporting, refuting
    alone = counted.tally(*columns).where(not_(is_in_tree), condition.is_not(None))
    for *about, supporting, refuting in fetch_tuples(connection, alone.having(_SUPPORTS > 0, _REFUTES > 0)):
        matter = found.matter(*about)
        if matter[:2] not in found.whole:
            yield matter, supporting, refuting


def _in_trees(tree: ConceptTree) -> set[int]:
    """Return the concepts that lie under another or have one under them."""
    return {each for concept_id, above in tree.parents.items() if above is not None for each in (concept_id, above)}
