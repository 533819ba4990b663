"""Claims about a treatment, filtered, grouped by aspect and proposition."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select, text

from kb.analysis.claim_rows import (
    Lists,
    claim_ids,
    claim_rows,
    fill_row,
    make_claim,
    read_comparators,
    read_parts,
    row_order,
)
from kb.analysis.concept_tree import find_descendants, get_concept_id
from kb.analysis.facts import Fact, read_facts, reading_order
from kb.analysis.people import get_speakers
from kb.dates import FIRST_DAY, check_date, to_first_day
from kb.errors import NotFoundError, UsageError
from kb.evidence import evidence_levels
from kb.naming import did_you_mean
from kb.records import ClaimPage
from kb.store.models import claim, proposition, source
from kb.store.search_query import read_query
from kb.vocabulary import Aspect, ConceptKind, ReviewStatus, Stance

_ASPECTS: list[str] = list(Aspect)
_STANCES: list[str | None] = [*Stance, None]
#: So many claims are asked for by their ids; more, by what they were chosen by.
_FEW = 1000


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What to keep. Names take their aliases; a condition or population takes what lies under it.

    ``since`` and ``until`` are dates of publication (YYYY, YYYY-MM or YYYY-MM-DD), both included: ``until="2021"``
    takes all of 2021. A source dated by its year alone is taken as of its first day, an undated one is left out by
    either. ``evidence`` is a level or several ("cohort..": it or better). ``only`` leaves out the descendants of the
    treatment. ``search`` is what :meth:`kb.KnowledgeBase.search` takes: only claims that it finds.
    """

    stance: str | None = None
    aspect: str | None = None
    condition: str | None = None
    population: str | None = None
    author: str | None = None
    source: str | None = None
    interest: str | None = None
    evidence: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    only: bool = False
    search: str | None = None


def find_claims(
    connection: Connection, treatment: str, keep: ClaimFilter, limit: int | None = None, offset: int = 0
) -> ClaimPage:
    """Return the claims about ``treatment`` that ``keep`` lets through, by aspect, proposition, stance and source: at
    most ``limit`` of them from ``offset`` on, and how many there are.

    Raises NotFoundError, with the nearest names, for a treatment, condition, population, author or source not known.
    """
    treatment_ids = find_treatments(connection, treatment, only=keep.only)
    conditions = [claim.c.treatment_id.in_(treatment_ids), *claim_conditions(connection, keep)]
    if keep.search is not None:
        conditions.append(is_matched(read_query(keep.search).among_claims(treatment_ids)))
    part = slice(offset, None if limit is None else offset + limit)
    if keep.author:  # who is whom has to be read for that, which takes long in a base of many authors
        wanted = get_speakers(connection, keep.author)
        facts = [fact for fact in read_facts(connection, *conditions) if fact.speakers & wanted]
        facts.sort(key=_order)
        return ClaimPage([fact.claim for fact in facts[part]], len(facts), len({fact.source_id for fact in facts}))
    rows = connection.execute(claim_rows(*conditions)).all()
    compared = read_comparators(connection, claim_ids(*conditions))
    shown = sorted(rows, key=lambda row: _row_order(row, compared))[part]
    ids = [row.id for row in shown] if len(shown) <= _FEW else claim_ids(*conditions)
    parts = read_parts(connection, ids)
    return ClaimPage([make_claim(row, parts) for row in shown], len(rows), len({row.source_id for row in rows}))


def _order(fact: Fact) -> tuple[object, ...]:
    said = fact.claim
    return (*_place(said.aspect, fact.wording, said.proposition, said.stance), reading_order(fact))


def _row_order(row: Any, compared: Lists) -> tuple[object, ...]:
    filled = fill_row(row, [each.name for each in compared.get(row.id, ())])
    return (*_place(row.aspect, row.wording, filled, row.stance), row_order(row))


def _place(aspect: str, wording: str, filled: str, stance: str | None) -> tuple[object, ...]:
    return (_ASPECTS.index(aspect), wording, filled, _STANCES.index(stance))


def find_treatments(connection: Connection, treatment: str, *, only: bool) -> set[int]:
    """Return the ids of the treatment and of its descendants; of it alone with ``only``."""
    treatment_id = get_concept_id(connection, ConceptKind.TREATMENT, treatment)
    return {treatment_id} if only else find_descendants(connection, treatment_id)


def is_matched(expression: str) -> ColumnElement[bool]:
    """Return the condition that the full-text index finds a claim by ``expression``."""
    found = text("claim.id IN (SELECT rowid FROM claim_text WHERE claim_text MATCH :expression)")
    return cast("ColumnElement[bool]", found.bindparams(expression=expression))


def claim_conditions(connection: Connection, keep: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that ``keep`` sets (but for author and search) on claim, source and proposition."""
    status = str(keep.status or ReviewStatus.ACCEPTED)
    yield claim.c.status == bindparam(None, status, literal_execute=True)  # as the word that the index of them has
    if keep.condition:
        wanted = get_concept_id(connection, ConceptKind.CONDITION, keep.condition)
        yield claim.c.condition_id.in_(find_descendants(connection, wanted))
    if keep.population:
        wanted = get_concept_id(connection, ConceptKind.POPULATION, keep.population)
        yield claim.c.population_id.in_(find_descendants(connection, wanted))
    yield from _plain_conditions(keep)
    yield from source_conditions(connection, keep)


def _plain_conditions(keep: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    if keep.stance:
        yield claim.c.stance == keep.stance
    if keep.aspect:
        yield proposition.c.aspect == keep.aspect
    if keep.evidence:
        yield claim.c.evidence.in_(evidence_levels(keep.evidence))
    if keep.interest:
        own = claim.c.interest
        yield or_(own == keep.interest, own.is_(None) & (source.c.interest == keep.interest))


def source_conditions(connection: Connection, keep: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that ``keep`` sets on the source alone."""
    if keep.source:
        yield source.c.id == get_source_id(connection, keep.source)
    first_day = source.c.published + func.substr(FIRST_DAY, func.length(source.c.published) + 1)
    if keep.since:
        since = _asked_date(keep.since)
        yield first_day >= to_first_day(since)
    if keep.until:
        yield first_day <= _asked_date(keep.until) + "~"  # sorts after every day of a month or year


def _asked_date(text: str) -> str:
    try:
        return check_date(text)
    except ValueError as error:
        raise UsageError(str(error)) from error


def get_source_id(connection: Connection, key: str) -> int:
    """Return the id of the source with ``key``; raise NotFoundError with the nearest keys otherwise."""
    found = connection.scalar(select(source.c.id).where(source.c.key == key))
    if found is None:
        hint = did_you_mean(key, connection.scalars(select(source.c.key))) or "; 'kb sources' lists them"
        raise NotFoundError(f"there is no source '{key}'{hint}")
    return found
