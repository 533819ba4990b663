"""A run of loading: which files, in which order, each in a transaction of its own, and what became of them."""

import getpass
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from kb.errors import NotFoundError
from kb.reading.document import Path as Place
from kb.reading.document import Problems
from kb.reading.files import find_files
from kb.reading.ordering import in_order
from kb.reading.source_file import SUFFIXES, LocatedSource, SourceFile, read_source_file
from kb.records import CreatedName, FileReport, LoadReport, Problem
from kb.store.database import Database
from kb.store.ledger import Ledger
from kb.store.loading import FileLoader, StandingQuote
from kb.store.sources import SourceError
from kb.vocabulary import QuoteState

Progress = Callable[[str, int, int], None]
"""Told of each file before it is loaded: its name, how many are done, how many there are."""


_ADVICE: dict[str, str] = {
    QuoteState.MISSING: "does not stand in the text; copy it from there",
    QuoteState.AMBIGUOUS: "stands in the text more than once; give a prefix or suffix",
}


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
        given = list(paths)
        found = {path: self._shown(path) for path in find_files(given, SUFFIXES)}
        if not found:
            names, suffixes = (", ".join(map(str, each)) for each in (given, SUFFIXES))
            raise NotFoundError(f"{names}: no source record or vocabulary there ({suffixes})")
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
                step = _FileStep(file, loader, self.seen)
                step.load()
                if file.errors:
                    raise _RejectedError
        except _RejectedError:
            self._reject(file)
            return
        self.seen |= step.landed
        self.quotes.update(step.quotes)
        self.created += loader.created
        done = loader.outcomes
        self.reports.append(FileReport(file.name, done["added"], done["changed"], done["unchanged"], done["withdrawn"]))

    def _reject(self, file: SourceFile) -> None:
        if len(file.errors) > Problems.MOST:
            more = f"{len(file.errors) - Problems.MOST} more errors are not shown; mend these first"
            file.warnings.append(Problem(None, None, more))
        self.reports.append(FileReport(file.name, rejected=max(file.given, 1), errors=file.errors[: Problems.MOST]))


@dataclass(slots=True)
class _FileStep:
    """One file of a run inside its transaction. What is wrong with it goes to ``file.errors``."""

    file: SourceFile
    loader: FileLoader
    seen: dict[str, str]
    """The sources that earlier files of the run brought, by key, with their places."""
    landed: dict[str, str] = field(default_factory=dict)
    quotes: Counter[str] = field(default_factory=Counter)

    def load(self) -> None:
        for entries, problems in self.file.vocabularies:
            paths = [entry.path for entry in entries]
            self.loader.load_vocabulary(entries, partial(_complain, problems, paths))
        for located in self.file.sources:
            try:
                self._load_source(located)
            except SourceError as error:
                path = (*located.path, *error.field.split("."))
                located.problems.add(path, str(error), field=error.field)
        self.loader.finish()

    def _load_source(self, located: LocatedSource) -> None:
        matched = self.loader.match(located.record)
        key = matched.key
        known = {key, matched.existing.key} if matched.existing is not None else {key}
        place = next((each[name] for each in (self.seen, self.landed) for name in known if name in each), None)
        if place:
            message = f"'{key}' was loaded in this run already, from {place}; give each its own key"
            raise SourceError("source", message)
        self.landed[key] = f"{self.file.name}:{located.line}"
        paths = [(*located.path, "claims", index) for index in range(len(located.record.claims))]
        for quote in self.loader.load_source(located.record, matched, partial(_complain, located.problems, paths)):
            self.quotes[quote.state] += 1
            if quote.state in _ADVICE:
                self.file.warnings.append(_quote_problem(located, quote))
        if located.record.source.key is None:
            line = located.problems.document.locate((*located.path, "source"))
            message = f"none given: '{key}' was made from publisher and title"
            self.file.warnings.append(Problem(line, "source.key", message))


def _complain(problems: Problems, paths: list[Place], index: int, name: str, message: str) -> None:
    problems.add((*paths[index], name), message)


def _quote_problem(located: LocatedSource, quote: StandingQuote) -> Problem:
    """Return what is wrong with ``quote``, at the line of the claim that gives it."""
    claims = located.record.claims
    index = next((index for index, claim in enumerate(claims) if quote.words in claim.quotes), 0)
    line = located.problems.document.locate((*located.path, "claims", index, "quote"))
    return Problem(line, "quote", f"'{quote.words.exact}' {_ADVICE[quote.state]}")


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None
