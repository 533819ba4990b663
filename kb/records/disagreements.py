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
    flips: list[str] | msgspec.UnsetType = msgspec.UNSET
    """The keys of the sources each of which it hangs on: without it, nothing is left of it. Only where asked for."""


class NotComparable(msgspec.Struct, frozen=True):
    """Two claims that would contradict each other but for one part of their frames."""

    field: str
    values: list[str | list[str]]
    proposition: str
    claims: list[Claim]


class Weight(msgspec.Struct, frozen=True):
    """How much of a disagreement there is: its score, and voices and claims by side."""

    score: float
    voices: dict[str, int]
    claims: dict[str, int]


class Change(msgspec.Struct, frozen=True):
    """What becomes of a disagreement where part of the base is left out. ``before`` is None for one that only then
    comes up, ``after`` for one that ends."""

    change: str
    kind: str
    treatment: str
    condition: str | None
    aspect: str
    proposition: str
    before: Weight | None
    after: Weight | None


class Comparison(msgspec.Struct, frozen=True):
    """Claims held against each other: the disagreements asked for out of ``total``, how many pairs were not comparable
    by the field that parts them, how many claims were ``left_out``, of them ``undated`` for want of a date, and what
    ``changes`` that made. ``total`` is None where neither disagreements nor pairs were counted."""

    total: int | None
    disagreements: list[Disagreement]
    not_comparable: dict[str, int]
    left_out: int = 0
    undated: int = 0
    changes: list[Change] = []
