"""A vocabulary file: names, aliases, parents and outside identifiers of treatments, conditions and populations."""

import re
from typing import NamedTuple

from kb.naming import fold_concept, tidy
from kb.reading.document import Data, Path, Problems
from kb.reading.shape import convert
from kb.records import ConceptRecord, VocabularyRecord
from kb.vocabulary import ConceptKind

LISTS = {f"{kind}s": kind for kind in ConceptKind}
#: What a vocabulary has in its bytes: the name of a list, or an escape that may stand for a letter of one.
_MARK = re.compile(b"|".join([*(name.encode() for name in LISTS), rb"\\(?:x|u00|U000000)[67]"]))


def may_hold_vocabulary(content: bytes) -> bool:
    """Return False where ``content``, of any format, surely holds no vocabulary: parsing it would tell for sure."""
    return _MARK.search(content) is not None


class PreparedConcept(NamedTuple):
    """A concept that was checked; ``path`` is where its file gives it."""

    kind: ConceptKind
    concept: ConceptRecord
    path: Path


def prepare_vocabulary(data: Data, problems: Problems) -> list[PreparedConcept] | None:
    """Return the concepts in ``data``, or None with each fault noted in ``problems``."""
    record = convert(data, VocabularyRecord, (), problems)
    if record is None:
        return None
    concepts = [
        PreparedConcept(kind, _tidied(concept), (field, index))
        for field, kind in LISTS.items()
        for index, concept in enumerate(getattr(record, field))
    ]
    before = len(problems.found)
    _check_names(concepts, problems)
    return concepts if len(problems.found) == before else None


def _tidied(concept: ConceptRecord) -> ConceptRecord:
    name = tidy(concept.name)
    aliases = dict.fromkeys(alias for alias in map(tidy, concept.aliases) if alias and alias != name)
    identifiers = {tidy(scheme): tidy(value) for scheme, value in sorted(concept.identifiers.items())}
    return ConceptRecord(name, list(aliases), tidy(concept.parent or "") or None, identifiers)


def _check_names(concepts: list[PreparedConcept], problems: Problems) -> None:
    """Note every empty name and every name that two concepts of the file claim."""
    owners: dict[tuple[ConceptKind, str], PreparedConcept] = {}
    for entry in concepts:
        if not entry.concept.name:
            problems.add((*entry.path, "name"), "is empty")
        for name in (entry.concept.name, *entry.concept.aliases):
            owner = owners.setdefault((entry.kind, fold_concept(name)), entry)
            if owner is not entry:
                line = problems.document.locate(owner.path)
                problems.add(
                    entry.path, f"'{name}' is a name of the {entry.kind} '{owner.concept.name}' already, in line {line}"
                )
