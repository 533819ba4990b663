"""Sources without a text: which of them an article may be the text of, before it becomes a source of its own."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, select

from kb.naming import fold_wording
from kb.quoting import anchor_quote
from kb.records import PreparedArticle
from kb.store.articles import find_other_work
from kb.store.models import claim, quote, source, source_snapshot
from kb.vocabulary import QuoteState, ReviewStatus

#: So many sources and quotes are known at once, and so much of an article is looked through: a guess is to cost little.
MOST = 50_000
_LONGEST = 1_000_000
_MOST_TRIED = 3
_MOST_OF_ONE = 50
#: A quote is looked for by its first words; one of fewer words than the least tells nothing.
_FIRST = (4, 3, 2)
_HAN_AND_KANA = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: Chinese and Japanese know no blanks: there a character counts as a word.
_WORD = re.compile(f"[{_HAN_AND_KANA}]|[^\\W{_HAN_AND_KANA}]+")
_ADDRESS = re.compile(r"^https?://(?:www\.)?|/?(?:#.*)?$", re.IGNORECASE)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LikelySource:
    """A source without a text that an article is likely to be the text of; ``why`` says by what."""

    key: str
    why: str


@dataclass(slots=True)
class _Known:
    """The sources without a text, by what an article may share with them."""

    quotes: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_words: dict[Words, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    """By the first words of a quote, its source and its number there."""
    by_name: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    """By title and by address."""


@dataclass(slots=True)
class TextlessSources:
    """The sources without a text, read when they are first asked for: a run asks again for each of its articles."""

    _known: _Known | None = None

    def find(self, connection: Connection, article: PreparedArticle) -> LikelySource | None:
        """Return the one source that ``article`` is likely to be the text of, None where there is none, or several.

        Most of its quotes stand in the article; or it has the same title or address, and not quotes of which none does.
        """
        if self._known is None:
            self._known = _read(connection)
        text, known = article.text[:_LONGEST], self._known
        named = {id_: why for why, id_ in _named(known, article)}
        likely = {}
        for id_ in dict.fromkeys([*_with_most_words(known, text), *list(named)[:_MOST_TRIED]]):
            quotes = known.quotes.get(id_, [])[:_MOST_OF_ONE]
            standing = sum(anchor_quote(text, each).state is not QuoteState.MISSING for each in quotes)
            if standing * 2 > len(quotes):
                likely[id_] = "most quotes of '{}', which has no text, stand in it"
            elif id_ in named and (standing or not quotes):
                likely[id_] = f"'{{}}', which has no text, has the same {named[id_]}"
        return _checked(connection, article, likely)


def _read(connection: Connection) -> _Known:
    known = _Known()
    for row in connection.execute(_textless(source.c.id, source.c.title, source.c.url)):
        known.by_name["title", fold_wording(row.title)].append(row.id)
        if row.url:
            known.by_name["address", _ADDRESS.sub("", row.url)].append(row.id)
    if not known.by_name:
        return known
    waiting = _textless(source.c.id, quote.c.exact).join(claim, claim.c.source_id == source.c.id)
    waiting = waiting.join(quote, quote.c.claim_id == claim.c.id).where(claim.c.status == ReviewStatus.ACCEPTED)
    for row in connection.execute(waiting):
        words = _WORD.findall(row.exact[:200])
        if len(words) >= min(_FIRST):
            known.by_words[tuple(words[: max(_FIRST)])].append((row.id, len(known.quotes[row.id])))
            known.quotes[row.id].append(row.exact)
    return known


def _textless(*columns: Any) -> Select[Any]:
    """Return the query of ``columns`` of sources that never had a text."""
    query = select(*columns).select_from(source).join(source_snapshot, isouter=True)
    return query.where(source_snapshot.c.id.is_(None)).order_by(source.c.id).limit(MOST)


def _named(known: _Known, article: PreparedArticle) -> Iterator[tuple[str, int]]:
    """Yield by what ``article`` is called as a source is, and which: its title, an address at which it lies."""
    fields = article.source
    names = [("title", fold_wording(fields.title))] if fields.title else []
    names += [("address", _ADDRESS.sub("", url)) for url in (fields.url, *article.also_at) if url]
    for name in names:
        for id_ in known.by_name.get(name, []):
            yield name[0], id_


def _with_most_words(known: _Known, text: str) -> list[int]:
    """Return the sources most of whose quotes begin with words that stand in ``text``, those with most of them first.

    One walk through the text, however many quotes there are.
    """
    if not known.by_words:
        return []
    words = _WORD.findall(text)
    begun: set[Words] = set()
    for length in _FIRST:
        begun.update(filter(known.by_words.__contains__, zip(*(words[at:] for at in range(length)), strict=False)))
    found = Counter(id_ for id_, _ in {each for start in begun for each in known.by_words[start]})
    return [id_ for id_, number in found.most_common(_MOST_TRIED) if number * 2 > len(known.quotes[id_])]


def _checked(connection: Connection, article: PreparedArticle, likely: dict[int, str]) -> LikelySource | None:
    """Return the one likely source, if it is no other work and has got no text meanwhile."""
    if len(likely) != 1:
        return None
    ((id_, why),) = likely.items()
    row = connection.execute(_textless(source).where(source.c.id == id_)).one_or_none()
    if row is None or any(find_other_work(row, article)):
        return None
    return LikelySource(row.key, why.format(row.key))
