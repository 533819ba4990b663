"""Numbers and names in running text."""

from collections.abc import Mapping, Sequence


def count_of(number: int, one: str, more: str | None = None) -> str:
    """Return "1 voice", "2 voices"."""
    return f"{number} {one if number == 1 else more or f'{one}s'}"


def listed(names: Sequence[str], conjunction: str = "and") -> str:
    """Return ``names`` as running text: "a, b and c"."""
    return f" {conjunction} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def tallied(counts: Mapping[str, int]) -> str:
    """Return how many there are of each: "2 sponsored, 1 unknown"."""
    return ", ".join(f"{number} {word}" for word, number in counts.items())
