"""The article that a source record names: found beside the record or in a folder given, and never outside of it."""

import errno
from dataclasses import dataclass
from pathlib import Path

from kb.errors import ReadingError
from kb.limits import MOST_ARTICLE_BYTES
from kb.quoting import normalise_text
from kb.reading.articles import ARTICLE_SUFFIXES, ArticleType, find_article_type, holds_records, read_article
from kb.reading.articles.front_matter import part_front_matter
from kb.reading.articles.plain_text import suggest_interest
from kb.reading.document import MOST_BYTES
from kb.reading.files import decode, open_regular, read_bytes
from kb.records import Article

#: In a file of these the words stand as they are, whatever they look like.
PLAIN_SUFFIXES = tuple(suffix for suffix in ARTICLE_SUFFIXES if suffix.startswith((".t", ".m")))
#: In a file of these they stand among markup.
MARKED_SUFFIXES = tuple(suffix for suffix in ARTICLE_SUFFIXES if suffix not in PLAIN_SUFFIXES)
#: How files of word processors and archives begin.
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"7z\xbc\xaf")
#: Of these more is to be said than that nothing is there.
_TELLING = {
    errno.ELOOP: "is a link that leads in a circle; name a file",
    errno.EACCES: "cannot be read: the folder that it lies in is closed to you",
}


@dataclass(frozen=True, slots=True)
class TextFolders:
    """Where the articles of source records lie; ``named`` gathers the files that are theirs, whatever is in them."""

    folders: tuple[Path, ...]
    named: set[Path]

    def note(self, name: str | None) -> None:
        """Note that a record names an article, also where nothing else of the record is right."""
        path = next((each for each in self._places(name) if _fault_of(each) is None), None) if name else None
        if path is not None:
            self.named.add(real_path(path))

    def _places(self, name: str) -> list[Path]:
        return [] if "\x00" in name else [folder / name for folder in self.folders]

    def find(self, name: str) -> Article | None:
        """Return the article in the file ``name`` of the first folder that has it, None where none has.

        Raises ReadingError where the name, or a link it leads through, points out of the folder, or there is no text.
        """
        if "\x00" in name or Path(name).is_absolute() or ".." in Path(name).parts:
            raise ReadingError(f"'{name}' lies outside the folder; give a name in it or below")
        for folder in self.folders:
            path, fault = folder / name, _fault_of(folder / name)
            if fault in _TELLING:
                raise ReadingError(f"'{name}' {_TELLING[fault]}")
            if fault is not None:
                continue
            if not path.resolve().is_relative_to(folder.resolve()):
                raise ReadingError(f"'{name}' leads out of the folder by a link; copy the article into it")
            try:
                return read_named_article(path)
            except ReadingError as error:
                where = f" (line {error.line})" if error.line else ""
                raise ReadingError(f"'{name}' {error}{where}") from error
        return None


def read_named_article(path: Path) -> Article:
    """Return the article that a record names; of plain text all as it stands, so that it comes back as it went out, of
    Markdown all but the front matter.

    Markup is markup under any other name, and a PDF a PDF. Raises ReadingError for records, and for what is no text.
    """
    content, is_plain = read_article_bytes(path), path.suffix.lower() in PLAIN_SUFFIXES
    kind = find_article_type(content, path.name)
    if kind is ArticleType.PDF or (kind and not is_plain):
        return read_article(content, path.name)
    if holds_records(path.name):
        raise ReadingError("holds source records; name an article (HTML, PDF, JATS, text)")
    if not is_plain and content.startswith(_PACKED):
        raise ReadingError("is a packed file, such as Word writes; save it as HTML, PDF or text")
    text = normalise_text(decode(read_bytes(path, MOST_BYTES)))
    is_markdown = path.suffix.lower().startswith(".m")
    if is_markdown:
        _, text = part_front_matter(text)
    if not text.strip():
        raise ReadingError("is empty")
    _, interest, words = suggest_interest(text)
    media_type = ArticleType.MARKDOWN if is_markdown else ArticleType.TEXT
    return Article(text=text, media_type=media_type, interest=interest, interest_words=words)


def read_article_file(path: Path, unknown: ReadingError | None = None) -> Article:
    """Return the article in the regular file at ``path``, of whatever type; raise ReadingError where it is none,
    ``unknown`` where nothing says that it is one."""
    content = read_article_bytes(path)
    if unknown is not None and find_article_type(content, path.name) is None:
        raise unknown
    return read_article(content, path.name)


def read_article_bytes(path: Path) -> bytes:
    """Return the bytes of the regular file at ``path``, of one that is too long for an article only the beginning."""
    with open_regular(path) as file:
        return file.read(MOST_ARTICLE_BYTES + 1)


def real_path(path: Path) -> Path:
    """Return where ``path`` leads; the path itself where its links lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _fault_of(path: Path) -> int | None:
    """Return the number of the error for which there is nothing to read at ``path``, None where something is there."""
    try:
        path.stat()
    except OSError as error:
        return error.errno or errno.ENOENT
    return None
