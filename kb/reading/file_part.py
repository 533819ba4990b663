"""A part of a file, which is one document of it: what it holds, and what is wrong with it."""

from dataclasses import dataclass, field

from kb.errors import ReadingError
from kb.naming import did_you_mean
from kb.reading.article_fields import Note, contradicting_notes, fill_in, reading_of, suggested_interest
from kb.reading.article_text import MARKED_SUFFIXES, TextFolders
from kb.reading.document import Data, Document, EnoughError, Path, Problems, names_given
from kb.reading.source_record import prepare_source
from kb.reading.vocabulary_record import LISTS, PreparedEntry, prepare_vocabulary
from kb.records import Article, PreparedArticle, PreparedSource, Problem, SuggestedInterest

_SOURCE_FIELDS = ("source", "defaults", "claims")
_MOST_FAULTS = 1000


@dataclass(frozen=True, slots=True)
class LocatedSource:
    """A source record and where it stands; ``problems`` takes what the base has to say against it."""

    record: PreparedSource
    path: Path
    problems: Problems
    announced: tuple[Problem, ...] = ()
    """What a reader should know where the record is new or has changed."""
    suggested: SuggestedInterest | None = None
    """What its article says on who paid for it."""

    def line(self) -> int | None:
        return self.problems.document.locate(self.path)

    @property
    def says_all(self) -> bool:
        """Whether what the record says depends on nothing beside it, and nothing is to be told of it."""
        fields = self.record.source
        return fields.key is not None and fields.text is None and not self.announced

    def problem(self, message: str, *path: str | int) -> Problem:
        """Return what is wrong with, or worth knowing of, the part of the record that ``path`` leads to."""
        return self.problems.document.problem((*self.path, *path), message)


@dataclass(frozen=True, slots=True)
class LocatedArticle:
    """An article that is loaded by itself, and what a reader should know where its source is new."""

    record: PreparedArticle
    announced: tuple[Problem, ...] = ()


@dataclass(slots=True)
class FilePart:
    """What one document of a file holds. With an error in it nothing of the file may land."""

    problems: Problems
    """Takes what the base has to say against the document, too."""
    sources: list[LocatedSource] = field(default_factory=list)
    articles: list[LocatedArticle] = field(default_factory=list)
    vocabulary: list[PreparedEntry] = field(default_factory=list)
    given: int = 0
    """How many claims, or concepts, the document gives: what is rejected with it."""
    warnings: list[Problem] = field(default_factory=list)
    share: float = 1.0
    """How much of the file has been read with this part, 0 to 1."""
    is_cut: bool = False
    """Whether so much is wrong that the rest of the document was not looked at."""
    is_known: bool = False
    """Whether the part is a line that was not read, because the base holds what it says."""

    @property
    def errors(self) -> list[Problem]:
        return self.problems.told()


def read_document(document: Document, folders: TextFolders) -> FilePart:
    """Return what ``document`` holds; articles named by ``text:`` are looked for in ``folders``."""
    part = FilePart(Problems(document, limit=_MOST_FAULTS), share=document.share)
    try:
        _add(document.data, part, folders)
    except EnoughError:
        part.is_cut = True
    part.problems.limit = None
    return part


def _add(data: Data, part: FilePart, folders: TextFolders) -> None:
    if holds_vocabulary(data):
        _add_vocabulary(data, part)
    elif isinstance(data, dict) and "sources" in data:
        _add_sources(data, part, folders)
    elif isinstance(data, dict) and not data.keys().isdisjoint(_SOURCE_FIELDS):
        _add_source(data, (), part, folders)
    else:
        _explain_unknown(data, part.problems)


def holds_vocabulary(data: Data) -> bool:
    """Whether a document is a vocabulary."""
    return isinstance(data, dict) and not data.keys().isdisjoint(LISTS)


def _add_vocabulary(data: Data, part: FilePart) -> None:
    assert isinstance(data, dict)
    given = [data[name] for name in LISTS if name in data]
    part.given += sum(len(entries) for entries in given if isinstance(entries, list))
    if not any(given):
        part.problems.add((), "is a vocabulary without an entry")
    part.vocabulary = prepare_vocabulary(data, part.problems) or []


def _add_sources(data: dict[str, Data], part: FilePart, folders: TextFolders) -> None:
    for name in [each for each in names_given(data) if each != "sources"]:
        part.problems.add((name,), "is not a field beside sources: put it into each of them")
    if data == {"sources": []}:
        part.problems.add(("sources",), "is an empty list")
    elif isinstance(data["sources"], list):
        for index, item in enumerate(data["sources"]):
            _add_source(item, ("sources", index), part, folders)
    else:
        part.problems.add(("sources",), "is no list; begin each source record with a dash")


def _explain_unknown(data: Data, problems: Problems) -> None:
    if isinstance(data, list):
        problems.add((), "is a list; in YAML and JSON put it under sources:, in JSONL give each record a line")
        return
    if isinstance(data, str) or not data:
        problems.add((), "is neither a source record nor a vocabulary: it has no fields; give source: and claims:")
        return
    for name in names_given(data):
        guess = did_you_mean(name, [*_SOURCE_FIELDS, "sources", *LISTS])
        problems.add((name,), f"is not a field of a source record (source, claims) or a vocabulary{guess}")


def _add_source(data: Data, path: Path, part: FilePart, folders: TextFolders) -> None:
    claims = data.get("claims") if isinstance(data, dict) else None
    part.given += len(claims) if isinstance(claims, list) else 0
    folders.note(_text_name(data))
    record = prepare_source(data, path, part.problems)
    if record is None:
        return
    try:
        article = folders.find(record.source.text) if record.source.text else None
    except ReadingError as error:
        part.problems.add((*path, "source", "text"), str(error))
        return
    if article is not None:
        part.sources.append(_with_article(LocatedSource(record, path, part.problems), data, article))
        return
    located = LocatedSource(record, path, part.problems)
    if record.source.text:
        message = f"'{record.source.text}' is not there: no quote is checked against it"
        part.warnings.append(located.problem(message, "source", "text"))
    part.sources.append(located)


def _text_name(data: Data) -> str | None:
    """Return what a record calls its article, also where nothing else of the record is right."""
    source = data.get("source") if isinstance(data, dict) else None
    name = source.get("text") if isinstance(source, dict) else None
    return name if isinstance(name, str) else None


def _with_article(located: LocatedSource, data: Data, article: Article) -> LocatedSource:
    """Return a record with its article, which fills in what the record leaves out where it stands among markup."""
    record, notes = located.record, list[Note]()
    source = record.source
    if (source.text or "").lower().endswith(MARKED_SUFFIXES):
        assert isinstance(data, dict) and isinstance(data["source"], dict)
        source, notes = fill_in(source, frozenset(data["source"]), article)
    else:
        notes = contradicting_notes(source, article)
    given = record.source if source is not record.source else None
    filled = PreparedSource(source, record.claims, article.text, reading_of(article), given)
    told = tuple(located.problem(message, "source", name) for name, message in notes)
    return LocatedSource(filled, located.path, located.problems, told, suggested_interest(article))
