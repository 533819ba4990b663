"""How a record can word a proposition that is named after a quantity."""

import re

from sqlalchemy import Connection, select

from kb.store.models import proposition, proposition_alias
from kb.vocabulary import UNSTATED_PLACEHOLDERS

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

Wordings = dict[int, tuple[str, str]]
"""Aspect and wording, by the id of a proposition."""


def read_other_wordings(connection: Connection) -> Wordings:
    """Return another wording for each proposition whose own no record may give: the name of a quantity may hold any
    braces, a wording of a claim's own only those that are filled in."""
    aliases = select(proposition_alias.c.proposition_id, proposition_alias.c.aspect, proposition_alias.c.wording)
    joined = aliases.join_from(proposition_alias, proposition).where(proposition.c.wording.contains("{"))
    ordered = joined.add_columns(proposition.c.wording.label("own")).order_by(
        proposition_alias.c.aspect, proposition_alias.c.wording_key
    )
    wordings: Wordings = {}
    for row in connection.execute(ordered):
        if not _may_be_given(row.own) and _may_be_given(row.wording):
            wordings.setdefault(row.proposition_id, (row.aspect, row.wording))
    return wordings


def _may_be_given(wording: str) -> bool:
    return all(name in UNSTATED_PLACEHOLDERS for name in _PLACEHOLDER.findall(wording))
