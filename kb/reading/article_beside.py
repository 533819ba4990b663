"""Articles and source records that lie side by side under one name: ``page.html`` and ``page.yaml``."""

import os
from pathlib import Path

from kb.reading.document import Data

#: Of several articles under one name the first of these is taken: markup says most of what a source is.
_ARTICLES = (".html", ".htm", ".xhtml", ".nxml", ".xml", ".pdf", ".md", ".markdown", ".txt", ".text")
_RECORDS = (".yaml", ".yml", ".json")


def find_beside(record: Path) -> list[Path]:
    """Return the articles that lie beside the source file ``record`` under its name, the best first."""
    return _there(record, _ARTICLES)


def find_record_beside(article: Path) -> Path | None:
    """Return the source file that lies beside ``article`` under its name, None where there is none."""
    return next(iter(_there(article, _RECORDS)), None)


def _there(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    if not path.stem or path.stem.startswith("."):
        return []
    places = (path.with_suffix(each) for suffix in suffixes for each in (suffix, suffix.upper()))
    found: dict[tuple[int, int] | Path, Path] = {}
    for place in places:
        if os.path.lexists(place) and not place.is_dir():
            found.setdefault(_identity(place), place)  # one file where capitals do not count
    return list(found.values())


def _identity(place: Path) -> tuple[int, int] | Path:
    try:
        stat = place.stat()
    except OSError:
        return place
    return stat.st_dev, stat.st_ino


def name_beside(data: Data, name: str) -> bool:
    """Have the one source record in ``data`` name the article beside it, where it names none; return whether it did."""
    source = data.get("source") if isinstance(data, dict) else None
    if not isinstance(source, dict) or "text" in source:
        return False
    source["text"] = name
    return True
