"""Rows laid side by side: what every longest common order has."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.quoting.alignment import Pair, rising, surely_rising


def longest(pairs: list[Pair]) -> list[set[Pair]]:
    """Every choice of the most pairs that rise in both places, found by trying all."""
    for size in range(len(pairs), 0, -1):
        choices = [set(some) for some in combinations(pairs, size) if all(a[1] < b[1] for a, b in pairwise(some))]
        if choices:
            return choices
    return []


@settings(deadline=None, max_examples=300)
@given(st.permutations(range(8)).flatmap(lambda row: st.integers(0, 8).map(lambda size: row[:size])))
def test_what_rises_surely_is_in_every_longest_choice_and_nothing_else_is(places: list[int]) -> None:
    pairs = list(enumerate(places))
    choices = longest(pairs)
    assert surely_rising(pairs) == sorted(set.intersection(*choices) if choices else set())
    assert not choices or set(rising(pairs)) in choices
