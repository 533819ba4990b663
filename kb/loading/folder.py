"""Which files of a folder are loaded: source records, vocabularies and articles; what is about the folder is not."""

from collections.abc import Iterator
from pathlib import Path

from kb.naming import name_some
from kb.reading.article_text import MARKED_SUFFIXES, PLAIN_SUFFIXES
from kb.reading.source_file import SUFFIXES
from kb.records import Problem
from kb.running_text import count_of

#: Texts that tell of the files around them, and are no articles.
_ABOUT = frozenset(
    {
        *(
            "authors",
            "changelog",
            "changes",
            "code_of_conduct",
            "contributing",
            "copying",
            "history",
            "index",
            "install",
        ),
        *("licence", "license", "manifest", "news", "notes", "notice", "readme", "requirements", "robots", "security"),
        "todo",
    }
)


class FolderChoice:
    """Chooses among the files of folders, and keeps in ``left_out`` the texts of which it cannot be known what they
    are."""

    def __init__(self) -> None:
        self.left_out: dict[Path, list[str]] = {}

    def __call__(self, folder: Path, names: list[str]) -> Iterator[str]:
        """Yield the names to load. Where source records lie, a plain text is an article only if a record names it."""
        has_records = any(name.lower().endswith(SUFFIXES) for name in names)
        for name in names:
            if name.lower().endswith((*SUFFIXES, *MARKED_SUFFIXES)):
                yield name
            elif name.lower().endswith(PLAIN_SUFFIXES) and Path(name).stem.lower() not in _ABOUT:
                if has_records:
                    self.left_out.setdefault(folder, []).append(name)
                else:
                    yield name


def tell_left_out(names: list[str]) -> Problem:
    """Return what is to be said of the texts of a folder that were left out."""
    told = f"{count_of(len(names), 'text')} beside source records left out ({name_some(names)})"
    return Problem(None, None, f"{told}: no record has it for its article; name a text to load it as one")
