"""A file of source records or of vocabulary: from a path to the parts that it holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from kb.errors import ReadingError
from kb.reading.article_beside import find_beside, name_beside
from kb.reading.article_text import TextFolders, real_path
from kb.reading.csv_sources import read_csv
from kb.reading.document import MOST_BYTES, Document, Problems
from kb.reading.file_part import FilePart, LocatedSource, holds_vocabulary, read_document
from kb.reading.files import decode, open_regular, read_bytes
from kb.reading.json_document import parse_json
from kb.reading.jsonl_lines import LineRead, read_jsonl
from kb.reading.lines import IsKnown, Line, read_lines
from kb.reading.vocabulary_record import may_hold_vocabulary
from kb.reading.yaml_document import parse_yaml
from kb.records import Problem
from kb.vocabulary import SourceFormat

_FORMATS = {
    ".yaml": SourceFormat.YAML,
    ".yml": SourceFormat.YAML,
    ".json": SourceFormat.JSON,
    ".jsonl": SourceFormat.JSONL,
    ".csv": SourceFormat.CSV,
}
SUFFIXES = tuple(_FORMATS)
_STREAMS = frozenset({SourceFormat.JSONL, SourceFormat.CSV})


Found = Document | Problem | Line | LineRead


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to load, shown to the user as ``name``; ``folders`` are where the articles that it names may lie."""

    path: Path
    name: str
    folders: tuple[Path, ...]
    format: SourceFormat | None
    """None where the suffix says nothing."""
    named: set[Path] = field(default_factory=set)
    """The files that its records have for articles, as far as it was read."""
    is_article = False
    real = None

    @property
    def is_stream(self) -> bool:
        """Whether it may be longer than memory and is read part by part."""
        return self.format in _STREAMS

    def parts(self, is_known: IsKnown | None = None) -> Iterator[FilePart]:
        """Yield what each document holds, vocabularies first; a line that ``is_known`` is not read.

        Raises ReadingError where the file cannot be read, or no further; what is wrong with a part is in the part.
        """
        if self.format is None:
            raise ReadingError(f"is no source file by its name: kb loads {', '.join(SUFFIXES)}")
        is_empty = True
        folders = TextFolders(self.folders, self.named)
        for found in self._documents(is_known):
            is_empty = False
            yield _part(found, folders)
        if is_empty:
            raise ReadingError("is empty: it holds no source record and no vocabulary")

    def _documents(self, is_known: IsKnown | None) -> Iterable[Found]:
        if self.format is SourceFormat.JSONL:
            return read_jsonl(self.path, is_known)
        return read_csv(self.path, is_known) if self.format is SourceFormat.CSV else self._whole()

    def _whole(self) -> list[Document]:
        beside = find_beside(self.path)
        try:
            text = decode(read_bytes(self.path, MOST_BYTES))
            documents = parse_json(text) if self.format is SourceFormat.JSON else parse_yaml(text)
        except ReadingError:
            self.named.update(map(real_path, beside))  # what the record is to an article cannot be known
            raise
        if beside and len(documents) == 1 and name_beside(documents[0].data, beside[0].name):
            self.named.update(map(real_path, beside))
        return sorted(documents, key=lambda each: not holds_vocabulary(each.data))

    def is_of_one_source(self) -> bool:
        """Whether the file holds one source record and nothing else, or cannot be read: what lies beside it is its own
        article then."""
        try:
            parts = list(islice(self.parts(), 2))
        except ReadingError:
            return True
        return len(parts) == 1 and not parts[0].vocabulary and len(parts[0].sources) + bool(parts[0].errors) == 1

    def brings_vocabulary(self) -> bool:
        """Whether the file holds a vocabulary, which others may build on; False where it cannot be read."""
        try:
            if self.format in (None, SourceFormat.CSV) or not self._may_hold_vocabulary():
                return False
            return any(part.vocabulary for part in islice(self.parts(), 1))
        except ReadingError:
            return False

    def _may_hold_vocabulary(self) -> bool:
        with open_regular(self.path) as file:
            return any(may_hold_vocabulary(line.content) for line in read_lines(file))


def _part(found: Found, folders: TextFolders) -> FilePart:
    match found:
        case Document():
            return read_document(found, folders)
        case Line():
            return FilePart(Problems(Document({}, lambda _path: found.number)), share=found.share, is_known=True)
        case LineRead(line, record):
            problems = Problems(Document({}, lambda _path: line.number, share=line.share, line=line.content))
            located = LocatedSource(record, (), problems)
            return FilePart(problems, [located], given=len(record.claims), share=line.share)
        case Problem():
            return FilePart(Problems(Document({}, lambda _path: found.line, [found])))


def name_source_file(path: Path, name: str, texts: Path | None = None) -> SourceFile:
    """Return the file at ``path``; its suffix tells the format, and its articles lie in ``texts``, else beside it."""
    folders = (path.parent,) if texts is None else (texts, path.parent)
    return SourceFile(path, name, folders, _FORMATS.get(path.suffix.lower()))
