"""Changes to a base: what is loaded, added and merged."""

from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kb.errors import NotFoundError, RejectedError, UsageError
from kb.knowledge_base.opening import Opened
from kb.knowledge_base.terms import check_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Unpack

    from kb.loading.options import Progress
    from kb.loading.run import LoadRun
    from kb.reading.given_fields import ArticleFields
    from kb.records import ClaimRecord, LoadReport, MergeReport, Problem, SourceFields


class Changing(Opened):
    """What brings claims into a base, and makes two that are one."""

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
        attach: str | None = None,
        **given: "Unpack[ArticleFields]",
    ) -> "LoadReport":
        """Load source records, vocabularies and articles from files and folders, and articles from web addresses
        (``https://...``, as text); ``seeds`` adds the packaged examples, ``stream`` an open binary file in
        ``stream_format`` (yaml, json, jsonl, csv).

        Each file lands whole or not at all; what is wrong with one is in the report and does not stop the others.
        ``dry_run`` stores nothing (but addresses are fetched), ``strict`` refuses names that no vocabulary knows,
        ``texts`` is the folder of the articles that records name, ``by`` names who loads, ``progress`` is told how far
        the load has come. With one article: ``attach`` is the key of the source that it is the text of; ``title``,
        ``authors``, ``publisher``, ``published``, ``kind``, ``interest``, ``key``, ``doi`` and ``pmid`` hold whatever
        the article says of itself.
        Raises NotFoundError where none of the paths is there (one of several is a file that is rejected), and for a
        source to attach to that is not there; UsageError for an address that is not http or https.
        """
        how: dict[str, Any] = {"stream_format": stream_format, "texts": texts, "attach": attach, "progress": progress}
        how |= {"seeds": seeds, "stream": stream, "dry_run": dry_run, "strict": strict, "by": by}
        with self.loading(*paths, **how, **given) as run:
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
        attach: str | None = None,
        **given: "Unpack[ArticleFields]",
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
        from kb.loading.one_article import check_source, give_article
        from kb.loading.options import LoadOptions
        from kb.loading.place import find_place
        from kb.loading.run import LoadRun
        from kb.packaged import packaged_folder

        if not (paths or seeds or stream):
            raise UsageError("nothing to load: name a file or folder, or ask for the seeds")
        if texts is not None and not Path(texts).is_dir():
            raise NotFoundError(f"{texts}: no such folder of articles")
        articles = Path(texts) if texts is not None else None
        where, options = [*map(find_place, paths)], LoadOptions(dry_run, strict, by)
        article = give_article(where, given, attach, is_alone=not (seeds or stream))
        if article is not None:
            if attach is not None:
                with self._database.reading() as connection:
                    check_source(connection, attach)
            yield LoadRun(self._database, [article], options, progress)
            return
        packaged = packaged_folder("seeds") if seeds else None
        found = give_files([*where, *filter(None, [packaged])], articles, packaged)
        with give_stream(stream, stream_format, articles) as spooled:
            yield LoadRun(self._database, [*found.files, *spooled], options, progress, found.left_out)

    @staticmethod
    def check_load(
        *paths: str | Path, is_alone: bool = True, attach: str | None = None, **given: "Unpack[ArticleFields]"
    ) -> None:
        """Raise NotFoundError where none of the paths is there, UsageError for an address that kb does not fetch and
        for what cannot be meant of one article; ``is_alone``: nothing but ``paths`` is loaded. Nothing is read or
        fetched. :meth:`load` does so too; a program that makes a base only for a load asks before."""
        from kb.loading.one_article import give_article
        from kb.loading.place import check_places, find_place

        places = [*map(find_place, paths)]
        check_places(places)
        give_article(places, given, attach, is_alone=is_alone)

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

        check_terms(merge=kind)
        with self._database.trying() if dry_run else self._database.writing() as connection:
            return merge(connection, kind, old, new, by)


def _rejected(problems: "Sequence[Problem]") -> RejectedError:
    first, *others = problems
    more = f" (and {len(others)} more)" if others else ""
    return RejectedError(f"{first.field}: {first.message}{more}" if first.field else first.message, problems)
