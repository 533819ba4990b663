"""What no source record says, as entries of a vocabulary: concepts, and the names that merges have made one."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select, union

from kb.exporting.claim_records import given, implied_wording
from kb.exporting.identities import OWN, Aliases, Identity, read_aliases
from kb.naming import fold_wording
from kb.store.models import (
    author,
    author_alias,
    authorship,
    claim,
    claim_comparator,
    concept,
    concept_name,
    proposition,
    proposition_alias,
    source,
)
from kb.vocabulary import ConceptKind

Data = dict[str, Any]
Entry = tuple[str, Data]
"""The list in which an entry stands, and the entry."""
AUTHORS, PROPOSITIONS = "author_names", "propositions"


def concept_entries(connection: Connection) -> Iterator[Entry]:
    """Yield the treatments, conditions and populations, each after what it lies under.

    Of the names that no vocabulary has, those alone that the claims cannot bring by themselves.
    """
    rows = {row.id: row for row in connection.execute(select(concept))}
    used = set(connection.scalars(_used_concepts()))
    aliases: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(select(concept_name).order_by(concept_name.c.name)):
        if row.name != rows[row.concept_id].name:
            aliases[row.concept_id].append(row.name)
    parents = {row.parent_id for row in rows.values()}
    for kind in ConceptKind:
        for row in _in_tree_order([row for row in rows.values() if row.kind == kind]):
            is_plain = not aliases[row.id] and row.parent_id is None and row.id not in parents
            if not row.in_vocabulary and is_plain and row.identifiers == "{}" and row.id in used:
                continue
            fields = {
                "name": row.name,
                "aliases": aliases[row.id] or None,
                "parent": rows[row.parent_id].name if row.parent_id is not None else None,
                "identifiers": json.loads(row.identifiers) or None,
                "in_vocabulary": None if row.in_vocabulary else False,
            }
            yield f"{kind}s", given(fields)


def _used_concepts() -> Any:
    columns = (claim.c.treatment_id, claim.c.condition_id, claim.c.population_id, claim_comparator.c.concept_id)
    return union(*(select(column).where(column.is_not(None)) for column in columns))


def _in_tree_order(rows: list[Any]) -> Iterator[Any]:
    below: dict[int | None, list[Any]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: str(row.name), reverse=True):
        below[row.parent_id].append(row)
    waiting = below[None]
    while waiting:
        row = waiting.pop()
        yield row
        waiting += below[row.id]


def proposition_entries(connection: Connection) -> Iterator[Entry]:
    """Yield the propositions that go by several wordings, that no claim speaks to, or that a claim spells otherwise."""
    aliases: dict[int, list[Any]] = defaultdict(list)
    aliased = select(proposition_alias).order_by(proposition_alias.c.aspect, proposition_alias.c.wording_key)
    for row in connection.execute(aliased):
        aliases[row.proposition_id].append(row)
    unused = select(proposition.c.id).where(proposition.c.id.not_in(select(claim.c.proposition_id)))
    listed = {*aliases, *connection.scalars(unused), *_spelt_otherwise(connection)}
    query = select(proposition).order_by(proposition.c.aspect, proposition.c.wording_key)
    for row in connection.execute(query):
        if row.id in listed:
            others = [_wording(each, row.aspect) for each in aliases[row.id]]
            yield PROPOSITIONS, given({"aspect": row.aspect, "wording": row.wording, "aliases": others or None})


def _wording(alias: Any, aspect: str) -> str | Data:
    return str(alias.wording) if alias.aspect == aspect else {"aspect": alias.aspect, "wording": alias.wording}


def _spelt_otherwise(connection: Connection) -> Iterator[int]:
    """Yield the propositions of claims that measure alone and spell the name of the quantity in a way of their own."""
    columns = select(proposition.c.id, proposition.c.aspect, proposition.c.wording, claim.c.quantity_name).distinct()
    measuring = columns.join_from(claim, proposition).where(claim.c.stance.is_(None))
    for row in connection.execute(measuring.where(claim.c.quantity_name != proposition.c.wording)):
        implied = implied_wording(row.aspect, None, row.quantity_name)
        if implied is not None and fold_wording(implied) == fold_wording(row.wording):
            yield row.id


def author_entries(connection: Connection) -> Iterator[Entry]:
    """Yield the authors that go by several names, that nobody is said to be, or that a source spells otherwise."""
    aliases = read_aliases(connection)
    spelt = select(authorship.c.author_id).join_from(authorship, author).where(authorship.c.name != author.c.name)
    speaking = select(claim.c.author_id).where(claim.c.author_id.is_not(None))
    unused = select(author.c.id).where(author.c.id.not_in(select(authorship.c.author_id)), author.c.id.not_in(speaking))
    listed = union(select(author_alias.c.author_id), spelt, unused).subquery()
    query = select(*OWN).where(author.c.id.in_(select(listed)))
    keys = {row.id: row.key for row in connection.execute(select(source.c.id, source.c.key))}
    for row in connection.execute(query.order_by(author.c.name_key, author.c.orcid, author.c.scope)):
        own = Identity(*row)
        yield AUTHORS, _author(own, aliases, keys)


def _author(own: Identity, aliases: Aliases, keys: dict[int, str]) -> Data:
    others = [_name(each, keys) for each in aliases.get(own.author_id, ())]
    brief = [each["name"] if each.keys() == {"name"} else each for each in others]
    return {**_name(own, keys), "aliases": brief} if brief else _name(own, keys)


def _name(identity: Identity, keys: dict[int, str]) -> Data:
    return given({"name": identity.name, "orcid": identity.orcid or None, "source": keys.get(identity.scope)})


def names_a_source(entry: Data) -> bool:
    """Whether an author's entry has a name that holds in one source alone, and so can only be read after that."""
    return "source" in entry or any("source" in each for each in entry.get("aliases", ()) if isinstance(each, dict))
