"""The order of a run: vocabularies first, then sources; what builds on something that a later file brings waits."""

from collections.abc import Container, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Self

from kb.store.derivation import Need


@dataclass(slots=True)
class LoadOrder:
    """Files by number, those with vocabulary first. One that could not land for want of something is tried again when
    others have brought all of it, and once more at the end, to say what it still lacks."""

    ready: list[tuple[bool, int]]
    waiting: dict[int, set[Need]] = field(default_factory=dict)
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
                    heappush(self.ready, (False, file))
