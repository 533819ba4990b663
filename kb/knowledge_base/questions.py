"""Questions in words into what the analysis asks: every word checked, every name looked up."""

from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import Connection, select

from kb.analysis.concept_tree import get_concept_id
from kb.analysis.disagreement.part import Part
from kb.analysis.disagreement.question import Question
from kb.dates import check_date
from kb.errors import NotFoundError, UsageError
from kb.evidence import evidence_levels
from kb.knowledge_base.terms import check_terms
from kb.naming import did_you_mean
from kb.store.models import source
from kb.vocabulary import ConceptKind, Interest

_INTERESTS: list[str] = list(Interest)


class Asked(TypedDict, total=False):
    """How a question about disagreements is narrowed, and of which part of the base it is asked."""

    kind: str | None
    aspect: str | None
    condition: str | None
    """One condition and what lies under it."""
    without: Sequence[str]
    """Interests and keys of sources whose claims are left out."""
    as_of: str | None
    """A date (YYYY, YYYY-MM or YYYY-MM-DD): only what was published by the end of it."""
    evidence: str | None
    """A level of evidence, or several as they are read by :func:`kb.evidence.evidence_levels`."""


def read_question(
    connection: Connection,
    treatment: str | None = None,
    *,
    kind: str | None = None,
    aspect: str | None = None,
    condition: str | None = None,
    without: Sequence[str] = (),
    as_of: str | None = None,
    evidence: str | None = None,
) -> Question:
    """Return what is asked; raise UsageError for a word or date that cannot be, NotFoundError for an unknown name."""
    check_terms(disagreement=kind, aspect=aspect)
    return Question(
        get_concept_id(connection, ConceptKind.TREATMENT, treatment) if treatment is not None else None,
        kind,
        aspect,
        get_concept_id(connection, ConceptKind.CONDITION, condition) if condition is not None else None,
        _part(connection, [without] if isinstance(without, str) else without, as_of, evidence),
    )


def _part(connection: Connection, without: Sequence[str], as_of: str | None, evidence: str | None) -> Part:
    if as_of is not None:
        try:
            check_date(as_of)
        except ValueError as error:
            raise UsageError(str(error)) from error
    for name in without:
        if name in _INTERESTS and _source_id(connection, name) is not None:
            raise UsageError(f"'{name}' is an interest and the key of a source: give that source another key")
    return Part(
        frozenset(name for name in without if name in _INTERESTS),
        frozenset(_left_out(connection, name) for name in without if name not in _INTERESTS),
        as_of,
        None if evidence is None else evidence_levels(evidence),
    )


def _left_out(connection: Connection, name: str) -> int:
    """Return the id of the source called ``name``, which is no interest."""
    found = _source_id(connection, name)
    if found is None:
        known = [*_INTERESTS, *connection.scalars(select(source.c.key))]
        where = "; 'kb sources' lists the ones, 'kb vocabulary' the others"
        raise NotFoundError(f"'{name}' is no source and no interest{did_you_mean(name, known) or where}")
    return found


def _source_id(connection: Connection, key: str) -> int | None:
    return connection.scalar(select(source.c.id).where(source.c.key == key))
