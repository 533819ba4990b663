"""The order of a run: vocabularies first, then sources, then articles by themselves; what builds on something that a
later file brings waits."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Self

from kb.store.derivation import Need

_NEXT, _LAST = 0, 9
"""Ranks of a file that lacks nothing any more, and of one that is tried for the last time."""


@dataclass(slots=True)
class LoadOrder:
    """Files by number, those of the lowest rank first. One that could not land for want of something is tried again
    when others have brought all of it, and once more at the end, to say what it still lacks."""

    ready: list[tuple[int, int]]
    waiting: dict[int, set[Need]] = field(default_factory=dict)
    wanted: dict[Hashable, set[int]] = field(default_factory=dict)
    is_last_call: bool = False

    @classmethod
    def of(cls, ranks: Iterable[int]) -> Self:
        """Return the order of files by their ranks."""
        return cls(sorted((rank, number) for number, rank in enumerate(ranks)))

    def __iter__(self) -> Iterator[int]:
        """Yield the files that can be tried, each until it is settled."""
        while self.ready or self.waiting:
            if not self.ready:
                self.is_last_call = True
                self.ready = [(_LAST, number) for number in sorted(self.waiting)]
                self.waiting.clear()
            yield heappop(self.ready)[1]

    def wait(self, file: int, needs: Iterable[Need]) -> None:
        """Try ``file`` again when of each of ``needs`` something is there."""
        self.waiting[file] = set(needs)
        for need in self.waiting[file]:
            for each in need:
                self.wanted.setdefault(each, set()).add(file)

    def landed(self, brings: Iterable[Hashable]) -> None:
        """Note what a file has brought; those that lack nothing any more are ready again."""
        for each in brings if self.waiting else ():
            for file in self.wanted.pop(each, ()):
                if file not in self.waiting:
                    continue
                self.waiting[file] = {need for need in self.waiting[file] if each not in need}
                if not self.waiting[file]:
                    del self.waiting[file]
                    heappush(self.ready, (_NEXT, file))
