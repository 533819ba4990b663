"""What a publisher changed between two texts of a source; the JSON is a contract."""

import msgspec

from kb.records.loads import QuoteChange
from kb.records.passages import WordRun


class SnapshotRow(msgspec.Struct, frozen=True):
    """A text of a source: the ``number``th that was read of it, when and from
    which ``url``, and the SHA-256 that names it."""

    number: int
    read_at: str
    sha256: str
    characters: int
    media_type: str | None
    url: str | None


class ChangedPassage(msgspec.Struct, frozen=True):
    """A passage that was removed, added, changed or moved, and what became of the quotes that rest on it.

    Places are code points, of the newer text and (``was_``) of the older one; both ends of a place are the same where
    nothing stands. Of a changed passage ``differences`` are its words.
    """

    change: str
    text: str
    start: int
    end: int
    was_text: str
    was_start: int
    was_end: int
    differences: list[WordRun]
    quotes: list[QuoteChange]


class TextDifference(msgspec.Struct, frozen=True):
    """``performed``: there were two texts to lay side by side; ``older`` and ``newer`` are which, else None.

    ``passages`` come in the order of the newer text. ``unplaced`` counts the quotes that have no one place in either
    text, so that it is not known what they rest on.
    """

    source: str
    title: str
    performed: bool
    snapshots: list[SnapshotRow]
    older: SnapshotRow | None
    newer: SnapshotRow | None
    removed: int
    added: int
    changed: int
    moved: int
    passages: list[ChangedPassage]
    unplaced: int
