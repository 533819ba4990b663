"""Where the files that travel with kb lie: inside the wheel, or at the root of the repository it is run from."""

from pathlib import Path

from kb.errors import KbError


def packaged_folder(name: str) -> Path:
    """Return the folder ``name`` ("migrations", "seeds"); raise KbError where the installation lacks it."""
    package = Path(__file__).parent
    for folder in (package / "_data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise KbError(f"this installation of kb has no {name}: install it again")
