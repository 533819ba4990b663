"""The order in which files are loaded: what others build on comes first."""

from collections.abc import Callable
from heapq import heapify, heappop, heappush
from typing import TypeVar

from kb.reading.source_file import LocatedSource, SourceFile

T = TypeVar("T")


def in_order(files: list[SourceFile]) -> list[SourceFile]:
    """Return vocabularies first, then sources, those that derive from others after these; else as they came.

    Sources that go back to themselves are told so in the errors of their files.
    """
    _tell_circles(files)
    for file in files:
        file.sources = _origins_first(file.sources, lambda located: [located])
    files = _origins_first(files, lambda file: file.sources)
    return sorted(files, key=lambda file: not file.vocabularies)


def _tell_circles(files: list[SourceFile]) -> None:
    located = [each for file in files for each in file.sources]
    origins = {each.key: each.record.source.derived_from for each in located}
    for each in located:
        line: list[str] = []
        above = origins[each.key]
        while above is not None and above not in line:
            line.append(above)
            above = origins.get(above)
        if each.key in line:
            message = f"'{line[0]}' goes back to this source itself: a circle"
            each.problems.add((*each.path, "source", "derived_from"), message)


def _origins_first(items: list[T], sources: Callable[[T], list[LocatedSource]]) -> list[T]:
    """Return ``items`` so that each comes after those that hold what its sources derive from; circles come last."""
    holders = {located.key: index for index, item in enumerate(items) for located in sources(item)}
    waits_for: list[set[int]] = []
    for index, item in enumerate(items):
        origins = {holders.get(located.record.source.derived_from or "", index) for located in sources(item)}
        waits_for.append(origins - {index})
    frees: dict[int, list[int]] = {}
    for index, origins in enumerate(waits_for):
        for origin in origins:
            frees.setdefault(origin, []).append(index)
    ready = [index for index, origins in enumerate(waits_for) if not origins]
    heapify(ready)
    ordered: dict[int, T] = {}
    while ready:
        index = heappop(ready)
        ordered[index] = items[index]
        for freed in frees.get(index, ()):
            waits_for[freed].discard(index)
            if not waits_for[freed]:
                heappush(ready, freed)
    return [*ordered.values(), *(item for index, item in enumerate(items) if index not in ordered)]
