"""Which claim of the base each claim of a source record is. Pure: it sees fields, not rows or connections."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_MADE_KEY = re.compile(r"c([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class ClaimFields:
    """A claim as it is compared: what it is said of, the words it rests on, and everything else."""

    key: str | None
    frame: tuple[Hashable, ...]
    """Proposition, treatment, condition, population, comparators, outcome, regulator, as they mean."""
    quotes: tuple[Hashable, ...]
    rest: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A claim of the base; ``row`` is handed back untouched. One from a review is matched by its key alone."""

    fields: ClaimFields
    is_withdrawn: bool
    row: Any
    is_from_file: bool = True


_PASSES: tuple[Callable[[ClaimFields], Hashable], ...] = (
    lambda fields: (fields.frame, fields.quotes, fields.rest),
    lambda fields: (fields.frame, fields.quotes),
    lambda fields: fields.frame,
    lambda fields: fields.quotes or None,
)


def match_claims(given: Sequence[ClaimFields], known: Iterable[Known]) -> list[Known | None]:
    """Return, for each claim of a record in file order, the claim of the base that it is, or None.

    By key; else in passes, each less exact than the one before: all fields equal; same proposition, frame and quotes;
    same proposition and frame; same quotes. A claim that gives a key is never taken for one that was given another.
    Among equals those that stand come before those that were withdrawn, then the older before the newer.
    """
    matches: list[Known | None] = [None] * len(given)
    free = sorted(known, key=lambda claim: claim.is_withdrawn)
    by_key = {claim.fields.key: claim for claim in free}
    for index, fields in enumerate(given):
        if fields.key is not None and fields.key in by_key:
            matches[index] = by_key[fields.key]
    taken = {id(match) for match in matches if match is not None}
    free = [claim for claim in free if claim.is_from_file and id(claim) not in taken]
    for signature in _PASSES:
        free = _match_pass(given, matches, free, signature)
    return matches


def _match_pass(
    given: Sequence[ClaimFields],
    matches: list[Known | None],
    free: list[Known],
    signature: Callable[[ClaimFields], Hashable],
) -> list[Known]:
    """Match what is left by ``signature``, in file order; return the claims of the base that are still free."""
    waiting: dict[Hashable, list[Known]] = defaultdict(list)
    for claim in free:
        waiting[signature(claim.fields)].append(claim)
    taken: set[int] = set()
    for index, fields in enumerate(given):
        sign = signature(fields)
        if matches[index] is not None or sign is None:
            continue
        may_be = (claim for claim in waiting.get(sign, ()) if fields.key is None or is_made_key(claim.fields.key))
        fitting = next(may_be, None)
        if fitting is not None:
            matches[index] = fitting
            waiting[sign].remove(fitting)
            taken.add(id(fitting))
    return [claim for claim in free if id(claim) not in taken]


def is_made_key(key: str | None) -> bool:
    """Whether ``key`` is one that kb makes for claims that are given none: c1, c2, ..."""
    return key is not None and _MADE_KEY.fullmatch(key) is not None


def free_keys(used: Iterable[str]) -> Iterator[str]:
    """Yield keys for new claims, after the highest made one in ``used``."""
    numbers = (int(found.group(1)) for key in used if (found := _MADE_KEY.fullmatch(key)))
    number = max(numbers, default=0)
    while True:
        number += 1
        yield f"c{number}"
