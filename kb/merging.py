"""Two that are one: found by their names, joined in the transaction of the caller."""

import shlex
from datetime import UTC, datetime

from sqlalchemy import Connection

from kb.analysis.concept_tree import get_concept_id
from kb.errors import MergeError
from kb.merge_record import MergeReport
from kb.store.concepts import ConceptBook
from kb.store.joining import join_concepts
from kb.store.ledger import Ledger
from kb.user import user_name
from kb.vocabulary import ConceptKind


def merge(connection: Connection, kind: str, old: str, new: str, by: str | None) -> MergeReport:
    """Make what ``old`` names one with what ``new`` names, which stays; ``old`` is a name of it from now on.

    Raises NotFoundError, with the nearest names, for a name that is not known, MergeError where the two are one already
    or told apart by the base. The history has the command in place of a file: it says all that was asked for.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    ledger = Ledger(connection, shlex.join(["kb", "merge", kind, old, new]), now, by or user_name())
    report = _merge_concepts(ledger, ConceptKind[kind.upper()], old, new)
    ledger.flush()
    return report


def _merge_concepts(ledger: Ledger, kind: ConceptKind, old: str, new: str) -> MergeReport:
    old_id, new_id = (get_concept_id(ledger.connection, kind, name) for name in (old, new))
    if old_id == new_id:
        raise are_one(kind, old, new)
    return join_concepts(ConceptBook(ledger), kind, old_id, new_id)


def are_one(kind: str, old: str, new: str) -> MergeError:
    return MergeError(f"the {kind}s '{old}' and '{new}' are one already")
