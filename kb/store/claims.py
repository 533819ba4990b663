"""Claims with ids for names: what a row of the claim table holds, and how two claims are compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import bindparam, select

from kb.naming import fold_wording
from kb.records import PreparedClaim, QuoteRecord
from kb.store.authors import AuthorBook
from kb.store.concepts import ConceptBook
from kb.store.ledger import Ledger, Row
from kb.store.matching import ClaimFields
from kb.store.models import proposition, proposition_alias
from kb.vocabulary import Aspect, ClaimOrigin, ConceptKind

#: Columns of a claim that a source record decides, as matching compares them; outcome and regulator are in both.
_FRAME = ("proposition_id", "treatment_id", "condition_id", "population_id")
_REST = (
    "stance",
    "statement",
    "author_id",
    "interest",
    "certainty",
    "evidence",
    "quantity_name",
    "quantity_low",
    "quantity_high",
    "quantity_unit",
)

_KNOWN = [
    select(column).where(
        column.table.c.aspect == bindparam("aspect"), column.table.c.wording_key == bindparam("wording_key")
    )
    for column in (proposition.c.id, proposition_alias.c.proposition_id)
]


@dataclass(frozen=True, slots=True)
class ClaimBooks:
    """What turns the names in a claim into ids."""

    ledger: Ledger
    concepts: ConceptBook
    authors: AuthorBook
    propositions: dict[tuple[str, str], int]

    def proposition_id(self, aspect: Aspect, wording: str) -> int:
        key = (aspect, _folded(wording))
        if key not in self.propositions:
            self.propositions[key] = self._find(*key) or self._create_proposition(aspect, wording, key[1])
        return self.propositions[key]

    def redirect_proposition(self, aspect: Aspect, wording_key: str, proposition_id: int) -> None:
        """Send a wording, and what it was read as until now, to the proposition that says the same."""
        before = self.propositions.get((aspect, wording_key))
        for key, known in self.propositions.items():
            if known == before:
                self.propositions[key] = proposition_id
        self.propositions[aspect, wording_key] = proposition_id

    def _find(self, aspect: str, wording_key: str) -> int | None:
        """Return the id of the proposition that is worded so, or that has taken in one that was."""
        worded = {"aspect": aspect, "wording_key": wording_key}
        return next(filter(None, (self.ledger.connection.scalar(known, worded) for known in _KNOWN)), None)

    def _create_proposition(self, aspect: Aspect, wording: str, wording_key: str) -> int:
        default = aspect.wording
        if default is not None and fold_wording(default) == wording_key:
            wording = default
        proposition_id = self.ledger.next_id(proposition)
        row = {"id": proposition_id, "aspect": aspect, "wording": wording, "wording_key": wording_key}
        self.ledger.add(proposition, row)
        return proposition_id


class Resolved(NamedTuple):
    """A claim with ids for names: ``columns`` of its row, and the rows that hang on it."""

    columns: Row
    comparators: tuple[int, ...]
    quotes: tuple[QuoteRecord, ...]
    key: str | None
    reviewed: str | None = None
    """What a review decided, as the record has it from another base."""
    origin: str = ClaimOrigin.FILE

    @property
    def fields(self) -> ClaimFields:
        """What matching compares: the frame as it means, everything else as it stands."""
        columns = self.columns
        spelt = (columns["outcome"], columns["regulator"])
        meant = tuple(None if text is None else fold_wording(text) for text in spelt)
        frame = (*(columns[name] for name in _FRAME), tuple(sorted(self.comparators)), *meant)
        rest = (*(columns[name] for name in _REST), self.comparators, *spelt)
        return ClaimFields(self.key, frame, self.quotes, rest)


_folded = lru_cache(maxsize=10_000)(fold_wording)  # most claims are worded as one of a few


def refused_names(books: ClaimBooks, prepared: PreparedClaim) -> Iterator[tuple[str, str]]:
    """Yield field and reason for each name of ``prepared`` that no vocabulary has, where only those are taken."""
    for field, kind, name in _names(prepared):
        reason = books.concepts.refusal(kind, name)
        if reason:
            yield field, reason


def _names(prepared: PreparedClaim) -> Iterator[tuple[str, ConceptKind, str]]:
    """Yield the field, the kind and the name of each concept that a claim is about."""
    yield "treatment", ConceptKind.TREATMENT, prepared.treatment
    if prepared.condition:
        yield "condition", ConceptKind.CONDITION, prepared.condition
    if prepared.population:
        yield "population", ConceptKind.POPULATION, prepared.population
    for name in prepared.comparators:
        yield "comparator", ConceptKind.TREATMENT, name


def look_up_names(books: ClaimBooks, prepared: Iterable[PreparedClaim]) -> None:
    """Have the names of many claims looked up at once, before they are resolved one by one."""
    books.concepts.look_up((kind, name) for claim in prepared for _, kind, name in _names(claim))


def resolve_claim(books: ClaimBooks, prepared: PreparedClaim, source_id: int) -> Resolved:
    """Return ``prepared`` with ids for its names, and plain words for the terms of the vocabulary, which the driver
    takes in a third of the time."""
    concept_id = books.concepts.resolve
    quantity, measure = prepared.quantity, prepared.measure
    columns = {
        "proposition_id": books.proposition_id(prepared.aspect, prepared.wording),
        "treatment_id": concept_id(ConceptKind.TREATMENT, prepared.treatment),
        "condition_id": prepared.condition and concept_id(ConceptKind.CONDITION, prepared.condition),
        "population_id": prepared.population and concept_id(ConceptKind.POPULATION, prepared.population),
        "outcome": prepared.outcome,
        "regulator": prepared.regulator,
        "stance": prepared.stance and prepared.stance.value,
        "statement": prepared.statement,
        "author_id": prepared.author and books.authors.resolve(prepared.author, None, source_id),
        "interest": prepared.interest and prepared.interest.value,
        "certainty": prepared.certainty.value,
        "evidence": prepared.evidence.value,
        "quantity_name": quantity and quantity.name,
        "quantity_low": quantity and quantity.low,
        "quantity_high": quantity and quantity.high,
        "quantity_unit": quantity and quantity.unit,
        "quantity_dimension": measure and measure.dimension,
        "quantity_base_low": measure and measure.low,
        "quantity_base_high": measure and measure.high,
        "status": prepared.status.value,
    }
    comparators: tuple[int, ...] = ()
    if prepared.comparators:
        comparators = tuple(dict.fromkeys(concept_id(ConceptKind.TREATMENT, name) for name in prepared.comparators))
    review = (prepared.reviewed and prepared.reviewed.value, prepared.origin.value)
    return Resolved(columns, comparators, prepared.quotes, prepared.key, *review)
