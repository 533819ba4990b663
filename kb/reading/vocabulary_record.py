"""A vocabulary file: names, aliases, parents and outside identifiers of treatments, conditions and populations; names
that are one author, wordings that are one proposition."""

import re
from typing import NamedTuple

from kb.naming import fold_concept, tidy
from kb.reading.document import Data, Path, Problems
from kb.reading.known_names import PreparedAuthor, PreparedProposition, prepare_authors, prepare_propositions
from kb.reading.shape import convert
from kb.records import ConceptRecord, VocabularyRecord
from kb.vocabulary import ConceptKind

_CONCEPTS = {f"{kind}s": kind for kind in ConceptKind}
#: Not ``authors``: what a line that may hold a vocabulary has in it is told by these, and most sources have authors.
LISTS = (*_CONCEPTS, "author_names", "propositions")
#: What a vocabulary has in its bytes: the name of a list, or an escape that may stand for a letter of one.
_MARKS = tuple(name.encode() for name in LISTS)
_ESCAPED_LETTER = re.compile(rb"\\(?:x|u00|U000000)[567]")


def may_hold_vocabulary(content: bytes) -> bool:
    """Return False where ``content``, of any format, surely holds no vocabulary: parsing it would tell for sure.

    One expression for all marks would take as long as parsing.
    """
    return any(mark in content for mark in _MARKS) or (b"\\" in content and _ESCAPED_LETTER.search(content) is not None)


class PreparedConcept(NamedTuple):
    """A concept that was checked; ``path`` is where its file gives it."""

    kind: ConceptKind
    concept: ConceptRecord
    path: Path


PreparedEntry = PreparedConcept | PreparedAuthor | PreparedProposition


def prepare_vocabulary(data: Data, problems: Problems) -> list[PreparedEntry] | None:
    """Return the entries in ``data``, or None with each fault noted in ``problems``."""
    record = convert(data, VocabularyRecord, (), problems)
    if record is None:
        return None
    concepts = [
        PreparedConcept(kind, _tidied(concept), (field, index))
        for field, kind in _CONCEPTS.items()
        for index, concept in enumerate(getattr(record, field))
    ]
    before = len(problems.found)
    _check_names(concepts, problems)
    propositions = prepare_propositions(record.propositions, problems)
    authors = prepare_authors(record.author_names, problems)
    return [*concepts, *propositions, *authors] if len(problems.found) == before else None


def _tidied(concept: ConceptRecord) -> ConceptRecord:
    name = tidy(concept.name)
    aliases = dict.fromkeys(alias for alias in map(tidy, concept.aliases) if alias and alias != name)
    identifiers = {tidy(scheme): tidy(value) for scheme, value in sorted(concept.identifiers.items())}
    return ConceptRecord(name, list(aliases), tidy(concept.parent or "") or None, identifiers, concept.in_vocabulary)


def _check_names(concepts: list[PreparedConcept], problems: Problems) -> None:
    """Note every empty name and every name that two concepts of the file claim."""
    owners: dict[tuple[ConceptKind, str], PreparedConcept] = {}
    for entry in concepts:
        if not entry.concept.name:
            problems.add((*entry.path, "name"), "is empty")
        if not entry.concept.in_vocabulary and (entry.concept.parent or entry.concept.identifiers):
            problems.add(
                (*entry.path, "in_vocabulary"), "a name of no vocabulary has aliases alone, no parent and identifiers"
            )
        for name in (entry.concept.name, *entry.concept.aliases):
            owner = owners.setdefault((entry.kind, fold_concept(name)), entry)
            if owner is not entry:
                line = problems.document.locate(owner.path)
                problems.add(
                    entry.path, f"'{name}' is a name of the {entry.kind} '{owner.concept.name}' already, in line {line}"
                )
