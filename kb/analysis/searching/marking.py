"""The words that were found, marked in the texts of a hit.

SQLite sets a sign before and behind each of them. Where an article has such a sign itself, no text is lost, and at the
worst something else is marked.
"""

import re
from collections.abc import Collection, Iterator
from itertools import groupby

import msgspec
from sqlalchemy import Connection

from kb.records import MarkedText
from kb.store.search_tables import PARTING, SHOWN_COLUMNS

_BEFORE, _BEHIND = "\x02", "\x03"
_SIGNS = re.compile(f"([{_BEFORE}{_BEHIND}])")
#: A part of an article has so many words, around those that were found.
_WORDS_OF_ARTICLE = 32
_FIELDS = {"quotes": "quote"}

Marked = dict[int, list[MarkedText]]
"""Marked texts by the id of the row that they were found in."""


def mark_claims(connection: Connection, expression: str, claim_ids: Collection[int]) -> Marked:
    """Return of each claim the texts that have some of the words."""
    columns = [f"highlight(claim_text, {at}, char(2), char(3))" for at in range(len(SHOWN_COLUMNS))]
    return _marked(connection, "claim_text", columns, SHOWN_COLUMNS, expression, claim_ids)


def mark_titles(connection: Connection, expression: str, source_ids: Collection[int]) -> Marked:
    """Return the title and publisher of each source, where they have some of the words."""
    columns = [f"highlight(source_text, {at}, char(2), char(3))" for at in range(2)]
    return _marked(connection, "source_text", columns, ("title", "publisher"), expression, source_ids)


def mark_articles(connection: Connection, expression: str, snapshot_ids: Collection[int]) -> Marked:
    """Return of each article the part that has most of the words."""
    column = f"snippet(snapshot_text, 0, char(2), char(3), '…', {_WORDS_OF_ARTICLE})"
    return _marked(connection, "snapshot_text", [column], ("text",), expression, snapshot_ids)


def _marked(
    connection: Connection,
    table: str,
    columns: Collection[str],
    names: Collection[str],
    expression: str,
    row_ids: Collection[int],
) -> Marked:
    if not row_ids:
        return {}
    chosen = "rowid IN (SELECT value FROM json_each(?))"
    query = f"SELECT rowid, {', '.join(columns)} FROM {table} WHERE {table} MATCH ? AND {chosen}"
    ids = msgspec.json.encode(sorted(row_ids)).decode()
    found: Marked = {}
    for row_id, *texts in connection.exec_driver_sql(query, (expression, ids)):
        found[row_id] = [each for name, text in zip(names, texts, strict=True) for each in _texts(name, text or "")]
    return found


def _texts(name: str, text: str) -> Iterator[MarkedText]:
    """Yield those of the texts in a column that have a sign."""
    field = _FIELDS.get(name, name)
    for part in text.split(PARTING):
        pieces = list(_pieces(part))
        if any(is_found for _, is_found in pieces):
            yield MarkedText(field, pieces)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text with signs, each with whether it was found; those that follow one another differ."""
    is_found, pieces = False, []
    for part in _SIGNS.split(text):
        if part in (_BEFORE, _BEHIND):
            is_found = part == _BEFORE
        elif part:
            pieces.append((part, is_found))
    for found, alike in groupby(pieces, key=lambda piece: piece[1]):
        yield "".join(piece for piece, _ in alike), found
