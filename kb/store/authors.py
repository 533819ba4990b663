"""Names of persons and bodies into author rows, and the authorship of a source."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import bindparam, delete, select

from kb.naming import fold_name, is_initials_only
from kb.records import AuthorRecord
from kb.store.ledger import Ledger, Row
from kb.store.models import author, author_alias, authorship

#: The author whose own name it is, else the one that has taken it in.
_KNOWN = [
    select(column).where(*(table.c[name] == bindparam(name) for name in ("name_key", "orcid", "scope")))
    for table, column in ((author, author.c.id), (author_alias, author_alias.c.author_id))
]


@dataclass(slots=True)
class AuthorBook:
    """The authors of the base as one transaction sees them.

    A row is one name with one ORCID or none, and so is an alias, which a merge has made of a row. Who is the same
    person as whom is decided when claims are read, so that the order in which sources were loaded does not matter.
    """

    ledger: Ledger
    _ids: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def resolve(self, name: str, orcid: str | None, source_id: int) -> int:
        """Return the id of the author ``name``. A surname with initials alone is known within ``source_id`` only."""
        scope = source_id if orcid is None and is_initials_only(name) else 0
        key = (fold_name(name), orcid or "", scope)
        if key not in self._ids:
            self._ids[key] = self._find(*key) or self._create(name, *key)
        return self._ids[key]

    def _find(self, name_key: str, orcid: str, scope: int) -> int | None:
        meant = {"name_key": name_key, "orcid": orcid, "scope": scope}
        return next(filter(None, (self.ledger.connection.scalar(known, meant) for known in _KNOWN)), None)

    def create_body(self, name: str) -> int:
        """Return the id of a new author: a publisher or sponsor that no record names as one."""
        return self.create(name, (fold_name(name), "", 0))

    def create(self, name: str, identity: tuple[str, str, int]) -> int:
        """Return the id of a new author, known by ``identity``: the name folded, the ORCID or "", a source or 0."""
        self._ids[identity] = self._create(name, *identity)
        return self._ids[identity]

    def redirect(self, old_id: int, new_id: int) -> None:
        """Send the names of an author that is gone to the one that took it in."""
        for key, author_id in self._ids.items():
            if author_id == old_id:
                self._ids[key] = new_id

    def _create(self, name: str, name_key: str, orcid: str, scope: int) -> int:
        author_id = self.ledger.next_id(author)
        row = {"id": author_id, "name": name, "name_key": name_key, "orcid": orcid, "scope": scope}
        self.ledger.add(author, row)
        return author_id


def write_authorship(
    book: AuthorBook, source_id: int, authors: Sequence[AuthorRecord], *, is_new_source: bool = False
) -> bool:
    """Make ``authors`` the authors of the source, in this order; return whether they were others before."""
    rows: list[Row] = [
        {
            "source_id": source_id,
            "position": position,
            "author_id": book.resolve(person.name, person.orcid, source_id),
            "name": person.name,
            "credentials": person.credentials,
        }
        for position, person in enumerate(authors)
    ]
    if not is_new_source:
        mine = authorship.c.source_id == source_id
        query = select(authorship).where(mine).order_by(authorship.c.position)
        if rows == [dict(row) for row in book.ledger.connection.execute(query).mappings()]:
            return False
        book.ledger.connection.execute(delete(authorship).where(mine))
    for row in rows:
        book.ledger.add(authorship, row)
    return bool(rows) or not is_new_source
