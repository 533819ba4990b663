"""The claims that a search finds."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from kb.analysis.claim_records import read_claims
from kb.analysis.searching.marking import mark_claims
from kb.analysis.searching.narrowing import Narrowing
from kb.analysis.searching.ranking import find_best
from kb.records import SearchHit
from kb.store.search_query import SearchQuery
from kb.vocabulary import Searched


@dataclass(frozen=True, slots=True)
class FoundClaims:
    """Claims in the order in which they answer best, by their ids."""

    connection: Connection
    query: SearchQuery
    narrowing: Narrowing

    def best(self, number: int | None) -> list[int]:
        expression = self.query.among_claims(self.narrowing.treatment_ids)
        return find_best(self.connection, "claim_text", expression, self.narrowing.passing_claims, number)

    def hits(self, claim_ids: Collection[int]) -> dict[int, SearchHit]:
        """Return claims with their words marked; what rank they have is for the list to say."""
        if not claim_ids:
            return {}
        marked = mark_claims(self.connection, self.query.among_claims(), claim_ids)
        claims = read_claims(self.connection, claim_ids)
        return {each: SearchHit(Searched.CLAIM, 0, marked[each], claims[each], claims[each].source) for each in claims}
