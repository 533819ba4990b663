"""New files in the place of earlier ones: all of them, or, where that fails, none."""

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from kb.errors import KbError
from kb.exporting.layout import Layout
from kb.exporting.manifest import read_manifest, write_manifest

Move = tuple[Path, Path]
"""From where, and to where."""


class NotUndoneError(KbError):
    """What was moved could not be moved back: the draft folder has what is missing."""


def exchange(layout: Layout, earlier: Iterable[Path], draft: Path) -> None:
    """Put what is in ``draft / "new"`` in its place, and what lies there, ``earlier``, into ``draft / "old"``.

    While that goes on, the list of what is ours names both: a kill leaves nothing that the next export takes for
    somebody else's. Raises OSError where it fails and all is as it was, NotUndoneError where it is not.
    """
    new, old, manifest = draft / "new", draft / "old", layout.folder / layout.manifest
    old.mkdir()
    if manifest.exists():
        shutil.copyfile(manifest, draft / "before")
    write_manifest(draft / "both", read_manifest(manifest) | read_manifest(new / layout.manifest))
    moved: list[Move] = []
    try:
        (draft / "both").replace(manifest)
        for source, place in _moves(layout, earlier, new, old):
            moved.append((source, place))  # before it is made, so that none is forgotten
            _rename(source, place)
        (new / layout.manifest).replace(manifest)
    except BaseException as error:
        _undo(moved, layout, draft, error)
        _put_back(manifest, draft / "before")
        raise


def _moves(layout: Layout, earlier: Iterable[Path], new: Path, old: Path) -> list[Move]:
    """Return the moves in their order: what was there, then the new, folders before files."""
    coming = sorted(new.iterdir(), key=lambda path: path.is_file())
    return [
        *((path, old / path.name) for path in earlier if path.name != layout.manifest),
        *((path, layout.folder / path.name) for path in coming if path.name != layout.manifest),
    ]


def _rename(source: Path, place: Path) -> None:
    """Give a file or folder another place; raise FileExistsError where somebody else has put something there."""
    if os.path.lexists(place):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))
    source.rename(place)


def _undo(moved: list[Move], layout: Layout, draft: Path, reason: BaseException) -> None:
    """Make what was moved undone; where that fails, the list of what is ours keeps both."""
    failed: OSError | None = None
    for source, place in reversed(moved):
        # told by the end that lies in the draft, where nobody else writes
        is_made = os.path.lexists(place) if place.parent == draft / "old" else not os.path.lexists(source)
        try:
            if is_made:
                _rename(place, source)
        except OSError as error:
            failed = error
    if failed is not None:
        raise NotUndoneError(
            f"{layout.target}: cannot be written, and what was there could not all be put back"
            f" ({failed.strerror or failed}); what is missing lies in {draft / 'old'}: move it back"
        ) from reason


def _put_back(manifest: Path, before: Path) -> None:
    if before.exists():
        before.replace(manifest)
    else:
        manifest.unlink(missing_ok=True)
