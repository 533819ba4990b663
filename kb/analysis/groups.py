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
        """Join two members; who was not added yet is added now."""
        top = self._top(one)
        self._above[top] = self._top(other)

    def _top(self, member: Member) -> Member:
        above = self._above.setdefault(member, member)
        while above != member:
            self._above[member] = member = self._above[above]
            above = self._above[member]
        return member

    def groups(self) -> list[list[Member]]:
        """Return the members of each group in the order in which they came, the groups by their first member."""
        found: dict[Member, list[Member]] = {}
        for member in self._above:
            found.setdefault(self._top(member), []).append(member)
        return list(found.values())
