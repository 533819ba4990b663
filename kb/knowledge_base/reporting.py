"""Reports as text and as files."""

import os
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import KbError
from kb.knowledge_base.asking import Asking
from kb.knowledge_base.terms import check_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Reporting(Asking):
    """What a report is written as, and where to."""

    def render_report(self, treatment: str | None = None, *, format: str = "markdown") -> str:  # noqa: A002
        """Return the report on ``treatment``, or on the whole base, as text: markdown, html, csv, json, jsonld.

        The same base gives the same text. Nothing of a source's text in it acts in a terminal, a spreadsheet or a page.

        >>> with KnowledgeBase.in_memory() as kb:
        ...     _ = kb.load(seeds=True)
        ...     print(kb.render_report("stem cell therapy").splitlines()[0])
        # What sources say on stem cell therapy, and where they disagree
        """
        return "".join(self.report_parts(treatment, format=format))

    def report_parts(self, treatment: str | None = None, *, format: str = "markdown") -> "Iterator[str]":  # noqa: A002
        """Return the same in parts, one after the other: a long report is never whole in memory as text."""
        from kb.reports.formats import render_report

        check_terms(report=format)
        return render_report(self.report(treatment), format)

    def write_report(
        self,
        target: str | Path,
        treatment: str | None = None,
        *,
        format: str | None = None,  # noqa: A002
        force: bool = False,
    ) -> Path:
        """Write the report to the file ``target``, in ``format`` or else in that of its suffix, and return the file.

        It is written beside and renamed: the file is there whole, or as it was. One that exists is replaced with
        ``force`` alone. Raises UsageError for a suffix that is no format, KbError for what cannot be written.
        """
        path = Path(target)
        format_ = format or report_format(path)
        _check_target(path, self.path, force=force)
        parts = self.report_parts(treatment, format=format_)
        try:
            _place(path, parts, force=force, database=self.path)
        except OSError as error:
            raise KbError(f"{path}: cannot be written: {error.strerror or error}") from error
        return path


def report_format(path: str | Path) -> str:
    """Return the format that the suffix of ``path`` says; raise UsageError for one that says none."""
    from kb.reports.formats import get_format

    _file_mode(Path(path))
    return get_format(str(path))


def _check_target(path: Path, database: Path | None, *, force: bool) -> None:
    """Raise KbError where a report cannot go."""
    mode = _file_mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        raise KbError(f"{path}: is no file that could be replaced; name another")
    if mode is not None and database is not None and path.samefile(database):
        raise KbError(f"{path}: is the database itself; name another file")
    if not force and os.path.lexists(path):
        raise KbError(f"{path}: exists already; name another file, or replace it with --force")
    if not path.parent.is_dir():
        raise KbError(f"{path}: there is no folder {path.parent}; make it first, or name another file")


def _file_mode(path: Path) -> int | None:
    """Return what sort of file lies at ``path``, None for none; raise KbError where it is a folder or out of reach."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KbError(f"{path}: cannot be written: {error.strerror or error}") from error
    if stat.S_ISDIR(mode):
        raise KbError(f"{path}: is a folder; name a file in it")
    return mode


def _place(path: Path, parts: "Iterable[str]", *, force: bool, database: Path | None) -> None:
    """Put ``parts`` where ``path`` leads, whole or not at all; what was there keeps its permissions."""
    target = Path(os.path.realpath(path))
    draft = target.parent / f".kb-report-{secrets.token_hex(8)}"
    try:
        with draft.open("x", encoding="utf-8", newline="") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        _check_target(path, database, force=force)  # somebody may have been here since
        if target.exists():
            draft.chmod(stat.S_IMODE(target.stat().st_mode))
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
