"""Which claims and articles a search may show: those that its filters let through."""

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, exists, func, or_, select, text

from kb.analysis.claims import ClaimFilter, claim_conditions, find_treatments, source_conditions
from kb.analysis.facts import read_facts
from kb.analysis.people import get_speakers, speaking_rows
from kb.store.models import authorship, claim, proposition, source, source_snapshot
from kb.store.tuples import fetch_tuples, is_one_of

#: What a filter says of a source alone; any other leaves articles of sources that have such a claim.
_OF_SOURCES = ("source", "since", "until")


@dataclass(frozen=True)
class Narrowing:
    """The filters of a search, with what their names mean in this base."""

    connection: Connection
    treatment_ids: set[int] | None
    of_claims: list[ColumnElement[bool]]
    of_sources: list[ColumnElement[bool]]
    spoken: dict[int, int] | None
    """The claims that the author who was asked for makes, each with its source; None where nobody was."""
    narrows_claims: bool
    """Whether a filter says anything of claims."""
    looks_at_others: bool
    """Whether one asks for their source or proposition."""
    readers: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """The sources whose current text a snapshot is, as far as they have been looked up."""

    def passing_claims(self, claim_ids: Collection[int]) -> Collection[int]:
        query = self._claims(claim.c.id).where(is_one_of(claim.c.id, claim_ids))
        found = {claim_id for (claim_id,) in fetch_tuples(self.connection, query)}
        return found if self.spoken is None else self.spoken.keys() & found

    def passing_sources(self, source_ids: Collection[int]) -> Collection[int]:
        return source_ids if self._sources is None else self._sources & set(source_ids)

    def passing_snapshots(self, snapshot_ids: Collection[int]) -> Collection[int]:
        """Return those that are the current text of a source that passes."""
        for snapshot_id, source_id in fetch_tuples(self.connection, _READERS, ids=json.dumps(list(snapshot_ids))):
            if self._sources is None or source_id in self._sources:
                self.readers[snapshot_id].append(source_id)
        return self.readers.keys() & set(snapshot_ids)

    @cached_property
    def _sources(self) -> set[int] | None:
        """The sources whose articles may be shown; None for all of them."""
        if self.spoken is not None:
            return set(self.spoken.values())
        if self.narrows_claims:
            about = [] if self.treatment_ids is None else [claim.c.treatment_id.in_(self.treatment_ids)]
            # As one text: row by row, those of ten thousand claims take longer than all else.
            found = self._claims(func.json_group_array(claim.c.source_id)).where(*about)
            return set(msgspec.json.decode(self.connection.scalar(found), type=list[int]))
        if self.of_sources:
            return set(self.connection.scalars(select(source.c.id).where(*self.of_sources)))
        return None

    def _claims(self, column: Any) -> Any:
        """Return the query of claims that pass, but for the treatment; it looks at no more tables than it must."""
        query = select(column).where(*self.of_claims)
        if self.looks_at_others:
            query = query.select_from(claim.join(source).join(proposition))
        return query


def read_narrowing(connection: Connection, treatment: str | None, keep: ClaimFilter) -> Narrowing:
    """Return the filters; raise NotFoundError, with the nearest names, for a name that is not known."""
    treatment_ids = None if treatment is None else find_treatments(connection, treatment, only=keep.only)
    of_claims = list(claim_conditions(connection, keep))
    said = [name for name in keep.__dataclass_fields__ if getattr(keep, name) and name not in (*_OF_SOURCES, "only")]
    spoken = None
    if keep.author:
        about = [] if treatment_ids is None else [claim.c.treatment_id.in_(treatment_ids)]
        spoken = _spoken(connection, keep.author, [*about, *of_claims])
    narrows_claims = treatment_ids is not None or bool(said)
    of_sources = list(source_conditions(connection, keep))
    looks_at_others = any(getattr(keep, name) for name in (*_OF_SOURCES, "interest", "aspect"))
    return Narrowing(connection, treatment_ids, of_claims, of_sources, spoken, narrows_claims, looks_at_others)


def _spoken(connection: Connection, author: str, conditions: list[ColumnElement[bool]]) -> dict[int, int]:
    wanted = get_speakers(connection, author)
    author_ids, bodies = speaking_rows(connection, wanted)
    signed = select(authorship.c.source_id).where(authorship.c.author_id.in_(author_ids))
    may_be = [claim.c.author_id.in_(author_ids), claim.c.source_id.in_(signed)]
    may_be += [source.c.publisher.in_(bodies), source.c.sponsor.in_(bodies)]
    chosen = select(claim.c.id).select_from(claim.join(source).join(proposition)).where(*conditions, or_(*may_be))
    facts = read_facts(connection, claim.c.id.in_(chosen))
    return {fact.id: fact.source_id for fact in facts if fact.speakers & wanted}


_later = source_snapshot.alias("later")
_READERS = (
    select(source_snapshot.c.snapshot_id, source_snapshot.c.source_id)
    .where(source_snapshot.c.snapshot_id.in_(text("SELECT value FROM json_each(:ids)")))
    .where(~exists().where(_later.c.source_id == source_snapshot.c.source_id, _later.c.id > source_snapshot.c.id))
    .order_by(source_snapshot.c.source_id)
)
"""The sources whose current text each of the snapshots is that are given as ``ids``."""
