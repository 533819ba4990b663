"""Where words stand in a flattened text: whole, and beside their context where they have any."""

from collections.abc import Iterator
from itertools import islice, product

from kb.quoting.word_boundaries import splits


def find_beside(flat: str, quote: str, before: str, after: str) -> Iterator[int]:
    """Where the quote stands whole with its context beside it; white space at the junctions is optional."""
    heads = (f"{before} ", before) if before else ("",)
    tails = (f" {after}", after) if after else ("",)
    for head, tail in product(heads, tails):
        yield from find_whole(flat, quote, head, tail)


def find_whole(flat: str, quote: str, head: str = "", tail: str = "") -> Iterator[int]:
    """Where the quote stands between head and tail without cutting a word or number at its own ends."""
    for at in find_all(flat, head + quote + tail):
        start = at + len(head)
        if not splits(flat, start) and not splits(flat, start + len(quote)):
            yield start


def find_all(flat: str, needle: str) -> Iterator[int]:
    """All occurrences, overlapping ones too, in time linear in the two lengths also when they overlap everywhere.

    Two occurrences that overlap by a period or more are whole periods apart, with one at every period between them.
    """
    size = len(needle)
    at = flat.find(needle)
    period = _period(needle) if at >= 0 else size
    tail = needle[size - period :]
    while at >= 0:
        yield at
        if flat.startswith(tail, at + size):
            at += period
        else:
            at = flat.find(needle, at + max(period, size - period + 1))


def _period(needle: str) -> int:
    """The smallest distance at which the needle can overlap itself (Knuth, Morris and Pratt)."""
    borders, border = [0], 0
    for character in islice(needle, 1, None):
        while border and needle[border] != character:
            border = borders[border - 1]
        border += needle[border] == character
        borders.append(border)
    return len(needle) - border
