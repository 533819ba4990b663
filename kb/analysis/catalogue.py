"""What is in the base: sources, treatments, authors and propositions, with counts of accepted claims."""

import json
from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import Connection, case, func, select

from kb.analysis.concept_tree import ConceptTree, read_tree
from kb.analysis.people import Speaker, orcid_of, read_people
from kb.analysis.wording import is_default_wording
from kb.records import AuthorRow, PropositionRow, SourceRow, TreatmentRow
from kb.store.models import (
    author,
    author_alias,
    authorship,
    claim,
    concept,
    concept_name,
    proposition,
    proposition_alias,
    source,
    source_snapshot,
)
from kb.store.tuples import fetch_tuples
from kb.vocabulary import Aspect, ConceptKind, ReviewStatus, Stance

_ASPECTS: list[str] = list(Aspect)


def _by_stance(connection: Connection, column: Any) -> dict[int, Counter[str | None]]:
    """Return accepted claims by ``column`` and stance."""
    query = select(column, claim.c.stance, func.count()).where(claim.c.status == ReviewStatus.ACCEPTED)
    counts: dict[int, Counter[str | None]] = defaultdict(Counter)
    for key, stance, number in connection.execute(query.group_by(column, claim.c.stance)):
        counts[key][stance] = number
    return counts


def list_sources(connection: Connection) -> list[SourceRow]:
    """Return every source by key."""
    authors: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(select(authorship).order_by(authorship.c.source_id, authorship.c.position)):
        authors[row.source_id].append(row.name)
    texts = select(source_snapshot.c.source_id, func.count()).group_by(source_snapshot.c.source_id)
    snapshots = {row[0]: row[1] for row in connection.execute(texts)}
    stances = _by_stance(connection, claim.c.source_id)
    origin = source.alias("origin")
    query = select(source, origin.c.key.label("origin_key")).outerjoin(origin, origin.c.id == source.c.derived_from_id)
    return [
        SourceRow(
            key=row.key,
            title=row.title,
            kind=row.kind,
            publisher=row.publisher,
            sponsor=row.sponsor,
            authors=authors[row.id],
            published=row.published,
            interest=row.interest,
            url=row.url,
            doi=row.doi,
            pmid=row.pmid,
            derived_from=row.origin_key,
            snapshots=snapshots.get(row.id, 0),
            claims=stances[row.id].total(),
            supports=stances[row.id][Stance.SUPPORTS],
            refutes=stances[row.id][Stance.REFUTES],
            neutral=stances[row.id][Stance.NEUTRAL],
        )
        for row in connection.execute(query.order_by(source.c.key))
    ]


def list_treatments(connection: Connection) -> list[TreatmentRow]:
    """Return every treatment, each followed by what lies under it, by name."""
    tree = read_tree(connection)
    aliases: dict[int, list[str]] = defaultdict(list)
    named = select(concept_name).where(concept_name.c.kind == ConceptKind.TREATMENT).order_by(concept_name.c.name)
    for row in connection.execute(named):
        if row.name != tree.names[row.concept_id]:
            aliases[row.concept_id].append(row.name)
    own = {key: stances.total() for key, stances in _by_stance(connection, claim.c.treatment_id).items()}
    below: Counter[int] = Counter()
    for treatment_id, number in own.items():
        for above in tree.line(treatment_id):
            below[above] += number
    rows = connection.execute(select(concept).where(concept.c.kind == ConceptKind.TREATMENT)).all()
    return [
        TreatmentRow(
            name=row.name,
            parent=tree.names[row.parent_id] if row.parent_id is not None else None,
            depth=len(tree.line(row.id)) - 1,
            aliases=aliases[row.id],
            identifiers=json.loads(row.identifiers),
            in_vocabulary=bool(row.in_vocabulary),
            claims=own.get(row.id, 0),
            with_descendants=below[row.id],
        )
        for row in sorted(rows, key=lambda row: _path(tree, row.id))
    ]


def _path(tree: ConceptTree, concept_id: int) -> tuple[str, ...]:
    return tuple(tree.names[each].casefold() for each in reversed(tree.line(concept_id)))


def list_authors(connection: Connection) -> list[AuthorRow]:
    """Return every person or body that signed a source or speaks in one, by name; one row a person."""
    people = read_people(connection)
    names: dict[Speaker, dict[str, None]] = defaultdict(dict)
    for row in connection.execute(select(author).order_by(author.c.orcid.desc(), author.c.id)):
        names[people.person(row.id)][row.name] = None
    for row in connection.execute(select(author_alias).order_by(author_alias.c.name)):
        names[people.person(row.author_id)][row.name] = None
    credentials: dict[Speaker, dict[str, None]] = defaultdict(dict)
    signed: dict[Speaker, set[int]] = defaultdict(set)
    for row in connection.execute(select(authorship).order_by(authorship.c.source_id, authorship.c.position)):
        person = people.person(row.author_id)
        signed[person].add(row.source_id)
        if row.credentials:
            credentials[person][row.credentials] = None
    own: Counter[Speaker] = Counter()
    spoken: dict[Speaker, set[int]] = defaultdict(set)
    of_signers: dict[int, int] = {}
    for source_id, author_id, number in fetch_tuples(connection, _SPOKEN):
        if author_id is None:
            of_signers[source_id] = number
        else:
            own[people.person(author_id)] += number
            spoken[people.person(author_id)].add(source_id)
    rows = [
        AuthorRow(
            name=name,
            orcid=orcid_of(person),
            aliases=aliases,
            credentials=list(credentials[person]),
            sources=len(signed[person] | spoken[person]),
            claims=own[person] + sum(of_signers.get(each, 0) for each in signed[person]),
        )
        for person, (name, *aliases) in names.items()
        if signed[person] or spoken[person]
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.orcid or ""))


#: How many accepted claims each author makes in each source; where there is none, its signers do.
_SPOKEN = (
    select(claim.c.source_id, claim.c.author_id, func.count())
    .where(claim.c.status == ReviewStatus.ACCEPTED)
    .group_by(claim.c.source_id, claim.c.author_id)
)


def list_propositions(connection: Connection) -> list[PropositionRow]:
    """Return every proposition that an accepted claim speaks to, by aspect; as worded, not filled in."""
    stances = _by_stance(connection, claim.c.proposition_id)
    about = select(claim.c.proposition_id, func.count(claim.c.treatment_id.distinct()))
    accepted = about.where(claim.c.status == ReviewStatus.ACCEPTED).group_by(claim.c.proposition_id)
    treatments = {row[0]: row[1] for row in connection.execute(accepted)}
    aliases: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(select(proposition_alias).order_by(proposition_alias.c.wording)):
        aliases[row.proposition_id].append(row.wording)
    rank = case({aspect: place for place, aspect in enumerate(_ASPECTS)}, value=proposition.c.aspect)
    rows = connection.execute(select(proposition).order_by(rank, proposition.c.wording)).all()
    return [
        PropositionRow(
            aspect=row.aspect,
            proposition=row.wording,
            aliases=aliases[row.id],
            default=is_default_wording(row.wording),
            treatments=treatments.get(row.id, 0),
            supports=stances[row.id][Stance.SUPPORTS],
            refutes=stances[row.id][Stance.REFUTES],
            neutral=stances[row.id][Stance.NEUTRAL],
            measures=stances[row.id][None],
        )
        for row in rows
        if row.id in treatments
    ]
