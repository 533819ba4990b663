"""One file of a run, inside its transaction."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from kb.errors import ReadingError
from kb.loading.kin import kin_problems, same_text
from kb.loading.quotes import brief, quote_problems
from kb.naming import fold_concept
from kb.reading.document import Path as FieldPath
from kb.reading.document import Problems
from kb.reading.file_part import FilePart, LocatedArticle, LocatedSource
from kb.reading.known_names import PreparedAuthor, PreparedProposition
from kb.reading.vocabulary_record import PreparedConcept, PreparedEntry
from kb.records import CreatedName, FileReport, Problem, QuoteChange, SourceCounts, SourceFields
from kb.store.articles import differing_fields, differing_interest
from kb.store.derivation import Need, SourcePlace
from kb.store.loading import FileLoader
from kb.store.snapshots import text_digest
from kb.store.sources import MatchedSource, SourceError

#: What to do where a source comes twice: by whether an article brings it, and whether identifiers are shared.
_TWICE = {
    (False, False): "give each its own key",
    (False, True): "make one record of both",
    (True, False): "if it is another, load it with a key of its own (--key)",
    (True, True): "load one of the two",
}


@dataclass(slots=True)
class FileStep:
    """Brings the parts of one file into the base. With ``errors`` nothing of the file may land."""

    name: str
    seen: Mapping[str, SourcePlace]
    """The sources that earlier files of the run brought, by key."""
    is_last_call: bool = False
    """Whether the file is not tried again."""
    errors: list[Problem] = field(default_factory=list)
    """The first twenty; ``untold`` counts the others, as far as was looked."""
    untold: int = 0
    is_cut: bool = False
    warnings: list[Problem] = field(default_factory=list)
    given: int = 0
    is_faulty: bool = False
    """Whether something is wrong with the file itself, whatever the base may hold."""
    brings: set[Hashable] = field(default_factory=set)
    """What others may build on: keys of sources, names of concepts as kind and folded name."""
    unmet: set[Need] = field(default_factory=set)
    only_waits: bool = False
    """Whether nothing is wrong but that something it builds on is not there yet."""
    sources: dict[str, SourcePlace] = field(default_factory=dict)
    """The sources of the file, by key."""
    created: list[CreatedName] = field(default_factory=list)
    quotes: Counter[str] = field(default_factory=Counter)
    reanchored: list[QuoteChange] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    counts: SourceCounts = field(default_factory=SourceCounts)
    _loader: FileLoader | None = None

    def read(self, parts: Iterable[FilePart]) -> Iterator[FilePart]:
        """Yield the parts of the file as far as it can be read, noting what is wrong with them."""
        try:
            for part in parts:
                self.given += part.given
                self._note(part.errors)
                self.warnings += part.warnings
                self.is_faulty |= bool(part.errors)
                self.is_cut |= part.is_cut
                yield part
        except ReadingError as error:
            self._note([Problem(error.line, None, str(error))])
            self.is_faulty = True

    def is_known(self, line: bytes) -> bool:
        """Return whether the base holds what a line says, and nothing is to be told of it; the line is loaded next.

        In a file that will not land every line is read: what it gives is counted as rejected.
        """
        if self._loader is None or self.is_faulty:
            return False
        found = self._loader.find_known_line(line)
        return found is not None and found.key not in self.seen and found.key not in self.sources

    def load(self, parts: Iterable[FilePart], loader: FileLoader) -> None:
        """Load every part; once one is found to be faulty, only read on to see what else is wrong."""
        self._loader = loader
        unguessed = loader.budget.unguessed
        for part in self._with_vocabulary_loaded(parts, loader):
            if part.is_known:
                self._load_known(part.problems.document.locate(()), loader)
            else:
                self._load_sources(part, loader)
        if not self.is_faulty:
            loader.finish(may_wait=not self.is_last_call and not self.errors)
        if left_out := loader.budget.unguessed - unguessed:
            message = f"{left_out} new names were not compared with the known ones: that is too much for one load"
            self.warnings.append(Problem(None, None, message))
        self.outcomes, self.created, self.unmet = loader.outcomes, loader.created, loader.unmet
        self.counts = _counts(loader.sources)
        self.reanchored = loader.reanchored
        self.brings |= {(name.kind, fold_concept(name.name)) for name in loader.created}
        self.only_waits = not self.is_faulty and 0 < len(self.errors) + self.untold == loader.lacking

    def report(self) -> FileReport:
        """Return what became of the file."""
        if self.errors:
            if self.untold:
                number = f"at least {self.untold}" if self.is_cut else self.untold
                message = f"{number} more errors are not shown; mend these first"
                self.warnings.append(Problem(None, None, message))
            in_order = sorted(self.errors, key=lambda error: error.line or 0)
            return FileReport(self.name, rejected=max(self.given, 1), errors=in_order)
        done = self.outcomes
        return FileReport(
            self.name,
            done["added"],
            done["changed"],
            done["unchanged"],
            done["withdrawn"],
            quotes=self.reanchored,
            sources=self.counts,
        )

    def _note(self, problems: list[Problem]) -> None:
        room = Problems.MOST - len(self.errors)
        self.errors += map(brief, problems[:room])
        self.untold += len(problems[room:])

    def _with_vocabulary_loaded(self, parts: Iterable[FilePart], loader: FileLoader) -> Iterator[FilePart]:
        """Yield the parts with sources. The vocabularies, which come first, are loaded as one: a parent may stand in
        any of them."""
        vocabularies: list[FilePart] = []
        for part in parts:
            if self.is_faulty:
                continue
            if part.vocabulary:
                vocabularies.append(part)
                continue
            self._load_vocabularies(vocabularies, loader)
            vocabularies.clear()
            yield part
        if not self.is_faulty:
            self._load_vocabularies(vocabularies, loader)

    def _load_vocabularies(self, parts: list[FilePart], loader: FileLoader) -> None:
        entries = [(part, entry) for part in parts for entry in part.vocabulary]
        concepts = [(part, entry) for part, entry in entries if isinstance(entry, PreparedConcept)]
        loader.load_vocabulary([entry for _, entry in concepts], partial(self._complain_of_entry, concepts))
        worded = [(part, entry) for part, entry in entries if isinstance(entry, PreparedProposition)]
        loader.load_propositions([entry.proposition for _, entry in worded], partial(self._complain_of_entry, worded))
        named = [(part, entry) for part, entry in entries if isinstance(entry, PreparedAuthor)]
        loader.load_authors([entry.author for _, entry in named], partial(self._complain_of_entry, named))
        for _, each in concepts:
            names = (each.concept.name, *each.concept.aliases)
            self.brings |= {(each.kind, fold_concept(name)) for name in names}

    def _complain_of_entry(
        self, entries: Sequence[tuple[FilePart, PreparedEntry]], index: int, name: str, message: str
    ) -> None:
        part, entry = entries[index]
        self._note([part.problems.document.problem((*entry.path, name), message)])

    def _load_sources(self, part: FilePart, loader: FileLoader) -> None:
        told = len(part.errors)
        for located in part.sources:
            try:
                self._load_source(located, loader)
            except SourceError as error:
                located.problems.add((*located.path, *error.field.split(".")), str(error))
        self._note(part.errors[told:])
        for article in part.articles:
            try:
                self._load_article(article, loader)
            except SourceError as error:
                self._note([Problem(None, error.field, str(error))])

    def _load_known(self, number: int | None, loader: FileLoader) -> None:
        known = loader.load_known_line()
        self.given += known.claims
        self.brings.add(known.key)
        self.sources[known.key] = SourcePlace(f"{self.name}:{number}", known.origin)
        self.quotes.update(known.states)

    def _load_source(self, located: LocatedSource, loader: FileLoader) -> None:
        record = located.record
        matched = loader.match(record)
        key = matched.key
        self._refuse_twice(record.source, matched)
        self.brings.add(key)
        text = None if record.text is None else text_digest(record.text)
        self.sources[key] = SourcePlace(f"{self.name}:{located.line()}", record.source.derived_from, text)
        paths = [(*located.path, "claims", index) for index in range(len(record.claims))]
        complain = partial(_complain, located.problems, paths)
        line = located.problems.document.line if located.says_all else None
        loaded = loader.load_source(record, matched, complain, self._complain_of_origin(located), line)
        self.warnings += map(brief, located.announced if loaded.is_written else ())
        if loaded.has_new_text and not loaded.is_written and located.suggested:
            others = differing_interest(located.suggested, matched.existing, "its record changes that")
            self.warnings += [brief(located.problem(message, "source", name)) for name, message in others]
        # Of the records of one run none is the second: whichever comes first, the same is told.
        if older := [each for each in loaded.sharing if each not in self.seen and each not in self.sources]:
            self.warnings.append(located.problem(same_text(older), "source", "text"))
        self.quotes.update(loaded.quotes.states)
        self.warnings += quote_problems(key, loaded.quotes.unplaced, located)
        if record.source.key is None:
            message = f"none given: '{key}' was made from publisher and title"
            self.warnings.append(located.problem(message, "source", "key"))

    def _load_article(self, located: LocatedArticle, loader: FileLoader) -> None:
        article = located.record
        matched = loader.match(article)
        key = matched.key
        text = text_digest(article.text)
        self._refuse_twice(article.source, matched, text)
        self.brings.add(key)
        before = self.seen.get(key)
        self.sources[key] = SourcePlace(self.name, before.origin if before else None, text)
        if before is not None and before.text == text:
            self.warnings.append(Problem(None, None, f"is the same article as in {before.place}"))
        loaded = loader.load_article(article, matched)
        self.warnings += map(brief, located.announced if loaded.is_written else ())
        if loaded.is_written and article.source.key is None:
            self.warnings.append(Problem(None, "key", f"none given: '{key}' was made from publisher and title"))
        self.warnings += map(brief, kin_problems(loaded, is_new=matched.existing is None))
        if loaded.has_new_text and matched.existing and not article.source.key and not matched.shares(article.source):
            self.warnings.append(Problem(None, "key", f"none given: {_NEW_TEXT.format(key)}"))
        if loaded.has_new_text:
            others = differing_fields(loader.ledger, article, matched.existing)
            self.warnings += [brief(Problem(None, name, message)) for name, message in others]
        self.quotes.update(loaded.quotes.states)
        self.warnings += quote_problems(key, loaded.quotes.unplaced)

    def _refuse_twice(self, fields: SourceFields, matched: MatchedSource, text: str | None = None) -> None:
        """Raise SourceError where this run brought the source already. An article, which has a ``text``, may come after
        a record without one, and twice."""
        known = [matched.key] if matched.existing is None else [matched.key, matched.existing.key]
        for key in known:
            for place in (each[key] for each in (self.seen, self.sources) if key in each):
                if text is not None and place.text in (None, text):
                    continue
                shared = matched.shares(fields)
                which = f"'{key}' with the same {' and '.join(shared)}" if shared else f"'{key}'"
                advice = _TWICE[text is not None, bool(shared)]
                raise SourceError("source", f"{which} was loaded in this run already, from {place.place}; {advice}")

    def _complain_of_origin(self, located: LocatedSource) -> Callable[[str], None]:
        """Return what notes, when the file is finished and the record is long gone, what is wrong with its origin."""
        if not located.record.source.derived_from:
            return _no_complaint
        place = located.problem("", "source", "derived_from")
        return lambda message: self._note([Problem(place.line, place.field, message)])


_NEW_TEXT = "taken as a new text of '{}'; if it is another work, give it a key of its own with --key"


def _counts(sources: Counter[str]) -> SourceCounts:
    added, changed = sources["added"], sources["changed"]
    return SourceCounts(added, changed, sources["met"] - added - changed, sources["without_claims"])


def _no_complaint(message: str) -> None:
    raise AssertionError(message)


def _complain(problems: Problems, paths: list[FieldPath], index: int, name: str, message: str) -> None:
    problems.add((*paths[index], name), message)
