"""A run of loading: which files, in which order, each in a transaction of its own, and what became of them."""

import getpass
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from kb.reading.files import find_files
from kb.reading.source_file import SUFFIXES, LocatedSource, SourceFile, read_source_file
from kb.records import CreatedName, FileReport, LoadReport, Problem
from kb.store.database import Database
from kb.store.ledger import Ledger
from kb.store.loading import FileLoader, StandingQuote
from kb.store.sources import SourceError, made_key
from kb.vocabulary import QuoteState

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Told of each file before it is loaded: its name, how many are done, how many there are."""


class _RejectedError(Exception):
    """Rolls back the transaction of a file that must not land."""


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """``texts``: the folder in which articles lie. ``by``: who loads, for the history; the user where None.

    ``packaged``: the folder of files that come with kb; they are named from there.
    """

    dry_run: bool = False
    strict: bool = False
    texts: Path | None = None
    by: str | None = None
    packaged: Path | None = None


@dataclass(slots=True)
class LoadRun:
    """Loads files into a database. What one file adds is seen by the next; a rejected one leaves nothing behind."""

    database: Database
    options: LoadOptions
    progress: Progress | None = None
    reports: list[FileReport] = field(default_factory=list)
    created: list[CreatedName] = field(default_factory=list)
    warnings: dict[str, list[Problem]] = field(default_factory=dict)
    quotes: Counter[str] = field(default_factory=Counter)
    seen: dict[str, str] = field(default_factory=dict)

    def load(self, paths: Iterable[Path]) -> LoadReport:
        """Load every source record and vocabulary among ``paths``; raise NotFoundError for a path that is not there."""
        found = {path: self._shown(path) for path in find_files(paths, SUFFIXES)}
        files = in_order([read_source_file(path, name, self.options.texts) for path, name in found.items()])
        with self._transactions() as transaction:
            for done, file in enumerate(files):
                if self.progress:
                    self.progress(file.name, done, len(files))
                self._load_file(file, transaction)
        place = {name: index for index, name in enumerate(found.values())}
        self.reports.sort(key=lambda report: place[report.file])
        return LoadReport(self.reports, self.created, self.warnings, dict(self.quotes))

    def _shown(self, path: Path) -> str:
        """Return the name of a file for reader and history: as given; a packaged one from its folder on."""
        home = self.options.packaged
        return str(path.relative_to(home.parent) if home and path.is_relative_to(home) else path)

    @contextmanager
    def _transactions(self) -> Iterator[Callable[[], AbstractContextManager[Connection]]]:
        """Give out what opens a transaction for a file: of its own, or, in a dry run, a part of one that is undone."""
        if not self.options.dry_run:
            yield self.database.writing
            return
        with self.database.trying() as connection:

            @contextmanager
            def part() -> Iterator[Connection]:
                with connection.begin_nested():
                    yield connection

            yield part

    def _load_file(self, file: SourceFile, transaction: Callable[[], AbstractContextManager[Connection]]) -> None:
        self.warnings[file.name] = file.warnings
        if file.errors:
            self._reject(file)
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        by = self.options.by or _user()
        try:
            with transaction() as connection:
                loader = FileLoader(Ledger(connection, file.name, now, by), self.options.strict)
                landed, quotes = self._load_records(file, loader)
                if file.errors:
                    raise _RejectedError
        except _RejectedError:
            self._reject(file)
            return
        self.seen |= landed
        self.quotes.update(quotes)
        self.created += loader.created
        done = loader.outcomes
        self.reports.append(FileReport(file.name, done["added"], done["changed"], done["unchanged"], done["withdrawn"]))

    def _load_records(self, file: SourceFile, loader: FileLoader) -> tuple[dict[str, str], Counter[str]]:
        """Load what ``file`` holds; return the keys of its sources with their places, and its quotes by state."""
        for entries, problems in file.vocabularies:

            def complain_of_entry(index: int, name: str, message: str) -> None:
                problems.add((*entries[index].path, name), message)  # noqa: B023  (called before the loop goes on)

            loader.load_vocabulary(entries, complain_of_entry)
        landed: dict[str, str] = {}
        states: Counter[str] = Counter()
        for located in file.sources:
            for quote in self._load_source(located, loader, landed, file):
                states[quote.state] += 1
                if quote.state in (QuoteState.MISSING, QuoteState.AMBIGUOUS):
                    file.warnings.append(_quote_problem(located, quote))
        loader.finish()
        return landed, states

    def _load_source(
        self, located: LocatedSource, loader: FileLoader, landed: dict[str, str], file: SourceFile
    ) -> list[StandingQuote]:
        def complain(index: int, name: str, message: str) -> None:
            located.problems.add((*located.path, "claims", index, name), message)

        try:
            key = loader.source_key(located.record)
            place = self.seen.get(key) or landed.get(key)
            if place:
                raise SourceError(
                    "source", f"'{key}' was loaded in this run already, from {place}; give each its own key"
                )
            landed[key] = f"{file.name}:{located.line}"
            quotes = loader.load_source(located.record, complain)
        except SourceError as error:
            path = (*located.path, *error.field.split("."))
            located.problems.add(path, str(error), field=error.field)
            return []
        if located.record.source.key is None:
            line = located.problems.document.locate((*located.path, "source"))
            file.warnings.append(Problem(line, "source.key", f"none given: '{key}' was made from publisher and title"))
        return quotes

    def _reject(self, file: SourceFile) -> None:
        claims = sum(len(located.record.claims) for located in file.sources)
        self.reports.append(FileReport(file.name, rejected=max(claims, 1), errors=file.errors[:20]))


def in_order(files: list[SourceFile]) -> list[SourceFile]:
    """Return vocabularies first, then sources, those that derive from others after these; else as they came."""
    for file in files:
        file.sources = _origins_first(file.sources, lambda located: [located])
    files = _origins_first(files, lambda file: file.sources)
    return sorted(files, key=lambda file: not file.vocabularies)


def _origins_first(items: list[T], sources: Callable[[T], list[LocatedSource]]) -> list[T]:
    """Return ``items`` so that each comes after those that hold what its sources derive from; unchanged in a circle."""
    holders = {_key(located): index for index, item in enumerate(items) for located in sources(item)}
    sorter: TopologicalSorter[int] = TopologicalSorter()
    for index, item in enumerate(items):
        origins = {holders.get(located.record.source.derived_from or "", index) for located in sources(item)}
        sorter.add(index, *(origins - {index}))
    try:
        return [items[index] for index in sorter.static_order()]
    except CycleError:
        return items


def _key(located: LocatedSource) -> str:
    return located.record.source.key or made_key(located.record.source)


def _quote_problem(located: LocatedSource, quote: StandingQuote) -> Problem:
    """Return what is wrong with ``quote``, at the line of the claim that gives it."""
    claims = located.record.claims
    index = next((i for i, claim in enumerate(claims) if quote.exact in [words.exact for words in claim.quotes]), 0)
    line = located.problems.document.locate((*located.path, "claims", index, "quote"))
    advice: dict[str, str] = {
        QuoteState.MISSING: "does not stand in the text; copy it from there",
        QuoteState.AMBIGUOUS: "stands in the text more than once; give a prefix or suffix",
    }
    return Problem(line, "quote", f"'{quote.exact}' {advice[quote.state]}")


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None
