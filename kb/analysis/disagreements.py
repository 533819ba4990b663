"""Where sources disagree: the conflicts that answer a question, in the order in which they are shown."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from kb.analysis.concept_tree import ConceptTree, read_tree
from kb.analysis.entry import Entry
from kb.analysis.facts import Fact
from kb.analysis.frames import Frames
from kb.analysis.kinds import find_conflicts
from kb.analysis.question import Question, accepted_facts
from kb.records import Disagreement
from kb.vocabulary import Stance


def find_disagreements(connection: Connection, question: Question) -> list[Disagreement]:
    """Return the disagreements that answer ``question``, those of the whole base in which its treatment takes part."""
    tree = read_tree(connection)
    facts = accepted_facts(connection, tree, question.treatment_id)
    return [entry.record() for entry in find_entries(facts, tree, question)]


def find_entries(facts: Sequence[Fact], tree: ConceptTree, question: Question) -> list[Entry]:
    """Return what of ``facts`` disagrees and answers ``question``, in order."""
    return sorted(
        (entry for entry in _entries(facts, tree, question.treatment_id) if entry.answers(question)),
        key=Entry.order,
    )


def _entries(facts: Sequence[Fact], tree: ConceptTree, asked: int | None) -> Iterator[Entry]:
    frames = Frames(tree)
    neutral: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.claim.stance == Stance.NEUTRAL:
            neutral[fact.proposition_id].append(fact)
    for conflict in find_conflicts(facts, frames):
        yield Entry(conflict, neutral[conflict.pair[0].proposition_id], frames, asked)
