"""An article that is loaded itself: from a file to a source with its text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from kb.errors import ReadingError
from kb.reading.article_fields import fields_of_article, reading_of, suggested_interest
from kb.reading.article_text import read_article_file
from kb.reading.articles import ARTICLE_SUFFIXES
from kb.reading.document import Document, Problems
from kb.reading.document import Path as FieldPath
from kb.reading.file_part import FilePart, LocatedArticle
from kb.reading.source_file import SUFFIXES
from kb.records import Article, PreparedArticle, Problem, ReadingRecord


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file that holds an article, shown to the user as ``name``."""

    path: Path
    name: str
    real: Path
    """Where the path leads: a source record may name the file as its text."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """What the user says of it, checked."""
    must_exist: bool = False
    is_stream = False
    is_article = True
    named: ClassVar[frozenset[Path]] = frozenset()

    def brings_vocabulary(self) -> bool:
        return False

    def parts(self) -> Iterator[FilePart]:
        """Yield the one part that the article is; raise ReadingError where it cannot be read."""
        yield self.part(read_article_file(self.path, unknown_file()))

    def part(self, article: Article) -> FilePart:
        """Return the part that the file is, which holds ``article``."""
        return article_part(article, reading_of(article), self.given, must_exist=self.must_exist)


def article_part(
    article: Article,
    reading: ReadingRecord,
    given: Mapping[str, Any],
    *,
    must_exist: bool = False,
    also_at: tuple[str, ...] = (),
) -> FilePart:
    """Return an article, from wherever it was read, as what a file holds; ``given`` is what the user says of it,
    ``also_at`` the addresses at which it was found."""
    fields, notes = fields_of_article(article, given)
    suggested = suggested_interest(article)
    prepared = PreparedArticle(fields, article.text, reading, frozenset(given), must_exist, also_at, suggested)
    problems = Problems(Document({}, _no_line))
    told = tuple(Problem(None, name, message) for name, message in notes)
    return FilePart(problems, articles=[LocatedArticle(prepared, told)], given=1)


def _no_line(_path: FieldPath) -> None:
    return None


def unknown_file() -> ReadingError:
    """Return the error for a file that is an article neither by its name nor by what it begins with."""
    return ReadingError(
        f"is no source file and no article by its name: kb loads {', '.join(SUFFIXES)}"
        f" and articles ({', '.join(ARTICLE_SUFFIXES)})"
    )
