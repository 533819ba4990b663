"""The most disputed contradictions: only the claims on what may be as disputed as they are are read."""

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, text

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.disagreement.compared import Compared
from kb.analysis.disagreement.contested import Bound, Contested, Counted, Matter, count_contested
from kb.analysis.disagreement.entry import Entry
from kb.analysis.disagreement.family import family_of
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.oppositions import find_contradictions
from kb.analysis.disagreement.question import Question
from kb.analysis.facts import Fact, read_facts
from kb.store.models import claim
from kb.store.tuples import fetch_tuples, is_one_of

#: Of how many matters for each answer the claims are read first.
_AT_FIRST = 4


def find_foremost(connection: Connection, tree: ConceptTree, question: Question, most: int) -> list[Entry] | None:
    """Return the first ``most`` contradictions that answer a question, in order; None where there are fewer, so that
    other kinds come after them.

    Matters are gone through by how disputed they can be at the most, a few first, then twice as many each time, until
    none that is left can come before the last one found.
    """
    contested = count_contested(connection, tree, _counted(connection, tree, question))
    waiting = contested.in_order()
    found: list[Entry] = []
    together = _AT_FIRST * most
    while waiting and not _is_settled(found, most, contested.bounds[waiting[0]]):
        matters, waiting = waiting[:together], waiting[together:]
        together *= 2
        entries = _contradictions(_read_facts(connection, contested, matters), tree, question.treatment_id)
        found = sorted([*found, *(each for each in entries if each.answers(question))], key=Entry.order)[:most]
    return found if len(found) == most else None


def _is_settled(found: Sequence[Entry], most: int, next_bound: Bound) -> bool:
    """Whether nothing on a matter of ``next_bound`` can come before the last of those that are wanted."""
    if len(found) < most:
        return False
    last = found[-1] if found else None
    return last is None or Bound(last.score, sum(last.opposed_voices)) > next_bound


def _counted(connection: Connection, tree: ConceptTree, question: Question) -> Counted:
    if question.treatment_id is None:
        return Counted(None, question.aspect)
    return Counted(frozenset(family_of(connection, tree, question.treatment_id)), question.aspect)


def _contradictions(facts: Sequence[Fact], tree: ConceptTree, asked: int | None) -> Iterator[Entry]:
    compared = Compared(facts, Frames(tree))
    for conflict in find_contradictions(compared):
        yield Entry(conflict, compared, tree, asked)


def _read_facts(connection: Connection, contested: Contested, matters: Sequence[Matter]) -> list[Fact]:
    """Return the claims on ``matters``, those that hold nothing to be known among them."""
    return read_facts(connection, is_one_of(claim.c.id, _claims_on(connection, contested, matters)))


def _claims_on(connection: Connection, contested: Contested, matters: Sequence[Matter]) -> Iterator[int]:
    wanted = set(matters)
    roots = {(each.proposition_id, each.root_id) for each in wanted}
    places = json.dumps(contested.places(roots))
    for claim_id, *about in fetch_tuples(connection, CLAIMS_AT, places=places):
        matter = contested.matter(*about)
        if matter in wanted or (matter.condition_id is None and matter[:2] in roots):
            yield claim_id


#: The accepted claims at pairs of a treatment and a proposition, looked up pair by pair.
CLAIMS_AT = text("""
SELECT claim.id, claim.treatment_id, claim.proposition_id, claim.condition_id
FROM json_each(:places) AS place CROSS JOIN claim
WHERE claim.treatment_id = json_extract(place.value, '$[0]')
    AND claim.proposition_id = json_extract(place.value, '$[1]') AND claim.status = 'accepted'
""")
