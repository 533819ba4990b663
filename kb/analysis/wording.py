"""Propositions filled in from a frame, as sentences a reader can hold true or false."""

import re
from collections.abc import Sequence

from kb.vocabulary import UNSTATED_PLACEHOLDERS, Aspect

_PLACEHOLDER = re.compile(r"\{(treatment|condition|population|comparator|regulator)\}")
_DEFAULTS = {aspect.wording for aspect in Aspect}


def fill_wording(
    wording: str,
    treatment: str,
    condition: str | None = None,
    population: str | None = None,
    comparators: Sequence[str] = (),
    regulator: str | None = None,
) -> str:
    """Return ``wording`` with its placeholders filled in; what the frame leaves unstated reads in its general form."""
    stated = {
        "treatment": treatment,
        "condition": condition,
        "population": population,
        "comparator": join_names(comparators, "or"),
        "regulator": regulator,
    }
    return _PLACEHOLDER.sub(lambda found: stated[found.group(1)] or UNSTATED_PLACEHOLDERS[found.group(1)], wording)


def join_names(names: Sequence[str], conjunction: str) -> str:
    """Return ``names`` as running text: "a, b or c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"


def is_default_wording(wording: str) -> bool:
    """Whether ``wording`` is the default of an aspect."""
    return wording in _DEFAULTS
