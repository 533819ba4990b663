"""Claims as the analysis compares them: what they are said of, by whom, with which stance. Their words are not read."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, select

from kb.analysis.cited import Cited, Signature, read_cited, read_signatures, read_works
from kb.analysis.measured import Measured, read_measured
from kb.analysis.people import People, Speaker, read_some_people
from kb.naming import fold_name, fold_wording, natural
from kb.store.models import claim, claim_comparator, proposition
from kb.store.tuples import fetch_tuples, is_one_of
from kb.vocabulary import Aspect


class Fact(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A claim by what it is compared by. Two facts are the same only if they are the same object."""

    id: int
    key: str
    source: Cited
    proposition_id: int
    aspect: str
    wording: str
    treatment_id: int
    condition_id: int | None
    population_id: int | None
    comparator_ids: tuple[int, ...]
    """In the order of their ids."""
    named_comparators: tuple[int, ...]
    """The same in the order in which the claim names them."""
    outcome: str | None
    """Folded, as the regulator is."""
    regulator: str | None
    named_regulator: str | None
    """As the claim spells it."""
    stance: str | None
    certainty: str
    evidence: str
    interest: str
    """The claim's own, else its source's."""
    speakers: frozenset[Speaker]
    derives_from: tuple[int, ...]
    voice: frozenset[Hashable]
    """What a voice is told by: claims of which these sets share something are one voice."""
    measured: Measured | None
    order: tuple[Hashable, ...]
    """What claims are sorted by for a reader: by source, then by key, the numbers in it as numbers."""
    frame: tuple[Hashable, ...]
    """What the proposition is said of: facts with equal frames meet the same facts."""

    @property
    def source_id(self) -> int:
        return self.source.id

    @property
    def reference(self) -> str:
        """How a reader names the claim."""
        return f"{self.source.key}/{self.key}"

    @property
    def is_default_comparison(self) -> bool:
        """Whether this says "better than": only there does A over B stand against B over A."""
        return self.aspect == Aspect.COMPARISON and self.wording == Aspect.COMPARISON.wording


class _Row(NamedTuple):
    """A claim, by the columns that are read of it."""

    id: int
    source_id: int
    key: str
    proposition_id: int
    treatment_id: int
    condition_id: int | None
    population_id: int | None
    outcome: str | None
    regulator: str | None
    stance: str | None
    certainty: str
    evidence: str
    author_id: int | None
    interest: str | None
    quantity_name: str | None
    quantity_dimension: str | None
    quantity_base_low: float | None
    quantity_base_high: float | None


_COLUMNS = [claim.c[name] for name in _Row._fields]


def read_facts(connection: Connection, *where: ColumnElement[bool]) -> list[Fact]:
    """Return the claims that meet ``where`` (conditions on the table of claims), oldest first."""
    rows = [_Row(*row) for row in fetch_tuples(connection, select(*_COLUMNS).where(*where).order_by(claim.c.id))]
    cited = read_cited(connection, {row.source_id for row in rows})
    signed = read_signatures(connection, cited)
    authors = {row.author_id for row in rows if row.author_id is not None}
    authors.update(each.author_id for signatures in signed.values() for each in signatures)
    bodies = {body for each in cited.values() if each.id not in signed and (body := each.body)}
    reader = _Reader(
        cited,
        signed,
        read_works(connection, cited),
        read_some_people(connection, authors, bodies),
        read_comparators(connection, [row.id for row in rows]),
        read_propositions(connection, {row.proposition_id for row in rows}),
    )
    return [reader.fact(row) for row in rows]


def read_comparators(connection: Connection, claim_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Return what each claim compares with, in the order in which it names them; nothing for one that does not."""
    columns = select(claim_comparator.c.claim_id, claim_comparator.c.concept_id)
    query = columns.where(is_one_of(claim_comparator.c.claim_id, claim_ids))
    found: dict[int, list[int]] = defaultdict(list)
    in_order = query.order_by(claim_comparator.c.claim_id, claim_comparator.c.position)
    for claim_id, concept_id in fetch_tuples(connection, in_order):
        found[claim_id].append(concept_id)
    return {claim_id: tuple(concept_ids) for claim_id, concept_ids in found.items()}


def read_propositions(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return aspect and wording of each."""
    columns = select(proposition.c.id, proposition.c.aspect, proposition.c.wording)
    rows = fetch_tuples(connection, columns.where(is_one_of(proposition.c.id, ids)))
    return {proposition_id: (aspect, wording) for proposition_id, aspect, wording in rows}


class _Voice(NamedTuple):
    """Who speaks in a claim, and what the voice is told by."""

    speakers: frozenset[Speaker]
    marks: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class _Reader:
    cited: dict[int, Cited]
    signed: dict[int, list[Signature]]
    works: dict[int, tuple[int, ...]]
    people: People
    comparators: dict[int, tuple[int, ...]]
    propositions: dict[int, tuple[str, str]]
    voices: dict[tuple[int, int | None], _Voice] = field(default_factory=dict)

    def fact(self, row: _Row) -> Fact:
        source = self.cited[row.source_id]
        aspect, wording = self.propositions[row.proposition_id]
        voice = self.voices.get((row.source_id, row.author_id)) or self._voice(row)
        named = self.comparators.get(row.id, ())
        comparators = tuple(sorted(named))
        outcome = fold_wording(row.outcome) if row.outcome else None
        regulator = fold_wording(row.regulator) if row.regulator else None
        concepts = (row.treatment_id, row.condition_id, row.population_id, comparators)
        return Fact(
            row.id,
            row.key,
            source,
            row.proposition_id,
            aspect,
            wording,
            *concepts,
            named,
            outcome,
            regulator,
            row.regulator,
            row.stance,
            row.certainty,
            row.evidence,
            row.interest or source.interest,
            voice.speakers,
            self.works.get(row.source_id, ()),
            voice.marks,
            None if row.quantity_name is None else read_measured(row),
            (source.key, natural(row.key), row.id),
            (row.proposition_id, *concepts, outcome, regulator),
        )

    def _voice(self, row: _Row) -> _Voice:
        """Return the voice of a claim, one for all that its source says itself or has one author say."""
        speakers = self._speakers(row)
        derives_from = self.works.get(row.source_id, ())
        work = derives_from[-1] if derives_from else row.source_id
        marks = speakers if row.author_id is not None else speakers | {("work", work)}
        voice = self.voices[row.source_id, row.author_id] = _Voice(speakers, marks)
        return voice

    def _speakers(self, row: _Row) -> frozenset[Speaker]:
        """Return who says this: the claim's own author, the source's, a body, or the source."""
        signatures = self.signed.get(row.source_id, ())
        if row.author_id is not None:
            return frozenset([self._own_author(row.author_id, signatures)])
        if signatures:
            return frozenset(self.people.person(each.author_id) for each in signatures)
        body = self.cited[row.source_id].body
        return frozenset([self.people.body(body) if body else ("source", row.source_id)])

    def _own_author(self, author_id: int, signed: Sequence[Signature]) -> Speaker:
        """Return who a claim names as its author: whoever signs the source by that name, else who goes by it at all."""
        name = fold_name(self.people.names[author_id])
        called = {self.people.person(each.author_id) for each in signed if fold_name(each.name) == name}
        return called.pop() if len(called) == 1 else self.people.person(author_id)


reading_order = attrgetter("order")
