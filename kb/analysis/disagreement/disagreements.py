"""Where sources disagree: the conflicts that answer a question, in the order in which they are shown."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from sqlalchemy import Connection

from kb.analysis.claim_records import read_claims
from kb.analysis.concept_tree import ConceptTree, read_tree
from kb.analysis.disagreement.bystanders import Bystanders
from kb.analysis.disagreement.compared import Compared
from kb.analysis.disagreement.entry import Entry
from kb.analysis.disagreement.foremost import find_foremost
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.kinds import conflicts_by_kind
from kb.analysis.disagreement.parting import count_not_comparable
from kb.analysis.disagreement.question import Page, Question, accepted_facts
from kb.analysis.disagreement.sensitivity import find_changes, find_flips
from kb.analysis.facts import Fact
from kb.records import Claim, Comparison, Disagreement
from kb.vocabulary import DisagreementKind

ReadClaims = Callable[[Iterable[int]], Mapping[int, Claim]]
"""Gives the claims with some ids."""


def find_disagreements(connection: Connection, question: Question, page: Page) -> list[Disagreement]:
    """Return the disagreements that answer ``question``, those of the whole base in which its treatment takes part."""
    tree = read_tree(connection)
    if question.may_be_foremost and page.end:
        foremost = find_foremost(connection, tree, question, page.end)
        if foremost is not None:
            shown = page.of(foremost)
            return _records(shown, Compared([], Frames(tree)), partial(read_claims, connection), flips=page.flips)
    facts = [fact for fact in accepted_facts(connection, tree, question) if question.part.keeps(fact)]
    entries = _first_entries(facts, tree, question, page.end)
    return _records(page.of(entries), Compared(facts, Frames(tree)), partial(read_claims, connection), flips=page.flips)


def compare(connection: Connection, question: Question, page: Page) -> Comparison:
    """Return the disagreements that answer ``question`` with all that is to be told of them, from one reading."""
    tree = read_tree(connection)
    return compare_facts(
        accepted_facts(connection, tree, question), tree, question, page, partial(read_claims, connection)
    )


def compare_facts(
    whole: Sequence[Fact], tree: ConceptTree, question: Question, page: Page, read: ReadClaims
) -> Comparison:
    """Return the same of facts that have been read; ``read`` gives the claims that are shown."""
    facts = [fact for fact in whole if question.part.keeps(fact)]
    every = _find_entries(facts, tree, question)
    entries = [entry for entry in every if entry.answers(question)]
    left_out = [fact for fact in whole if not question.part.keeps(fact) and question.concerns(fact, tree)]
    return Comparison(
        total=len(entries),
        disagreements=_records(page.of(entries), Compared(facts, Frames(tree)), read, flips=page.flips),
        not_comparable=count_not_comparable(facts, tree, question),
        left_out=len(left_out),
        undated=sum(question.part.cannot_date(fact) for fact in left_out),
        changes=[] if question.part.is_whole else find_changes(_find_entries(whole, tree, question), every, question),
    )


def _records(entries: Sequence[Entry], compared: Compared, read: ReadClaims, *, flips: bool) -> list[Disagreement]:
    claims = read({fact.id for entry in entries for side in entry.sides.values() for fact in side})
    return [entry.record(claims, find_flips(entry.conflict, compared) if flips else None) for entry in entries]


def _find_entries(facts: Sequence[Fact], tree: ConceptTree, question: Question) -> list[Entry]:
    """Return what of ``facts`` disagrees, in order, whether it answers the question or not."""
    return [entry for _, entries in _entries_by_kind(facts, tree, question) for entry in entries]


def _first_entries(facts: Sequence[Fact], tree: ConceptTree, question: Question, most: int | None) -> list[Entry]:
    """Return what of ``facts`` disagrees and answers the question, in order: where there are ``most`` of one kind or
    of those before it, the kinds that come after it are not looked for."""
    found: list[Entry] = []
    for kind, entries in _entries_by_kind(facts, tree, question):
        if question.kind in (None, kind):
            found += [entry for entry in entries if entry.answers(question)]
        if kind == question.kind or (most is not None and len(found) >= most):
            break
    return found


def _entries_by_kind(
    facts: Sequence[Fact], tree: ConceptTree, question: Question
) -> Iterator[tuple[DisagreementKind, list[Entry]]]:
    frames = Frames(tree)
    bystanders = Bystanders(facts, frames)
    for kind, conflicts in conflicts_by_kind(facts, frames):
        found = (Entry(conflict, bystanders, tree, question.treatment_id) for conflict in conflicts)
        yield kind, sorted(found, key=Entry.order)
