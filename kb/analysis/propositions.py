"""Which proposition is meant by its words."""

from sqlalchemy import Connection, select

from kb.errors import MergeError, NotFoundError
from kb.naming import did_you_mean, fold_wording
from kb.store.models import proposition, proposition_alias
from kb.vocabulary import Aspect

_ASPECTS: list[str] = list(Aspect)
_WHERE_TO_LOOK = "; 'kb propositions' lists them"


def get_proposition_id(connection: Connection, text: str) -> int:
    """Return the id of the proposition worded ``text``, placeholders as they stand, case and blanks aside.

    ``ASPECT: WORDING`` names it under one aspect. Raises NotFoundError with the nearest wording where there is none,
    MergeError where the wording stands under several aspects.
    """
    aspect, colon, wording = text.partition(":")
    if colon and (found := _find(connection, wording).get(aspect.strip().casefold())):
        return found
    by_aspect = _find(connection, text)
    if len(set(by_aspect.values())) > 1:
        shown = " or ".join(f"'{each}: {text}'" for each in sorted(by_aspect, key=_ASPECTS.index))
        raise MergeError(f"'{text}' stands under several aspects; say {shown}")
    for proposition_id in by_aspect.values():
        return proposition_id
    worded = (select(proposition.c.wording), select(proposition_alias.c.wording))
    known = [each for query in worded for each in connection.scalars(query)]
    hint = did_you_mean(wording if aspect.strip().casefold() in _ASPECTS else text, known)
    raise NotFoundError(f"there is no proposition '{text}'{hint or _WHERE_TO_LOOK}")


def _find(connection: Connection, wording: str) -> dict[str, int]:
    """Return the propositions with this wording, or that took one with it in, by aspect."""
    found: dict[str, int] = {}
    for table, column in ((proposition, proposition.c.id), (proposition_alias, proposition_alias.c.proposition_id)):
        same = table.c.wording_key == fold_wording(wording)
        found |= {row.aspect: row[1] for row in connection.execute(select(table.c.aspect, column).where(same))}
    return found
