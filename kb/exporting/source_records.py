"""The sources of a base as source records: plain data, in the order in which the exchange format names the fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from kb.exporting.claim_records import claim_record, given
from kb.exporting.identities import Aliases, Identity, read_aliases, signing_orcid, speaking_name
from kb.exporting.source_batches import Batch, read_batches
from kb.exporting.wordings import read_other_wordings, worded_otherwise
from kb.store.models import concept, snapshot, source_snapshot
from kb.vocabulary import Interest

Data = dict[str, Any]
_NEWEST_TEXT = (
    select(snapshot.c.text)
    .join_from(source_snapshot, snapshot)
    .where(source_snapshot.c.source_id == bindparam("source_id"))
    .order_by(source_snapshot.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class ExportedSource:
    """A source as its record says it; ``fields`` of the source itself, and the article as it was read last."""

    key: str
    fields: Data
    claims: list[Data]
    text: str | None

    def record(self, text_name: str | None) -> Data:
        """Return the source record, which names its article ``text_name``."""
        fields = self.fields if text_name is None else {**self.fields, "text": text_name}
        return {"source": fields, "claims": self.claims} if self.claims else {"source": fields}


def export_sources(connection: Connection) -> Iterator[ExportedSource]:
    """Yield every source of the base by key; a batch of them is in memory at a time, and one text."""
    writer = _Writer(connection)
    for batch in read_batches(connection):
        for row in batch.sources:
            yield writer.source(row, batch)


class _Writer:
    """Makes source after source of its rows. The names of concepts and the aliases of authors are kept."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.names = {row.id: row.name for row in connection.execute(select(concept.c.id, concept.c.name))}
        self.aliases: Aliases = read_aliases(connection)
        self.wordings = read_other_wordings(connection)

    def source(self, row: Any, batch: Batch) -> ExportedSource:
        fields = {
            "key": row.key,
            "title": row.title,
            "kind": row.kind,
            "publisher": row.publisher,
            "sponsor": row.sponsor,
            "authors": [self._signature(each, row.id) for each in batch.signatures.get(row.id, ())] or None,
            "published": row.published,
            "published_note": row.published_note,
            "url": row.url,
            "doi": row.doi,
            "pmid": row.pmid,
            "interest": None if row.interest == Interest.UNKNOWN else row.interest,
            "derived_from": row.origin,
        }
        claims = [self._claim(each, batch) for each in batch.claims.get(row.id, ())]
        text = self.connection.scalar(_NEWEST_TEXT, {"source_id": row.id})
        return ExportedSource(row.key, given(fields), claims, text)

    def _signature(self, row: Any, source_id: int) -> Data:
        own = Identity(row.id, row.name, row.name_key, row.orcid, row.scope)
        orcid = signing_orcid(row.spelt, own, self.aliases, source_id)
        return given({"name": row.spelt, "credentials": row.credentials, "orcid": orcid})

    def _claim(self, row: Any, batch: Batch) -> Data:
        speaker = None
        if row.author_id is not None:
            speaker = speaking_name(batch.speakers[row.author_id], self.aliases, row.source_id)
        comparators = [self.names[each.concept_id] for each in batch.comparators.get(row.id, ())]
        fields = claim_record(row, self.names, comparators, batch.quotes.get(row.id, ()), speaker)
        return given(worded_otherwise(fields, row, self.wordings))
