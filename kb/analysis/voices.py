"""Who speaks, and which claims are one voice: ten posts of one sponsor are one voice, not ten."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy import Connection, select

from kb.analysis.groups import Groups
from kb.errors import NotFoundError
from kb.naming import did_you_mean, fold_name
from kb.store.models import author, source
from kb.vocabulary import PUBLISHER_SPEAKS, SourceKind

Speaker = Hashable


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


@dataclass(frozen=True, slots=True)
class People:
    """Which author rows are the same person: by ORCID where both have one, else by full name."""

    persons: dict[int, Speaker]
    by_name: dict[str, Speaker]
    """The one person with an ORCID who bears a name, by the name folded."""

    def person(self, author_id: int) -> Speaker:
        return self.persons[author_id]

    def body(self, name: str) -> Speaker:
        """Return the speaker that a publisher or sponsor is, by the name as it stands."""
        key = fold_name(name)
        return self.by_name.get(key, ("name", key))


def read_people(connection: Connection) -> People:
    """Return who is whom among all authors of the base.

    A name without ORCID is the person with that name and an ORCID where there is just one such; where there are two, it
    cannot be told which one, and the name stands for itself.
    """
    rows = connection.execute(select(author)).all()
    orcids: dict[str, set[str]] = {}
    for row in rows:
        if row.orcid:
            orcids.setdefault(row.name_key, set()).add(row.orcid)
    persons: dict[int, Speaker] = {}
    for row in rows:
        known = orcids.get(row.name_key, set()) if not row.scope else set()
        if row.orcid:
            persons[row.id] = ("orcid", row.orcid)
        elif row.scope:
            persons[row.id] = ("initials", row.name_key, row.scope)
        else:
            persons[row.id] = ("orcid", *known) if len(known) == 1 else ("name", row.name_key)
    known_once: dict[str, Speaker] = {key: ("orcid", *found) for key, found in orcids.items() if len(found) == 1}
    return People(persons, known_once)


def get_speakers(connection: Connection, name: str) -> frozenset[Speaker]:
    """Return every speaker called ``name``, persons and bodies; raise NotFoundError with the nearest name otherwise."""
    people = read_people(connection)
    named = [(row.name, people.person(row.id)) for row in connection.execute(select(author))]
    for column in (source.c.publisher, source.c.sponsor):
        named += [(each, people.body(each)) for each in connection.scalars(select(column).distinct()) if each]
    wanted = frozenset(speaker for each, speaker in named if fold_name(each) == fold_name(name))
    if not wanted:
        hint = did_you_mean(name, [each for each, _ in named]) or "; 'kb authors' lists them"
        raise NotFoundError(f"there is no author '{name}'{hint}")
    return wanted


def speaking_body(kind: str, publisher: str | None, sponsor: str | None) -> str | None:
    """Return who speaks in a source that nobody signed: a publisher, a sponsor, or None for the source itself."""
    if kind in PUBLISHER_SPEAKS:
        return publisher
    return sponsor if kind == SourceKind.SPONSORED_POST else None


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
