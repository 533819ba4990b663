"""Propositions filled in from a frame, as sentences a reader can hold true or false."""

import re
from collections.abc import Sequence
from functools import lru_cache

from kb.running_text import listed
from kb.vocabulary import UNSTATED_PLACEHOLDERS, Aspect

_PLACEHOLDER = re.compile(r"\{(treatment|condition|population|comparator|regulator)\}")
_STATED = ("treatment", "condition", "population", "comparator", "regulator")
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
    return _fill(
        wording, treatment, condition, population, listed(comparators, "or") if comparators else None, regulator
    )


@lru_cache(maxsize=10_000)  # what claims are put in order by is shown next
def _fill(wording: str, *frame: str | None) -> str:
    texts, names = _parts(wording)
    if not names:
        return wording
    stated = dict(zip(_STATED, frame, strict=True))
    filled = texts[0]
    for name, text in zip(names, texts[1:], strict=True):
        filled += (stated[name] or UNSTATED_PLACEHOLDERS[name]) + text
    return filled


@lru_cache(maxsize=10_000)  # most claims are worded as one of a few
def _parts(wording: str) -> tuple[list[str], list[str]]:
    """Return the texts around the placeholders, and the names of these."""
    parts = _PLACEHOLDER.split(wording)
    return parts[::2], parts[1::2]


def is_default_wording(wording: str) -> bool:
    """Whether ``wording`` is the default of an aspect."""
    return wording in _DEFAULTS
