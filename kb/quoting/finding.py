"""Where words stand in a flattened text: whole, and beside their context where they have any."""

from collections.abc import Iterator
from itertools import islice, product

from kb.quoting.flattening import FlatText
from kb.quoting.word_boundaries import splits

#: Python looks for longer words in linear time; from the end, for words of any length, in the product of both lengths.
_SHORT = 100


def find_places(flat: FlatText, quote: str, before: str, after: str) -> tuple[list[int], bool]:
    """Return the first two places where the quote stands whole, and whether its context is beside it there.

    Where it stands beside its context, only these places count. White space at the junctions is optional.
    """
    first = flat.text.find(quote)
    if first < 0:
        return [], False
    if not _recurs(flat.text, quote, first):  # as it mostly is
        written = flat.written
        places = [] if splits(written, first) or splits(written, first + len(quote)) else [first]
    else:
        places = list(islice(find_whole(flat, quote), 2))
    if not places or not (before or after):
        return places, False
    if len(places) == 1:
        return places, stands_beside(flat.text, places[0], len(quote), before, after)
    beside = list(islice(find_beside(flat, quote, before, after), 2))
    return beside or places, bool(beside)


def _recurs(flat: str, quote: str, first: int) -> bool:
    """Return whether the quote stands behind its ``first`` place too. A short one is found faster from the end."""
    if len(quote) < _SHORT:
        return flat.rfind(quote, first + 1) >= 0
    return flat.find(quote, first + 1) >= 0


def stands_beside(flat: str, at: int, size: int, before: str, after: str) -> bool:
    """Return whether the words at ``at`` have their context beside them."""
    end = at + size
    return flat.endswith((f"{before} ", before), 0, at) and flat.startswith((f" {after}" if after else "", after), end)


def find_beside(flat: FlatText, quote: str, before: str, after: str) -> Iterator[int]:
    """Return where the quote stands whole with its context beside it."""
    heads = (f"{before} ", before) if before else ("",)
    tails = (f" {after}", after) if after else ("",)
    for head, tail in product(heads, tails):
        yield from find_whole(flat, quote, head, tail)


def find_whole(flat: FlatText, quote: str, head: str = "", tail: str = "") -> Iterator[int]:
    """Return where the quote stands between head and tail without cutting a word or number at its own ends."""
    for at in find_all(flat.text, head + quote + tail):
        start = at + len(head)
        if not splits(flat.written, start) and not splits(flat.written, start + len(quote)):
            yield start


def find_all(flat: str, needle: str) -> Iterator[int]:
    """Return all occurrences, overlapping ones too, in time linear in the two lengths also where all overlap.

    Two occurrences that overlap by a period or more are whole periods apart, with one at every period between them.
    The period takes time to find, and most needles occur once: so it is only asked for where a second one follows.
    """
    at = flat.find(needle)
    if at < 0:
        return
    yield at
    again = flat.find(needle, at + 1)
    if again < 0:
        return
    size, period = len(needle), _period(needle)
    tail = needle[size - period :]
    at = again
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
