"""Wordings that are one proposition, as a vocabulary gives them: added as aliases, and what was said in them joined."""

from typing import Any

from sqlalchemy import select

from kb.errors import MergeError
from kb.naming import fold_wording
from kb.records import PropositionRecord, WordingRecord
from kb.store.claims import ClaimBooks
from kb.store.models import proposition, proposition_alias
from kb.store.proposition_joining import is_default, join_propositions
from kb.store.vocabulary_entries import VocabularyError
from kb.vocabulary import Aspect


def apply_proposition(books: ClaimBooks, entry: PropositionRecord) -> str:
    """Bring ``entry`` into the base; return ``added``, ``changed`` or ``unchanged``.

    Raises VocabularyError for a wording that is another proposition's already, or that cannot be read as another.
    """
    books.ledger.flush()
    alias = _alias(books, entry.aspect, entry.wording)
    if alias is not None:
        raise VocabularyError(
            "wording", f"'{entry.wording}' is read as '{alias.owner}' already; list it among the aliases of that"
        )
    outcome = "unchanged" if _row(books, entry.aspect, entry.wording) else "added"
    proposition_id = books.proposition_id(entry.aspect, entry.wording)
    for other in (as_wording(each, entry.aspect) for each in entry.aliases):
        if _add_alias(books, proposition_id, other) and outcome == "unchanged":
            outcome = "changed"
    if outcome != "unchanged":
        books.ledger.note_load()
    return outcome


def as_wording(alias: str | WordingRecord, aspect: Aspect) -> WordingRecord:
    """Return an alias as a record; one that was given as a text is of ``aspect``."""
    return WordingRecord(aspect, alias) if isinstance(alias, str) else alias


def _row(books: ClaimBooks, aspect: Aspect, wording: str) -> Any | None:
    same = (proposition.c.aspect == aspect) & (proposition.c.wording_key == fold_wording(wording))
    return books.ledger.connection.execute(select(proposition).where(same)).one_or_none()


def _alias(books: ClaimBooks, aspect: Aspect, wording: str) -> Any | None:
    same = (proposition_alias.c.aspect == aspect) & (proposition_alias.c.wording_key == fold_wording(wording))
    query = select(proposition_alias, proposition.c.wording.label("owner")).join_from(proposition_alias, proposition)
    return books.ledger.connection.execute(query.where(same)).one_or_none()


def _add_alias(books: ClaimBooks, proposition_id: int, other: WordingRecord) -> bool:
    """Make ``other`` a wording of the proposition; return whether it was none before."""
    books.ledger.flush()
    alias, row = _alias(books, other.aspect, other.wording), _row(books, other.aspect, other.wording)
    if row is not None and row.id == proposition_id:
        return False
    if alias is not None and alias.proposition_id == proposition_id:
        return False
    if alias is not None:
        raise VocabularyError("aliases", f"'{other.wording}' is read as '{alias.owner}' already")
    key = fold_wording(other.wording)
    if row is not None:
        try:
            join_propositions(books.ledger, row.id, proposition_id)
        except MergeError as error:
            raise VocabularyError("aliases", str(error)) from error
    elif is_default(other.aspect, key):
        raise VocabularyError("aliases", f"'{other.wording}' is the default wording of {other.aspect} and stays")
    else:
        values = {"aspect": other.aspect, "wording_key": key, "wording": other.wording}
        books.ledger.add(proposition_alias, {**values, "proposition_id": proposition_id})
    books.redirect_proposition(other.aspect, key, proposition_id)
    return True
