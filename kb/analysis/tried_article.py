"""An article tried against the quotes of a source that is there: what a load would say of each, and nothing stored."""

from collections import Counter
from typing import Any

from sqlalchemy import Connection, select

from kb.analysis.claims import get_source_id
from kb.errors import KbError, NotFoundError
from kb.naming import name_some
from kb.records import PreparedArticle, QuoteChange, TriedArticle
from kb.store.articles import find_other_work, match_article
from kb.store.ledger import Ledger
from kb.store.models import source
from kb.store.old_places import OldPlaces
from kb.store.quotes import find_standing_quotes, renew_quote, suggest_for
from kb.store.snapshots import CurrentText, find_current_text, find_sharing, find_snapshot, text_digest
from kb.store.sources import SourceError
from kb.store.suggesting import ANSWER_EFFORT, Suggestions
from kb.store.textless_sources import TextlessSources
from kb.vocabulary import QuoteOutcome, QuoteState


def try_article(
    connection: Connection, name: str, article: PreparedArticle, source_key: str | None = None
) -> TriedArticle:
    """Return what would become of the quotes of the source ``source_key``, else of the source that ``article`` is, if
    ``article``, which was read from ``name``, were its next text.

    Raises NotFoundError where there is no such source, KbError where the article could be two.
    """
    row = _find_source(connection, name, article, source_key)
    older = find_current_text(connection, row.id)
    current = CurrentText(older.snapshot_id if older else 0, article.text, is_new=True, older=older)
    suggestions = Suggestions(ANSWER_EFFORT)
    standing, places = find_standing_quotes(connection, row.id), OldPlaces(connection, row.id)
    quotes = [_became(row.key, each, current, suggestions, places) for each in standing]
    states = Counter(each.state for each in quotes)
    return TriedArticle(
        article=name,
        source=row.key,
        is_current=older is not None and older.text == article.text,
        performed=len(quotes),
        kept=states[QuoteOutcome.KEPT],
        verified=states[QuoteState.VERIFIED],
        moved=states[QuoteOutcome.MOVED],
        ambiguous=states[QuoteOutcome.AMBIGUOUS],
        missing=states[QuoteOutcome.MISSING],
        quotes=quotes,
        notes=[told for _, told in find_other_work(row, article)],
    )


def _find_source(connection: Connection, name: str, article: PreparedArticle, source_key: str | None) -> Any:
    if source_key is not None:
        source_id = get_source_id(connection, source_key)
        return connection.execute(select(source).where(source.c.id == source_id)).one()
    try:
        matched = match_article(Ledger(connection, name, "", None), article)
    except SourceError as error:
        if error.field == "title":  # it would be a new source, and cannot be
            raise _no_source(connection, name, article) from error
        raise KbError(f"{name}: {error.field}: {error}") from error
    if matched.existing is None:
        raise _no_source(connection, name, article)
    return matched.existing


def _no_source(connection: Connection, name: str, article: PreparedArticle) -> NotFoundError:
    """Return the error for an article that is no source for sure, with those that it may be."""
    snapshot_id = find_snapshot(connection, text_digest(article.text))
    if sharing := find_sharing(connection, snapshot_id) if snapshot_id is not None else []:
        keys = name_some([f"'{row.key}'" for row in sharing])
        return NotFoundError(f"{name}: has the same text as {keys}; name the one whose quotes to try")
    likely = TextlessSources().find(connection, article)
    known = f": {likely.why}" if likely else " ('kb sources' lists them)"
    return NotFoundError(
        f"{name}: is no article of a source in this base, by its key, DOI, PMID, address or text; name the source"
        f" whose quotes to try{known}"
    )


def _became(key: str, row: Any, current: CurrentText, suggestions: Suggestions, places: OldPlaces) -> QuoteChange:
    became, values = renew_quote(row, current)
    change = QuoteChange(key, row.claim, row.exact, became, values["start"], values["end"], row.start, row.end)
    return suggest_for(change, row, current.text, suggestions, places)
