"""What stands around words in a flattened text: how much of it two places have in common, how much tells one place."""

from itertools import islice

from kb.quoting.finding import find_beside
from kb.quoting.flattening import FlatText

#: So many characters to either side are looked at; fewer in common than the second number may be chance.
_REACH = 400
_CHANCE = 12
#: The longest context that is made up for a quote, in words on either side.
_MOST_WORDS = 128


def common_surroundings(old: str, origin: int, new: str, at: int, size: int) -> tuple[int, int]:
    """Return how much of what stands before and behind the words in ``old`` stands at ``at`` of ``new`` too."""
    heads = [text[max(0, start - _REACH) : start][::-1] for text, start in ((old, origin), (new, at))]
    tails = [text[start + size : start + size + _REACH] for text, start in ((old, origin), (new, at))]
    return _in_common(*heads), _in_common(*tails)


def _in_common(one: str, other: str) -> int:
    """Return the length of the common beginning; both texts ending there is as much as can be."""
    size, above = 0, min(len(one), len(other)) + 1
    while above - size > 1:
        middle = (size + above) // 2
        size, above = (middle, above) if one.startswith(other[:middle]) else (size, middle)
    if size == len(one) == len(other):
        return _REACH
    return size if size >= _CHANCE else 0


def find_context(flat: FlatText, at: int, size: int) -> tuple[str, str] | None:
    """Return the shortest prefix and suffix, of 4, 8, 16... words, that tell the words at ``at`` from all others."""
    text, count = flat.text, 4
    quote = text[at : at + size]
    while count <= _MOST_WORDS:
        before = " ".join(text[max(0, at - 20 * count) : at].split()[-count:])
        after = " ".join(text[at + size : at + size + 20 * count].split()[:count])
        if list(islice(find_beside(flat, quote, before, after), 2)) == [at]:
            return before, after
        count *= 2
    return None
