"""Texts into rows: each kept once, and each reading of one by a source with what is known of how it was read."""

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select

from kb.records import ReadingRecord
from kb.store.ledger import Ledger, Row
from kb.store.models import snapshot, source, source_snapshot

_NAMED = select(snapshot.c.id).where(snapshot.c.sha256 == bindparam("sha256"))
_NEWEST = (
    select(snapshot.c.id, snapshot.c.sha256, snapshot.c.text)
    .join_from(source_snapshot, snapshot)
    .where(source_snapshot.c.source_id == bindparam("source_id"))
    .order_by(source_snapshot.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class CurrentText:
    """The snapshot that a source's quotes are held against. ``is_new``: this load brought it; ``older`` is then the one
    before, None where there was none, and ``was_known`` whether the base had it already."""

    snapshot_id: int
    text: str
    is_new: bool
    older: "CurrentText | None" = None
    was_known: bool = False


def current_text(
    ledger: Ledger, source_id: int, given: str | None, reading: ReadingRecord | None = None, *, is_new_source: bool
) -> CurrentText | None:
    """Return the source's current text, stored first where ``given`` differs from it; None where it never had one.

    The same text read again leaves nothing behind, in whatever way it was read.
    """
    known = None if is_new_source else _find_newest(ledger.connection, source_id)
    older = None if known is None else CurrentText(known.id, known.text, is_new=False)
    if given is None or (known is not None and known.sha256 == text_digest(given)):
        return older
    snapshot_id, was_known = _store_text(ledger, given)
    row: Row = {"id": ledger.next_id(source_snapshot), "source_id": source_id, "snapshot_id": snapshot_id}
    row |= msgspec.structs.asdict(reading or ReadingRecord())
    ledger.add(source_snapshot, {**row, "load_id": ledger.load_id, "read_at": ledger.now})
    return CurrentText(snapshot_id, given, is_new=True, older=older, was_known=was_known)


def find_current_text(connection: Connection, source_id: int) -> CurrentText | None:
    """Return the newest text of a source, None where it has none."""
    known = _find_newest(connection, source_id)
    return None if known is None else CurrentText(known.id, known.text, is_new=False)


def _find_newest(connection: Connection, source_id: int) -> Any | None:
    return connection.execute(_NEWEST, {"source_id": source_id}).one_or_none()


def text_digest(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8: the name of its snapshot."""
    return hashlib.sha256(text.encode()).hexdigest()


def find_snapshot(connection: Connection, digest: str) -> int | None:
    """Return the id of the text that is named ``digest``, None where the base has not got it."""
    found: int | None = connection.scalar(_NAMED, {"sha256": digest})
    return found


def find_known_text(ledger: Ledger, digest: str) -> int | None:
    """Return the same, and note a text that is not there: it is not looked for twice."""
    found = find_snapshot(ledger.connection, digest)
    if found is None:
        ledger.absent_texts.add(digest)
    return found


def find_sharing(connection: Connection, snapshot_id: int, besides: int = 0, most: int = 6) -> list[Any]:
    """Return the sources that have had a text, without the one with the id ``besides``: the key of each, its origin's
    id and key."""
    origin = source.alias("origin")
    query = select(source.c.key, source.c.derived_from_id, origin.c.key.label("origin"))
    query = query.join(source_snapshot, source_snapshot.c.source_id == source.c.id)
    query = query.join(origin, origin.c.id == source.c.derived_from_id, isouter=True)
    query = query.where(source_snapshot.c.snapshot_id == snapshot_id, source.c.id != besides).distinct()
    return list(connection.execute(query.order_by(source.c.id).limit(most)))


def _store_text(ledger: Ledger, text: str) -> tuple[int, bool]:
    """Return the id of a text, and whether it was there."""
    digest = text_digest(text)
    if digest not in ledger.absent_texts:
        ledger.flush()
        known = find_known_text(ledger, digest)
        if known is not None:
            return known, True
    ledger.absent_texts.discard(digest)
    snapshot_id = ledger.next_id(snapshot)
    ledger.add(snapshot, {"id": snapshot_id, "sha256": digest, "text": text})
    return snapshot_id, False
