"""The article that a source record names: found beside the record or in a folder given, and never outside of it."""

from pathlib import Path

from kb.errors import ReadingError
from kb.quoting import normalise_text
from kb.reading.document import MOST_BYTES
from kb.reading.files import decode, read_bytes


def find_text(name: str, folders: tuple[Path, ...]) -> str | None:
    """Return the text of the file ``name`` in the first of ``folders`` that has it, None where none has.

    Raises ReadingError where the name, or a link it leads through, points out of the folder, or the file is no text.
    """
    if "\x00" in name or Path(name).is_absolute() or ".." in Path(name).parts:
        raise ReadingError(f"'{name}' lies outside the folder; give a name in it or below")
    for folder in folders:
        path = folder / name
        if not _exists(path):
            continue
        if not path.resolve().is_relative_to(folder.resolve()):
            raise ReadingError(f"'{name}' leads out of the folder by a link; copy the article into it")
        try:
            text = normalise_text(decode(read_bytes(path, MOST_BYTES)))
        except ReadingError as error:
            where = f" (line {error.line})" if error.line else ""
            raise ReadingError(f"'{name}' {error}{where}") from error
        if not text.strip():
            raise ReadingError(f"'{name}' is empty")
        return text
    return None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that no file can have
        return False
