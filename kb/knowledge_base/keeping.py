"""The database itself: verified, checked, backed up, exported, upgraded."""

from pathlib import Path
from typing import TYPE_CHECKING

from kb.dates import check_date
from kb.errors import UsageError
from kb.knowledge_base.opening import Opened
from kb.location import resolve_path

if TYPE_CHECKING:
    from kb.analysis.soundness.examinations import Progress as CheckProgress
    from kb.records import Check, ExportReport, SnapshotRow, TextDifference, TriedArticle, VerifyReport


class Keeping(Opened):
    """Whether a base is what it should be, and a copy of it."""

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

    def verify(self, source: str | None = None) -> "VerifyReport":
        """Hold every quote, or those of one source, against its article again; changes nothing.

        With each missing quote comes the closest passage of the article, a suggestion that nothing is made of; among
        thousands of them it is looked for until that takes too long, and left out (msgspec.UNSET) of the others.
        """
        from kb.analysis.verification import verify_quotes

        with self._database.reading() as connection:
            return verify_quotes(connection, source)

    def verify_against(self, article: str | Path, source: str | None = None) -> "TriedArticle":
        """Try the article in a file against the quotes of a source, as if it were loaded as its next text; nothing is
        stored, so that a base that can only be read will do.

        Without ``source`` it is the one that a load would take the article for: by its key, DOI, PMID, canonical
        address or text. Raises NotFoundError where there is none, ReadingError where the file holds no article,
        UsageError for the address of a page.
        """
        from kb.analysis.tried_article import try_article
        from kb.loading.given import as_text
        from kb.reading.article_to_try import read_article_to_try
        from kb.reading.fetching.address import is_address

        if is_address(str(article)):
            raise UsageError(f"{article}: is an address; save the page and name its file, or try 'kb load --dry-run'")
        read, name = read_article_to_try(Path(article)), as_text(str(article))
        with self._database.reading() as connection:
            return try_article(connection, name, read, source)

    def snapshots(self, source: str) -> "list[SnapshotRow]":
        """Return the texts of a source in the order in which they were read; raise NotFoundError for an unknown one."""
        from kb.analysis.text_difference import find_snapshots

        with self._database.reading() as connection:
            return find_snapshots(connection, source)

    def diff(self, source: str, older: str | None = None, newer: str | None = None) -> "TextDifference":
        """Return what the publisher changed between two texts of a source, and what became of the quotes that rest on
        it; of its last two texts where none is named.

        A text is named by its number among :meth:`snapshots`, a date (the text that held when it ended) or the
        beginning of its SHA-256; ``older`` alone is held against the last one, ``newer`` alone against the one before
        it. A source with one text has nothing to compare: the answer says that nothing was performed. Raises
        NotFoundError for a source or a text that is not there.
        """
        from kb.analysis.text_difference import compare_snapshots

        with self._database.reading() as connection:
            return compare_snapshots(connection, source, older, newer)

    def check(self, progress: "CheckProgress | None" = None) -> "list[Check]":
        """Return what every check of the database itself found; changes nothing, and does not wait for writers.

        Writers wait while the full-text index is checked, at the end: SQLite takes that for writing.

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

    def reindex(self) -> None:
        """Make the full-text index anew from the rows; what a search finds in a sound base stays the same."""
        from kb.store.search_index import rebuild_index

        with self._database.writing() as connection:
            rebuild_index(connection)

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

    def export(self, target: str | Path, *, force: bool = False) -> "ExportReport":
        """Write the whole base in the exchange format to ``target``, a folder or a .jsonl file.

        Loaded into an empty base, that gives an equal one. The history is left out: revisions, earlier texts of an
        article, when a quote moved, who loaded what and when. An earlier export is replaced with ``force`` alone, and
        nothing else ever is. Raises KbError where something is in the way or cannot be written, UsageError for a target
        that can be none; nothing is left behind then.
        """
        from kb.exporting.export import export_base

        with self._database.reading() as connection:
            return export_base(connection, target, self.path, force=force)
