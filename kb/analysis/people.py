"""Who is whom: which names are one person or body, and who is meant by a name."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, select

from kb.errors import MergeError, NotFoundError
from kb.naming import did_you_mean, fold_name, name_some
from kb.store.models import author, author_alias, source
from kb.store.tuples import fetch_tuples, is_one_of
from kb.vocabulary import PUBLISHER_SPEAKS, SourceKind

if TYPE_CHECKING:
    from kb.store.author_joining import Person

Speaker = Hashable
_ORCID_ADDRESS = re.compile(r"^https?://orcid\.org/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class People:
    """Which author rows are the same person: by ORCID where both have one, else by full name, or as merges have it."""

    persons: dict[int, Speaker]
    by_name: dict[str, Speaker]
    """Who is meant by a full name alone, by the name folded."""
    names: dict[int, str]
    """What each author row is called."""

    def person(self, author_id: int) -> Speaker:
        return self.persons[author_id]

    def body(self, name: str) -> Speaker:
        """Return the speaker that a publisher or sponsor is, by the name as it stands."""
        key = fold_name(name)
        return self.by_name.get(key, ("name", key))


def read_people(connection: Connection) -> People:
    """Return who is whom among all authors of the base.

    An author goes by its own row and by its aliases, which merges have made. A name without ORCID is the person with
    that name and an ORCID where there is just one such; where there are two, it cannot be told which one, and the name
    stands for itself.
    """
    rows = [Identity(*row) for row in fetch_tuples(connection, _AUTHORS.order_by(author.c.id))]
    aliases = [Identity(*row) for row in fetch_tuples(connection, _ALIASES)]
    return _tell_apart(rows, aliases, ((each.name_key, each.orcid) for each in (*rows, *aliases)))


def read_some_people(connection: Connection, author_ids: Iterable[int], bodies: Iterable[str]) -> People:
    """Return the same of some authors and bodies: who they are does not hang on any that share no name with them."""
    keys = {fold_name(name) for name in bodies}
    wanted = set(author_ids)
    for table, column in ((author, author.c.id), (author_alias, author_alias.c.author_id)):
        called = select(column).where(is_one_of(table.c.name_key, keys))
        wanted.update(author_id for (author_id,) in fetch_tuples(connection, called))
    mine = _AUTHORS.where(is_one_of(author.c.id, wanted)).order_by(author.c.id)
    rows = [Identity(*row) for row in fetch_tuples(connection, mine)]
    theirs = _ALIASES.where(is_one_of(author_alias.c.author_id, wanted))
    aliases = [Identity(*row) for row in fetch_tuples(connection, theirs)]
    keys.update(each.name_key for each in (*rows, *aliases))
    bearing = (
        select(table.c.name_key, table.c.orcid).where(is_one_of(table.c.name_key, keys), table.c.orcid != "")
        for table in (author, author_alias)
    )
    return _tell_apart(rows, aliases, (found for query in bearing for found in fetch_tuples(connection, query)))


class Identity(NamedTuple):
    """A name that an author goes by: its own, or one that it took in."""

    author_id: int
    name: str
    name_key: str
    orcid: str
    scope: int


_AUTHORS = select(*(author.c[name] for name in ("id", "name", "name_key", "orcid", "scope")))
_ALIASES = select(*(author_alias.c[name] for name in Identity._fields))


def _tell_apart(rows: Sequence[Identity], aliases: Iterable[Identity], bearing: Iterable[tuple[Any, ...]]) -> People:
    """Return who is whom; ``bearing`` are the pairs of a folded name and an ORCID that somebody has."""
    known = {row.author_id: [row] for row in rows}
    for alias in aliases:
        known[alias.author_id].append(alias)
    orcids: dict[str, set[str]] = defaultdict(set)
    for name_key, orcid in bearing:
        if orcid:
            orcids[name_key].add(orcid)
    persons = {row.author_id: _person(row, known[row.author_id], orcids) for row in rows}
    by_name: dict[str, Speaker] = {key: ("orcid", *found) for key, found in orcids.items() if len(found) == 1}
    for author_id, identities in known.items():
        by_name |= {each.name_key: persons[author_id] for each in identities if _is_full_name(each)}
    return People(persons, by_name, {row.author_id: row.name for row in rows})


def _is_full_name(identity: Identity) -> bool:
    """Whether an author is known by a name alone that means the same in every source."""
    return not identity.orcid and not identity.scope


def _person(row: Identity, identities: list[Identity], orcids: dict[str, set[str]]) -> Speaker:
    own = {each.orcid for each in identities if each.orcid}
    named = {orcid for each in identities if _is_full_name(each) for orcid in orcids.get(each.name_key, ())}
    for found in (own, named):
        if len(found) == 1:
            return ("orcid", *found)
    return ("initials", row.name_key, row.scope) if row.scope else ("name", row.name_key)


def get_speakers(connection: Connection, name: str) -> frozenset[Speaker]:
    """Return every speaker called ``name``, persons and bodies; raise NotFoundError with the nearest name otherwise."""
    named = list(_named(connection, read_people(connection)))
    wanted = frozenset(speaker for each, speaker in named if fold_name(each) == fold_name(name))
    if not wanted:
        hint = did_you_mean(name, [each for each, _ in named]) or "; 'kb authors' lists them"
        raise NotFoundError(f"there is no author '{name}'{hint}")
    return wanted


def _named(connection: Connection, people: People) -> Iterator[tuple[str, Speaker]]:
    """Yield every name of an author, a publisher or a sponsor, and who goes by it."""
    for row in connection.execute(select(author.c.name, author.c.id)):
        yield row.name, people.person(row.id)
    for row in connection.execute(select(author_alias.c.name, author_alias.c.author_id)):
        yield row.name, people.person(row.author_id)
    for column in (source.c.publisher, source.c.sponsor):
        bodies = select(column).where(column.is_not(None)).distinct().order_by(column)
        yield from ((name, people.body(name)) for name in connection.scalars(bodies) if name)


def speaking_rows(connection: Connection, wanted: "frozenset[Speaker]") -> tuple[set[int], set[str]]:
    """Return the ids of the authors that are one of ``wanted``, and the names of publishers and sponsors that are."""
    people = read_people(connection)
    author_ids = {author_id for author_id, speaker in people.persons.items() if speaker in wanted}
    names = select(source.c.publisher).union(select(source.c.sponsor))
    return author_ids, {name for name in connection.scalars(names) if name and people.body(name) in wanted}


def get_person(connection: Connection, name: str) -> "tuple[Speaker, Person]":
    """Return the one person or body called ``name``, as a speaker and as what the base keeps. ``name`` may be an ORCID,
    bare or as the address that it is published as.

    Raises NotFoundError with the nearest name where there is none, MergeError where there are several.
    """
    from kb.store.author_joining import Person  # what merges alone need, no question pays for

    people = read_people(connection)
    by_orcid: Speaker = ("orcid", _ORCID_ADDRESS.sub("", name.strip()).upper())
    speakers = {by_orcid} if by_orcid in people.persons.values() else get_speakers(connection, name)
    if len(speakers) > 1:
        raise _several(connection, name, sorted(map(_parts, speakers)))
    (speaker,) = speakers
    key = fold_name(name)
    rows = [row for row in connection.execute(select(author).order_by(author.c.id)) if people.person(row.id) == speaker]
    aliases = select(author_alias.c.author_id).where(author_alias.c.name_key == key)
    bearing = {row.id for row in rows if row.name_key == key} | set(connection.scalars(aliases))
    rows.sort(key=lambda row: (row.id not in bearing, not row.orcid))
    if rows:
        return speaker, Person(rows[0].name, tuple(row.id for row in rows))
    spelt = next(each for each, _ in _named(connection, people) if fold_name(each) == key)
    return speaker, Person(spelt, ())


def _parts(speaker: Speaker) -> tuple[Any, ...]:
    assert isinstance(speaker, tuple)
    return speaker


def _several(connection: Connection, name: str, speakers: list[tuple[Any, ...]]) -> MergeError:
    """Return why ``name`` alone does not say who is meant, and what to do."""
    if all(kind == "initials" for kind, *_ in speakers):
        scopes = {scope for _, _, scope in speakers}
        rows = connection.execute(select(source.c.id, source.c.key).order_by(source.c.key))
        keys = [row.key for row in rows if row.id in scopes]
        return MergeError(
            f"'{name}' is initials alone, and so an author of its own in each of {name_some(keys)};"
            " give the full name or the ORCID in their records"
        )
    shown = {"orcid": "ORCID {}", "name": "one without ORCID", "initials": "one of a single source by initials"}
    which = ", ".join(shown[kind].format(first) for kind, first, *_ in speakers)
    kinds = {kind for kind, *_ in speakers}
    advice = ["say which by the ORCID"] if "orcid" in kinds else []
    advice += ["for one that has none, give the ORCID in the record"] if kinds != {"orcid"} else []
    return MergeError(f"'{name}' is the name of {len(speakers)} authors ({which}); {'; '.join(advice)}")


def orcid_of(speaker: Speaker) -> str | None:
    """Return the ORCID by which a person is known, None where it is known by name."""
    kind, first, *_ = _parts(speaker)
    return str(first) if kind == "orcid" else None


def speaking_body(kind: str, publisher: str | None, sponsor: str | None) -> str | None:
    """Return who speaks in a source that nobody signed: a publisher, a sponsor, or None for the source itself."""
    if kind in PUBLISHER_SPEAKS:
        return publisher
    return sponsor if kind == SourceKind.SPONSORED_POST else None
