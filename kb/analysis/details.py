"""One claim whole: what it says as a sentence, its words in their context, where they stand, and its history."""

import json
import re
from typing import Any

from sqlalchemy import Connection, select

from kb.analysis.claim_records import read_claims
from kb.analysis.claims import get_source_id
from kb.errors import NotFoundError
from kb.naming import did_you_mean
from kb.quantities import say_range
from kb.records import Claim, ClaimDetail, ClosestPassage, Passage, Revision
from kb.store.models import claim, quote, revision, snapshot, source, source_snapshot
from kb.store.old_places import OldPlaces
from kb.store.suggesting import ANSWER_EFFORT, Suggestions
from kb.vocabulary import QuoteState, Stance

_SAID: dict[str, str] = {Stance.SUPPORTS: "TRUE", Stance.REFUTES: "FALSE", Stance.NEUTRAL: "NOT KNOWN"}
#: Code points of the article shown on either side of a quote.
CONTEXT = 160


def get_claim(connection: Connection, reference: str) -> ClaimDetail:
    """Return the claim with the id or ``SOURCE/KEY`` in ``reference``; where there is none, a NotFoundError."""
    claim_id = _claim_id(connection, reference)
    said = read_claims(connection, [claim_id])[claim_id]
    source_id = connection.execute(select(claim.c.source_id).where(claim.c.id == claim_id)).scalar_one()
    origin = source.alias("origin")
    fields = select(source.c.published_note, source.c.sponsor, origin.c.key)
    about = connection.execute(
        fields.outerjoin(origin, origin.c.id == source.c.derived_from_id).where(source.c.id == source_id)
    ).one()
    newest = select(snapshot.c.sha256).join_from(source_snapshot, snapshot)
    newest = newest.where(source_snapshot.c.source_id == source_id).order_by(source_snapshot.c.id.desc())
    quotes = _quotes(connection, claim_id)
    suggestions, places = Suggestions(ANSWER_EFFORT), OldPlaces(connection, source_id)
    return ClaimDetail(
        claim=said,
        sentence=say(said),
        passages=[_passage(row) for row in quotes],
        published_note=about.published_note,
        sponsor=about.sponsor,
        derived_from=about.key,
        snapshot=connection.scalar(newest.limit(1)),
        revisions=_revisions(connection, claim_id),
        closest=[_closest(row, source_id, suggestions, places) for row in quotes],
        unsought=suggestions.unsought,
    )


def say(spoken: Claim) -> str:
    """Return what a claim says as one sentence: "X says it is FALSE that ...", "X gives time to results as ..."."""
    speaker = " and ".join(spoken.authors) or f"'{spoken.source.title}' (unnamed author)"
    is_plural = len(spoken.authors) > 1
    if spoken.stance is not None:
        what = re.sub(r"^The ", "the ", spoken.proposition)
        return f"{speaker} {'say' if is_plural else 'says'} it is {_SAID[spoken.stance]} that {what}"
    quantity = spoken.quantity
    return (
        f"{speaker} {'give' if is_plural else 'gives'} {quantity.name} as {say_range(quantity)}"
        if quantity
        else speaker
    )


def _claim_id(connection: Connection, reference: str) -> int:
    source_key, slash, key = reference.rpartition("/")
    if not slash:
        number = int(reference) if reference.isdecimal() and len(reference) < 19 else -1
        found = connection.scalar(select(claim.c.id).where(claim.c.id == number))
        if found is None:
            raise NotFoundError(f"there is no claim '{reference}'; give an id, or SOURCE/KEY as 'kb claims' shows it")
        return found
    source_id = get_source_id(connection, source_key)
    mine = claim.c.source_id == source_id
    found = connection.scalar(select(claim.c.id).where(mine, claim.c.key == key))
    if found is None:
        guess = did_you_mean(key, connection.scalars(select(claim.c.key).where(mine)))
        raise NotFoundError(f"the source '{source_key}' has no claim '{key}'{guess}")
    return found


def _quotes(connection: Connection, claim_id: int) -> list[Any]:
    columns = select(quote, snapshot.c.text).join_from(quote, snapshot, isouter=True)
    return list(connection.execute(columns.where(quote.c.claim_id == claim_id).order_by(quote.c.position)))


def _closest(row: Any, source_id: int, suggestions: Suggestions, places: OldPlaces) -> ClosestPassage | None:
    if row.state != QuoteState.MISSING or row.text is None:
        return None
    stood = places.find_last(source_id, row.exact, row.prefix, row.suffix)
    found = suggestions.suggest(row.text, row.exact, stood)
    return found if isinstance(found, ClosestPassage) else None


def _passage(row: Any) -> Passage | None:
    if row.start is None or row.text is None:
        return None
    before = row.text[max(0, row.start - CONTEXT) : row.start]
    after = row.text[row.end : row.end + CONTEXT]
    if row.start > CONTEXT:
        before = "…" + before.partition(" ")[2]
    if row.end + CONTEXT < len(row.text):
        after = after.rpartition(" ")[0] + "…"
    return Passage(before, row.text[row.start : row.end], after)


def _revisions(connection: Connection, claim_id: int) -> list[Revision]:
    rows = connection.execute(select(revision).where(revision.c.claim_id == claim_id).order_by(revision.c.id))
    return [
        Revision(row.changed_at, row.changed_by, row.action, json.loads(row.before), json.loads(row.after))
        for row in rows
    ]
