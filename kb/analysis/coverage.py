"""Which source says something on which aspect of a treatment, and which is silent."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from kb.analysis.concept_tree import ConceptTree, get_concept_id, read_tree
from kb.records import Coverage, CoverageCell, CoverageSource, CoverageTotal, OneSided
from kb.store.models import authorship, claim, proposition, source
from kb.vocabulary import Aspect, ConceptKind, CoverageState, ReviewStatus, Stance

ASPECTS: list[str] = [aspect.value for aspect in Aspect]
#: What a reader asks of a source that praises a treatment, in the spirit of the criteria of HealthNewsReview.
ASKED_OF_PRAISE: list[str] = [
    aspect.value for aspect in (Aspect.SAFETY, Aspect.EVIDENCE, Aspect.COST, Aspect.REGULATION, Aspect.COMPARISON)
]
_Stances = Counter[str | None]
_SILENT = CoverageCell(CoverageState.SILENT.value, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Subject:
    """What was asked about, by the names of the base, and the conditions that the accepted claims on it meet."""

    treatment: str
    condition: str | None
    claims: list[ColumnElement[bool]]


def get_subject(connection: Connection, treatment: str, condition: str | None) -> Subject:
    """Return what a claim must meet to be about ``treatment`` or a descendant.

    With a ``condition``, a claim counts unless it is about another one: it states this one, one under it, one above it
    or none, as where frames meet. What is said of a treatment at large is not silent on one use of it. Raises
    NotFoundError, with the nearest names, for a name that is not known.
    """
    tree = read_tree(connection)
    treatment_id = get_concept_id(connection, ConceptKind.TREATMENT, treatment)
    claims = [claim.c.treatment_id.in_(tree.descendants(treatment_id)), claim.c.status == ReviewStatus.ACCEPTED]
    if condition is None:
        return Subject(tree.names[treatment_id], None, claims)
    condition_id = get_concept_id(connection, ConceptKind.CONDITION, condition)
    related = tree.descendants(condition_id) | set(tree.line(condition_id))
    claims.append(or_(claim.c.condition_id.is_(None), claim.c.condition_id.in_(related)))
    return Subject(tree.names[treatment_id], tree.names[condition_id], claims)


def find_coverage(connection: Connection, subject: Subject) -> Coverage:
    """Return what every source with a claim on ``subject`` says on each aspect: most aspects first, then by key."""
    said = _read_said(connection, subject.claims)
    return _coverage(subject.treatment, subject.condition, said, said.counts)


def find_coverages(connection: Connection, tree: ConceptTree, treatment_id: int | None) -> Iterator[Coverage]:
    """Yield the coverage of a treatment, None: of each root treatment, by name, if any accepted claim is about it or a
    descendant. All are read at once."""
    about = [claim.c.status == ReviewStatus.ACCEPTED]
    if treatment_id is not None:
        about.append(claim.c.treatment_id.in_(tree.descendants(treatment_id)))
    said = _read_said(connection, about)
    counts: dict[int, list[Any]] = defaultdict(list)
    for row in said.counts:
        counts[tree.root(row.treatment_id) if treatment_id is None else treatment_id].append(row)
    for root in sorted(counts, key=lambda each: (tree.names[each].casefold(), tree.names[each])):
        yield _coverage(tree.names[root], None, said, counts[root])


@dataclass(frozen=True, slots=True)
class _Said:
    """How many claims there are, a row for each treatment, source, aspect and stance, and their sources by id."""

    counts: Sequence[Any]
    sources: dict[int, Any]
    authors: dict[int, list[str]]


def _read_said(connection: Connection, about: Sequence[ColumnElement[bool]]) -> _Said:
    columns = (claim.c.treatment_id, claim.c.source_id, proposition.c.aspect, claim.c.stance)
    query = select(*columns, func.count().label("number")).join_from(claim, proposition).where(*about)
    ids = select(claim.c.source_id).where(*about)
    return _Said(
        connection.execute(query.group_by(*columns)).all(),
        {row.id: row for row in connection.execute(select(source).where(source.c.id.in_(ids)))},
        _authors(connection, ids),
    )


def _authors(connection: Connection, ids: Any) -> dict[int, list[str]]:
    """Return who signed each source, in order."""
    query = select(authorship.c.source_id, authorship.c.name).where(authorship.c.source_id.in_(ids))
    authors: dict[int, list[str]] = defaultdict(list)
    for source_id, name in connection.execute(query.order_by(authorship.c.source_id, authorship.c.position)):
        authors[source_id].append(name)
    return authors


def _coverage(treatment: str, condition: str | None, said: _Said, counts: Sequence[Any]) -> Coverage:
    """Return the coverage that some of the ``counts`` of what was said make."""
    stances: dict[int, dict[str, _Stances]] = defaultdict(lambda: defaultdict(Counter))
    for row in counts:
        stances[row.source_id][row.aspect][row.stance] += row.number
    sources = [_covered(said.sources[each], said.authors[each], found) for each, found in stances.items()]
    sources.sort(key=lambda each: (-_addressed(each), each.key))
    one_sided = [found for each in sources if (found := _one_sided(each))]
    one_sided.sort(key=lambda each: (-len(each.silent_on), list(map(ASPECTS.index, each.silent_on)), each.key))
    return Coverage(
        treatment=treatment,
        condition=condition,
        aspects=ASPECTS,
        sources_in_all=len(sources),
        sources=sources,
        totals=[_total(aspect, sources) for aspect in ASPECTS],
        one_sided_in_all=len(one_sided),
        one_sided=one_sided,
    )


def _covered(row: Any, authors: list[str], counts: Mapping[str, _Stances]) -> CoverageSource:
    return CoverageSource(
        key=row.key,
        title=row.title,
        kind=row.kind,
        publisher=row.publisher,
        published=row.published,
        interest=row.interest,
        authors=authors,
        cells={aspect: _cell(counts[aspect]) if aspect in counts else _SILENT for aspect in ASPECTS},
    )


def _cell(stances: _Stances) -> CoverageCell:
    supports, refutes, neutral = (stances[each] for each in Stance)
    return CoverageCell(_state(stances).value, supports, refutes, neutral, stances[None])


def _state(stances: _Stances) -> CoverageState:
    if stances[Stance.SUPPORTS] and stances[Stance.REFUTES]:
        return CoverageState.BOTH
    for stance in Stance:
        if stances[stance]:
            return CoverageState[stance.name]
    return CoverageState.MEASURES


def _addressed(covered: CoverageSource) -> int:
    return sum(cell.state != CoverageState.SILENT for cell in covered.cells.values())


def _total(aspect: str, sources: list[CoverageSource]) -> CoverageTotal:
    states = Counter(each.cells[aspect].state for each in sources)
    silent = states.pop(CoverageState.SILENT, 0)
    by_state = {state.value: states[state] for state in CoverageState if state is not CoverageState.SILENT}
    return CoverageTotal(aspect=aspect, addressed=states.total(), silent=silent, **by_state)


def _one_sided(covered: CoverageSource) -> OneSided | None:
    """Return what a source that supports efficacy, and neither refutes it nor holds it open, says nothing on."""
    efficacy = covered.cells[Aspect.EFFICACY]
    silent_on = [each for each in ASKED_OF_PRAISE if covered.cells[each].state == CoverageState.SILENT]
    if not efficacy.supports or efficacy.refutes or efficacy.neutral or not silent_on:
        return None
    return OneSided(covered.key, covered.title, covered.kind, covered.interest, efficacy.supports, silent_on)
