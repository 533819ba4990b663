"""The public face of kb: open a base, load into it, ask it."""

from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from kb.analysis.catalogue import list_authors, list_propositions, list_sources, list_treatments
from kb.analysis.claims import ClaimFilter, find_claims
from kb.analysis.comparability import count_not_comparable, find_not_comparable
from kb.analysis.concept_tree import get_concept_id
from kb.analysis.details import get_claim
from kb.analysis.disagreements import Question, find_disagreements
from kb.analysis.verification import verify_quotes
from kb.dates import check_date
from kb.errors import NotFoundError, RejectedError, UsageError
from kb.location import resolve_path
from kb.naming import did_you_mean
from kb.store.database import Database, open_database, open_memory
from kb.vocabulary import VOCABULARIES, ConceptKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from kb.analysis.soundness.examinations import Progress as CheckProgress
    from kb.loading.options import Progress
    from kb.loading.run import LoadRun as LoadRun
    from kb.records import (
        AuthorRow,
        Check,
        Claim,
        ClaimDetail,
        ClaimRecord,
        Disagreement,
        LoadReport,
        MergeReport,
        NotComparable,
        Problem,
        PropositionRow,
        SourceFields,
        SourceRow,
        TreatmentRow,
        VerifyReport,
    )


class KnowledgeBase:
    """One kb database.

    Use it as a context manager, or call :meth:`close`. Each reading method sees one state of the base. A base on disk
    may be used from several threads and processes; loads wait for one another. One in memory belongs to the thread that
    made it.

    >>> from kb import KnowledgeBase
    >>> with KnowledgeBase.in_memory() as kb:
    ...     report = kb.load(seeds=True)
    ...     worst = kb.disagreements("stem cell therapy")[0]
    >>> report.is_clean
    True
    >>> print(worst.kind, "on", worst.aspect, worst.score)
    contradiction on efficacy 0.5
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, path: str | Path | None = None, *, create: bool = False, timeout: float | None = None) -> Self:
        """Open the base at ``path`` (a path or sqlite:/// URL; None: KB_DATABASE, else the user's own).

        ``create`` makes it where there is none. ``timeout`` is how many seconds to wait for another writer. An older
        base is backed up beside itself and migrated. Raises DatabaseError where the file is missing, locked, damaged,
        not kb's or too new.
        """
        return cls(open_database(resolve_path(path), create=create, timeout=timeout))

    @classmethod
    def in_memory(cls) -> Self:
        """Return a new, empty base that is gone when it is closed; it belongs to one thread."""
        return cls(open_memory())

    @classmethod
    def upgrade(cls, path: str | Path | None = None) -> Path | None:
        """Bring the base at ``path`` to head; return the backup made before, or None where there was nothing to do."""
        from kb.store.database import upgrade_database

        return upgrade_database(resolve_path(path))

    @classmethod
    def revision(cls, path: str | Path | None = None) -> str:
        """Return the revision of the schema that the base at ``path`` has; it is neither migrated nor opened for good.

        Raises DatabaseError where there is none, as :meth:`open` does.
        """
        from kb.store.database import BUSY_TIMEOUT
        from kb.store.inspection import get_revision

        return get_revision(resolve_path(path), BUSY_TIMEOUT)

    def __repr__(self) -> str:
        return f"KnowledgeBase({str(self.path)!r})" if self.path else "KnowledgeBase.in_memory()"

    @property
    def path(self) -> Path | None:
        """Where the base lies; None in memory."""
        return self._database.path

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def load(
        self,
        *paths: str | Path,
        seeds: bool = False,
        stream: IO[bytes] | None = None,
        stream_format: str | None = None,
        dry_run: bool = False,
        strict: bool = False,
        texts: str | Path | None = None,
        by: str | None = None,
        progress: "Progress | None" = None,
    ) -> "LoadReport":
        """Load source records and vocabularies from files and folders; ``seeds`` adds the packaged examples, ``stream``
        an open binary file in ``stream_format`` (yaml, json, jsonl, csv).

        Each file lands whole or not at all; what is wrong with one is in the report and does not stop the others.
        ``dry_run`` stores nothing, ``strict`` refuses names that no vocabulary knows, ``texts`` is the folder of the
        articles, ``by`` names who loads, ``progress`` is told how far the load has come. Raises NotFoundError for a
        path that is not there.
        """
        where: dict[str, Any] = {"seeds": seeds, "stream": stream, "stream_format": stream_format, "texts": texts}
        with self.loading(*paths, **where, dry_run=dry_run, strict=strict, by=by, progress=progress) as run:
            for _ in run:
                pass
            return run.report

    @contextmanager
    def loading(
        self,
        *paths: str | Path,
        seeds: bool = False,
        stream: IO[bytes] | None = None,
        stream_format: str | None = None,
        dry_run: bool = False,
        strict: bool = False,
        texts: str | Path | None = None,
        by: str | None = None,
        progress: "Progress | None" = None,
    ) -> "Iterator[LoadRun]":
        """Give out a load, as :meth:`load` does it, to go through file by file.

        >>> from kb.packaged import packaged_folder
        >>> with KnowledgeBase.in_memory() as kb, kb.loading(packaged_folder("seeds")) as run:
        ...     for file in run:
        ...         print(file.added, "added,", run.total - len(run.report.files), "to go")
        19 added, 2 to go
        16 added, 1 to go
        7 added, 0 to go
        """
        from kb.loading.given import give_files, give_stream
        from kb.loading.options import LoadOptions
        from kb.loading.run import LoadRun
        from kb.packaged import packaged_folder

        if not (paths or seeds or stream):
            raise UsageError("nothing to load: name a file or folder, or ask for the seeds")
        if texts is not None and not Path(texts).is_dir():
            raise NotFoundError(f"{texts}: no such folder of articles")
        articles = Path(texts) if texts is not None else None
        packaged = packaged_folder("seeds") if seeds else None
        files = give_files([*map(Path, paths), *filter(None, [packaged])], articles, packaged)
        with give_stream(stream, stream_format, articles) as spooled:
            yield LoadRun(self._database, [*files, *spooled], LoadOptions(dry_run, strict, by), progress)

    def add_source(
        self,
        source: "Mapping[str, Any] | SourceFields",
        claims: "Iterable[Mapping[str, Any] | ClaimRecord]" = (),
        *,
        defaults: "Mapping[str, Any] | None" = None,
        article: str | None = None,
        dry_run: bool = False,
        strict: bool = False,
        by: str | None = None,
    ) -> "LoadReport":
        """Add a source and its claims from Python, or change them: the same as loading a file with this source record.

        Everything is given under the names of the exchange format, as dictionaries or as the records of
        :mod:`kb.records`; ``article`` is the text that the quotes are held against. Raises RejectedError, with all that
        is wrong, for a record that cannot land.

        >>> with KnowledgeBase.in_memory() as kb:
        ...     report = kb.add_source(
        ...         {"key": "example", "title": "An example", "kind": "blog"},
        ...         [{"treatment": "cold cap", "aspect": "safety", "stance": "supports", "quote": "does not hurt"}],
        ...         article="A cold cap does not hurt.",
        ...     )
        >>> report.files[0].added, report.quotes
        (1, {'verified': 1})
        """
        from kb.loading.options import LoadOptions
        from kb.loading.run import LoadRun
        from kb.reading.given_record import give_record

        record = give_record(source, claims, defaults, article)
        run = LoadRun(self._database, [record], LoadOptions(dry_run, strict, by))
        for file in run:
            if file.errors:
                raise _rejected(file.errors)
        return run.report

    def merge(self, kind: str, old: str, new: str, *, dry_run: bool = False, by: str | None = None) -> "MergeReport":
        """Make two one: what hangs on ``old`` goes over to ``new``, and ``old`` is a name of it from now on.

        ``kind`` is treatment, condition, population, author or proposition. ``dry_run`` reports the same and stores
        nothing, ``by`` names who does it. Raises NotFoundError, with the nearest names, for a name that is not known,
        MergeError for two that are one already or that the base tells apart.
        """
        from kb.merging import merge

        _check_terms(merge=kind)
        with self._database.trying() if dry_run else self._database.writing() as connection:
            return merge(connection, kind, old, new, by)

    def claims(self, treatment: str, **keep: Any) -> "list[Claim]":
        """Return the accepted claims about ``treatment`` and its descendants, by aspect, proposition and stance.

        ``keep`` takes the fields of :class:`kb.analysis.claims.ClaimFilter`: stance, aspect, condition, population,
        author, source, interest, evidence, since, until, status, only. Raises NotFoundError, with the nearest names,
        for a name that is not known.

        >>> with KnowledgeBase.in_memory() as kb:
        ...     _ = kb.load(seeds=True)
        ...     for claim in kb.claims("nanofat", aspect="safety"):
        ...         print(claim.reference, claim.stance, claim.quotes[0].exact)
        clinic-page/fat-transfer-safe supports autologous fat transfer has been proven to be safe
        """
        wanted = ClaimFilter(**keep)
        _check_terms(stance=wanted.stance, aspect=wanted.aspect, interest=wanted.interest)
        _check_terms(evidence=wanted.evidence, status=wanted.status)
        with self._database.reading() as connection:
            return find_claims(connection, treatment, wanted)

    def disagreements(
        self,
        treatment: str | None = None,
        *,
        kind: str | None = None,
        aspect: str | None = None,
        condition: str | None = None,
    ) -> "list[Disagreement]":
        """Return where sources disagree, the most disputed of each kind first.

        With ``treatment``: those in which a claim about it or a descendant takes part. Raises NotFoundError for a
        treatment or condition that is not known.
        """
        with self._database.reading() as connection:
            return find_disagreements(connection, _question(connection, treatment, kind, aspect, condition))

    def not_comparable(
        self, treatment: str | None = None, *, aspect: str | None = None, condition: str | None = None
    ) -> "list[NotComparable]":
        """Return the pairs of claims that would contradict each other but are not said of the same thing."""
        with self._database.reading() as connection:
            return find_not_comparable(connection, _question(connection, treatment, None, aspect, condition))

    def count_not_comparable(
        self, treatment: str | None = None, *, aspect: str | None = None, condition: str | None = None
    ) -> dict[str, int]:
        """Return how many such pairs there are, by the part of the frame that keeps them apart."""
        with self._database.reading() as connection:
            return count_not_comparable(connection, _question(connection, treatment, None, aspect, condition))

    def show(self, reference: str | int) -> "ClaimDetail":
        """Return one claim, by its id or as ``SOURCE/KEY``, with context and history; else raise NotFoundError."""
        with self._database.reading() as connection:
            return get_claim(connection, str(reference))

    def verify(self, source: str | None = None) -> "VerifyReport":
        """Hold every quote, or those of one source, against its article again; changes nothing."""
        with self._database.reading() as connection:
            return verify_quotes(connection, source)

    def check(self, progress: "CheckProgress | None" = None) -> "list[Check]":
        """Return what every check of the database itself found; changes nothing, and does not wait for writers.

        >>> with KnowledgeBase.in_memory() as kb:
        ...     _ = kb.load(seeds=True)
        ...     print(sorted({check.result for check in kb.check()}))
        ['passed', 'skipped']
        """
        from kb.analysis.soundness.examinations import check_base
        from kb.reading.identifiers import check_url, normal_doi, normal_orcid, normal_pmid

        forms = {"published": check_date, "url": check_url, "doi": normal_doi, "pmid": normal_pmid}
        with self._database.reading() as connection:
            return check_base(connection, {**forms, "orcid": normal_orcid}, progress)

    def backup(self, target: str | Path | None = None, *, force: bool = False) -> Path:
        """Copy the base to ``target`` (a file, or a folder; None: beside the base) and return the file.

        Others may read and write meanwhile. The copy is read again and held against the base before it gets its name;
        where anything goes wrong, nothing is left of it. A file that is there is replaced with ``force`` alone.
        """
        from kb.store.backup import back_up
        from kb.store.database import BUSY_TIMEOUT

        if self.path is None:
            raise UsageError("a base in memory cannot be backed up; open one in a file")
        return back_up(self.path, target, BUSY_TIMEOUT, force=force)

    def sources(self) -> "list[SourceRow]":
        """Return every source, by key, with its claims by stance."""
        with self._database.reading() as connection:
            return list_sources(connection)

    def treatments(self) -> "list[TreatmentRow]":
        """Return every treatment, variants after what they are variants of."""
        with self._database.reading() as connection:
            return list_treatments(connection)

    def authors(self) -> "list[AuthorRow]":
        """Return every author, by name."""
        with self._database.reading() as connection:
            return list_authors(connection)

    def propositions(self) -> "list[PropositionRow]":
        """Return every proposition that an accepted claim speaks to, by aspect."""
        with self._database.reading() as connection:
            return list_propositions(connection)


def _check_terms(**given: str | None) -> None:
    """Raise UsageError for a word that is not in its vocabulary: nothing found must not look like nothing asked."""
    for name, value in given.items():
        terms = [term.value for term in VOCABULARIES[name]]
        if value is not None and value not in terms:
            raise UsageError(f"{name}: '{value}' is not one of {', '.join(terms)}{did_you_mean(value, terms)}")


def _rejected(problems: "Sequence[Problem]") -> RejectedError:
    first, *others = problems
    more = f" (and {len(others)} more)" if others else ""
    return RejectedError(f"{first.field}: {first.message}{more}" if first.field else first.message, problems)


def _question(
    connection: "Connection", treatment: str | None, kind: str | None, aspect: str | None, condition: str | None
) -> Question:
    _check_terms(disagreement=kind, aspect=aspect)
    return Question(
        get_concept_id(connection, ConceptKind.TREATMENT, treatment) if treatment is not None else None,
        kind,
        aspect,
        get_concept_id(connection, ConceptKind.CONDITION, condition) if condition is not None else None,
    )
