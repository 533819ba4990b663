"""What sources derive from: a reprint from an article, a report from a press release.

The links of a file are set when all its sources are in, so that these may stand in any order.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select

from kb.naming import did_you_mean
from kb.store.ledger import Ledger
from kb.store.models import source

Complain = Callable[[str], None]
"""Takes why a source cannot derive from what it names."""

Need = frozenset[Hashable]
"""What a file builds on and the base has not, any one of: keys of sources, concepts as kind and folded name."""


class SourcePlace(NamedTuple):
    """Where a source of the run stands, the key of what it derives from, None for nothing, and the digest of the
    article that came with it."""

    place: str
    origin: str | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A source that was just written, and the key of the one that it derives from, None for none."""

    source_id: int
    key: str
    origin: str | None
    is_new: bool
    complain: Complain


@dataclass(slots=True)
class DerivationBook:
    """The links of one file. ``waiting``: the sources of other files that have not landed yet, by key."""

    ledger: Ledger
    waiting: Mapping[str, SourcePlace] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    unmet: dict[str, Need] = field(default_factory=dict)
    """Sources that cannot be linked, with the keys of those that another file may bring, or take out of a circle."""

    def settle(self, *, may_wait: bool) -> Iterator[int]:
        """Write every link; yield the id of each older source that derives from another one than before.

        Where the file ``may_wait`` for an origin, nobody will read the complaint, and no nearest key is looked for:
        among many files, which all wait, that would take most of the time.
        """
        self.ledger.flush()
        before = {link.source_id: self._origin_of(link.source_id) for link in self.links}
        found = [(link, self._find(link.origin)) for link in self.links]
        moves = {link.source_id: origin for link, origin in found}
        for link, origin in found:
            if link.origin and origin is None:
                self._refuse(link, may_wait=may_wait)
            elif circle := self._circle(link.source_id, moves):
                self._refuse_circle(link, circle - moves.keys())
            elif origin != before[link.source_id]:
                self._write(link, before[link.source_id], origin)
                if not link.is_new:
                    yield link.source_id

    def _write(self, link: Link, before: int | None, after: int | None) -> None:
        self.ledger.update(source, link.source_id, {"derived_from_id": after})
        if not link.is_new:
            was, now = ({"derived_from": self._key(each)} for each in (before, after))
            self.ledger.revise("source", link.source_id, "changed", was, now)

    def _refuse(self, link: Link, *, may_wait: bool) -> None:
        assert link.origin is not None
        self.unmet[link.key] = frozenset({link.origin})
        if link.key in self._waiting_line(link.origin):
            link.complain(f"'{link.origin}' goes back to this source itself: a circle")
        elif link.origin in self.waiting:
            place = self.waiting[link.origin].place
            link.complain(
                f"'{link.origin}' is in {place}, which could not land; what needs one another goes in one file"
            )
        else:
            known = () if may_wait else self.ledger.connection.scalars(select(source.c.key))
            link.complain(f"there is no source '{link.origin}'{did_you_mean(link.origin, known)}")

    def _waiting_line(self, key: str) -> list[str]:
        """Return ``key`` and what it goes back to among the sources that have not landed yet."""
        line = [key]
        while (above := self.waiting.get(line[-1])) is not None and above.origin and above.origin not in line:
            line.append(above.origin)
        return line

    def _refuse_circle(self, link: Link, others: set[int]) -> None:
        """Refuse ``link``; ``others`` are sources of the circle that this file does not give, but another one may."""
        if others:
            keys = select(source.c.key).where(source.c.id.in_(others))
            self.unmet[link.key] = frozenset(self.ledger.connection.scalars(keys))
        link.complain(f"'{link.origin}' goes back to this source itself: a circle")

    def _circle(self, source_id: int, moves: Mapping[int, int | None]) -> set[int]:
        """Return the sources on the way from what ``source_id`` derives from back to it, none where there is no way."""
        seen: set[int] = set()
        current = moves[source_id]
        while current is not None and current not in seen:
            seen.add(current)
            if current == source_id:
                return seen
            current = moves[current] if current in moves else self._origin_of(current)
        return set()

    def _find(self, key: str | None) -> int | None:
        return None if key is None else self.ledger.connection.scalar(select(source.c.id).where(source.c.key == key))

    def _key(self, source_id: int | None) -> str | None:
        return self.ledger.connection.scalar(select(source.c.key).where(source.c.id == source_id))

    def _origin_of(self, source_id: int) -> int | None:
        return self.ledger.connection.scalar(select(source.c.derived_from_id).where(source.c.id == source_id))
