"""Several rankings as one: ranked in different tables, they have no common measure, but each a first and a second."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TypeVar

T = TypeVar("T")


def by_turns(*rankings: Iterable[T]) -> Iterator[T]:
    """Yield the first of each, then the second of each, as long as there are some."""
    nothing = object()
    for tier in zip_longest(*rankings, fillvalue=nothing):
        for each in tier:
            if each is not nothing:
                yield each  # type: ignore[misc]
