"""How the time that work takes grows with what it is given: a ratio of times of one run, never a time.

Seconds say as much of the machine, and of what else runs on it, as of the code. Ratios hold on a slow and busy one too.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from math import inf
from time import process_time
from typing import TypeVar

Given = TypeVar("Given")

#: On eight times as much, linear work takes eight times as long and quadratic work 64 times: this lies between.
NEARLY_LINEAR = 24.0

_ROUNDS = 3
#: In seconds, and longer than a tick of the clock of any system. Shorter work is done again, until it took so long.
_LEAST_TIME = 0.02


def growth(make: Callable[[int], Given], work: Callable[[Given], object], size: int, times: int = 8) -> float:
    """Return how many times as long ``work`` takes on what is made of ``size * times`` as on what is made of ``size``.

    Only the work is timed, both in turn, and of several rounds the fastest counts: others may keep the machine busy.
    No size comes twice in a row, but up to a tenth less: work that keeps what it found would find it again.
    """
    sizes = cycle(range(size, size - size // 10 - 1, -1))
    work(make(next(sizes)))  # What is imported and compiled by the first call is no growth.
    small = large = inf
    with _uncollected():
        for _ in range(_ROUNDS):
            small = min(small, _time_by_size(make, work, sizes, 1))
            large = min(large, _time_by_size(make, work, sizes, times))
    return times * large / small


def _time_by_size(
    make: Callable[[int], Given], work: Callable[[Given], object], sizes: Iterator[int], times: int
) -> float:
    """Return the processor time of the work over the size of what it was given, of as many inputs as take a while."""
    taken, total = 0.0, 0
    while taken < _LEAST_TIME:
        size = next(sizes) * times
        given = make(size)
        begun = process_time()
        work(given)
        taken += process_time() - begun
        total += size
    return taken / total


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the search for garbage out: how long it takes depends on all that was made before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
