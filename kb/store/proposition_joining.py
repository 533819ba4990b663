"""Two propositions that say the same: the claims on the first go over to the second, which keeps its wording."""

from typing import Any

from sqlalchemy import Connection, delete, select, update

from kb.errors import MergeError
from kb.naming import fold_wording, name_some
from kb.records import MergeReport
from kb.store.ledger import Ledger, differing
from kb.store.models import claim, proposition, proposition_alias, source
from kb.vocabulary import DEFAULT_WORDINGS, ReviewStatus


def join_propositions(ledger: Ledger, old_id: int, new_id: int) -> MergeReport:
    """Make the proposition ``old_id`` one with ``new_id``: its claims get the aspect and wording of the other, each
    with a revision, and its wording is an alias.

    Raises MergeError where the old one is the default of its aspect, which claims without a wording of their own mean,
    and where both are names of quantities, which would keep theirs and so not be compared.
    """
    columns = select(proposition)
    old = ledger.connection.execute(columns.where(proposition.c.id == old_id)).one()
    new = ledger.connection.execute(columns.where(proposition.c.id == new_id)).one()
    _refuse_default(old, new)
    _refuse_quantities(ledger.connection, old, new)
    names = sorted(_name(each) for each in (old, *ledger.connection.execute(_aliases(old_id))))
    before, after = differing(_readable(old), _readable(new))
    claims = ledger.connection.execute(select(claim.c.id, claim.c.source_id).where(claim.c.proposition_id == old_id))
    changed = {row.id: row.source_id for row in claims}
    for claim_id in changed:
        ledger.revise("claim", claim_id, "changed", before, after)
    for moved in (claim.c.proposition_id, proposition_alias.c.proposition_id):
        ledger.connection.execute(update(moved.table).where(moved == old_id).values({moved.name: new_id}))
    ledger.connection.execute(delete(proposition).where(proposition.c.id == old_id))
    alias = {"aspect": old.aspect, "wording_key": old.wording_key, "wording": old.wording}
    ledger.add(proposition_alias, {**alias, "proposition_id": new_id})
    ledger.flush()
    sources = len(set(changed.values()))
    return MergeReport("proposition", _name(old), _name(new), names, len(changed), sources)


def _aliases(proposition_id: int) -> Any:
    return select(proposition_alias).where(proposition_alias.c.proposition_id == proposition_id)


def _name(row: Any) -> str:
    """Return how a proposition is told from all others: one wording may stand under several aspects."""
    return f"{row.aspect}: {row.wording}"


def _readable(row: Any) -> dict[str, str]:
    return {"aspect": row.aspect, "proposition": row.wording}


def _refuse_default(old: Any, new: Any) -> None:
    if not is_default(old.aspect, old.wording_key):
        return
    if is_default(new.aspect, new.wording_key):
        raise MergeError(
            f"'{old.wording}' and '{new.wording}' are what {old.aspect} and {new.aspect} ask: they are two"
        )
    raise MergeError(f"'{old.wording}' is the default wording of {old.aspect} and stays; merge the other way round")


def _refuse_quantities(connection: Connection, old: Any, new: Any) -> None:
    measuring = _measuring(connection, old)
    if old.wording_key != new.wording_key and measuring and _measuring(connection, new):
        raise MergeError(
            f"'{old.wording}' is the name of a quantity in {name_some(measuring)}, which a merge does not change;"
            f" give it the name '{new.wording}' in the records instead"
        )


def _measuring(connection: Connection, row: Any) -> list[str]:
    """Return the claims that stand on a proposition and measure a quantity of that name."""
    query = select(source.c.key, claim.c.key, claim.c.quantity_name).join_from(claim, source)
    named = query.where(claim.c.proposition_id == row.id, claim.c.quantity_name.is_not(None))
    standing = named.where(claim.c.status != ReviewStatus.WITHDRAWN).order_by(source.c.key, claim.c.id)
    found = connection.execute(standing).all()
    return [f"{source_key}/{key}" for source_key, key, name in found if fold_wording(name or "") == row.wording_key]


def is_default(aspect: str, wording_key: str) -> bool:
    """Whether a claim without a wording of its own is read so."""
    wording = DEFAULT_WORDINGS[aspect]
    return wording is not None and fold_wording(wording) == wording_key
