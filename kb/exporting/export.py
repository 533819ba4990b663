"""The whole base in the exchange format, so that a load into an empty base makes an equal one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from kb.errors import KbError
from kb.exporting.file_names import FileNames
from kb.exporting.layout import Layout, lay_out
from kb.exporting.placing import left_drafts, placed
from kb.exporting.rendering import (
    Entry,
    Limit,
    check_text,
    render_json_line,
    render_source,
    render_vocabulary,
    render_yaml,
)
from kb.exporting.source_records import ExportedSource, export_sources
from kb.exporting.vocabulary_entries import author_entries, concept_entries, names_a_source, proposition_entries
from kb.records import ExportReport


def export_base(
    connection: Connection, target: str | Path, base: Path | None, *, force: bool = False, limit: Limit | None = None
) -> ExportReport:
    """Write everything that ``base`` (None: one in memory) says now to ``target``, a folder or a .jsonl file.

    One transaction of ``connection`` is one state of the base. The same base gives the same bytes. Raises KbError where
    something is in the way, cannot be written, or would be larger than a load takes; nothing is written then.
    """
    with _telling(target), placed(layout := lay_out(target, base), force=force) as folder:
        export = _Export(connection, layout, folder, limit or Limit())
        if layout.single is None:
            export.write_folder()
        else:
            with (folder / layout.single).open("wb") as lines:
                export.write_lines(lines)
        if not export.files:
            raise KbError("the database is empty: there is nothing to export")
    counts = (export.files, export.entries, export.sources, export.claims, export.texts)
    return ExportReport(_shown(target), *counts, [_shown(draft) for draft in left_drafts(layout)])


@contextmanager
def _telling(target: str | Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KbError(f"{_shown(target)}: cannot be written: {error.strerror or error}") from error


def _shown(target: str | Path) -> str:
    """Return the path as a text, bytes in it that are no UTF-8 as their codes."""
    return os.fsencode(target).decode("utf-8", "backslashreplace")


@dataclass(slots=True)
class _Export:
    """Writes into ``folder`` what ``layout`` will have, and counts it."""

    connection: Connection
    layout: Layout
    folder: Path
    limit: Limit
    files: int = 0
    entries: int = 0
    sources: int = 0
    claims: int = 0
    texts: int = 0
    _file_names: FileNames = field(default_factory=FileNames)

    def write_folder(self) -> None:
        """Write the vocabulary, and each source with its article into a folder below."""
        files: dict[str, list[Entry]] = {"vocabulary": [], "author-names": []}
        for entry in self._entries():
            files["author-names" if names_a_source(entry[1]) else "vocabulary"].append(entry)
        for name, some in files.items():
            contents = list(render_vocabulary(some, render_yaml, self.limit))
            for number, content in enumerate(contents, 1):
                part = f"-{number:03}" if len(contents) > 1 else ""
                self._write(f"{name}{part}.yaml", content)
        for each in export_sources(self.connection):
            name = self._file_names.take(each.key)
            record = each.record(self._write_text(each, name, ""))
            self._write(f"{self.layout.own}/{name}.yaml", render_source(record, each.key, render_yaml, self.limit))

    def write_lines(self, lines: BinaryIO) -> None:
        """Write a vocabulary and then a source a line, and the articles into a folder beside."""
        for content in render_vocabulary(list(self._entries()), render_json_line, self.limit):
            lines.write(content)
        for each in export_sources(self.connection):
            name = self._file_names.take(each.key)
            record = each.record(self._write_text(each, name, f"{self.layout.own}/"))
            lines.write(render_source(record, each.key, render_json_line, self.limit))
        self.files += bool(lines.tell())

    def _entries(self) -> Iterator[Entry]:
        every = (concept_entries, proposition_entries, author_entries)
        for entry in chain.from_iterable(read(self.connection) for read in every):
            self.entries += 1
            yield entry

    def _write_text(self, each: ExportedSource, name: str, prefix: str) -> str | None:
        """Write the article of a source; return the name by which its record finds it, None where there is none."""
        self.sources += 1
        self.claims += len(each.claims)
        if each.text is None:
            return None
        self.texts += 1
        self._write(f"{self.layout.own}/{name}.txt", check_text(each.text, each.key, self.limit))
        return f"{prefix}{name}.txt"

    def _write(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        self.files += 1
