"""A run over what is given: each file whole or not at all, in the order in which they build on one another."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from kb.errors import UsageError
from kb.loading.folder import tell_left_out
from kb.loading.given import Loadable, as_text
from kb.loading.options import LoadOptions, Progress
from kb.loading.step import FileStep
from kb.loading.waiting import LoadOrder
from kb.reading.article_file import ArticleFile
from kb.reading.article_text import real_path
from kb.reading.file_part import FilePart
from kb.reading.read_ahead import ReadAhead
from kb.reading.source_file import SourceFile
from kb.records import CreatedName, FileReport, LoadProgress, LoadReport, Problem
from kb.store.database import Database
from kb.store.derivation import SourcePlace
from kb.store.guessing import GuessBudget
from kb.store.ledger import Ledger
from kb.store.loading import FileLoader
from kb.store.textless_sources import TextlessSources
from kb.uninterrupted import uninterrupted
from kb.user import user_name

Transaction = Callable[[], AbstractContextManager[Connection]]


class _RejectedError(Exception):
    """Rolls back the transaction of a file that must not land."""


@dataclass(slots=True)
class LoadRun:
    """Loads into a database while it is iterated over: each step lands or rejects one file and yields its report.

    What one file adds is seen by the next; a rejected one leaves nothing behind. Files come in the order in which they
    build on one another. Stopping early leaves in what has landed, but for a dry run, which leaves nothing.
    """

    database: Database
    files: Sequence[Loadable]
    options: LoadOptions
    progress: Progress | None = None
    left_out: Mapping[Path, list[str]] = field(default_factory=dict)
    """Texts in the folders of the run that nobody gave for articles, unless a source record names them."""
    _reports: dict[int, FileReport] = field(default_factory=dict)
    _created: list[CreatedName] = field(default_factory=list)
    _warnings: dict[str, list[Problem]] = field(default_factory=dict)
    _quotes: Counter[str] = field(default_factory=Counter)
    _seen: dict[str, SourcePlace] = field(default_factory=dict)
    _waiting: dict[str, SourcePlace] = field(default_factory=dict)
    _budget: GuessBudget = field(default_factory=GuessBudget)
    _textless: TextlessSources = field(default_factory=TextlessSources)
    _named: set[Path] = field(default_factory=set)
    """Files that source records have for articles."""
    _taken: int = 0
    """How many files went with a source record, and are none of their own."""
    _ahead: ReadAhead = field(default_factory=ReadAhead)

    @property
    def total(self) -> int:
        """How many files there are; an article that turns out to go with a source record does not count."""
        return len(self.files) - self._taken

    @property
    def report(self) -> LoadReport:
        """What has become of the files so far, in the order in which they were given."""
        files = [self._reports[number] for number in sorted(self._reports)]
        return LoadReport(files, self._created, {**self._warnings, **self._left_out()}, dict(self._quotes))

    def _left_out(self) -> dict[str, list[Problem]]:
        told = {}
        for folder, names in self.left_out.items():
            if unnamed := [name for name in names if real_path(folder / name) not in self._named]:
                told[as_text(str(folder))] = [tell_left_out(unnamed)]
        return told

    def __iter__(self) -> Iterator[FileReport]:
        if self._reports:
            raise UsageError("a load is gone through once; make another one")
        order = LoadOrder.of([self._rank(file) for file in self.files])
        with self._transactions() as transaction, self._ahead.over(self.files, self._named):
            for number in order:
                if self.files[number].real in self._named:
                    self._taken += 1
                    continue
                step = self._load_file(number, transaction, is_last_call=order.is_last_call)
                if step.only_waits and not order.is_last_call:
                    self._waiting |= step.sources
                    order.wait(number, step.unmet)
                    continue
                if step.errors:
                    self._settle(number, step)
                order.landed(() if step.errors else step.brings)
                yield self._reports[number]

    def _rank(self, file: Loadable) -> int:
        """Return when a file comes: what others may build on first (a file that is alone has nobody to come before),
        articles by themselves last, when the source records have said which are theirs."""
        if file.is_article:
            return 2
        return 0 if len(self.files) > 1 and file.brings_vocabulary() else 1

    @contextmanager
    def _transactions(self) -> Iterator[Transaction]:
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

    def _load_file(self, number: int, transaction: Transaction, *, is_last_call: bool) -> FileStep:
        """Load one file, and settle it if it lands. A stream is read while it is loaded, any other before that."""
        file = self.files[number]
        step = FileStep(file.name, self._seen, is_last_call)
        parts: Iterator[FilePart] = step.read(self._parts(file, step))
        self._tell(file, 0.0)
        if not file.is_stream:
            parts = iter(list(parts))
            self._named |= file.named
            if step.errors:
                return step
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with ExitStack() as landing, suppress(_RejectedError):
            with transaction() as connection:
                ledger = Ledger(connection, file.name, now, self.options.by or user_name())
                loader = FileLoader(ledger, self.options.strict, self._waiting, self._budget, textless=self._textless)
                step.load(self._told(file, parts), loader)
                if step.errors:
                    raise _RejectedError
                landing.enter_context(uninterrupted())
            self._settle(number, step)
        self._named |= file.named
        return step

    def _parts(self, file: Loadable, step: FileStep) -> Iterator[FilePart]:
        if isinstance(file, ArticleFile):
            return self._ahead.parts(file)
        return file.parts(step.is_known) if isinstance(file, SourceFile) and file.is_stream else file.parts()

    def _told(self, file: Loadable, parts: Iterator[FilePart]) -> Iterator[FilePart]:
        for part in parts:
            yield part
            if file.is_stream and part.sources:
                self._tell(file, part.share)

    def _tell(self, file: Loadable, share: float) -> None:
        if self.progress:
            self.progress(LoadProgress(file.name, len(self._reports), self.total, share))

    def _settle(self, number: int, step: FileStep) -> None:
        """Take what became of a file into the report."""
        self._reports[number] = step.report()
        self._warnings[step.name] = step.warnings
        if step.errors:
            return
        self._seen |= step.sources
        for key in step.sources:
            self._waiting.pop(key, None)
        self._quotes.update(step.quotes)
        self._created += step.created
