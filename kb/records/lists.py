"""What is in a base, as rows of lists."""

import msgspec


class SourceRow(msgspec.Struct, frozen=True):
    key: str
    title: str
    kind: str
    publisher: str | None
    sponsor: str | None
    authors: list[str]
    published: str | None
    interest: str
    url: str | None
    doi: str | None
    pmid: str | None
    derived_from: str | None
    snapshots: int
    claims: int
    supports: int
    refutes: int
    neutral: int


class TreatmentRow(msgspec.Struct, frozen=True):
    """``claims`` counts those about the treatment itself, ``with_descendants`` its variants' too."""

    name: str
    parent: str | None
    depth: int
    aliases: list[str]
    identifiers: dict[str, str]
    in_vocabulary: bool
    claims: int
    with_descendants: int


class AuthorRow(msgspec.Struct, frozen=True):
    name: str
    orcid: str | None
    aliases: list[str]
    credentials: list[str]
    sources: int
    claims: int


class PropositionRow(msgspec.Struct, frozen=True):
    aspect: str
    proposition: str
    aliases: list[str]
    default: bool
    treatments: int
    supports: int
    refutes: int
    neutral: int
    measures: int


class TermRow(msgspec.Struct, frozen=True):
    vocabulary: str
    term: str
    meaning: str
