"""Propositions filled in from a frame, as sentences a reader can hold true or false."""

import re
from collections.abc import Sequence

from kb.running_text import listed
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
        "comparator": listed(comparators, "or"),
        "regulator": regulator,
    }
    return _PLACEHOLDER.sub(lambda found: stated[found.group(1)] or UNSTATED_PLACEHOLDERS[found.group(1)], wording)


def is_default_wording(wording: str) -> bool:
    """Whether ``wording`` is the default of an aspect."""
    return wording in _DEFAULTS
