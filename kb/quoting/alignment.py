"""Two rows of passages or words laid side by side: what stands in both, in the same order.

What occurs once in each row is the guide (Bram Cohen's patience diff): repeated sentences and small words decide
nothing until their neighbours are placed. Nearly linear in time, also where everything has changed.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

Pair = tuple[int, int]
_Gap = tuple[int, int, int, int]

#: So often each item may be looked at, all in all: rows made to be costly are left unpaired in part.
_PATIENCE = 40


def align(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return the places of equal items, rising in both rows."""
    pairs: list[Pair] = []
    gaps: list[_Gap] = [(0, len(old), 0, len(new))]
    patience = _PATIENCE * (len(old) + len(new)) + 1000
    while gaps and patience > 0:
        gap = gaps.pop()
        patience -= gap[1] - gap[0] + gap[3] - gap[2]
        gaps.extend(_narrow(old, new, gap, pairs))
    return sorted(pairs)


def _narrow(old: Sequence[str], new: Sequence[str], gap: _Gap, pairs: list[Pair]) -> list[_Gap]:
    """Pair the equal ends of a gap and what occurs once on either side of it; return the gaps between these."""
    a, b, c, d = gap
    while a < b and c < d and old[a] == new[c]:
        pairs.append((a, c))
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        pairs.append((b, d))
    if a == b or c == d:
        return []
    guides = rising(_once_in_each(old[a:b], new[c:d]))
    pairs.extend((a + i, c + k) for i, k in guides)
    if not guides:
        return []
    befores, afters = [(-1, -1), *guides], [*guides, (b - a, d - c)]
    return [
        (a + i + 1, a + j, c + k + 1, c + m)
        for (i, k), (j, m) in zip(befores, afters, strict=True)
        if j - i > 1 and m - k > 1
    ]


def _once_in_each(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    in_old, in_new = Counter(old), Counter(new)
    places = {item: place for place, item in enumerate(new)}
    return [(place, places[item]) for place, item in enumerate(old) if in_old[item] == in_new.get(item, 0) == 1]


def rising(pairs: Iterable[Pair]) -> list[Pair]:
    """Return as many of ``pairs``, which rise in their first place, as rise in the second place too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    given = list(pairs)
    for at, (_, place) in enumerate(given):
        rank = bisect_left(tops, place)
        tops[rank : rank + 1] = [place]
        ends[rank : rank + 1] = [at]
        before.append(ends[rank - 1] if rank else -1)
    chosen, at = [], ends[-1] if ends else -1
    while at >= 0:
        chosen.append(given[at])
        at = before[at]
    return chosen[::-1]


def surely_rising(pairs: Iterable[Pair]) -> list[Pair]:
    """Return those of ``pairs``, which rise in their first place, that every choice of as many as rise in both has.

    Of two that changed places neither is among them: either may be said to have gone past the other.
    """
    given = list(pairs)
    up = _ranks(place for _, place in given)
    down = _ranks(-place for _, place in reversed(given))[::-1]
    longest = max(up, default=0)
    ranks = [one if one + other == longest + 1 else 0 for one, other in zip(up, down, strict=True)]
    rivals = Counter(ranks)
    return [pair for pair, rank in zip(given, ranks, strict=True) if rank and rivals[rank] == 1]


def _ranks(places: Iterable[int]) -> list[int]:
    """Return for each place how many rise up to it at most, itself among them."""
    tops: list[int] = []
    ranks = []
    for place in places:
        rank = bisect_left(tops, place)
        tops[rank : rank + 1] = [place]
        ranks.append(rank + 1)
    return ranks
