"""The texts of a source as they were read, and which of them a question means."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from kb.errors import DatabaseError, NotFoundError
from kb.records import SnapshotRow
from kb.running_text import count_of
from kb.store.models import snapshot, source, source_snapshot

_TEXT = select(snapshot.c.sha256, snapshot.c.text).where(snapshot.c.id == bindparam("id"))
_NUMBER = re.compile(r"\d{1,3}")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_DIGEST = re.compile(r"[0-9a-f]{6,64}", re.IGNORECASE)


def list_snapshots(connection: Connection, source_id: int) -> list[SnapshotRow]:
    """Return the texts of a source in the order in which they were read."""
    length = func.length(snapshot.c.text)
    reading = (source_snapshot.c.media_type, source_snapshot.c.url)
    columns = select(source_snapshot.c.read_at, snapshot.c.sha256, length, *reading)
    query = columns.join_from(source_snapshot, snapshot).where(source_snapshot.c.source_id == source_id)
    rows = connection.execute(query.order_by(source_snapshot.c.id))
    return [SnapshotRow(number, *row) for number, row in enumerate(rows, 1)]


class StoredText(NamedTuple):
    """A text as the base has it, with the SHA-256 that names it."""

    snapshot_id: int
    sha256: str
    text: str

    def check(self) -> None:
        """Raise DatabaseError where the text is not what was stored."""
        if hashlib.sha256(self.text.encode()).hexdigest() != self.sha256:
            raise DatabaseError(f"the snapshot {self.sha256[:12]} is not the text that was stored; restore a backup")


def get_text(connection: Connection, snapshot_id: int) -> str:
    """Return a text; raise DatabaseError where it is not what was stored."""
    stored = StoredText(snapshot_id, *connection.execute(_TEXT, {"id": snapshot_id}).one())
    stored.check()
    return stored.text


def read_newest_texts(
    connection: Connection, source_id: int | None = None
) -> Iterator[tuple[int, str, StoredText | None]]:
    """Yield id, key and newest text, which is not checked, of every source or of one, in the order of the ids; one text
    is in memory at a time.

    The newest is looked up in the index for each source: a table of them, made first, SQLite would scan for each.
    """
    read = source_snapshot.c.source_id == source.c.id
    newest = select(func.max(source_snapshot.c.id)).where(read).scalar_subquery()
    current = source_snapshot.alias("current")
    query = select(source.c.id, source.c.key, snapshot.c.id, snapshot.c.sha256, snapshot.c.text)
    query = query.outerjoin_from(source, current, current.c.id == newest)
    query = query.outerjoin(snapshot, snapshot.c.id == current.c.snapshot_id).order_by(source.c.id)
    if source_id is not None:
        query = query.where(source.c.id == source_id)
    for found, key, snapshot_id, sha256, text in connection.execute(query):
        yield found, key, None if snapshot_id is None else StoredText(snapshot_id, sha256, text)


def get_named_text(connection: Connection, sha256: str) -> str:
    """Return the text with that SHA-256; raise DatabaseError where it is not what was stored."""
    return get_text(
        connection, connection.execute(select(snapshot.c.id).where(snapshot.c.sha256 == sha256)).scalar_one()
    )


def choose_pair(
    key: str, snapshots: Sequence[SnapshotRow], older: str | None, newer: str | None
) -> tuple[SnapshotRow, SnapshotRow] | None:
    """Return the two texts that are meant: the last one and the one before it where nothing is said.

    A text is named by its number, a date (the text that held when it ended) or the beginning of its SHA-256. None where
    nothing is said and there are not two; raises NotFoundError for a text that is not there.
    """
    if older is None and newer is None and len(snapshots) < 2:
        return None
    to = snapshots[-1] if newer is None and snapshots else _get_snapshot(key, snapshots, newer or "")
    if older is not None:
        return _get_snapshot(key, snapshots, older), to
    if to.number == 1:
        raise NotFoundError(f"text 1 of '{key}' is the first one: there is none before it")
    return snapshots[to.number - 2], to


def _get_snapshot(key: str, snapshots: Sequence[SnapshotRow], asked: str) -> SnapshotRow:
    if _NUMBER.fullmatch(asked):
        found = [each for each in snapshots if each.number == int(asked)]
    elif _DATE.fullmatch(asked):
        found = [each for each in snapshots if each.read_at <= f"{asked}~"]  # sorts after all of that day, month, year
    elif _DIGEST.fullmatch(asked):
        found = [each for each in snapshots if each.sha256.startswith(asked.lower())]
    else:
        found = []
    if found:
        return found[-1]
    has = f"has {count_of(len(snapshots), 'text')}" if snapshots else "has no text"
    raise NotFoundError(
        f"'{asked}' names no text of '{key}', which {has}: give a number, a date (YYYY, YYYY-MM, YYYY-MM-DD) or six"
        " signs or more of a SHA-256"
    )
