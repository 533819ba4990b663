"""Sources as they are cited."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from kb.records import Citation, SignedBy
from kb.store.models import authorship, snapshot, source, source_snapshot


def cite_sources(connection: Connection, claims: Mapping[int, int]) -> list[Citation]:
    """Return the sources whose ids ``claims`` has, by key; ``claims`` says how many of each were looked at."""
    authors: dict[int, list[SignedBy]] = defaultdict(list)
    for row in connection.execute(select(authorship).order_by(authorship.c.source_id, authorship.c.position)):
        authors[row.source_id].append(SignedBy(row.name, row.credentials))
    texts = _current_texts(connection)
    origin = source.alias("origin")
    query = select(source, origin.c.key.label("origin_key")).outerjoin(origin, origin.c.id == source.c.derived_from_id)
    return [
        _citation(row, authors[row.id], texts.get(row.id), claims[row.id])
        for row in connection.execute(query.order_by(source.c.key))
        if row.id in claims
    ]


def _current_texts(connection: Connection) -> dict[int, str]:
    """Return the SHA-256 of each source's newest snapshot."""
    newest = select(func.max(source_snapshot.c.id)).group_by(source_snapshot.c.source_id)
    columns = select(source_snapshot.c.source_id, snapshot.c.sha256).join_from(source_snapshot, snapshot)
    return {row[0]: row[1] for row in connection.execute(columns.where(source_snapshot.c.id.in_(newest)))}


def _citation(row: Any, authors: list[SignedBy], text: str | None, claims: int) -> Citation:
    return Citation(
        key=row.key,
        title=row.title,
        authors=authors,
        kind=row.kind,
        publisher=row.publisher,
        sponsor=row.sponsor,
        interest=row.interest,
        published=row.published,
        published_note=row.published_note,
        url=row.url,
        doi=row.doi,
        pmid=row.pmid,
        derived_from=row.origin_key,
        snapshot=text,
        claims=claims,
    )
