"""Which claims are one voice: ten posts of one sponsor are one voice, not ten."""

from collections.abc import Hashable, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import Connection, select

from kb.analysis.groups import Groups
from kb.analysis.people import Speaker
from kb.store.models import source


class Voiced(Protocol):
    """What a voice is told by. ``work`` is the source that this one goes back to through ``derived_from``."""

    @property
    def speakers(self) -> frozenset[Speaker]: ...
    @property
    def names_own_author(self) -> bool: ...
    @property
    def work(self) -> int: ...


V = TypeVar("V", bound=Voiced)


def share_voice(one: Voiced, other: Voiced) -> bool:
    """Whether two claims share a speaker, or come, neither naming its own author, from reprints of one work."""
    if one.speakers & other.speakers:
        return True
    return one.work == other.work and not one.names_own_author and not other.names_own_author


def group_voices(claims: Sequence[V]) -> list[list[V]]:
    """Return ``claims``, those of one side, in groups of one voice each; voices join through whoever they share."""
    groups: Groups[int] = Groups()
    holders: dict[Hashable, int] = {}
    for index, claim in enumerate(claims):
        groups.add(index)
        work = () if claim.names_own_author else (("work", claim.work),)
        for mark in (*claim.speakers, *work):
            groups.join(index, holders.setdefault(mark, index))
    return [[claims[index] for index in group] for group in groups.groups()]


def read_works(connection: Connection) -> dict[int, tuple[int, ...]]:
    """Return, for each source that derives from another, the sources it goes back to, the nearest first."""
    rows = connection.execute(
        select(source.c.id, source.c.derived_from_id).where(source.c.derived_from_id.is_not(None))
    )
    origin = {row.id: row.derived_from_id for row in rows}
    lines: dict[int, tuple[int, ...]] = {}
    for source_id in origin:
        line: list[int] = []
        current = origin.get(source_id)
        while current is not None and current not in line:
            line.append(current)
            current = origin.get(current)
        lines[source_id] = tuple(line)
    return lines
