"""What a merge did: an answer like those of ``kb.records``; its JSON is a contract."""

import msgspec


class MergeReport(msgspec.Struct, frozen=True):
    """Two that are one: ``taken_in`` went into ``into``.

    ``names`` are the names that came over, aliases from now on. ``claims`` counts the claims that changed,
    ``authorships`` the signatures that went over, ``sources`` the sources that either is of; ``variants`` are the
    concepts that lie under ``into`` now.
    """

    kind: str
    taken_in: str
    into: str
    names: list[str]
    claims: int
    sources: int
    variants: list[str] = []
    authorships: int = 0
