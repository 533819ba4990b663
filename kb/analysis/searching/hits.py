"""A search: claims and articles that have the words, by turns in the order in which they answer best."""

from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection

from kb.analysis.claims import ClaimFilter
from kb.analysis.searching.found_articles import FoundArticles
from kb.analysis.searching.found_claims import FoundClaims
from kb.analysis.searching.narrowing import read_narrowing
from kb.analysis.searching.turns import by_turns
from kb.records import SearchHit
from kb.store.search_query import read_query
from kb.vocabulary import Searched


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for: ``text`` as :func:`kb.store.search_query.read_query` reads it. ``kind`` is what alone is to
    be found; ``treatment`` is what claims must be about, and ``keep`` narrows them further."""

    text: str
    treatment: str | None = None
    kind: str | None = None
    keep: ClaimFilter = field(default_factory=ClaimFilter)


def find_hits(connection: Connection, search: Search, limit: int | None = None, offset: int = 0) -> list[SearchHit]:
    """Return the best hits, ``limit`` of them behind the first ``offset``.

    Claims are ranked among claims, articles among articles (by BM25: Robertson and Zaragoza, The Probabilistic
    Relevance Framework, 2009). Raises UsageError for a text without a word to find, NotFoundError for an unknown name.
    """
    query = read_query(search.text)
    narrowing = read_narrowing(connection, search.treatment, search.keep)
    number = None if limit is None else limit + offset
    rooms: dict[str, FoundClaims | FoundArticles] = {
        Searched.CLAIM: FoundClaims(connection, query, narrowing),
        Searched.ARTICLE: FoundArticles(connection, query, narrowing),
    }
    found = [
        [(kind, each) for each in room.best(number)] for kind, room in rooms.items() if search.kind in (None, kind)
    ]
    shown = list(enumerate(by_turns(*found), 1))[offset:number]
    hits = {kind: room.hits([each for _, (its, each) in shown if its == kind]) for kind, room in rooms.items()}
    return [msgspec.structs.replace(hits[kind][each], rank=rank) for rank, (kind, each) in shown]
