"""Two authors that are one: what the first signed or said is the second's, and its names are names of the second."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update

from kb.naming import fold_name
from kb.records import MergeReport
from kb.store.authors import AuthorBook
from kb.store.ledger import Ledger
from kb.store.models import author, author_alias, authorship, claim


@dataclass(frozen=True, slots=True)
class Person:
    """One person or body of the base. ``author_ids`` are its rows, the one that bears the name first; none where it is
    a publisher or sponsor that signs nothing."""

    name: str
    author_ids: tuple[int, ...]


def join_authors(book: AuthorBook, old: Person, new: Person) -> MergeReport:
    """Make ``old`` one with ``new``: its signatures and claims go over, with a revision on each source and claim."""
    ledger = book.ledger
    new_id = new.author_ids[0] if new.author_ids else book.create_body(new.name)
    ledger.flush()
    rows = ledger.connection.execute(select(author).where(author.c.id.in_(old.author_ids))).all()
    names = _make_aliases(ledger, old, rows, new_id)
    claims, signed = _revise(ledger, rows, new.name)
    for moved in (claim.c.author_id, authorship.c.author_id, author_alias.c.author_id):
        mine = moved.in_(old.author_ids)
        ledger.connection.execute(update(moved.table).where(mine).values({moved.name: new_id}))
    ledger.flush()
    ledger.connection.execute(delete(author).where(author.c.id.in_(old.author_ids)))
    sources = len({each.source_id for each in (*claims, *signed)})
    return MergeReport("author", old.name, new.name, names, len(claims), sources, authorships=len(signed))


def _make_aliases(ledger: Ledger, old: Person, rows: Any, new_id: int) -> list[str]:
    """Keep every identity of the old one as an alias of the new one; return the names that come over."""
    had = select(author_alias.c.name).where(author_alias.c.author_id.in_(old.author_ids))
    names = {old.name, *ledger.connection.scalars(had), *(row.name for row in rows)}
    identities = [{name: getattr(row, name) for name in ("name_key", "orcid", "scope", "name")} for row in rows]
    if not rows:
        identities = [{"name_key": fold_name(old.name), "orcid": "", "scope": 0, "name": old.name}]
    for identity in identities:
        ledger.add(author_alias, {**identity, "author_id": new_id})
    return sorted(names)


def _revise(ledger: Ledger, rows: Any, name: str) -> tuple[list[Any], list[Any]]:
    """Note the new name on each claim that the old ones speak in and each source they sign; return both, the sources
    once for each signature."""
    claims: list[Any] = []
    signed: list[Any] = []
    for row in rows:
        spoken = select(claim.c.id, claim.c.source_id).where(claim.c.author_id == row.id)
        said = ledger.connection.execute(spoken).all()
        signatures = select(authorship.c.source_id).where(authorship.c.author_id == row.id)
        mine = ledger.connection.execute(signatures).all()
        for each in said:
            ledger.revise("claim", each.id, "changed", {"author": row.name}, {"author": name})
        for source_id in dict.fromkeys(each.source_id for each in mine):
            ledger.revise("source", source_id, "changed", {"author": row.name}, {"author": name})
        claims += said
        signed += mine
    return claims, signed
