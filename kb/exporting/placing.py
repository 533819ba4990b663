"""Files put in place together: written beside, and given their names when every one of them is there."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kb.errors import KbError
from kb.exporting.layout import Layout


@contextmanager
def placed(layout: Layout, *, force: bool) -> Iterator[Path]:
    """Give out an empty folder to write into; at the end what it holds lies where ``layout`` says.

    Where anything goes wrong, everything is as it was. What is there is replaced with ``force`` alone, and then only
    what an earlier export wrote; it goes as a whole. Raises KbError for what is in the way, OSError for what cannot be
    written.
    """
    _refuse(layout, force=force)
    is_new = not layout.folder.exists()
    # hidden, so that a load of the folder passes it over
    draft = Path(tempfile.mkdtemp(prefix=".kb-export-", dir=layout.folder.parent if is_new else layout.folder))
    try:
        new = draft / "new"
        new.mkdir()
        yield new
        _write_manifest(layout, new)
        if is_new:
            new.rename(layout.folder)
        else:
            _refuse(layout, force=force, draft=draft)  # somebody may have been here since
            _exchange(layout, new, draft / "old")
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write_manifest(layout: Layout, new: Path) -> None:
    """List what was written, where another export has to know it."""
    names = sorted(path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file())
    manifest = new / layout.manifest
    if manifest.parent.is_dir():
        manifest.write_text("".join(f"{name}\n" for name in names), encoding="utf-8", newline="")


def _refuse(layout: Layout, *, force: bool, draft: Path | None = None) -> None:
    """Raise KbError for what is in the way; ``draft`` is not."""
    there = layout.folder.iterdir() if layout.single is None and layout.folder.exists() else ()
    if not force and any(path != draft for path in there):
        raise KbError(
            f"{layout.target}: exists already and is not empty; name another folder, or replace an earlier export in"
            " it with --force"
        )
    for name in (layout.single, layout.own):
        if not force and name is not None and os.path.lexists(layout.folder / name):
            raise KbError(f"{layout.folder / name}: exists already; name another file, or replace it with --force")
    foreign = next(_foreign(layout), None)
    if foreign is not None:
        raise KbError(
            f"{foreign}: was written by no export, and is never replaced by one; move it away, or name another place"
        )


def _foreign(layout: Layout) -> Iterator[Path]:
    """Yield what lies where the export goes and is of no earlier one: it is never replaced."""
    known = _known(layout)
    for top in _ours(layout, layout.folder):
        if top.name == layout.single or (layout.folder / layout.manifest) == top:
            continue
        inside = [top] if not top.is_dir() or top.is_symlink() else sorted(top.rglob("*"))
        for path in inside:
            name = path.relative_to(layout.folder).as_posix()
            is_folder = path.is_dir() and not path.is_symlink()
            if not is_folder and name not in known:
                yield path


def _known(layout: Layout) -> set[str]:
    """Return what an earlier export wrote, by its own list."""
    manifest = layout.folder / layout.manifest
    if not manifest.is_file():
        return set()
    return {*manifest.read_text("utf-8", errors="replace").splitlines(), layout.manifest}


def _ours(layout: Layout, folder: Path) -> Sequence[Path]:
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if layout.is_ours(path.name)]


def _exchange(layout: Layout, new: Path, old: Path) -> None:
    """Put what is in ``new`` in the place of an earlier export, which goes to ``old``; undo it all where that fails."""
    old.mkdir()
    moved: list[tuple[Path, Path]] = []
    try:
        for source, place in [
            *((path, old / path.name) for path in _ours(layout, layout.folder)),
            *((path, layout.folder / path.name) for path in sorted(new.iterdir(), key=lambda path: path.is_file())),
        ]:
            source.rename(place)
            moved.append((source, place))
    except BaseException:
        for source, place in reversed(moved):
            place.rename(source)
        raise
