"""Rows that lead to one another: concepts of the right kind, lines without circles, nothing left lying about."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from kb.analysis.soundness.findings import Findings, count_rows, place, rows
from kb.store.models import (
    author,
    authorship,
    claim,
    claim_comparator,
    concept,
    concept_name,
    quote,
    snapshot,
    source,
    source_snapshot,
)
from kb.vocabulary import ConceptKind

_KINDS: list[tuple[Any, ConceptKind]] = [
    (claim.c.treatment_id, ConceptKind.TREATMENT),
    (claim.c.condition_id, ConceptKind.CONDITION),
    (claim.c.population_id, ConceptKind.POPULATION),
    (claim_comparator.c.concept_id, ConceptKind.TREATMENT),
]
#: Scheme to identifier, both texts.
_identifiers = msgspec.json.Decoder(dict[str, str])


def check_concepts(connection: Connection, findings: Findings) -> None:
    """Find concepts that are used, named or laid under one as if they were of another kind, and circles of parents."""
    findings.examined = count_rows(connection, concept)
    for column, kind in _KINDS:
        table = column.table
        query = select(*table.primary_key.columns, concept.c.name, concept.c.kind)
        for row in rows(connection, query.join_from(table, concept, column == concept.c.id).where(_is_not(kind))):
            findings.add(f"{place(table, row)}: {column.name}: '{row.name}' is a {row.kind}, not a {kind}")
    others = select(concept_name, concept.c.kind.label("own")).join_from(concept_name, concept)
    for row in rows(connection, others.where(concept_name.c.kind != concept.c.kind)):
        findings.add(f"{place(concept_name, row)}: names a {row.own}")
    parent = concept.alias("parent")
    above = select(concept.c.id, concept.c.name, parent.c.name.label("above"), parent.c.kind)
    above = above.join_from(concept, parent, parent.c.id == concept.c.parent_id)
    for row in rows(connection, above.where(parent.c.kind != concept.c.kind)):
        findings.add(f"concept {row.id}: '{row.name}' lies under '{row.above}', a {row.kind}")
    _check_own_fields(connection, findings)
    for concept_id in _circles(connection, concept.c.parent_id):
        findings.add(f"concept {concept_id}: lies under itself")


def _check_own_fields(connection: Connection, findings: Findings) -> None:
    for row in rows(connection, select(concept.c.id, concept.c.identifiers, concept.c.in_vocabulary)):
        try:
            _identifiers.decode(row.identifiers)
        except msgspec.DecodeError:
            findings.add(f"concept {row.id}: identifiers cannot be read")
        if row.in_vocabulary not in (0, 1) and isinstance(row.in_vocabulary, int):
            findings.add(f"concept {row.id}: in_vocabulary is {row.in_vocabulary}, neither 0 nor 1")


def _is_not(kind: ConceptKind) -> Any:
    return concept.c.kind != kind


def find_derivation_circles(connection: Connection, findings: Findings) -> None:
    for source_id in _circles(connection, source.c.derived_from_id):
        findings.add(f"source {source_id}: goes back to itself")


def _circles(connection: Connection, column: Any) -> Iterator[int]:
    """Yield the lowest id of every circle in which the rows of a table refer to one another. Each row is met once."""
    linked = select(column.table.c.id, column).where(column.is_not(None))
    above = {row[0]: row[1] for row in rows(connection, linked)}
    walked: dict[int, int] = {}
    for start in above:
        row: int | None = start
        line = []
        while row is not None and row not in walked:
            walked[row] = start
            line.append(row)
            row = above.get(row)
        if row is not None and walked[row] == start:
            yield min(line[line.index(row) :])


def check_orphans(connection: Connection, findings: Findings) -> None:
    """Find rows that nothing leads to, and lists with a gap. What an edit leaves unused (an author, a proposition, a
    concept) is none; nor are comparators with a gap, which two that became one leave."""
    findings.examined = count_rows(connection, snapshot, author, authorship, claim, claim_comparator, quote)
    led = select(source_snapshot.c.snapshot_id)
    for row in rows(connection, select(snapshot.c.id, snapshot.c.sha256).where(snapshot.c.id.not_in(led))):
        findings.add(f"snapshot {row.id}: the text {row.sha256[:12]} belongs to no source")
    known = select(source.c.id)
    lost = author.c.scope.not_in(known) & (author.c.scope != 0)
    for row in rows(connection, select(author.c.id, author.c.name, author.c.scope).where(lost)):
        findings.add(f"author {row.id}: '{row.name}' is known within the source {row.scope} alone, which is not there")
    said = select(quote.c.claim_id)
    for row in rows(connection, select(claim.c.id).where(claim.c.statement.is_(None), claim.c.id.not_in(said))):
        findings.add(f"claim {row.id}: has neither a quote nor a statement")
    for table in (quote, authorship):
        _find_gaps(connection, findings, table)
    pair = (claim_comparator.c.claim_id, claim_comparator.c.concept_id)
    for row in rows(connection, select(*pair).group_by(*pair).having(func.count() > 1)):
        findings.add(f"claim {row.claim_id}: is compared with the concept {row.concept_id} more than once")


def _find_gaps(connection: Connection, findings: Findings, table: Any) -> None:
    owner, position = table.primary_key.columns
    is_whole = (func.min(position) == 0) & (func.max(position) == func.count() - 1)
    for (owner_id,) in rows(connection, select(owner).group_by(owner).having(~is_whole)):
        findings.add(f"{owner.name.removesuffix('_id')} {owner_id}: its list of {table.name} rows has a gap")
