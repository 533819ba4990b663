"""What a check of the quotes or of the base itself found; the JSON of a verification is a contract."""

import msgspec


class QuoteCheck(msgspec.Struct, frozen=True):
    """A quote that was not verified: where it was (None: never found), and what it is said to show."""

    source: str
    claim: str
    exact: str
    state: str
    start: int | None
    end: int | None
    was_start: int | None
    was_end: int | None


class VerifyReport(msgspec.Struct, frozen=True):
    """``performed`` counts the quotes that were held against a snapshot; ``unchecked`` those that had none."""

    performed: int
    verified: int
    moved: int
    ambiguous: int
    missing: int
    unchecked: int
    quotes: list[QuoteCheck]


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
