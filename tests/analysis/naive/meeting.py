"""What the rules of DESIGN.md say of two claims: whether they share a voice, where their frames part, what is later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kb.dates import surely_later
from kb.naming import fold_concept
from tests.analysis.naive.said import Range, Said

TENTH = Fraction(1, 10)


class Tree:
    """The concepts of one kind by their folded names: what each lies under, and under which name it is shown."""

    def __init__(self, entries: Iterable[Any]) -> None:
        self.parents: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.aliases: dict[str, str] = {}
        for entry in entries:
            name = entry if isinstance(entry, str) else entry["name"]
            self.names[fold_concept(name)] = name
            for alias in [] if isinstance(entry, str) else entry.get("aliases", []):
                self.aliases[fold_concept(alias)] = fold_concept(name)
            if not isinstance(entry, str) and entry.get("parent"):
                self.parents[fold_concept(name)] = fold_concept(entry["parent"])

    def learn(self, name: str | None) -> None:
        """Keep the spelling of a name that the vocabulary has not."""
        if name:
            self.names.setdefault(self.same(fold_concept(name)), name)

    def same(self, name: str) -> str:
        return self.aliases.get(name, name)

    def line(self, name: str) -> list[str]:
        """Return ``name`` and all that it lies under, the root last."""
        name = self.same(name)
        return [name, *(self.line(self.parents[name]) if name in self.parents else [])]

    def related(self, one: str, other: str) -> bool:
        """Whether the two are equal, or one is an ancestor of the other."""
        return self.same(one) in self.line(other) or self.same(other) in self.line(one)

    def one_tree(self, one: str, other: str) -> bool:
        return self.line(one)[-1] == self.line(other)[-1]

    def broadest(self, names: Iterable[str | None]) -> str | None:
        """Return the one of those stated that all of them lie under, if there is one."""
        stated = {self.same(name) for name in names if name}
        return next((name for name in stated if all(name in self.line(each) for each in stated)), None)


@dataclass(frozen=True)
class Rules:
    """The trees of a vocabulary, and what follows from them for two claims."""

    treatments: Tree
    conditions: Tree
    populations: Tree

    @classmethod
    def of(cls, vocabulary: Mapping[str, Any]) -> "Rules":
        return cls(*(Tree(vocabulary.get(kind, [])) for kind in ("treatments", "conditions", "populations")))

    def parted_by(self, one: Said, other: Said) -> str | None:
        """Return the first part of the frame that keeps the two apart, None where their frames meet."""
        checks = {
            "treatment": self.treatments.related(one.treatment, other.treatment),
            "condition": _meet(self.conditions, one.condition, other.condition),
            "population": _meet(self.populations, one.population, other.population),
            "comparator": not (one.comparators and other.comparators)
            or any(self.treatments.related(a, b) for a in one.comparators for b in other.comparators),
            "outcome": _equal(one.outcome, other.outcome),
            "regulator": _equal(one.regulator, other.regulator),
        }
        return next((name for name, meets in checks.items() if not meets), None)

    def frames_meet(self, one: Said, other: Said) -> bool:
        return one.proposition == other.proposition and self.parted_by(one, other) is None

    def mirrored(self, one: Said, other: Said) -> bool:
        """Whether each says that its own treatment is better than the other's, of the same people and things."""
        return (
            (one.stance, other.stance) == ("supports", "supports")
            and one.aspect == other.aspect == "comparison"
            and one.is_default
            and other.is_default
            and self._compares(one, other)
            and self._compares(other, one)
            and _meet(self.conditions, one.condition, other.condition)
            and _meet(self.populations, one.population, other.population)
            and _equal(one.outcome, other.outcome)
            and _equal(one.regulator, other.regulator)
        )

    def _compares(self, one: Said, other: Said) -> bool:
        """Whether ``one`` is about a comparator of ``other``: within one tree only by its exact name."""
        trees = self.treatments
        if trees.one_tree(one.treatment, other.treatment):
            return trees.same(one.treatment) in map(trees.same, other.comparators)
        return any(trees.related(one.treatment, each) for each in other.comparators)

    def opposed(self, one: Said, other: Said) -> bool:
        """Whether one says that something is so and the other that it is not."""
        stances = {one.stance, other.stance}
        return (stances == {"supports", "refutes"} and self.frames_meet(one, other)) or self.mirrored(one, other)


def _meet(tree: Tree, one: str | None, other: str | None) -> bool:
    return one is None or other is None or tree.related(one, other)


def _equal(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def share_speaker(one: Said, other: Said) -> bool:
    return bool(one.speakers & other.speakers)


def share_voice(one: Said, other: Said) -> bool:
    reprint = not (one.has_own_author or other.has_own_author) and one.work.origin == other.work.origin
    return reprint or share_speaker(one, other)


def derives(one: Said, other: Said) -> bool:
    """Whether the source of either goes back to the other's; a source is no reprint of itself."""
    if one.work.key == other.work.key:
        return False
    return one.work.key in other.work.line or other.work.key in one.work.line


def is_later(one: Said, other: Said) -> bool:
    return surely_later(one.work.published, other.work.published)


def lies_below(one: Range, other: Range) -> bool:
    """Whether all of ``one`` is lower than all of ``other``; touching ends overlap."""
    _, high = _ends(one)
    low, _ = _ends(other)
    return high is not None and low is not None and high < low


def _ends(given: Range) -> tuple[Fraction | None, Fraction | None]:
    """Return the ends of a range; where they are one number it stands for itself and a tenth to either side."""
    if given.low is not None and given.low == given.high:
        around = abs(given.low) * TENTH
        return given.low - around, given.low + around
    return given.low, given.high
