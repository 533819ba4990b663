"""Claims as the analysis sees them: the record a reader gets, and the ids that frames and voices are compared by."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection

from kb.analysis.claim_rows import ClaimParts, claim_ids, claim_rows, make_claim, read_parts, row_order
from kb.analysis.measured import Measured, read_measured
from kb.analysis.people import People, Speaker, read_people, speaking_body
from kb.analysis.voices import read_works
from kb.naming import fold_name, fold_wording
from kb.records import Claim
from kb.vocabulary import Aspect


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
    parts = read_parts(connection, claim_ids(*where))
    reader = _Reader(read_people(connection), read_works(connection), parts)
    return [reader.fact(row) for row in connection.execute(claim_rows(*where))]


class _Voice(NamedTuple):
    """Who speaks in a claim, and what the voice is told by."""

    speakers: frozenset[Speaker]
    marks: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class _Reader:
    people: People
    works: dict[int, tuple[int, ...]]
    parts: ClaimParts
    voices: dict[tuple[int, int | None], _Voice] = field(default_factory=dict)

    def fact(self, row: Any) -> Fact:
        voice = self._voice(row)
        comparators = self.parts.comparators.get(row.id, ())
        return Fact(
            claim=make_claim(row, self.parts),
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
            order=row_order(row),
        )

    def _voice(self, row: Any) -> _Voice:
        """Return the voice of a claim, one for all that its source says itself or has one author say."""
        key = (row.source_id, row.author_id)
        if key not in self.voices:
            speakers = self._speakers(row)
            derives_from = self.works.get(row.source_id, ())
            work = derives_from[-1] if derives_from else row.source_id
            marks = speakers if row.author_id is not None else speakers | {("work", work)}
            self.voices[key] = _Voice(speakers, marks)
        return self.voices[key]

    def _speakers(self, row: Any) -> frozenset[Speaker]:
        """Return who says this, to compare: the claim's own author, the source's, a body, or the source."""
        authors = self.parts.authors.get(row.source_id, ())
        if row.author_id is not None:
            return frozenset([self._own_author(row, authors)])
        if authors:
            return frozenset(self.people.person(each.author_id) for each in authors)
        name = speaking_body(row.source_kind, row.source_publisher, row.source_sponsor)
        return frozenset([self.people.body(name) if name else ("source", row.source_id)])

    def _own_author(self, row: Any, signed: Sequence[Any]) -> Speaker:
        """Return who a claim names as its author: whoever signs the source by that name, else who goes by it at all."""
        name = fold_name(row.own_author)
        called = {self.people.person(each.author_id) for each in signed if fold_name(each.name) == name}
        return called.pop() if len(called) == 1 else self.people.person(row.author_id)


reading_order = attrgetter("order")
