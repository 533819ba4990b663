"""Several rankings as one: what was ranked in different tables has no common measure, but a first, a second, a third."""

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
