"""An article of which the user says what it is, or to which source it belongs: one, and nothing beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from kb.errors import NotFoundError, UsageError
from kb.loading.given import as_text
from kb.loading.place import Place
from kb.reading.article_beside import find_record_beside
from kb.reading.article_file import ArticleFile
from kb.reading.article_text import real_path
from kb.reading.fetching.web_page import WebPage
from kb.reading.given_fields import check_fields
from kb.reading.source_file import SUFFIXES
from kb.running_text import count_of, listed
from kb.store.articles import nothing_to_attach_to
from kb.store.models import source


def give_article(
    places: Sequence[Place], given: Mapping[str, Any], attach: str | None, *, is_alone: bool
) -> ArticleFile | WebPage | None:
    """Return the one article at ``places`` with what is ``given`` of it, or as the text of the source ``attach``;
    None where neither is said.

    Raises UsageError where there is not one article and nothing else (``is_alone``: no other input), or its own source
    record lies beside it.
    """
    fields = check_fields(given)
    if not fields and attach is None:
        return None
    if attach is not None and "key" in fields:
        raise UsageError("key: 'attach' says already which source it is; give one of the two")
    said = listed([*fields, *(["attach"] if attach is not None else [])])
    if len(places) != 1 or not is_alone:
        many = count_of(len(places), "path was", "paths were")
        raise UsageError(f"{said}: goes with one article and nothing beside it; {many} given")
    (path,) = places
    fields |= {} if attach is None else {"key": attach}
    if isinstance(path, WebPage):
        return path.with_given(fields, must_exist=attach is not None)
    if path.is_dir():
        raise UsageError(f"{said}: goes with one article, and {path} is a folder")
    if path.suffix.lower() in SUFFIXES:
        raise UsageError(f"{said}: goes with an article; what {path} holds is said in that file")
    record = find_record_beside(path)
    if record is not None and attach is None:
        raise UsageError(f"{said}: the source record {record} goes with this article; say it there")
    return ArticleFile(path, as_text(str(path)), real_path(path), fields, must_exist=attach is not None)


def check_source(connection: Connection, key: str) -> None:
    """Raise NotFoundError, with the nearest keys, where there is no source ``key``."""
    if connection.scalar(select(source.c.id).where(source.c.key == key)) is None:
        raise NotFoundError(nothing_to_attach_to(connection, key))
