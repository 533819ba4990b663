"""Pairs into disagreements, as far as DESIGN.md decides them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeVar

from kb.naming import fold_concept
from tests.analysis.naive.meeting import Rules, share_voice
from tests.analysis.naive.pairs import Pair, count_not_comparable, find_pairs
from tests.analysis.naive.said import Said, read_claims
from tests.building import Record

LABELS = {
    "contradiction": ("supports", "refutes", "neutral"),
    "self-contradiction": ("supports", "refutes", "neutral"),
    "numeric": ("lower", "higher"),
    "reversal": ("earlier", "later"),
}
SINGLE_SPEAKER = {"self-contradiction", "reversal"}
Sides = dict[str, tuple[int, list[str]]]
Member = TypeVar("Member")


@dataclass(frozen=True)
class Answer:
    """A disagreement. ``sides`` are voices and references by label; without an order where the pairs of mirrored
    comparisons go round in a circle: then one list of all that take part, and no score."""

    kind: str
    treatment: str
    across_variants: bool
    condition: str | None
    score: float | None
    sides: Sides


class NaiveBase:
    """Source records and a vocabulary, to be asked what a base that has loaded them is asked."""

    def __init__(self, records: Sequence[Record], vocabulary: Mapping[str, Any]) -> None:
        self.rules = Rules.of(vocabulary)
        names = self.rules.treatments
        self.claims = [replace(each, treatment=names.same(each.treatment)) for each in read_claims(records)]
        self.groups = link(find_pairs(self.claims, self.rules))
        for record in records:
            for claim in record["claims"]:
                names.learn(claim["treatment"])
                self.rules.conditions.learn(claim.get("condition"))

    def disagreements(self, asked: str | None = None) -> list[Answer]:
        """Return those of the whole base in which a claim about ``asked`` or a descendant takes part."""
        family = self._family(asked)
        return [
            self._answer(group, asked and fold_concept(asked))
            for group in self.groups
            if family is None or family & {each.treatment for each in opposed_in(group)}
        ]

    def not_comparable(self, asked: str | None = None) -> dict[str, int]:
        return count_not_comparable(self.claims, self.rules, self._family(asked))

    def _family(self, asked: str | None) -> set[str] | None:
        if asked is None:
            return None
        trees = self.rules.treatments
        return {each.treatment for each in self.claims if trees.same(fold_concept(asked)) in trees.line(each.treatment)}

    def _answer(self, group: list[Pair], asked: str | None) -> Answer:
        kind, opposed, trees = group[0].kind, opposed_in(group), self.rules.treatments
        treatment = self._treatment(opposed, asked)
        variants = {each.treatment for each in opposed if trees.one_tree(each.treatment, treatment)}
        condition = self.rules.conditions.broadest(each.condition for each in opposed)
        sides = self._sides(group, treatment)
        return Answer(
            kind,
            trees.names[treatment],
            len(variants) > 1,
            self.rules.conditions.names[condition] if condition else None,
            _score(kind, list(sides.values())[:2]) if sides else None,
            {label: (_voices(kind, label, said), _references(said)) for label, said in sides.items()}
            or {"all": (0, _references(opposed))},
        )

    def _treatment(self, opposed: Sequence[Said], asked: str | None) -> str:
        """Return the broadest that takes part. Mirrored comparisons have several: of those that every claim is about
        the one asked for, else the first by name."""
        trees = self.rules.treatments
        taking_part = {each.treatment for each in opposed}
        broadest = {each for each in taking_part if not taking_part & set(trees.line(each)[1:])}
        shared = {each for each in broadest if all(self._is_about(said, each) for said in opposed)}
        wanted = {each for each in shared if asked and trees.related(each, asked)}
        return min(wanted or shared or broadest, key=lambda each: trees.names[each])

    def _is_about(self, said: Said, treatment: str) -> bool:
        return any(self.rules.treatments.related(each, treatment) for each in (said.treatment, *said.comparators))

    def _sides(self, group: list[Pair], treatment: str) -> dict[str, list[Said]]:
        kind = group[0].kind
        if kind not in ("contradiction", "self-contradiction"):
            labels = LABELS.get(kind) or (group[0].label, "neutral")
            sides = [_once(pair.first for pair in group), _once(pair.second for pair in group)]
            return dict(zip(labels, sides, strict=True))
        supports = _two_sides(group, treatment)
        if supports is None:
            return {}
        opposed = opposed_in(group)
        return {
            "supports": [each for each in opposed if id(each) in supports],
            "refutes": [each for each in opposed if id(each) not in supports],
            "neutral": [each for each in self.claims if self._is_bystander(each, opposed)],
        }

    def _is_bystander(self, said: Said, opposed: Sequence[Said]) -> bool:
        return (
            said.stance == "neutral"
            and any(self.rules.frames_meet(said, each) for each in opposed)
            and not any(share_voice(said, each) for each in opposed)
        )


def link(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Return the pairs of one kind and proposition (unconfirmed: and direction) that hang together through claims."""
    alike: dict[tuple[object, ...], list[Pair]] = defaultdict(list)
    for pair in pairs:
        alike[pair.kind, pair.label, pair.first.proposition].append(pair)
    return [
        group
        for each in alike.values()
        for group in joined(each, lambda one, other: bool({one.first, one.second} & {other.first, other.second}))
    ]


def joined(members: Sequence[Member], linked: Callable[[Member, Member], bool]) -> list[list[Member]]:
    """Return ``members`` in groups, two in one wherever ``linked`` leads from the one to the other."""
    groups: list[list[Member]] = []
    for member in members:
        touched = [group for group in groups if any(linked(member, each) for each in group)]
        groups = [group for group in groups if not any(group is each for each in touched)]
        groups.append([*(each for group in touched for each in group), member])
    return groups


def opposed_in(group: Sequence[Pair]) -> list[Said]:
    return _once(each for pair in group for each in (pair.first, pair.second))


def _once(claims: Iterable[Said]) -> list[Said]:
    return sorted({id(each): each for each in claims}.values(), key=lambda each: each.order)


def _two_sides(group: Sequence[Pair], treatment: str) -> set[int] | None:
    """Return which claims support ``treatment``: those about it by their stance, all others across from whom they
    disagree with. None where that cannot be, which takes a circle of mirrored comparisons."""
    side = {id(each): each.stance == "supports" for each in opposed_in(group) if each.treatment == treatment}
    for _ in group:
        for pair in group:
            for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
                if id(one) in side:
                    side.setdefault(id(other), not side[id(one)])
    if any(side[id(pair.first)] == side[id(pair.second)] for pair in group):
        return None
    return {each for each, supports in side.items() if supports}


def _voices(kind: str, label: str, said: Sequence[Said]) -> int:
    if kind in SINGLE_SPEAKER and label != "neutral":
        return 1
    return len(joined(said, share_voice))


def _score(kind: str, opposed: Sequence[Sequence[Said]]) -> float:
    a, b = (1, 1) if kind in SINGLE_SPEAKER else (len(joined(each, share_voice)) for each in opposed)
    return round(float(Fraction(4 * a * b, (a + b) ** 2) * (1 - Fraction(1, a + b))), 2)


def _references(said: Sequence[Said]) -> list[str]:
    return sorted(each.reference for each in said)
