"""Claims about a treatment, filtered, grouped by aspect and proposition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select, text

from kb.analysis.cited import read_source_keys
from kb.analysis.claim_records import read_names
from kb.analysis.concept_tree import find_descendants, get_concept_id
from kb.analysis.facts import read_comparators, read_facts, read_propositions
from kb.analysis.people import get_speakers
from kb.analysis.wording import fill_wording
from kb.dates import FIRST_DAY, check_date, to_first_day
from kb.errors import NotFoundError, UsageError
from kb.evidence import evidence_levels
from kb.naming import did_you_mean, natural
from kb.store.models import claim, concept, proposition, source
from kb.store.search_query import read_query
from kb.store.tuples import fetch_tuples, is_one_of
from kb.vocabulary import Aspect, ConceptKind, ReviewStatus, Stance

_ASPECTS: dict[str, int] = {aspect: place for place, aspect in enumerate(Aspect)}
_STANCES: dict[str | None, int] = {stance: place for place, stance in enumerate((*Stance, None))}


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


@dataclass(frozen=True, slots=True)
class FoundClaims:
    """The ids of claims, in order, and of how many sources they are."""

    ids: list[int]
    sources: int


class _Row(NamedTuple):
    """A claim by what it is put in order by, and what it is said of."""

    id: int
    source_id: int
    key: str
    proposition_id: int
    treatment_id: int
    condition_id: int | None
    population_id: int | None
    regulator: str | None
    stance: str | None


_COLUMNS = [claim.c[name] for name in _Row._fields]


def find_claims(connection: Connection, treatment: str, keep: ClaimFilter) -> FoundClaims:
    """Return the claims about ``treatment`` that ``keep`` lets through, by aspect, proposition, stance and source.

    Raises NotFoundError, with the nearest names, for a treatment, condition, population, author or source not known.
    """
    treatment_ids = find_treatments(connection, treatment, only=keep.only)
    query = select(*_COLUMNS).where(is_one_of(claim.c.treatment_id, treatment_ids), *claim_conditions(connection, keep))
    if keep.search is not None:
        query = query.where(is_matched(read_query(keep.search).among_claims(treatment_ids)))
    if any((keep.aspect, keep.interest, keep.source, keep.since, keep.until)):
        query = query.join_from(claim, source).join(proposition)
    rows = [_Row(*row) for row in fetch_tuples(connection, query)]
    if keep.author:
        wanted = get_speakers(connection, keep.author)
        facts = read_facts(connection, is_one_of(claim.c.id, [row.id for row in rows]))
        said = {fact.id for fact in facts if fact.speakers & wanted}
        rows = [row for row in rows if row.id in said]
    return FoundClaims(_in_order(connection, rows), len({row.source_id for row in rows}))


def _in_order(connection: Connection, rows: Sequence[_Row]) -> list[int]:
    """Return the ids of ``rows`` in the order in which they are shown."""
    propositions = read_propositions(connection, {row.proposition_id for row in rows})
    keys = read_source_keys(connection, {row.source_id for row in rows})
    comparators = read_comparators(connection, [row.id for row in rows])
    concepts = {each for row in rows for each in row[4:7]} | {each for named in comparators.values() for each in named}
    names = read_names(connection, concept, concepts)

    def place(row: _Row) -> tuple[object, ...]:
        aspect, wording = propositions[row.proposition_id]
        comparing = tuple(names[each] for each in comparators[row.id]) if row.id in comparators else ()
        frame = (names[row.treatment_id], names.get(row.condition_id), names.get(row.population_id), comparing)
        told = fill_wording(wording, *frame, row.regulator)
        return (_ASPECTS[aspect], wording, told, _STANCES[row.stance], keys[row.source_id], natural(row.key), row.id)

    return [row.id for row in sorted(rows, key=place)]


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
    # As words in the statement: SQLite takes an index of some claims only where it sees that no others are asked for.
    accepted: Any = bindparam(None, str(ReviewStatus.ACCEPTED), literal_execute=True)
    if keep.status in (None, ReviewStatus.ACCEPTED):
        yield claim.c.status == accepted
    else:
        yield claim.c.status == keep.status
        yield claim.c.status != accepted
    if keep.condition:
        wanted = get_concept_id(connection, ConceptKind.CONDITION, keep.condition)
        yield is_one_of(claim.c.condition_id, find_descendants(connection, wanted))
    if keep.population:
        wanted = get_concept_id(connection, ConceptKind.POPULATION, keep.population)
        yield is_one_of(claim.c.population_id, find_descendants(connection, wanted))
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
