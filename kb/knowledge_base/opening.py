"""A base, opened: where it lies, and how it is closed."""

from pathlib import Path
from types import TracebackType
from typing import Self

from kb.location import resolve_path
from kb.store.database import Database, open_database, open_memory


class Opened:
    """What every room of :class:`~kb.knowledge_base.KnowledgeBase` stands on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, path: str | Path | None = None, *, create: bool = False, timeout: float | None = None) -> Self:
        """Open the base at ``path`` (a path or sqlite:/// URL; None: KB_DATABASE, else the user's own).

        ``create`` makes it where there is none. ``timeout`` is how many seconds to wait for another writer. An older
        base is backed up beside itself and migrated. Raises DatabaseError where the file is missing, locked, damaged,
        not kb's or too new.
        """
        return cls(open_database(resolve_path(path), create=create, timeout=timeout))

    @classmethod
    def in_memory(cls) -> Self:
        """Return a new, empty base that is gone when it is closed; it belongs to one thread."""
        return cls(open_memory())

    def __repr__(self) -> str:
        return f"KnowledgeBase({str(self.path)!r})" if self.path else "KnowledgeBase.in_memory()"

    @property
    def path(self) -> Path | None:
        """Where the base lies; None in memory."""
        return self._database.path

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
