"""What sources say something on, what they are silent on, and who stands to gain; their JSON is a contract."""

import msgspec


class CoverageCell(msgspec.Struct, frozen=True):
    """What one source says on one aspect: ``state`` in one word, and its claims by stance; ``measures`` have none."""

    state: str
    supports: int
    refutes: int
    neutral: int
    measures: int


class CoverageSource(msgspec.Struct, frozen=True):
    """A source with one cell an aspect, in the order of the vocabulary. ``authors`` are those who signed it."""

    key: str
    title: str
    kind: str
    publisher: str | None
    published: str | None
    interest: str
    authors: list[str]
    cells: dict[str, CoverageCell]


class CoverageTotal(msgspec.Struct, frozen=True):
    """How many sources say something on an aspect and how many are silent; those that do, by the state of the cell."""

    aspect: str
    addressed: int
    silent: int
    supports: int
    refutes: int
    both: int
    neutral: int
    measures: int


class OneSided(msgspec.Struct, frozen=True):
    """A source that supports efficacy in so many claims, doubts it in none, and says nothing on ``silent_on``."""

    key: str
    title: str
    kind: str
    interest: str
    supports: int
    silent_on: list[str]


class Coverage(msgspec.Struct, frozen=True):
    """Sources by aspects. ``totals`` and the two numbers in all count every source, also where the lists are parts."""

    treatment: str
    condition: str | None
    aspects: list[str]
    sources_in_all: int
    sources: list[CoverageSource]
    totals: list[CoverageTotal]
    one_sided_in_all: int
    one_sided: list[OneSided]


class InterestVoices(msgspec.Struct, frozen=True):
    """The stances of one interest on one aspect, each in voices, and how many claims there are in all."""

    aspect: str
    interest: str
    supports: int
    refutes: int
    neutral: int
    measures: int
    claims: int


class InterestTotal(msgspec.Struct, frozen=True):
    """One interest over all aspects. ``caution``: the voices are too few to read a pattern from."""

    interest: str
    voices: int
    claims: int
    sources: int
    caution: bool


class VoicesByInterest(msgspec.Struct, frozen=True):
    """A row for every aspect and interest, also where nobody speaks."""

    treatment: str
    condition: str | None
    aspects: list[str]
    interests: list[str]
    rows: list[InterestVoices]
    totals: list[InterestTotal]
