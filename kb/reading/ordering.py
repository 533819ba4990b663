"""The order in which files are loaded: what others build on comes first."""

from collections.abc import Callable, Hashable
from heapq import heapify, heappop, heappush
from typing import TypeVar

from kb.naming import fold_concept
from kb.reading.source_file import LocatedSource, SourceFile

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def in_order(files: list[SourceFile]) -> list[SourceFile]:
    """Return vocabularies first, then sources, those that derive from others after these; else as they came.

    Sources that go back to themselves are told so in the errors of their files.
    """
    _tell_circles(files)
    for file in files:
        file.sources = _origins_first(file.sources, lambda each: {each.key}, _source_needs)
    files = _origins_first(files, _keys, lambda file: {key for each in file.sources for key in _source_needs(each)})
    files = _origins_first(files, _concept_names, _parent_names)
    return sorted(files, key=lambda file: not file.vocabularies)


def _source_needs(located: LocatedSource) -> set[str]:
    origin = located.record.source.derived_from
    return {origin} if origin is not None else set()


def _keys(file: SourceFile) -> set[str]:
    return {located.key for located in file.sources}


def _concept_names(file: SourceFile) -> set[tuple[str, str]]:
    entries = (entry for vocabulary, _ in file.vocabularies for entry in vocabulary)
    return {
        (entry.kind, fold_concept(name)) for entry in entries for name in (entry.concept.name, *entry.concept.aliases)
    }


def _parent_names(file: SourceFile) -> set[tuple[str, str]]:
    entries = (entry for vocabulary, _ in file.vocabularies for entry in vocabulary)
    return {(entry.kind, fold_concept(entry.concept.parent)) for entry in entries if entry.concept.parent}


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


def _origins_first(items: list[T], gives: Callable[[T], set[K]], needs: Callable[[T], set[K]]) -> list[T]:
    """Return ``items`` so that each comes after those that give what it needs; those in a circle come last."""
    holders = {key: index for index, item in enumerate(items) for key in gives(item)}
    waits_for = [{holders[key] for key in needs(item) if key in holders} for item in items]
    for index, origins in enumerate(waits_for):
        origins.discard(index)
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
