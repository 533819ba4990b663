"""What a check of the quotes or of the base itself found; the JSON of a verification is a contract."""

import msgspec

from kb.records.loads import QuoteChange
from kb.records.passages import ClosestPassage


class QuoteCheck(msgspec.Struct, frozen=True):
    """A quote that was not verified, and where it stands and stood (``was_``): a moved one in the text before, a
    missing one in the last text that had it (None: none had). Places are code points of these texts.

    ``closest`` is the passage most like a missing one: None where none is like it, left out (msgspec.UNSET) where none
    was looked for, which is bounded.
    """

    source: str
    claim: str
    exact: str
    state: str
    start: int | None
    end: int | None
    was_start: int | None
    was_end: int | None
    closest: ClosestPassage | msgspec.UnsetType | None = None


class VerifyReport(msgspec.Struct, frozen=True):
    """``performed`` counts the quotes that were held against a snapshot; ``unchecked`` those that had none."""

    performed: int
    verified: int
    moved: int
    ambiguous: int
    missing: int
    unchecked: int
    quotes: list[QuoteCheck]
    """Those not verified, the worst first: missing, ambiguous, moved, unchecked; then by source."""


class TriedArticle(msgspec.Struct, frozen=True):
    """An article tried against the quotes of a ``source``, and not stored: the same as a load would say of each.

    ``performed`` counts the quotes, all of which are in ``quotes``. ``is_current``: the article is word for word the
    text that the source has. ``notes`` say what speaks against its being the same work.
    """

    article: str
    source: str
    is_current: bool
    performed: int
    kept: int
    verified: int
    moved: int
    ambiguous: int
    missing: int
    quotes: list[QuoteChange]
    notes: list[str]


class Check(msgspec.Struct, frozen=True):
    """``examined`` counts the ``things`` that were looked at. ``problems`` tells up to twenty of those ``found``;
    ``reason`` says what was not examined and why, ``fix`` what to do about what was found or left out."""

    name: str
    result: str
    examined: int
    things: str
    found: int
    problems: list[str]
    reason: str | None
    fix: str | None
