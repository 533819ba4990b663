"""Claims as the analysis sees them: the record a reader gets, and the ids that frames and voices are compared by."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, select

from kb.analysis.measured import Measured, read_measured
from kb.analysis.people import People, Speaker, read_people, speaking_body
from kb.analysis.voices import read_works
from kb.analysis.wording import fill_wording
from kb.naming import fold_name, fold_wording, natural
from kb.records import Claim, Quantity, Quote, SourceBrief
from kb.store.models import author, authorship, claim, claim_comparator, concept, proposition, quote, source
from kb.vocabulary import GAINING_INTERESTS, Aspect, Stance


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A claim and what it is compared by. Two facts are the same only if they are the same object."""

    claim: Claim
    source_id: int
    proposition_id: int
    wording: str
    treatment_id: int
    condition_id: int | None
    population_id: int | None
    comparator_ids: tuple[int, ...]
    outcome: str | None
    regulator: str | None
    speakers: frozenset[Speaker]
    derives_from: tuple[int, ...]
    voice: frozenset[Hashable]
    """What a voice is told by: claims of which these sets share something are one voice."""
    measured: Measured | None
    order: tuple[Hashable, ...]
    """What claims are sorted by for a reader: by source, then by key, the numbers in it as numbers."""

    @property
    def frame(self) -> tuple[Hashable, ...]:
        """What the proposition is said of: facts with equal frames meet the same facts."""
        concepts = (self.treatment_id, self.condition_id, self.population_id, self.comparator_ids)
        return (self.proposition_id, *concepts, self.outcome, self.regulator)

    @property
    def is_default_comparison(self) -> bool:
        """Whether this says "better than": only there does A over B stand against B over A."""
        return self.claim.aspect == Aspect.COMPARISON and self.wording == Aspect.COMPARISON.wording


def read_facts(connection: Connection, *where: ColumnElement[bool]) -> list[Fact]:
    """Return the claims that meet ``where`` (conditions on claim, source, proposition), oldest first."""
    chosen = and_(claim.c.id.is_not(None), *where)
    ids = select(claim.c.id).join_from(claim, source).join(proposition).where(chosen)
    reader = _Reader(
        read_people(connection),
        read_works(connection),
        _comparators(connection, ids),
        _quotes(connection, ids),
        _authors(connection, ids),
    )
    return [reader.fact(row) for row in connection.execute(_rows(chosen))]


def read_claims(connection: Connection, claim_ids: Collection[int]) -> dict[int, Claim]:
    """Return claims by id as a reader gets them, without finding out who is whom in the whole base."""
    chosen = claim.c.id.in_(claim_ids)
    ids = select(claim.c.id).where(chosen)
    comparators, quotes = _comparators(connection, ids), _quotes(connection, ids)
    reader = _Reader(People({}, {}), {}, comparators, quotes, _authors(connection, ids))
    return {row.id: reader.claim(row) for row in connection.execute(_rows(chosen))}


def _rows(chosen: ColumnElement[bool]) -> Any:
    return _joined().where(chosen).order_by(claim.c.id)


@cache
def _joined() -> Any:
    """Return the query of all claims with what stands beside them; it is made once, which is half of a small answer."""
    treatment, condition, population = (concept.alias(name) for name in ("treatment", "condition", "population"))
    own = author.alias("own_author")
    columns: list[Any] = [claim, proposition.c.aspect, proposition.c.wording]
    columns += [table.c.name.label(table.name) for table in (treatment, condition, population, own)]
    columns += [source.c[name].label(f"source_{name}") for name in _SOURCE_COLUMNS]
    return (
        select(*columns)
        .join_from(claim, source)
        .join(proposition)
        .join(treatment, treatment.c.id == claim.c.treatment_id)
        .outerjoin(condition, condition.c.id == claim.c.condition_id)
        .outerjoin(population, population.c.id == claim.c.population_id)
        .outerjoin(own, own.c.id == claim.c.author_id)
    )


_SOURCE_COLUMNS = ("key", "title", "kind", "publisher", "sponsor", "published", "url", "interest")


def _comparators(connection: Connection, ids: Any) -> dict[int, list[Any]]:
    columns = select(claim_comparator.c.claim_id, concept.c.id, concept.c.name).join_from(claim_comparator, concept)
    query = columns.where(claim_comparator.c.claim_id.in_(ids))
    return _by_first(connection.execute(query.order_by(claim_comparator.c.claim_id, claim_comparator.c.position)))


def _quotes(connection: Connection, ids: Any) -> dict[int, list[Any]]:
    query = select(quote).where(quote.c.claim_id.in_(ids)).order_by(quote.c.claim_id, quote.c.position)
    return _by_first(connection.execute(query))


