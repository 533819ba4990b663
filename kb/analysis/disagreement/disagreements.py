"""Where sources disagree: the conflicts that answer a question, in the order in which they are shown."""

from collections.abc import Sequence

from sqlalchemy import Connection

from kb.analysis.concept_tree import ConceptTree, read_tree
from kb.analysis.disagreement.bystanders import Bystanders
from kb.analysis.disagreement.compared import Compared
from kb.analysis.disagreement.entry import Entry
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.kinds import find_conflicts
from kb.analysis.disagreement.parting import count_not_comparable
from kb.analysis.disagreement.question import Page, Question, accepted_facts
from kb.analysis.disagreement.sensitivity import find_changes, find_flips
from kb.analysis.facts import Fact
from kb.records import Comparison, Disagreement


def find_disagreements(connection: Connection, question: Question, page: Page) -> list[Disagreement]:
    """Return the disagreements that answer ``question``, those of the whole base in which its treatment takes part."""
    return compare(connection, question, page).disagreements


def compare(connection: Connection, question: Question, page: Page) -> Comparison:
    """Return the disagreements that answer ``question`` with all that is to be told of them, from one reading."""
    tree = read_tree(connection)
    return compare_facts(accepted_facts(connection, tree, question), tree, question, page)


def compare_facts(whole: Sequence[Fact], tree: ConceptTree, question: Question, page: Page) -> Comparison:
    """Return the same of claims that have been read."""
    facts = [fact for fact in whole if question.part.keeps(fact)]
    every = _find_entries(facts, tree, question)
    entries = [entry for entry in every if entry.answers(question)]
    left_out = [fact for fact in whole if not question.part.keeps(fact) and question.concerns(fact, tree)]
    return Comparison(
        total=len(entries),
        disagreements=_records(page.of(entries), Compared(facts, Frames(tree)), flips=page.flips),
        not_comparable=count_not_comparable(facts, tree, question),
        left_out=len(left_out),
        undated=sum(question.part.cannot_date(fact) for fact in left_out),
        changes=[] if question.part.is_whole else find_changes(_find_entries(whole, tree, question), every, question),
    )


def _records(entries: Sequence[Entry], compared: Compared, *, flips: bool) -> list[Disagreement]:
    return [entry.record(find_flips(entry.conflict, compared) if flips else None) for entry in entries]


def _find_entries(facts: Sequence[Fact], tree: ConceptTree, question: Question) -> list[Entry]:
    """Return what of ``facts`` disagrees, in order, whether it answers the question or not."""
    frames = Frames(tree)
    bystanders = Bystanders(facts, frames)
    found = (Entry(conflict, bystanders, tree, question.treatment_id) for conflict in find_conflicts(facts, frames))
    return sorted(found, key=Entry.order)
