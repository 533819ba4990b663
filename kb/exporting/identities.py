"""By which name a record must call an author, so that a load finds the row that the base has."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from kb.naming import fold_name, is_initials_only
from kb.store.models import author, author_alias

#: The rows by which an author is found: its own, and its aliases.
OWN = (author.c.id, author.c.name, author.c.name_key, author.c.orcid, author.c.scope)
_ALIAS = (
    author_alias.c.author_id,
    author_alias.c.name,
    author_alias.c.name_key,
    author_alias.c.orcid,
    author_alias.c.scope,
)


class Identity(NamedTuple):
    """A name of an author as a row has it; ``scope`` is the id of the one source in which it holds, else 0."""

    author_id: int
    name: str
    name_key: str
    orcid: str
    scope: int


Aliases = Mapping[int, Sequence[Identity]]


def read_aliases(connection: Connection) -> Aliases:
    """Return the names that merges have given to authors, by the author's id."""
    aliases: dict[int, list[Identity]] = defaultdict(list)
    query = select(*_ALIAS).order_by(author_alias.c.name_key, author_alias.c.orcid, author_alias.c.scope)
    for row in connection.execute(query):
        aliases[row[0]].append(Identity(*row))
    return aliases


def signing_orcid(spelt: str, own: Identity, aliases: Aliases, source_id: int) -> str | None:
    """Return the ORCID that the signature ``spelt`` (the author's name in this source) must carry, None for none."""
    key = fold_name(spelt)
    for each in (own, *aliases.get(own.author_id, ())):
        scope = source_id if not each.orcid and is_initials_only(spelt) else 0
        if (each.name_key, each.scope) == (key, scope):
            return each.orcid or None
    return own.orcid or None


def speaking_name(own: Identity, aliases: Aliases, source_id: int) -> str:
    """Return the name by which a claim of the source finds its author: claims give no ORCID."""
    for each in (own, *aliases.get(own.author_id, ())):
        if not each.orcid and each.scope == (source_id if is_initials_only(each.name) else 0):
            return each.name
    return own.name
