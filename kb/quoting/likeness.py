"""Passages of an old and a new text that may be one passage before and after it was rewritten."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kb.quoting.alignment import Pair, rising
from kb.quoting.word_boundaries import UNSPACED

_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
#: What two passages must have in common to be one: this share of their words.
_LEAST_SHARE = 0.5
#: A word that more passages have leads to none of them; of those that words lead to, only the first few are looked at.
_COMMON = 12
_MOST_LOOKED_AT = 5
#: So many pairs are looked at one by one, without going by their words.
_FEW_PAIRS = 100


def pair_alike(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return the places of passages that are alike, each in one pair at most, rising in both rows; linear in time."""
    bags, others = ([Counter(_TOKEN.findall(words.casefold())) for words in row] for row in (old, new))
    led = _led_by_words(bags, others) if len(old) * len(new) > _FEW_PAIRS else [list(range(len(new)))] * len(old)
    best: dict[int, tuple[float, int]] = {}
    for at, places in enumerate(led):
        share, place = max(((_share(bags[at], others[place]), -place) for place in places), default=(0.0, 0))
        if share >= _LEAST_SHARE and share > best.get(-place, (0.0, 0))[0]:
            best[-place] = (share, at)
    return rising(sorted((at, place) for place, (_, at) in best.items()))


def _led_by_words(bags: Sequence[Counter[str]], others: Sequence[Counter[str]]) -> list[list[int]]:
    """Return for each passage those of the others with which it shares most of the words that few have."""
    having: dict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(others):
        for word in bag:
            having[word].append(place)
    led = []
    for bag in bags:
        votes = Counter(place for word in bag if len(having.get(word, ())) <= _COMMON for place in having.get(word, ()))
        led.append([place for place, _ in votes.most_common(_MOST_LOOKED_AT)])
    return led


def _share(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * sum((one & other).values()) / total if total else 0.0
