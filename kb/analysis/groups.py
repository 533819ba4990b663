"""Things joined in groups through what they share (union-find)."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Member = TypeVar("Member", bound=Hashable)


class Groups(Generic[Member]):
    """Members start alone; joining two joins all that each is joined with. Nearly constant time a join."""

    def __init__(self) -> None:
        self._above: dict[Member, Member] = {}

    def add(self, member: Member) -> None:
        self._above.setdefault(member, member)

    def join(self, one: Member, other: Member) -> None:
        self.add(one)
        self.add(other)
        self._above[self._top(one)] = self._top(other)

    def _top(self, member: Member) -> Member:
        while self._above[member] != member:
            self._above[member] = self._above[self._above[member]]
            member = self._above[member]
        return member

    def groups(self) -> list[list[Member]]:
        """Return the members of each group in the order in which they came, the groups by their first member."""
        found: dict[Member, list[Member]] = {}
        for member in self._above:
            found.setdefault(self._top(member), []).append(member)
        return list(found.values())