def _authors(connection: Connection, ids: Any) -> dict[int, list[Any]]:
    sources = select(claim.c.source_id).where(claim.c.id.in_(ids))
    columns = select(authorship.c.source_id, authorship.c.author_id, authorship.c.name)
    query = columns.where(authorship.c.source_id.in_(sources))
    return _by_first(connection.execute(query.order_by(authorship.c.source_id, authorship.c.position)))


def _by_first(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


class _Voice(NamedTuple):
    """Who speaks in a claim, by what to compare and by what to show, and what the voice is told by."""

    speakers: frozenset[Speaker]
    names: list[str]
    marks: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class _Reader:
    people: People
    works: dict[int, tuple[int, ...]]
    comparators: dict[int, list[Any]]
    quotes: dict[int, list[Any]]
    authors: dict[int, list[Any]]
    voices: dict[tuple[int, int | None], _Voice] = field(default_factory=dict)

    def claim(self, row: Any) -> Claim:
        comparators = self.comparators.get(row.id, ())
        return self._claim(row, self._names(row), [each.name for each in comparators])

    def fact(self, row: Any) -> Fact:
        voice = self._voice(row)
        comparators = self.comparators.get(row.id, ())
        return Fact(
            claim=self._claim(row, list(voice.names), [each.name for each in comparators]),
            source_id=row.source_id,
            proposition_id=row.proposition_id,
            wording=row.wording,
            treatment_id=row.treatment_id,
            condition_id=row.condition_id,
            population_id=row.population_id,
            comparator_ids=tuple(sorted(each.id for each in comparators)),
            outcome=fold_wording(row.outcome) if row.outcome else None,
            regulator=fold_wording(row.regulator) if row.regulator else None,
            speakers=voice.speakers,
            derives_from=self.works.get(row.source_id, ()),
            voice=voice.marks,
            measured=read_measured(row),
            order=(row.source_key, natural(row.key), row.id),
        )

    def _voice(self, row: Any) -> _Voice:
        """Return the voice of a claim, one for all that its source says itself or has one author say."""
        key = (row.source_id, row.author_id)
        if key not in self.voices:
            speakers, names = self._speakers(row), self._names(row)
            derives_from = self.works.get(row.source_id, ())
            work = derives_from[-1] if derives_from else row.source_id
            marks = speakers if row.author_id is not None else speakers | {("work", work)}
            self.voices[key] = _Voice(speakers, names, marks)
        return self.voices[key]

    def _speakers(self, row: Any) -> frozenset[Speaker]:
        """Return who says this, to compare: the claim's own author, the source's, a body, or the source."""
        authors = self.authors.get(row.source_id, ())
        if row.author_id is not None:
            return frozenset([self._own_author(row, authors)])
        if authors:
            return frozenset(self.people.person(each.author_id) for each in authors)
        name = speaking_body(row.source_kind, row.source_publisher, row.source_sponsor)
        return frozenset([self.people.body(name) if name else ("source", row.source_id)])

    def _names(self, row: Any) -> list[str]:
        """Return who says this, to show; nobody where it is the source."""
        if row.author_id is not None:
            return [row.own_author]
        authors = self.authors.get(row.source_id, ())
        body = speaking_body(row.source_kind, row.source_publisher, row.source_sponsor)
        return [each.name for each in authors] or ([body] if body else [])

    def _own_author(self, row: Any, signed: Sequence[Any]) -> Speaker:
        """Return who a claim names as its author: whoever signs the source by that name, else who goes by it at all."""
        name = fold_name(row.own_author)
        called = {self.people.person(each.author_id) for each in signed if fold_name(each.name) == name}
        return called.pop() if len(called) == 1 else self.people.person(row.author_id)

    def _claim(self, row: Any, authors: list[str], comparators: list[str]) -> Claim:
        interest = row.interest or row.source_interest
        quantity = None
        if row.quantity_name:
            quantity = Quantity(row.quantity_name, row.quantity_low, row.quantity_high, row.quantity_unit)
        return Claim(
            id=row.id,
            key=row.key,
            treatment=row.treatment,
            condition=row.condition,
            population=row.population,
            comparator=comparators,
            outcome=row.outcome,
            regulator=row.regulator,
            aspect=row.aspect,
            proposition=fill_wording(
                row.wording, row.treatment, row.condition, row.population, comparators, row.regulator
            ),
            stance=row.stance,
            certainty=row.certainty,
            evidence=row.evidence,
            statement=row.statement,
            status=row.status,
            quantity=quantity,
            quotes=[_quote(each) for each in self.quotes.get(row.id, ())],
            against_interest=row.stance == Stance.REFUTES and interest in GAINING_INTERESTS,
            interest=interest,
            source=SourceBrief(
                row.source_key,
                row.source_title,
                row.source_kind,
                row.source_publisher,
                row.source_published,
                row.source_url,
                row.source_interest,
            ),
            authors=authors,
        )


def _quote(row: Any) -> Quote:
    return Quote(row.exact, row.prefix, row.suffix, row.state, row.start, row.end, row.warnings.split())


reading_order = attrgetter("order")
