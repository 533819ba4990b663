"""Where sources disagree: the conflicts that answer a question, in the order in which they are shown."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from kb.analysis.concept_tree import ConceptTree, read_tree
from kb.analysis.disagreement.comparability import count_not_comparable
from kb.analysis.disagreement.entry import Entry
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.kinds import find_conflicts
from kb.analysis.disagreement.question import Page, Question, accepted_facts
from kb.analysis.disagreement.sensitivity import find_changes, find_flips
from kb.analysis.disagreement.stands import Meetings, stands_of
from kb.analysis.facts import Fact
from kb.records import Comparison, Disagreement
from kb.vocabulary import Stance


def find_disagreements(connection: Connection, question: Question, page: Page) -> list[Disagreement]:
    """Return the disagreements that answer ``question``, those of the whole base in which its treatment takes part."""
    tree = read_tree(connection)
    facts = [fact for fact in accepted_facts(connection, tree, question) if question.part.keeps(fact)]
    return _records(_find_entries(facts, tree, question), facts, tree, page)


def compare(connection: Connection, question: Question, page: Page) -> Comparison:
    """Return the disagreements that answer ``question`` with all that is to be told of them, from one reading."""
    tree = read_tree(connection)
    whole = accepted_facts(connection, tree, question)
    facts = [fact for fact in whole if question.part.keeps(fact)]
    entries = _find_entries(facts, tree, question)
    return Comparison(
        total=len(entries),
        disagreements=_records(entries, facts, tree, page),
        not_comparable=count_not_comparable(facts, tree, question),
        left_out=len(whole) - len(facts),
        undated=sum(question.part.cannot_date(fact) for fact in whole),
        changes=[] if question.part.is_whole else find_changes(_find_entries(whole, tree, question), entries),
    )


def _records(entries: Sequence[Entry], facts: Sequence[Fact], tree: ConceptTree, page: Page) -> list[Disagreement]:
    """Return the part of ``entries`` that ``page`` asks for; only these are described."""
    frames = Frames(tree)
    return [
        entry.record(find_flips(entry.conflict, facts, frames) if page.flips else None) for entry in page.of(entries)
    ]


def _find_entries(facts: Sequence[Fact], tree: ConceptTree, question: Question) -> list[Entry]:
    """Return what of ``facts`` disagrees and answers ``question``, in order."""
    answers = (entry for entry in _entries(facts, tree, question.treatment_id) if entry.answers(question))
    return sorted(answers, key=Entry.order)


def _entries(facts: Sequence[Fact], tree: ConceptTree, asked: int | None) -> Iterator[Entry]:
    frames = Frames(tree)
    neutral = Meetings(stands_of(fact for fact in facts if fact.claim.stance == Stance.NEUTRAL), frames)
    return (Entry(conflict, neutral, tree, asked) for conflict in find_conflicts(facts, frames))
