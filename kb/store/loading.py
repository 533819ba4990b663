"""What one file says, into the base, inside the transaction of the caller: it commits, or it rolls everything back."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kb.records import CreatedName, PreparedSource, QuoteRecord
from kb.store.authors import AuthorBook
from kb.store.claim_writing import ClaimWriter, Complain
from kb.store.claims import ClaimBooks
from kb.store.concepts import ConceptBook
from kb.store.ledger import Ledger
from kb.store.quotes import current_text, reanchor_quotes, standing_quotes
from kb.store.sources import MatchedSource, match_source, record_digest, write_source
from kb.store.vocabulary_entries import Entry, VocabularyError, apply_vocabulary


@dataclass(frozen=True, slots=True)
class StandingQuote:
    """A quote of a source that was just loaded, in the state in which the load left it."""

    words: QuoteRecord
    state: str


@dataclass(slots=True)
class FileLoader:
    """Takes the records of one file; ``outcomes`` counts claims, for a vocabulary concepts."""

    ledger: Ledger
    strict: bool = False
    outcomes: Counter[str] = field(default_factory=Counter)
    concepts: ConceptBook = field(init=False)
    books: ClaimBooks = field(init=False)

    def __post_init__(self) -> None:
        self.concepts = ConceptBook(self.ledger, self.strict)
        self.books = ClaimBooks(self.ledger, self.concepts, AuthorBook(self.ledger), {})

    @property
    def created(self) -> list[CreatedName]:
        return self.concepts.created

    def load_vocabulary(self, entries: Sequence[Entry], complain: Callable[[int, str, str], None]) -> None:
        """Bring in the entries of a vocabulary; ``complain`` takes index, field and message of one that is refused."""
        for index, outcome in enumerate(apply_vocabulary(self.concepts, entries)):
            if isinstance(outcome, VocabularyError):
                complain(index, outcome.field, str(outcome))
            else:
                self.outcomes[outcome] += 1

    def match(self, record: PreparedSource) -> MatchedSource:
        """Return which source of the base ``record`` is; raise SourceError where it is two at once."""
        return match_source(self.ledger, record.source)

    def load_source(self, record: PreparedSource, matched: MatchedSource, complain: Complain) -> list[StandingQuote]:
        """Bring in a source record, whose claims replace those that files gave for this source; return its quotes.

        Raises SourceError for what is wrong with the source, hands what is wrong with a claim to ``complain``.
        """
        existing = matched.existing
        is_same = existing is not None and existing.digest == record_digest(record) and not self.strict
        if existing is not None and is_same:
            source_id, has_changed = existing.id, False
        else:
            source_id, has_changed = write_source(self.ledger, self.books.authors, record, matched)
        current = current_text(self.ledger, source_id, record.text)
        if existing is not None and current is not None and current.is_new:
            reanchor_quotes(self.ledger, source_id, current)
            has_changed = True
        self.outcomes["changed"] += has_changed
        if is_same:
            self.outcomes["unchanged"] += len(record.claims)
        else:
            ClaimWriter(self.books, source_id, current, self.outcomes).write(record.claims, complain)
        rows = standing_quotes(self.ledger, source_id)
        return [StandingQuote(QuoteRecord(row.exact, row.prefix, row.suffix), row.state) for row in rows]

    def finish(self) -> None:
        """Write what is still waiting."""
        self.ledger.flush()
