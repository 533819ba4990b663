"""Claims as a reader gets them, with their words: read by their ids, and only those that are shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from kb.analysis.cited import Cited, Signature, read_cited, read_signatures
from kb.analysis.facts import read_comparators
from kb.analysis.wording import fill_wording
from kb.records import Claim, Quantity, Quote, SourceBrief
from kb.store.models import author, claim, concept, proposition, quote
from kb.store.tuples import fetch_tuples, is_one_of
from kb.vocabulary import GAINING_INTERESTS, Stance


class _Row(NamedTuple):
    """A claim, by the columns that are read of it."""

    id: int
    key: str
    source_id: int
    treatment_id: int
    condition_id: int | None
    population_id: int | None
    outcome: str | None
    regulator: str | None
    stance: str | None
    certainty: str
    evidence: str
    statement: str | None
    status: str
    author_id: int | None
    interest: str | None
    quantity_name: str | None
    quantity_low: float | None
    quantity_high: float | None
    quantity_unit: str | None
    aspect: str
    wording: str


_OF_CLAIM = _Row._fields[:-2]
_OF_QUOTE = ("claim_id", "exact", "prefix", "suffix", "state", "start", "end", "warnings")


def read_claims(connection: Connection, claim_ids: Iterable[int]) -> dict[int, Claim]:
    """Return the claims with these ids, by id."""
    ids = list(claim_ids)
    rows = [_Row(*row) for row in fetch_tuples(connection, claims_query(is_one_of(claim.c.id, ids)))]
    cited = read_cited(connection, {row.source_id for row in rows})
    reader = _Reader(
        cited,
        read_signatures(connection, cited),
        read_names(connection, author, {row.author_id for row in rows}),
        read_comparators(connection, ids),
        read_quotes(connection, ids),
    )
    concepts = {each for row in rows for each in row[3:6]}
    concepts.update(each for named in reader.comparators.values() for each in named)
    reader.concepts.update(read_names(connection, concept, concepts))
    return {row.id: reader.claim(row) for row in rows}


def claims_query(condition: ColumnElement[bool]) -> Any:
    """Return the query of claims that meet ``condition``."""
    columns: list[Any] = [claim.c[name] for name in _OF_CLAIM]
    return select(*columns, proposition.c.aspect, proposition.c.wording).join_from(claim, proposition).where(condition)


def read_quotes(connection: Connection, claim_ids: Iterable[int]) -> dict[int, list[Quote]]:
    """Return the quotes of each claim, in order; nothing for one that has none."""
    query = select(*(quote.c[name] for name in _OF_QUOTE)).where(is_one_of(quote.c.claim_id, claim_ids))
    found: dict[int, list[Quote]] = defaultdict(list)
    for claim_id, exact, prefix, suffix, state, start, end, warnings in fetch_tuples(
        connection, query.order_by(quote.c.claim_id, quote.c.position)
    ):
        found[claim_id].append(Quote(exact, prefix, suffix, state, start, end, warnings.split() if warnings else []))
    return found


def read_names(connection: Connection, table: Any, ids: set[int | None]) -> dict[int | None, str]:
    """Return what the rows of ``table`` with these ids are called."""
    query = select(table.c.id, table.c.name).where(is_one_of(table.c.id, ids - {None}))  # type: ignore[arg-type]
    return dict(fetch_tuples(connection, query))


@dataclass(frozen=True, slots=True)
class _Reader:
    cited: dict[int, Cited]
    signed: dict[int, list[Signature]]
    authors: dict[int | None, str]
    comparators: dict[int, tuple[int, ...]]
    quotes: dict[int, list[Quote]]
    concepts: dict[int | None, str] = field(default_factory=dict)
    briefs: dict[int, SourceBrief] = field(default_factory=dict)

    def claim(self, row: _Row) -> Claim:
        cited, name = self.cited[row.source_id], self.concepts.get
        comparators = [self.concepts[each] for each in self.comparators[row.id]] if row.id in self.comparators else []
        frame = (self.concepts[row.treatment_id], name(row.condition_id), name(row.population_id), comparators)
        interest = row.interest or cited.interest
        quantity = None
        if row.quantity_name:
            quantity = Quantity(row.quantity_name, row.quantity_low, row.quantity_high, row.quantity_unit)
        return Claim(
            row.id,
            row.key,
            *frame,
            row.outcome,
            row.regulator,
            row.aspect,
            fill_wording(row.wording, *frame, row.regulator),
            row.stance,
            row.certainty,
            row.evidence,
            row.statement,
            row.status,
            quantity,
            self.quotes.get(row.id) or [],
            row.stance == Stance.REFUTES and interest in GAINING_INTERESTS,
            interest,
            self.briefs.get(row.source_id) or self._brief(cited),
            self._authors(row, cited),
        )

    def _brief(self, cited: Cited) -> SourceBrief:
        """Return what a claim tells of its source, once for all of its claims."""
        fields = (cited.key, cited.title, cited.kind, cited.publisher, cited.published, cited.url, cited.interest)
        brief = self.briefs[cited.id] = SourceBrief(*fields)
        return brief

    def _authors(self, row: _Row, cited: Cited) -> list[str]:
        """Return who says this, by name: the claim's own author, the source's, a body, or nobody."""
        if row.author_id is not None:
            return [self.authors[row.author_id]]
        signatures: Sequence[Signature] = self.signed.get(row.source_id, ())
        if signatures:
            return [each.name for each in signatures]
        return [cited.body] if cited.body else []
