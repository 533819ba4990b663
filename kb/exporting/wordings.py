"""How a record can word a proposition that is named after a quantity, whose name may hold any braces."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from kb.exporting.claim_records import Data, implied_wording
from kb.naming import fold_wording
from kb.store.models import proposition, proposition_alias
from kb.vocabulary import unknown_placeholders

Wordings = Mapping[int, Sequence[Any]]
"""Rows of aliases, by the id of a proposition whose own wording no record may give."""


def read_other_wordings(connection: Connection) -> Wordings:
    """Return the other wordings of each proposition whose own a claim may not give."""
    aliases = select(proposition_alias, proposition.c.wording.label("own"))
    joined = aliases.join_from(proposition_alias, proposition).where(proposition.c.wording.contains("{"))
    others: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(joined.order_by(proposition_alias.c.aspect, proposition_alias.c.wording_key)):
        if unknown_placeholders(row.own):
            others[row.proposition_id].append(row)
    return others


def worded_otherwise(fields: Data, row: Any, wordings: Wordings) -> Data:
    """Return the ``fields`` of a claim, whose ``row`` is as ``claim_record`` has it, with a proposition that may stand
    there: another wording, or none where the quantity is called after one."""
    others = wordings.get(row.proposition_id, ()) if fields["proposition"] is not None else ()
    for each in others:
        if not unknown_placeholders(each.wording):
            return {**fields, "aspect": each.aspect, "proposition": each.wording}
    for each in others:
        implied = implied_wording(each.aspect, row.stance, row.quantity_name)
        if implied is not None and fold_wording(implied) == each.wording_key:
            return {**fields, "aspect": each.aspect, "proposition": None}
    return fields
