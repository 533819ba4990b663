"""The articles that a search finds: sources by their title and publisher, or by their current text."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from kb.analysis.searching.marking import mark_articles, mark_titles
from kb.analysis.searching.narrowing import Narrowing
from kb.analysis.searching.ranking import find_best
from kb.analysis.searching.turns import by_turns
from kb.records import SearchHit, SourceBrief
from kb.store.models import source
from kb.store.search_query import SearchQuery
from kb.vocabulary import Searched

_BRIEF = tuple(source.c[name] for name in SourceBrief.__struct_fields__)


@dataclass(frozen=True, slots=True)
class FoundArticles:
    """Articles in the order in which they answer best, by the ids of their sources."""

    connection: Connection
    query: SearchQuery
    narrowing: Narrowing
    _by_title: set[int] = field(default_factory=set)
    _by_text: dict[int, int] = field(default_factory=dict)
    """Sources found by their text, each with the snapshot that it is."""

    def best(self, number: int | None) -> list[int]:
        expression = self.query.expression
        titles = find_best(self.connection, "source_text", expression, self.narrowing.passing_sources, number)
        texts = find_best(self.connection, "snapshot_text", expression, self.narrowing.passing_snapshots, number)
        read = [(source_id, each) for each in texts for source_id in self.narrowing.readers[each]]
        self._by_title.update(titles)
        self._by_text.update(read)
        return list(dict.fromkeys(by_turns(titles, [source_id for source_id, _ in read])))

    def hits(self, source_ids: Collection[int]) -> dict[int, SearchHit]:
        """Return articles with their words marked; what rank they have is for the list to say."""
        if not source_ids:
            return {}
        expression = self.query.expression
        titles = mark_titles(self.connection, expression, self._by_title & set(source_ids))
        read = {each: self._by_text[each] for each in source_ids if each in self._by_text}
        texts = mark_articles(self.connection, expression, set(read.values()))
        briefs = self.connection.execute(select(source.c.id, *_BRIEF).where(source.c.id.in_(source_ids)))
        hits = {}
        for source_id, *brief in briefs:
            marked = [*titles.get(source_id, ()), *texts.get(read.get(source_id, 0), ())]
            hits[source_id] = SearchHit(Searched.ARTICLE, 0, marked, None, SourceBrief(*brief))
        return hits
