"""Lines of files that the base holds as they stand: told by their hash, so that nobody reads them again.

A line is known as long as the source is what that line made of it: anything else that writes the source's record gives
it another digest, or none.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select

from kb.store.ledger import Ledger
from kb.store.models import loaded_line, source
from kb.store.quotes import StandingQuotes, standing_quotes

#: To be counted up when kb comes to read something else from the same line: every line is then read once more.
_READING = b"1\n"
_ORIGIN = source.alias("origin")
_KNOWN = (
    select(source.c.id, source.c.key, _ORIGIN.c.key.label("origin"), loaded_line.c.claims)
    .join_from(loaded_line, source, source.c.id == loaded_line.c.source_id)
    .outerjoin(_ORIGIN, _ORIGIN.c.id == source.c.derived_from_id)
    .where(loaded_line.c.line_digest == bindparam("digest"), source.c.digest == loaded_line.c.record_digest)
)


@dataclass(frozen=True, slots=True)
class KnownLine:
    """What a line that is known stands for: a source by its key, what that derives from, how many claims it gives, and
    the states of their quotes."""

    key: str
    origin: str | None
    claims: int
    states: Counter[str]


def find_known_line(ledger: Ledger, line: bytes) -> KnownLine | None:
    """Return what the line stands for; None where the base has no such line, or something is to be said of it."""
    row = ledger.connection.execute(_KNOWN, {"digest": _digest(line)}).first()
    if row is None:
        return None
    quotes: StandingQuotes = standing_quotes(ledger, row.id)
    return None if quotes.unplaced else KnownLine(row.key, row.origin, row.claims, quotes.states)


def note_line(ledger: Ledger, source_id: int, line: bytes, record_digest: str, claims: int, *, is_new: bool) -> None:
    """Have the line known as the one that the source was made of."""
    if not is_new:
        ledger.connection.execute(delete(loaded_line).where(loaded_line.c.source_id == source_id))
    row = {"source_id": source_id, "line_digest": _digest(line), "record_digest": record_digest, "claims": claims}
    ledger.add(loaded_line, row)


def _digest(line: bytes) -> str:
    """Return the SHA-256 of a line as it is read now."""
    return hashlib.sha256(_READING + line).hexdigest()
