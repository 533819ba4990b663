"""What a vocabulary says of names that are one author, and of wordings that are one proposition."""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from kb.naming import fold_name, fold_wording, is_initials_only, tidy
from kb.reading.document import Path, Problems
from kb.reading.identifiers import normal_orcid
from kb.records import AuthorNamesRecord, NameRecord, PropositionRecord, WordingRecord


class PreparedAuthor(NamedTuple):
    """An author that was checked; ``path`` is where its file gives it."""

    author: AuthorNamesRecord
    path: Path


class PreparedProposition(NamedTuple):
    """A proposition that was checked; ``path`` is where its file gives it."""

    proposition: PropositionRecord
    path: Path


def prepare_authors(given: Sequence[AuthorNamesRecord], problems: Problems) -> list[PreparedAuthor]:
    """Return ``given`` with tidy names and aliases that are records; faults are noted."""
    owners: dict[Hashable, tuple[Path, str]] = {}
    prepared = []
    for index, entry in enumerate(given):
        path: Path = ("author_names", index)
        own = _name(NameRecord(entry.name, entry.orcid, entry.source), path, problems)
        aliases = [
            _name(NameRecord(alias) if isinstance(alias, str) else alias, (*path, "aliases", number), problems)
            for number, alias in enumerate(entry.aliases)
        ]
        names = ((each.name, (fold_name(each.name), each.orcid, each.source)) for each in (own, *aliases))
        _check_owners(names, own.name, "author", path, owners, problems)
        author = AuthorNamesRecord(own.name, own.orcid, own.source, list(dict.fromkeys(aliases)))
        prepared.append(PreparedAuthor(author, path))
    return prepared


def _name(given: NameRecord, path: Path, problems: Problems) -> NameRecord:
    name, orcid, source = (tidy(text or "") or None for text in (given.name, given.orcid, given.source))
    if name is None:
        problems.add((*path, "name"), "is empty")
    try:
        orcid = normal_orcid(orcid) if orcid else None
    except ValueError as error:
        problems.add((*path, "orcid"), str(error))
    if source is not None and name is not None and (orcid or not is_initials_only(name)):
        problems.add((*path, "source"), f"'{name}' means the same in every source: leave it out")
    return NameRecord(name or "", orcid, source)


def prepare_propositions(given: Sequence[PropositionRecord], problems: Problems) -> list[PreparedProposition]:
    """Return ``given`` with tidy wordings and aliases that are records; faults are noted."""
    owners: dict[Hashable, tuple[Path, str]] = {}
    prepared = []
    for index, entry in enumerate(given):
        path: Path = ("propositions", index)
        records = [WordingRecord(entry.aspect, each) if isinstance(each, str) else each for each in entry.aliases]
        own, *aliases = [
            WordingRecord(each.aspect, tidy(each.wording))
            for each in (WordingRecord(entry.aspect, entry.wording), *records)
        ]
        if not own.wording:
            problems.add((*path, "wording"), "is empty")
        for number, alias in enumerate(aliases):
            if not alias.wording:
                problems.add((*path, "aliases", number), "is empty")
        keys = ((each.wording, (each.aspect, fold_wording(each.wording))) for each in (own, *aliases))
        _check_owners(keys, own.wording, "proposition", path, owners, problems)
        proposition = PropositionRecord(own.aspect, own.wording, list(dict.fromkeys(aliases)))
        prepared.append(PreparedProposition(proposition, path))
    return prepared


def _check_owners(
    names: Iterable[tuple[str, Hashable]],
    entry: str,
    kind: str,
    path: Path,
    owners: dict[Hashable, tuple[Path, str]],
    problems: Problems,
) -> None:
    """Note every name that another entry of the file has claimed; ``owners`` are those so far, by what names mean."""
    for name, key in names:
        where, owner = owners.setdefault(key, (path, entry))
        if name and where != path:
            line = problems.document.locate(where)
            problems.add(path, f"'{name}' is a name of the {kind} '{owner}' already, in line {line}")
