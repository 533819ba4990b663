"""Contexts that the base has found for quotes: where a new text has the words twice, what stood around them tells."""

import json
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from kb.quoting import anchor_quote
from kb.records import QuoteRecord
from kb.store.claims import Resolved
from kb.store.ledger import Ledger
from kb.store.matching import Known
from kb.store.models import claim, revision
from kb.store.snapshots import CurrentText
from kb.vocabulary import QuoteState


def keep_contexts(
    ledger: Ledger, source_id: int, given: Sequence[Resolved], known: Sequence[Known], current: CurrentText | None
) -> list[Resolved]:
    """Return the claims ``given`` by a record with the contexts that the base has found for quotes that have none.

    The record knows nothing of them. Words that stand in the text once need none any more.
    """
    if current is None or not any(words.prefix or words.suffix for each in known for words in each.row["quotes"]):
        return list(given)
    found = _contexts_found(ledger, source_id, {words for each in known for words in each.row["quotes"]})

    def keep(words: QuoteRecord) -> QuoteRecord:
        contexts = found.get(words.exact, set())
        if words.prefix or words.suffix or len(contexts) != 1:
            return words
        is_needed = anchor_quote(current.text, words.exact).state is QuoteState.AMBIGUOUS
        return next(iter(contexts)) if is_needed else words

    return [each._replace(quotes=tuple(map(keep, each.quotes))) for each in given] if found else list(given)


def _contexts_found(ledger: Ledger, source_id: int, standing: set[QuoteRecord]) -> dict[str, set[QuoteRecord]]:
    """Return by their words the quotes that stand with a context which a new text has made necessary."""
    query = select(revision.c.after).join_from(revision, claim)
    query = query.where(claim.c.source_id == source_id, revision.c.action == "re-anchored")
    found: dict[str, set[QuoteRecord]] = defaultdict(set)
    for after in ledger.connection.scalars(query.where(revision.c.after.contains('"prefix"'))):
        told = json.loads(after)
        words = QuoteRecord(told["quote"], told["prefix"], told["suffix"])
        if words in standing:
            found[words.exact].add(words)
    return found
