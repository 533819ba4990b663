"""The order in which files are loaded: what others build on comes first."""

from collections.abc import Callable
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from kb.reading.source_file import LocatedSource, SourceFile

T = TypeVar("T")


def in_order(files: list[SourceFile]) -> list[SourceFile]:
    """Return vocabularies first, then sources, those that derive from others after these; else as they came."""
    for file in files:
        file.sources = _origins_first(file.sources, lambda located: [located])
    files = _origins_first(files, lambda file: file.sources)
    return sorted(files, key=lambda file: not file.vocabularies)


def _origins_first(items: list[T], sources: Callable[[T], list[LocatedSource]]) -> list[T]:
    """Return ``items`` so that each comes after those that hold what its sources derive from; unchanged in a circle."""
    holders = {located.key: index for index, item in enumerate(items) for located in sources(item)}
    sorter: TopologicalSorter[int] = TopologicalSorter()
    for index, item in enumerate(items):
        origins = {holders.get(located.record.source.derived_from or "", index) for located in sources(item)}
        sorter.add(index, *(origins - {index}))
    try:
        return [items[index] for index in sorter.static_order()]
    except CycleError:
        return items
