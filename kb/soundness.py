"""What one check of the database says it did: a record for people and programs, its JSON a contract."""

import msgspec


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
