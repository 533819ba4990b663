"""Claims as a reader gets them, made of the rows of the base."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select

from kb.analysis.people import speaking_body
from kb.analysis.wording import fill_wording
from kb.naming import natural
from kb.records import Claim, Quantity, Quote, SourceBrief
from kb.store.models import author, authorship, claim, claim_comparator, concept, proposition, quote, source
from kb.vocabulary import GAINING_INTERESTS, Stance

Lists = Mapping[int, Sequence[Any]]

_SOURCE_COLUMNS = ("key", "title", "kind", "publisher", "sponsor", "published", "url", "interest")


def claim_ids(*where: ColumnElement[bool]) -> Any:
    """Return the query of the ids of the claims that meet ``where``: conditions on claim, source, proposition."""
    return select(claim.c.id).join_from(claim, source).join(proposition).where(_chosen(where))


def claim_rows(*where: ColumnElement[bool]) -> Any:
    """Return the query of the same claims, oldest first, each with what it names and what is said of its source."""
    return _joined().where(_chosen(where)).order_by(claim.c.id)


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


def _chosen(where: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    return and_(claim.c.id.is_not(None), *where)


@dataclass(frozen=True, slots=True)
class ClaimParts:
    """What hangs on claims, by their ids, and who signed their sources, by the ids of these; all in order."""

    comparators: Lists
    quotes: Lists
    authors: Lists


def read_parts(connection: Connection, ids: Any) -> ClaimParts:
    """Return what hangs on the claims with ``ids``: some of them, or the query of them."""
    return ClaimParts(read_comparators(connection, ids), _quotes(connection, ids), _authors(connection, ids))


def read_comparators(connection: Connection, ids: Any) -> Lists:
    """Return id and name of what claims compare with, by the id of the claim."""
    columns = select(claim_comparator.c.claim_id, concept.c.id, concept.c.name).join_from(claim_comparator, concept)
    query = columns.where(claim_comparator.c.claim_id.in_(ids))
    return _by_first(connection.execute(query.order_by(claim_comparator.c.claim_id, claim_comparator.c.position)))


def _quotes(connection: Connection, ids: Any) -> Lists:
    query = select(quote).where(quote.c.claim_id.in_(ids)).order_by(quote.c.claim_id, quote.c.position)
    return _by_first(connection.execute(query))


def _authors(connection: Connection, ids: Any) -> Lists:
    sources = select(claim.c.source_id).where(claim.c.id.in_(ids))
    columns = select(authorship.c.source_id, authorship.c.author_id, authorship.c.name)
    query = columns.where(authorship.c.source_id.in_(sources))
    return _by_first(connection.execute(query.order_by(authorship.c.source_id, authorship.c.position)))


def _by_first(rows: Any) -> Lists:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def read_claims(connection: Connection, ids: Collection[int]) -> dict[int, Claim]:
    """Return claims by id as a reader gets them."""
    parts = read_parts(connection, ids)
    return {row.id: make_claim(row, parts) for row in connection.execute(claim_rows(claim.c.id.in_(ids)))}


def say_speakers(row: Any, parts: ClaimParts) -> list[str]:
    """Return who says this, to show: the claim's own author, else the source's, else a body, else nobody by name."""
    if row.author_id is not None:
        return [row.own_author]
    authors = parts.authors.get(row.source_id, ())
    body = None if authors else speaking_body(row.source_kind, row.source_publisher, row.source_sponsor)
    return [body] if body else [each.name for each in authors]


def fill_row(row: Any, comparators: Sequence[str]) -> str:
    """Return the proposition of a claim filled in from its frame."""
    return fill_wording(row.wording, row.treatment, row.condition, row.population, comparators, row.regulator)


def row_order(row: Any) -> tuple[str, Any, int]:
    """Return what claims are sorted by for a reader: by source, then by key, the numbers in it as numbers."""
    return (row.source_key, natural(row.key), row.id)


def make_claim(row: Any, parts: ClaimParts) -> Claim:
    """Return the record of a claim, whose ``row`` is of :func:`claim_rows`."""
    comparators = [each.name for each in parts.comparators.get(row.id, ())]
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
        proposition=fill_row(row, comparators),
        stance=row.stance,
        certainty=row.certainty,
        evidence=row.evidence,
        statement=row.statement,
        status=row.status,
        quantity=quantity,
        quotes=[_quote(each) for each in parts.quotes.get(row.id, ())],
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
        authors=say_speakers(row, parts),
    )


def _quote(row: Any) -> Quote:
    return Quote(row.exact, row.prefix, row.suffix, row.state, row.start, row.end, row.warnings.split())
