"""An article that is read to be tried: as a load would take it, with what the record beside it says of it."""

from pathlib import Path

from kb.errors import NotFoundError, ReadingError
from kb.reading.article_beside import find_record_beside
from kb.reading.article_fields import fields_of_article, reading_of
from kb.reading.article_file import unknown_file
from kb.reading.article_text import read_article_file, real_path
from kb.reading.source_file import SUFFIXES, name_source_file
from kb.records import PreparedArticle, SourceFields


def read_article_to_try(path: Path) -> PreparedArticle:
    """Return the article in the file at ``path``; the source record beside it, where it can be read, says what it is.

    Raises NotFoundError where there is no file, ReadingError where it holds no article.
    """
    if path.is_dir():
        raise ReadingError(f"{path}: is a folder; name one article")
    if not path.exists():
        raise NotFoundError(f"{path}: no such file")
    if path.suffix.lower() in SUFFIXES:
        raise ReadingError(f"{path}: holds source records; name an article (HTML, PDF, JATS, text)")
    try:
        article = read_article_file(path, unknown_file())
    except ReadingError as error:
        raise ReadingError(f"{path}: {error}", error.line) from error
    fields, _ = fields_of_article(article, {})
    return PreparedArticle(_said_beside(path) or fields, article.text, reading_of(article))


def _said_beside(path: Path) -> SourceFields | None:
    """Return what the source record says that lies beside the article and is its own, None where none can be read."""
    beside = find_record_beside(path)
    file = name_source_file(beside, str(beside), None) if beside is not None else None
    if file is None or not file.is_of_one_source():
        return None
    try:
        found = [located.record.source for part in file.parts() for located in part.sources]
    except ReadingError:
        return None
    return found[0] if len(found) == 1 and real_path(path) in file.named else None
