"""A file of source records or of vocabulary: from a path to what it holds, and what is wrong with it."""

from dataclasses import dataclass, field
from pathlib import Path as FilePath

from kb.errors import ReadingError
from kb.naming import did_you_mean, make_source_key
from kb.reading.article_text import find_text
from kb.reading.document import MOST_BYTES, Document, Path, Problems
from kb.reading.files import decode, read_bytes
from kb.reading.json_document import parse_json
from kb.reading.source_record import prepare_source
from kb.reading.vocabulary_record import LISTS, PreparedConcept, prepare_vocabulary
from kb.reading.yaml_document import parse_yaml
from kb.records import PreparedSource, Problem

SUFFIXES = (".yaml", ".yml", ".json")
_SOURCE_FIELDS = ("source", "defaults", "claims")


@dataclass(frozen=True, slots=True)
class LocatedSource:
    """A source record and where it stands; ``problems`` takes what the base has to say against it."""

    record: PreparedSource
    path: Path
    problems: Problems

    @property
    def key(self) -> str:
        """The key that the record gives, or the one that is made for it."""
        fields = self.record.source
        return fields.key or make_source_key(fields.publisher, fields.title)

    @property
    def line(self) -> int | None:
        return self.problems.document.locate(self.path)


@dataclass(slots=True)
class SourceFile:
    """What one file holds. With ``errors`` in it nothing of it may land."""

    name: str
    sources: list[LocatedSource] = field(default_factory=list)
    vocabularies: list[tuple[list[PreparedConcept], Problems]] = field(default_factory=list)
    given: int = 0
    """How many claims, or concepts, the file gives: what is rejected with it."""
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_source_file(path: FilePath, name: str, texts: FilePath | None = None) -> SourceFile:
    """Read the file at ``path``, shown to the user as ``name``; never raises for what is wrong with its contents.

    Articles named by ``text:`` are looked for in the folder ``texts``, then beside the file.
    """
    file = SourceFile(name)
    try:
        if path.suffix.lower() not in SUFFIXES:
            raise ReadingError(f"is no source file by its name: kb loads {', '.join(SUFFIXES)}")
        content = read_bytes(path, MOST_BYTES)
        text = decode(content)
        documents = parse_json(text) if path.suffix.lower() == ".json" else parse_yaml(text)
        if not documents:
            raise ReadingError("is empty: it holds no source record and no vocabulary")
    except ReadingError as error:
        file.errors.append(Problem(error.line, None, str(error)))
        return file
    folders = [folder for folder in (texts, path.parent) if folder is not None]
    for document in documents:
        _read_document(document, file, folders)
    return file


def _read_document(document: Document, file: SourceFile, folders: list[FilePath]) -> None:
    file.errors += document.faults
    problems = Problems(document, file.errors)
    data = document.data
    if isinstance(data, dict) and not data.keys().isdisjoint(LISTS):
        given = [data[name] for name in LISTS if name in data]
        file.given += sum(len(entries) for entries in given if isinstance(entries, list))
        if not any(given):
            problems.add((), "is a vocabulary without an entry")
        concepts = prepare_vocabulary(data, problems)
        if concepts is not None:
            file.vocabularies.append((concepts, problems))
    elif isinstance(data, dict) and "sources" in data:
        for name in [each for each in data if each != "sources"]:
            problems.add((name,), "is not a field beside sources: put it into each of them")
        if data == {"sources": []}:
            problems.add(("sources",), "is an empty list")
        elif isinstance(data["sources"], list):
            for index, item in enumerate(data["sources"]):
                _add_source(item, ("sources", index), problems, file, folders)
        else:
            problems.add(("sources",), "is no list; begin each source record with a dash", field="sources")
    elif isinstance(data, dict) and not data.keys().isdisjoint(_SOURCE_FIELDS):
        _add_source(data, (), problems, file, folders)
    else:
        _explain_unknown(document, problems)


def _explain_unknown(document: Document, problems: Problems) -> None:
    if not isinstance(document.data, dict):
        problems.add((), "is neither a source record nor a vocabulary: it has no fields")
        return
    for name in document.data:
        guess = did_you_mean(name, [*_SOURCE_FIELDS, "sources", *LISTS])
        problems.add((name,), f"is not a field of a source record (source, claims) or a vocabulary{guess}")


def _add_source(data: object, path: Path, problems: Problems, file: SourceFile, folders: list[FilePath]) -> None:
    claims = data.get("claims") if isinstance(data, dict) else None
    file.given += len(claims) if isinstance(claims, list) else 0
    record = prepare_source(data, path, problems)  # type: ignore[arg-type]
    if record is None:
        return
    where = (*path, "source", "text")
    try:
        text = find_text(record.source.text, folders) if record.source.text else None
    except ReadingError as error:
        problems.add(where, str(error))
        return
    if record.source.text and text is None:
        line = problems.document.locate(where)
        file.warnings.append(
            Problem(line, "source.text", f"'{record.source.text}' is not there: the quotes stay as they were")
        )
    file.sources.append(LocatedSource(PreparedSource(record.source, record.claims, text), path, problems))
