"""A base in pieces, so that it is never whole in memory: no claim of one is linked with a claim of another."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, func

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.disagreement.contested import Counted, get_default_ids, join_compared
from kb.analysis.facts import Fact, read_facts
from kb.store.models import claim
from kb.store.tuples import fetch_tuples, is_one_of
from kb.vocabulary import ReviewStatus

#: As many claims, or a few more, are one piece.
_MOST = 5000


def read_pieces(connection: Connection, tree: ConceptTree, most: int = _MOST) -> Iterator[list[Fact]]:
    """Yield all accepted claims: those about what is compared with one another, and about whole trees, together."""
    for treatments in _parted(connection, tree, most):
        about = is_one_of(claim.c.treatment_id, treatments)
        yield read_facts(connection, claim.c.status == ReviewStatus.ACCEPTED, about)


def _parted(connection: Connection, tree: ConceptTree, most: int) -> Iterator[list[int]]:
    """Yield the treatments of each piece."""
    compared = join_compared(connection, tree, get_default_ids(connection), Counted())
    families: dict[int, list[tuple[int, int]]] = defaultdict(list)
    query = Counted().accepted(claim.c.treatment_id, func.count()).group_by(claim.c.treatment_id)
    for treatment_id, claims in fetch_tuples(connection, query):
        root = tree.root(treatment_id)
        families[compared.get(root, root)].append((treatment_id, claims))
    piece: list[int] = []
    size = 0
    for family in families.values():
        piece += [treatment_id for treatment_id, _ in family]
        size += sum(claims for _, claims in family)
        if size >= most:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
