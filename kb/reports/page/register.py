"""The claims of a report, each once, numbered so that those which stand together have numbers in a row."""

from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import NamedTuple

from kb.naming import natural
from kb.records import Claim, Report
from kb.reports.page.anchors import claim_anchor
from kb.reports.page.shown_claim import ShownClaim, show_claim
from kb.vocabulary import Aspect, Stance

_ASPECTS: list[str] = list(Aspect)
_STANCES: list[str] = [*Stance, ""]


class Run(NamedTuple):
    """Claims with numbers in a row, by the first and the last."""

    first: ShownClaim
    last: ShownClaim


class Register:
    """Every claim that the report shows, by aspect, proposition, stance and what it is said of."""

    def __init__(self, report: Report) -> None:
        pairs = (claim for pair in report.not_compared.pairs for claim in pair.claims)
        shown = {claim.id: claim for claim in (*report.claims, *pairs)}
        self._claims = sorted(shown.values(), key=_place)
        self._numbers = {claim.id: number for number, claim in enumerate(self._claims, 1)}
        self._shown = [show_claim(claim, number, claim_anchor(claim)) for number, claim in enumerate(self._claims, 1)]

    def shown(self, claim: Claim) -> ShownClaim:
        return self.numbered(self._numbers[claim.id])

    def numbered(self, number: int) -> ShownClaim:
        return self._shown[number - 1]

    def by_aspect(self) -> list[tuple[str, list[ShownClaim]]]:
        together = groupby(self._claims, key=lambda claim: claim.aspect)
        return [(aspect, list(map(self.shown, claims))) for aspect, claims in together]

    def runs(self, claims: Iterable[Claim]) -> list[Run]:
        """Return the numbers of ``claims``, each row of them as its ends."""
        numbers = sorted([self._numbers[claim.id] for claim in claims])
        gaps = [at for at in range(1, len(numbers)) if numbers[at] - numbers[at - 1] > 1]
        ends = pairwise([0, *gaps, len(numbers)]) if numbers else ()
        return [Run(self.numbered(numbers[one]), self.numbered(numbers[other - 1])) for one, other in ends]


def _place(claim: Claim) -> tuple[object, ...]:
    frame = (claim.condition or "", claim.population or "", claim.outcome or "", claim.treatment)
    stance = _STANCES.index(claim.stance or "")
    place = (_ASPECTS.index(claim.aspect), claim.proposition, stance, *frame)
    return (*place, claim.source.key, natural(claim.key), claim.id)
