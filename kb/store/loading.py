"""What one file says, into the base, inside the transaction of the caller: it commits, or it rolls everything back."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from kb.records import (
    AuthorNamesRecord,
    CreatedName,
    PreparedArticle,
    PreparedSource,
    PropositionRecord,
    QuoteChange,
)
from kb.store.articles import match_article, write_article_source
from kb.store.author_names import apply_author, as_name
from kb.store.authors import AuthorBook
from kb.store.claim_writing import ClaimWriter, Complain
from kb.store.claims import ClaimBooks
from kb.store.concepts import ConceptBook
from kb.store.derivation import DerivationBook, Link, Need, SourcePlace
from kb.store.guessing import GuessBudget
from kb.store.known_lines import KnownLine, find_known_line, note_line
from kb.store.ledger import Ledger
from kb.store.old_places import OldPlaces
from kb.store.proposition_wordings import apply_proposition
from kb.store.quotes import (
    OldQuote,
    StandingQuotes,
    find_standing_quotes,
    quote_changes,
    reanchor_quotes,
    standing_quotes,
)
from kb.store.snapshots import CurrentText, current_text, find_current_text, find_sharing
from kb.store.sources import MatchedSource, match_source, record_digest, write_source
from kb.store.suggesting import LOAD_EFFORT, Suggestions
from kb.store.textless_sources import LikelySource, TextlessSources
from kb.store.vocabulary_entries import Entry, VocabularyError, apply_vocabulary

ComplainOfEntry = Callable[[int, str, str], None]
"""Takes what is wrong with an entry of a vocabulary: its index, the field, the message."""


@dataclass(frozen=True, slots=True)
class LoadedSource:
    """What a load made of a source. ``is_written``: it is new, or its record is another one; ``has_new_text``: it was
    there and has a text that it had not; ``sharing``: other sources that have had its new text, and are neither its
    origin nor derived from it; ``likely``: the older source that an article may be the text of, now that it is one of
    its own."""

    quotes: StandingQuotes
    is_written: bool
    has_new_text: bool
    sharing: list[str]
    likely: LikelySource | None = None


@dataclass(slots=True)
class FileLoader:
    """Takes the records of one file; ``outcomes`` counts claims, for a vocabulary concepts.

    ``waiting``: the sources of files that have not landed yet, by key. ``budget``: what the run may still
    spend on guessing what a new name was meant for.
    """

    ledger: Ledger
    strict: bool = False
    waiting: Mapping[str, SourcePlace] = field(default_factory=dict)
    budget: GuessBudget = field(default_factory=GuessBudget)
    outcomes: Counter[str] = field(default_factory=Counter)
    reanchored: list[QuoteChange] = field(default_factory=list)
    """What became of the quotes of sources that got a new text."""
    sources: Counter[str] = field(default_factory=Counter)
    """How many sources were added, changed and met in all, and how many of them came without claims."""
    textless: TextlessSources = field(default_factory=TextlessSources)
    suggestions: Suggestions = field(default_factory=lambda: Suggestions(LOAD_EFFORT))
    concepts: ConceptBook = field(init=False)
    books: ClaimBooks = field(init=False)
    derivations: DerivationBook = field(init=False)
    _entries_unmet: list[Need] = field(default_factory=list)
    _late: list[tuple[Callable[[], str], Callable[[str, str], None]]] = field(default_factory=list)
    """Names that hold in sources, which must be in first."""
    _changed: set[int] = field(default_factory=set)
    _known: KnownLine | None = None

    def __post_init__(self) -> None:
        self.concepts = ConceptBook(self.ledger, self.strict, budget=self.budget)
        self.books = ClaimBooks(self.ledger, self.concepts, AuthorBook(self.ledger), {})
        self.derivations = DerivationBook(self.ledger, self.waiting)

    @property
    def created(self) -> list[CreatedName]:
        return self.concepts.created

    @property
    def unmet(self) -> set[Need]:
        """What the file builds on and the base has not."""
        return {*self.derivations.unmet.values(), *self._entries_unmet}

    @property
    def lacking(self) -> int:
        """How many sources and vocabulary entries build on something that the base has not."""
        return len(self.derivations.unmet) + len(self._entries_unmet)

    def load_vocabulary(self, entries: Sequence[Entry], complain: ComplainOfEntry) -> None:
        """Bring in the entries of a vocabulary; ``complain`` takes index, field and message of one that is refused."""
        for index, outcome in enumerate(apply_vocabulary(self.concepts, entries)):
            if isinstance(outcome, VocabularyError):
                self._refuse(outcome, partial(complain, index))
            else:
                self.outcomes[outcome] += 1

    def load_propositions(self, entries: Sequence[PropositionRecord], complain: ComplainOfEntry) -> None:
        """Bring in wordings that are one proposition."""
        for index, entry in enumerate(entries):
            self._apply(partial(apply_proposition, self.books, entry), partial(complain, index))

    def load_authors(self, entries: Sequence[AuthorNamesRecord], complain: ComplainOfEntry) -> None:
        """Bring in names that are one author; those that hold in one source when the file is finished."""
        for index, entry in enumerate(entries):
            apply = partial(apply_author, self.books.authors, entry)
            if entry.source or any(as_name(alias).source for alias in entry.aliases):
                self._late.append((apply, partial(complain, index)))
            else:
                self._apply(apply, partial(complain, index))

    def _apply(self, apply: Callable[[], str], complain: Callable[[str, str], None]) -> None:
        try:
            self.outcomes[apply()] += 1
        except VocabularyError as error:
            self._refuse(error, complain)

    def _refuse(self, error: VocabularyError, complain: Callable[[str, str], None]) -> None:
        self._entries_unmet += [frozenset({error.unmet})] if error.unmet else []
        complain(error.field, str(error))

    def match(self, record: PreparedSource | PreparedArticle) -> MatchedSource:
        """Return which source of the base ``record`` is; raise SourceError where it is two at once, or cannot be it."""
        if isinstance(record, PreparedArticle):
            return match_article(self.ledger, record)
        return match_source(self.ledger, record.source)

    def load_source(
        self,
        record: PreparedSource,
        matched: MatchedSource,
        complain: Complain,
        complain_of_origin: Callable[[str], None],
        line: bytes | None = None,
    ) -> LoadedSource:
        """Bring in a source record, whose claims replace those that files gave for this source.

        ``complain`` takes what is wrong with a claim; ``complain_of_origin``, when the file is finished, what is wrong
        with what the source derives from. ``line`` is the line of a file that says this and nothing else.
        """
        is_new, origin = matched.existing is None, record.source.derived_from
        self._count_source(is_new=is_new, has_claims=bool(record.claims))
        source_id, is_written = self._write_record(record, matched, complain_of_origin, line)
        current, before = self._renew_text(source_id, record, is_new_source=is_new)
        self._changed |= {source_id} if before is not None else set()
        writer = ClaimWriter(self.books, source_id, current, self.outcomes)
        if is_new:
            quotes = writer.write_new(record.claims, complain)
            sharing = self._sharing(source_id, current, origin)
            return LoadedSource(quotes, is_written=True, has_new_text=False, sharing=sharing)
        if is_written or self.strict:
            writer.write(record.claims, complain)
        else:
            self.outcomes["unchanged"] += len(record.claims)
        return self._loaded(source_id, matched.key, current, before, is_written=is_written, origin=origin)

    def _write_record(
        self,
        record: PreparedSource,
        matched: MatchedSource,
        complain_of_origin: Callable[[str], None],
        line: bytes | None,
    ) -> tuple[int, bool]:
        """Write what a record says of the source itself, unless it is what was loaded last; return the source's id and
        whether anything was written."""
        existing, digest = matched.existing, record_digest(record)
        if existing is not None and existing.digest == digest and not self._fills_in_first(existing.id, record):
            return existing.id, False
        source_id, has_changed = write_source(self.ledger, self.books.authors, record, matched, digest)
        self._changed |= {source_id} if has_changed else set()
        if line is not None:
            note_line(self.ledger, source_id, line, digest, len(record.claims), is_new=existing is None)
        origin = record.source.derived_from
        if origin or (existing is not None and existing.derived_from_id):
            link = Link(source_id, matched.key, origin, existing is None, complain_of_origin)
            self.derivations.links.append(link)
        return source_id, True

    def _fills_in_first(self, source_id: int, record: PreparedSource) -> bool:
        """Whether an article fills in what ``record`` leaves out, and is the first text of a source that had none."""
        return record.given is not None and find_current_text(self.ledger.connection, source_id) is None

    def find_known_line(self, line: bytes) -> KnownLine | None:
        """Return what a line stands for that the base holds as it stands, None where it has to be read."""
        if self.strict:
            return None
        self._known = find_known_line(self.ledger, line)
        return self._known

    def load_known_line(self) -> KnownLine:
        """Bring in the line that was found last, which changes nothing."""
        assert self._known is not None
        self._count_source(is_new=False, has_claims=self._known.claims > 0)
        self.outcomes["unchanged"] += self._known.claims
        return self._known

    def load_article(self, article: PreparedArticle, matched: MatchedSource) -> LoadedSource:
        """Bring in an article by itself: as a new source, or as the text of one, whose claims and fields stay."""
        is_new = matched.existing is None
        likely = self.textless.find(self.ledger.connection, article) if is_new else None
        source_id, has_changed = write_article_source(self.ledger, self.books.authors, article, matched)
        current, before = self._renew_text(source_id, article, is_new_source=is_new)
        outcome = "added" if is_new else "changed" if has_changed or before is not None else "unchanged"
        self.outcomes[outcome] += 1
        self._count_source(is_new=is_new, has_claims=False)
        self.sources["changed"] += int(outcome == "changed")
        if not is_new:
            return self._loaded(source_id, matched.key, current, before, is_written=False)
        sharing = self._sharing(source_id, current)
        return LoadedSource(StandingQuotes(), is_written=True, has_new_text=False, sharing=sharing, likely=likely)

    def _count_source(self, *, is_new: bool, has_claims: bool) -> None:
        self.sources.update(met=1, added=int(is_new), without_claims=int(not has_claims))

    def _renew_text(
        self, source_id: int, given: PreparedSource | PreparedArticle, *, is_new_source: bool
    ) -> tuple[CurrentText | None, list[OldQuote] | None]:
        """Return the current text, and the quotes of an older source as they were where that text is new to it."""
        current = current_text(self.ledger, source_id, given.text, given.reading, is_new_source=is_new_source)
        if is_new_source or current is None or not current.is_new:
            return current, None
        return current, reanchor_quotes(self.ledger, source_id, current)

    def _loaded(
        self,
        source_id: int,
        key: str,
        current: CurrentText | None,
        before: list[OldQuote] | None,
        *,
        is_written: bool,
        origin: str | None = None,
    ) -> LoadedSource:
        quotes = standing_quotes(self.ledger, source_id)
        if current is not None and before:
            after = find_standing_quotes(self.ledger.connection, source_id)
            places = OldPlaces(self.ledger.connection, source_id)
            self.reanchored += quote_changes(key, before, after, current.text, self.suggestions, places)
        sharing = self._sharing(source_id, current, origin)
        return LoadedSource(quotes, is_written=is_written, has_new_text=before is not None, sharing=sharing)

    def _sharing(self, source_id: int, current: CurrentText | None, origin: str | None = None) -> list[str]:
        """Return the keys of other sources that have had the text which this load brought, but for reprints."""
        if current is None or not current.was_known:
            return []
        rows = find_sharing(self.ledger.connection, current.snapshot_id, source_id)
        strangers = [row for row in rows if row.derived_from_id != source_id]
        return [row.key for row in strangers if origin is None or origin not in (row.key, row.origin)]

    def finish(self, *, may_wait: bool = False) -> None:
        """Link the sources with what they derive from, and write what is still waiting.

        ``may_wait``: whether the file is tried again where it lacks something, so that no complaint of that counts.
        """
        self._changed |= set(self.derivations.settle(may_wait=may_wait))
        self.outcomes["changed"] += len(self._changed)
        self.sources["changed"] += len(self._changed)
        for apply, complain in self._late:
            self._apply(apply, complain)
        self.ledger.finish()
