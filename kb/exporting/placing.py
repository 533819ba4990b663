"""Files put in place together: written beside, and given their names when every one of them is there."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kb.errors import KbError
from kb.exporting.exchanging import NotUndoneError, exchange
from kb.exporting.layout import Layout
from kb.exporting.manifest import read_manifest, write_manifest
from kb.uninterrupted import uninterrupted

#: Hidden, so that a load of the folder passes it over.
_DRAFT = ".kb-export-"


@contextmanager
def placed(layout: Layout, *, force: bool) -> Iterator[Path]:
    """Give out an empty folder to write into; at the end what it holds lies where ``layout`` says.

    Where anything goes wrong, everything is as it was. What is there is replaced with ``force`` alone, and then only
    what an earlier export wrote; it goes as a whole. Raises KbError for what is in the way, OSError for what cannot be
    written.
    """
    _refuse(layout, force=force)
    is_new = not layout.folder.exists()
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=layout.folder.parent if is_new else layout.folder))
    is_spare = True
    try:
        new = draft / "new"
        new.mkdir()
        yield new
        _list(layout, new)
        if is_new:
            new.rename(layout.folder)
        else:
            with uninterrupted():
                _refuse(layout, force=force)  # somebody may have been here since
                try:
                    exchange(layout, _ours(layout), draft)
                except NotUndoneError:
                    is_spare = False  # it holds what is missing
                    raise
    finally:
        if is_spare:
            shutil.rmtree(draft, ignore_errors=True)


def left_drafts(layout: Layout) -> list[Path]:
    """Return the draft folders that lie about here: of exports that were killed, or are still at work."""
    folders = {layout.folder} if layout.single is not None else {layout.folder, layout.target.absolute().parent}
    return sorted(path for folder in folders for path in folder.glob(f"{_DRAFT}*") if path.is_dir())


def _list(layout: Layout, new: Path) -> None:
    """List what was written, where another export has to know it."""
    names = [path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file()]
    write_manifest(new / layout.manifest, names)


def _refuse(layout: Layout, *, force: bool) -> None:
    """Raise KbError for what is in the way."""
    known = read_manifest(layout.folder / layout.manifest)
    _refuse_single(layout, known, force=force) if layout.single else _refuse_folder(layout, known, force=force)
    foreign = next(_foreign(layout, known), None)
    if foreign is not None:
        raise KbError(
            f"{foreign}: was written by no export to this place, and is never replaced by one; move it away, or name"
            " another place"
        )


def _refuse_folder(layout: Layout, known: set[str], *, force: bool) -> None:
    there = layout.folder.iterdir() if layout.folder.exists() else ()
    if not known and any(not path.name.startswith(".") for path in there):  # a load passes hidden files over, too
        raise KbError(f"{layout.target}: is not empty, and no export wrote what lies there; name another folder")
    if known and not force:
        raise KbError(
            f"{layout.target}: holds an earlier export; name another folder, or replace that export with --force"
        )


def _refuse_single(layout: Layout, known: set[str], *, force: bool) -> None:
    for name in filter(None, (layout.single, layout.own)):
        place = layout.folder / name
        if not os.path.lexists(place):
            continue
        if layout.single not in known and name == layout.single:
            raise KbError(f"{place}: was written by no export, and is never replaced by one; name another file")
        if not force:
            raise KbError(f"{place}: exists already; name another file, or replace it with --force")


def _foreign(layout: Layout, known: set[str]) -> Iterator[Path]:
    """Yield what lies where the export goes and is of no earlier one: it is never replaced."""
    known = {*known, layout.manifest} if known else known
    for top in _ours(layout):
        inside = [top] if not top.is_dir() or top.is_symlink() else [top, *sorted(top.rglob("*"))]
        for path in inside:
            is_folder = path.is_dir() and not path.is_symlink()
            is_filled = is_folder and any(path.iterdir())  # no export makes an empty folder
            if not is_filled and path.relative_to(layout.folder).as_posix() not in known:
                yield path


def _ours(layout: Layout) -> Sequence[Path]:
    """Return what lies there under a name that an export gives."""
    if not layout.folder.is_dir():
        return []
    return [path for path in sorted(layout.folder.iterdir()) if layout.is_ours(path.name)]
