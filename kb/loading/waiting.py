"""The order of a run: vocabularies first, then sources; what builds on something that a later file brings waits."""

from collections.abc import Container, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Self


@dataclass(slots=True)
class LoadOrder:
    """Files by number, those with vocabulary first. One that could not land for want of something is tried again when
    another has brought it, and once more at the end, to say what it still lacks."""

    ready: list[tuple[bool, int]]
    waiting: set[int] = field(default_factory=set)
    wanted: dict[Hashable, set[int]] = field(default_factory=dict)
    is_last_call: bool = False

    @classmethod
    def of(cls, files: int, with_vocabulary: Container[int]) -> Self:
        """Return the order of ``files`` files."""
        return cls(sorted((number not in with_vocabulary, number) for number in range(files)))

    def __iter__(self) -> Iterator[int]:
        """Yield the files that can be tried, each until it is settled."""
        while self.ready or self.waiting:
            if not self.ready:
                self.is_last_call = True
                self.ready = [(True, number) for number in sorted(self.waiting)]
                self.waiting.clear()
            yield heappop(self.ready)[1]

    def wait(self, file: int, needs: Iterable[Hashable]) -> None:
        """Try ``file`` again when one of ``needs`` is there."""
        self.waiting.add(file)
        for need in needs:
            self.wanted.setdefault(need, set()).add(file)

    def landed(self, brings: Iterable[Hashable]) -> None:
        """Note what a file has brought; files that waited for it are ready again."""
        for need in brings if self.waiting else ():
            for file in self.wanted.pop(need, ()):
                if file in self.waiting:
                    self.waiting.remove(file)
                    heappush(self.ready, (False, file))
