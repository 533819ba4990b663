"""What the user says of an article, which holds whatever the article says: checked as a source record is."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from kb.errors import ReadingError, UsageError
from kb.reading.document import Document, Path, Problems
from kb.reading.given_record import plain_data
from kb.reading.source_record import prepare_source
from kb.records import AuthorRecord
from kb.vocabulary import Interest, SourceKind


class ArticleFields(TypedDict, total=False):
    """Fields of a source under their names in a source record; an author is a name, or a record of one."""

    title: str
    authors: Sequence[str | Mapping[str, Any] | AuthorRecord]
    publisher: str
    published: str
    kind: SourceKind | str
    interest: Interest | str
    key: str
    doi: str
    pmid: str


#: But for a NUL, which has its own word; what stands at the ends of a text is no part of it.
_CONTROL = re.compile("[\x01-\x1f\x7f-\x9f\u2028\u2029]")
_BREAKS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
FIELDS = frozenset(ArticleFields.__annotations__)


def check_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that are given (not None), each in its one spelling; raise UsageError for what is wrong."""
    values = {name: value for name, value in given.items() if value is not None and value != []}
    if unknown := sorted(values.keys() - FIELDS):
        raise TypeError(f"load() got an unexpected keyword argument '{unknown[0]}'")
    if empty := [name for name, value in values.items() if isinstance(value, str) and not value.strip()]:
        raise UsageError(f"{empty[0]}: is empty; leave it out, or say what it is")
    if "authors" in values:
        given_authors = [values["authors"]] if isinstance(values["authors"], str) else values["authors"]
        values["authors"] = [{"name": each} if isinstance(each, str) else each for each in given_authors]
    for name, value in values.items():
        _refuse_controls(name, value)
    problems = Problems(Document({}, _no_line))
    try:
        data = {"title": "-", "kind": "other", **{name: plain_data(value) for name, value in values.items()}}
    except ReadingError as error:
        raise UsageError(str(error)) from error
    prepared = prepare_source({"source": data}, (), problems)
    if prepared is None:
        first = problems.told()[0]
        raise UsageError(f"{(first.field or '').removeprefix('source.')}: {first.message}")
    return {name: getattr(prepared.source, name) for name in values}


def _refuse_controls(name: str, value: Any) -> None:
    """Raise UsageError where a text that was given, or one in it, holds a character that no title has."""
    if isinstance(value, Mapping):
        for field, each in value.items():
            _refuse_controls(f"{name}.{field}", each)
    elif isinstance(value, list | tuple):
        for each in value:
            _refuse_controls(name, each)
    elif isinstance(value, str) and (found := _CONTROL.search(value.strip())):
        if found.group() in _BREAKS:
            raise UsageError(f"{name}: holds a line break; give it on one line")
        raise UsageError(f"{name}: the control character 0x{ord(found.group()):02x} in a text; take it out")


def _no_line(_path: Path) -> None:
    return None
