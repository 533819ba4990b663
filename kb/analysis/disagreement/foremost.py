"""The most disputed contradictions of a whole base: only the claims on what can be as disputed as they are are read."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.disagreement.bystanders import Bystanders
from kb.analysis.disagreement.compared import Compared
from kb.analysis.disagreement.contested import Bound, Contested, Matter, count_contested
from kb.analysis.disagreement.entry import Entry
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.oppositions import find_contradictions
from kb.analysis.disagreement.question import Question
from kb.analysis.facts import Fact, read_facts
from kb.store.models import claim
from kb.store.tuples import fetch_tuples, is_one_of
from kb.vocabulary import ReviewStatus


def find_foremost(connection: Connection, tree: ConceptTree, question: Question, most: int) -> list[Entry] | None:
    """Return the first ``most`` contradictions that answer a question to the whole base, in order; None where there are
    fewer, so that other kinds come after them.

    Matters are gone through by how disputed they can be at the most, a few first, then twice as many each time, until
    none that is left can come before the last one found.
    """
    contested = count_contested(connection, tree, question.aspect)
    waiting = contested.in_order()
    found: list[Entry] = []
    together = most
    while waiting and not _is_settled(found, most, contested.bounds[waiting[0]]):
        matters, waiting = waiting[:together], waiting[together:]
        together *= 2
        entries = _contradictions(_read_facts(connection, contested, matters), tree)
        found = sorted([*found, *(each for each in entries if each.answers(question))], key=Entry.order)[:most]
    return found if len(found) == most else None


def _is_settled(found: Sequence[Entry], most: int, next_bound: Bound) -> bool:
    """Whether nothing on a matter of ``next_bound`` can come before the last of those that are wanted."""
    if len(found) < most:
        return False
    last = found[-1] if found else None
    return last is None or Bound(last.score, sum(last.opposed_voices)) > next_bound


def _contradictions(facts: Sequence[Fact], tree: ConceptTree) -> Iterator[Entry]:
    frames = Frames(tree)
    bystanders = Bystanders(facts, frames)
    for conflict in find_contradictions(Compared(facts, frames)):
        yield Entry(conflict, bystanders, tree, None)


def _read_facts(connection: Connection, contested: Contested, matters: Sequence[Matter]) -> list[Fact]:
    """Return the claims on ``matters``, those that hold nothing to be known among them."""
    return read_facts(connection, is_one_of(claim.c.id, _claims_on(connection, contested, matters)))


def _claims_on(connection: Connection, contested: Contested, matters: Sequence[Matter]) -> Iterator[int]:
    wanted = set(matters)
    roots = {(each.proposition_id, each.root_id) for each in wanted}
    columns = select(claim.c.id, claim.c.treatment_id, claim.c.proposition_id, claim.c.condition_id)
    accepted = columns.where(claim.c.status == ReviewStatus.ACCEPTED)
    for proposition_id, treatments in contested.treatments_of(roots).items():
        there = accepted.where(claim.c.proposition_id == proposition_id, is_one_of(claim.c.treatment_id, treatments))
        for claim_id, treatment_id, _, condition_id in fetch_tuples(connection, there):
            matter = contested.matter(treatment_id, proposition_id, condition_id)
            if matter in wanted or (condition_id is None and matter[:2] in roots):
                yield claim_id
