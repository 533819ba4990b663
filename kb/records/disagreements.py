"""Disagreements as kb answers them; their JSON is a contract."""

import msgspec

from kb.records.claims import Claim


class Side(msgspec.Struct, frozen=True):
    label: str
    voices: int
    claims: list[Claim]


class Separation(msgspec.Struct, frozen=True):
    """An attribute whose known values on the opposed sides share none."""

    attribute: str
    values: dict[str, list[str]]


class Composition(msgspec.Struct, frozen=True):
    """Voices per value and side."""

    interest: dict[str, dict[str, int]]
    evidence: dict[str, dict[str, int]]


class Disagreement(msgspec.Struct, frozen=True):
    """Claims that cannot all be right, computed from the claims on demand."""

    kind: str
    treatment: str
    across_variants: bool
    condition: str | None
    aspect: str
    proposition: str
    score: float
    sides: list[Side]
    separated_by: list[Separation]
    composition: Composition


class NotComparable(msgspec.Struct, frozen=True):
    """Two claims that would contradict each other but for one part of their frames."""

    field: str
    values: list[str | list[str]]
    proposition: str
    claims: list[Claim]
