"""Every pair of claims that disagree, by comparing all with all."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tests.analysis.naive.meeting import Rules, derives, is_later, lies_below, share_speaker, share_voice
from tests.analysis.naive.said import Said


@dataclass(frozen=True)
class Pair:
    """Two claims that disagree. Each kind has its own first: who supports, the lower, the earlier, the firm one.

    ``label`` tells the two directions of unconfirmed from each other.
    """

    kind: str
    first: Said
    second: Said
    label: str = ""


def find_pairs(claims: Sequence[Said], rules: Rules) -> list[Pair]:
    """Return the pairs of every kind; a claim that is contradicted is not unconfirmed as well."""
    opposed = [pair for one, other in combinations(claims, 2) for pair in _opposed(one, other, rules)]
    contradicted = {id(each) for pair in opposed if pair.kind != "reversal" for each in (pair.first, pair.second)}
    return [
        *opposed,
        *(pair for one, other in combinations(claims, 2) for pair in _numeric(one, other, rules)),
        *(pair for one in claims if id(one) not in contradicted for pair in _unconfirmed(one, claims, rules)),
    ]


def _opposed(one: Said, other: Said, rules: Rules) -> Iterator[Pair]:
    if not rules.opposed(one, other):
        return
    first, second = (other, one) if one.stance == "refutes" else (one, other)
    if not share_voice(one, other):
        yield Pair("contradiction", first, second)
    elif one.work.key == other.work.key:
        if one.certainty == other.certainty == "asserted":
            yield Pair("self-contradiction", first, second)
    elif derives(one, other) or not (is_later(one, other) or is_later(other, one)):
        yield Pair("self-contradiction", first, second)
    elif share_speaker(one, other):
        yield Pair("reversal", *((other, one) if is_later(one, other) else (one, other)))


def _numeric(one: Said, other: Said, rules: Rules) -> Iterator[Pair]:
    if one.quantity is None or other.quantity is None or share_voice(one, other):
        return
    if (one.quantity.name, one.quantity.dimension) != (other.quantity.name, other.quantity.dimension):
        return
    if rules.frames_meet(one, other):
        for lower, higher in ((one, other), (other, one)):
            if lower.quantity and higher.quantity and lies_below(lower.quantity, higher.quantity):
                yield Pair("numeric", lower, higher)


def _unconfirmed(firm: Said, claims: Sequence[Said], rules: Rules) -> Iterator[Pair]:
    if firm.stance not in ("supports", "refutes"):
        return
    for other in claims:
        if other.stance == "neutral" and rules.frames_meet(firm, other) and not share_voice(firm, other):
            yield Pair("unconfirmed", firm, other, firm.stance)


def count_not_comparable(claims: Sequence[Said], rules: Rules, family: set[str] | None = None) -> dict[str, int]:
    """Return how many pairs only their frames keep apart, by the first part that does.

    With ``family``, the treatments of which one must take part.
    """
    counted: Counter[str] = Counter()
    for one, other in combinations(claims, 2):
        if family is not None and not family & {one.treatment, other.treatment}:
            continue
        alike = one.proposition == other.proposition and rules.treatments.one_tree(one.treatment, other.treatment)
        if alike and {one.stance, other.stance} == {"supports", "refutes"} and not share_voice(one, other):
            field = rules.parted_by(one, other)
            if field is not None:
                counted[field] += 1
    return dict(counted)
