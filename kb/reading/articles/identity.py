"""The identifiers that an article gives itself: the first that can be one."""

from collections.abc import Callable, Iterable


def first_valid(check: Callable[[str], str], given: Iterable[str]) -> str | None:
    """Return the first of ``given`` that ``check`` takes, in the form that it returns."""
    for each in given:
        try:
            return check(each.strip())
        except ValueError:
            continue
    return None
