"""Levels of evidence as people ask for them: one, or all that are as good or as weak."""

from kb.errors import UsageError
from kb.naming import did_you_mean
from kb.vocabulary import EvidenceLevel

#: What is known of evidence, the best first.
_KNOWN: list[str] = [level for level in EvidenceLevel if level is not EvidenceLevel.UNSTATED]
_LEVELS: list[str] = list(EvidenceLevel)


def evidence_levels(text: str) -> frozenset[str]:
    """Return the levels that ``text`` names: ``cohort`` itself, ``cohort..`` it or better, ``..cohort`` it or weaker,
    ``cohort..randomised-trial`` from one to the other. What is unstated is neither: it is meant by its own name alone.

    Raises UsageError for a word that is no level.
    """
    weakest, dots, best = text.replace(" ", "").partition("..")
    for name in filter(None, (weakest, best)):
        _check(name, _KNOWN if dots else _LEVELS)
    if not dots:
        return frozenset([weakest])
    if not (weakest or best):
        raise UsageError(f"evidence: '{text}' names no level; give one, as in cohort..")
    ends = (_KNOWN.index(best) if best else 0, _KNOWN.index(weakest) if weakest else len(_KNOWN) - 1)
    return frozenset(_KNOWN[min(ends) : max(ends) + 1])


def _check(name: str, levels: list[str]) -> None:
    if name not in levels:
        raise UsageError(f"evidence: '{name}' is not one of {', '.join(levels)}{did_you_mean(name, levels)}")
