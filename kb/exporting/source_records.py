"""The sources of a base as source records: plain data, in the order in which the exchange format names the fields."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from kb.exporting.claim_records import claim_record, given
from kb.exporting.identities import OWN, Aliases, Identity, read_aliases, signing_orcid, speaking_name
from kb.exporting.wordings import read_other_wordings, worded_otherwise
from kb.store.models import (
    author,
    authorship,
    claim,
    claim_comparator,
    concept,
    proposition,
    quote,
    snapshot,
    source,
    source_snapshot,
)
from kb.vocabulary import Interest

Data = dict[str, Any]


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
    """Yield every source of the base by key, one in memory at a time."""
    reader = _Reader(connection)
    for source_id in connection.scalars(select(source.c.id).order_by(source.c.key)).all():
        yield reader.source(source_id)


class _Reader:
    """Reads source after source. The names of concepts and the aliases of authors are kept."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.names = {row.id: row.name for row in connection.execute(select(concept.c.id, concept.c.name))}
        self.aliases: Aliases = read_aliases(connection)
        self.wordings = read_other_wordings(connection)

    def source(self, source_id: int) -> ExportedSource:
        row = self.connection.execute(select(source).where(source.c.id == source_id)).one()
        origin = select(source.c.key).where(source.c.id == row.derived_from_id)
        fields = {
            "key": row.key,
            "title": row.title,
            "kind": row.kind,
            "publisher": row.publisher,
            "sponsor": row.sponsor,
            "authors": list(self._signatures(source_id)) or None,
            "published": row.published,
            "published_note": row.published_note,
            "url": row.url,
            "doi": row.doi,
            "pmid": row.pmid,
            "interest": None if row.interest == Interest.UNKNOWN else row.interest,
            "derived_from": self.connection.scalar(origin) if row.derived_from_id else None,
        }
        claims = list(self._claims(source_id))
        return ExportedSource(row.key, given(fields), claims, self._text(source_id))

    def _signatures(self, source_id: int) -> Iterator[Data]:
        columns = select(authorship.c.name.label("spelt"), authorship.c.credentials, *OWN)
        query = columns.join_from(authorship, author).where(authorship.c.source_id == source_id)
        for row in self.connection.execute(query.order_by(authorship.c.position)):
            own = Identity(row.id, row.name, row.name_key, row.orcid, row.scope)
            orcid = signing_orcid(row.spelt, own, self.aliases, source_id)
            yield given({"name": row.spelt, "credentials": row.credentials, "orcid": orcid})

    def _text(self, source_id: int) -> str | None:
        joined = select(snapshot.c.text).join_from(source_snapshot, snapshot)
        newest = joined.where(source_snapshot.c.source_id == source_id).order_by(source_snapshot.c.id.desc())
        return self.connection.scalar(newest.limit(1))

    def _claims(self, source_id: int) -> Iterator[Data]:
        """Yield the claims of the source in the order in which they came."""
        mine = claim.c.source_id == source_id
        compared: dict[int, list[str]] = defaultdict(list)
        hanging = select(claim_comparator).join_from(claim_comparator, claim).where(mine)
        for row in self.connection.execute(hanging.order_by(claim_comparator.c.position)):
            compared[row.claim_id].append(self.names[row.concept_id])
        quoted: dict[int, list[Any]] = defaultdict(list)
        words = select(quote).join_from(quote, claim).where(mine).order_by(quote.c.position)
        for row in self.connection.execute(words):
            quoted[row.claim_id].append(row)
        columns = select(claim, proposition.c.aspect, proposition.c.wording, proposition.c.wording_key)
        query = columns.join_from(claim, proposition).where(mine).order_by(claim.c.id)
        for row in self.connection.execute(query).all():
            speaker = self._speaker(row.author_id, source_id)
            fields = claim_record(row, self.names, compared[row.id], quoted[row.id], speaker)
            yield given(worded_otherwise(fields, row, self.wordings))

    def _speaker(self, author_id: int | None, source_id: int) -> str | None:
        if author_id is None:
            return None
        own = self.connection.execute(select(*OWN).where(author.c.id == author_id)).one()
        return speaking_name(Identity(*own), self.aliases, source_id)
