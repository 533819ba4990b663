"""How a run of loading is to go, and what it tells while it goes."""

from collections.abc import Callable
from dataclasses import dataclass

from kb.records import LoadProgress


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """``by``: who loads, for the history; the user where None."""

    dry_run: bool = False
    strict: bool = False
    by: str | None = None


Progress = Callable[[LoadProgress], None]
"""Told before each file, and after each source of one that is read source by source."""
