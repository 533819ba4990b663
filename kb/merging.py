"""Two that are one: found by their names, joined in the transaction of the caller."""

import shlex
from datetime import UTC, datetime

from sqlalchemy import Connection

from kb.analysis.concept_tree import get_concept_id
from kb.analysis.people import get_person, orcid_of
from kb.analysis.propositions import get_proposition_id
from kb.errors import MergeError
from kb.records import MergeReport
from kb.store.author_joining import join_authors
from kb.store.authors import AuthorBook
from kb.store.concept_joining import join_concepts
from kb.store.concepts import ConceptBook
from kb.store.ledger import Ledger
from kb.store.proposition_joining import join_propositions
from kb.user import user_name
from kb.vocabulary import ConceptKind, Mergeable


def merge(connection: Connection, kind: str, old: str, new: str, by: str | None) -> MergeReport:
    """Make what ``old`` names one with what ``new`` names, which stays; ``old`` is a name of it from now on.

    Raises NotFoundError, with the nearest names, for a name that is not known, MergeError where the two are one already
    or told apart by the base. The history has the command in place of a file: it says all that was asked for.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    ledger = Ledger(connection, shlex.join(["kb", "merge", kind, old, new]), now, by or user_name())
    if kind == Mergeable.AUTHOR:
        report = _merge_authors(ledger, old, new)
    elif kind == Mergeable.PROPOSITION:
        report = _merge_propositions(ledger, old, new)
    else:
        report = _merge_concepts(ledger, ConceptKind[kind.upper()], old, new)
    ledger.note_load()  # also of a merge that changed names alone
    ledger.finish()
    return report


def _merge_concepts(ledger: Ledger, kind: ConceptKind, old: str, new: str) -> MergeReport:
    old_id, new_id = (get_concept_id(ledger.connection, kind, name) for name in (old, new))
    if old_id == new_id:
        raise _are_one(kind, old, new)
    return join_concepts(ConceptBook(ledger), kind, old_id, new_id)


def _merge_authors(ledger: Ledger, old: str, new: str) -> MergeReport:
    one, old_person = get_person(ledger.connection, old)
    other, new_person = get_person(ledger.connection, new)
    if one == other:
        raise _are_one(Mergeable.AUTHOR, old, new)
    orcids = [orcid for orcid in map(orcid_of, (one, other)) if orcid]
    if len(orcids) == 2:
        raise MergeError(
            f"'{old}' and '{new}' are two people by their ORCIDs, {' and '.join(orcids)};"
            " where one of these is wrong, mend it in the records"
        )
    return join_authors(AuthorBook(ledger), old_person, new_person)


def _merge_propositions(ledger: Ledger, old: str, new: str) -> MergeReport:
    old_id, new_id = (get_proposition_id(ledger.connection, wording) for wording in (old, new))
    if old_id == new_id:
        raise _are_one(Mergeable.PROPOSITION, old, new)
    return join_propositions(ledger, old_id, new_id)


def _are_one(kind: str, old: str, new: str) -> MergeError:
    return MergeError(f"the {kind}s '{old}' and '{new}' are one already")
