"""Where sources disagree: the conflicts that answer a question, in the order in which they are shown."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from sqlalchemy import Connection, select

from kb.analysis.claim_records import read_claims
from kb.analysis.concept_tree import ConceptTree, read_tree
from kb.analysis.disagreement.compared import Compared
from kb.analysis.disagreement.entry import Entry
from kb.analysis.disagreement.foremost import find_foremost
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.in_company import in_company
from kb.analysis.disagreement.kinds import conflicts_by_kind
from kb.analysis.disagreement.parting import count_not_comparable
from kb.analysis.disagreement.pieces import read_pieces
from kb.analysis.disagreement.question import Page, Question, accepted_facts
from kb.analysis.disagreement.sensitivity import find_changes, find_flips
from kb.analysis.facts import Fact
from kb.records import Claim, Comparison, Disagreement
from kb.store.models import claim
from kb.vocabulary import DisagreementKind, FrameField, ReviewStatus

ReadClaims = Callable[[Iterable[int]], Mapping[int, Claim]]
"""Gives the claims with some ids."""


def find_disagreements(connection: Connection, question: Question, page: Page) -> list[Disagreement]:
    """Return the disagreements that answer ``question``, those of the whole base in which its treatment takes part."""
    tree = read_tree(connection)
    entries: list[Entry] | None = None
    if question.may_be_foremost and page.end:
        entries = find_foremost(connection, tree, question, page.end)
    if entries is None:
        kept = (filter(question.part.keeps, facts) for facts in _read(connection, tree, question))
        pieces = (_first_entries(list(facts), tree, question, page.end) for facts in kept)
        entries = page.first(pieces, key=Entry.order)
    return _records(page.of(entries), partial(read_claims, connection), flips=page.flips)


def _read(connection: Connection, tree: ConceptTree, question: Question) -> Iterable[list[Fact]]:
    """Return the claims that may answer a question, those of the whole base in pieces."""
    if question.is_of_all:
        return read_pieces(connection, tree)
    return [accepted_facts(connection, tree, question)]


def compare(connection: Connection, question: Question, page: Page, count_among: int | None = None) -> Comparison:
    """Return the disagreements that answer ``question`` with all that is to be told of them, from one reading; of a
    page of a whole base that has more accepted claims than ``count_among``, nothing but the disagreements."""
    tree, read = read_tree(connection), partial(read_claims, connection)
    if not question.is_of_all:
        return compare_facts(accepted_facts(connection, tree, question), tree, question, page, read)
    if page.limit and count_among is not None and _has_more_than(connection, count_among):
        return Comparison(None, find_disagreements(connection, question, page), {})
    counts: Counter[str] = Counter()

    def count_and_find(facts: Sequence[Fact]) -> list[Entry]:
        found = [entry for entry in _find_entries(facts, tree, question) if entry.answers(question)]
        counts.update(count_not_comparable(facts, tree, question), total=len(found))
        return found

    entries = page.first(map(count_and_find, read_pieces(connection, tree)), key=Entry.order)
    not_comparable = {str(field): counts[field] for field in FrameField if counts[field]}
    return Comparison(counts["total"], _records(page.of(entries), read, flips=page.flips), not_comparable)


def _has_more_than(connection: Connection, claims: int) -> bool:
    accepted = select(claim.c.id).where(claim.c.status == ReviewStatus.ACCEPTED)
    return connection.execute(accepted.offset(claims).limit(1)).first() is not None


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
        disagreements=_records(page.of(entries), read, flips=page.flips),
        not_comparable=count_not_comparable(facts, tree, question),
        left_out=len(left_out),
        undated=sum(question.part.cannot_date(fact) for fact in left_out),
        changes=[] if question.part.is_whole else find_changes(_find_entries(whole, tree, question), every, question),
    )


def _records(entries: Sequence[Entry], read: ReadClaims, *, flips: bool) -> list[Disagreement]:
    claims = read({fact.id for entry in entries for side in entry.sides.values() for fact in side})
    return [entry.record(claims, find_flips(entry.conflict, entry.compared) if flips else None) for entry in entries]


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
    compared = Compared(in_company(facts, tree), Frames(tree))
    for kind, conflicts in conflicts_by_kind(compared):
        found = (Entry(conflict, compared, tree, question.treatment_id) for conflict in conflicts)
        yield kind, sorted(found, key=Entry.order)
