"""The claims of a report, each once, numbered so that those which stand together have numbers in a row."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
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
        shown = {claim.id: claim for claim in (*report.claims, *report.named_claims, *pairs)}
        self._claims = sorted(shown.values(), key=_place)
        self._numbers = {claim.id: number for number, claim in enumerate(self._claims, 1)}
        self._named = {claim.reference: claim for claim in report.named_claims}
        self._shown = [show_claim(claim, number, claim_anchor(claim)) for number, claim in enumerate(self._claims, 1)]

    def shown(self, claim: Claim) -> ShownClaim:
        return self.numbered(self._numbers[claim.id])

    def numbered(self, number: int) -> ShownClaim:
        return self._shown[number - 1]

    def by_aspect(self) -> list[tuple[str, list[ShownClaim]]]:
        aspects = [claim.aspect for claim in self._claims]
        together = groupby(zip(aspects, self._shown, strict=True), key=itemgetter(0))
        return [(aspect, [claim for _, claim in claims]) for aspect, claims in together]

    def runs(self, claims: Sequence[Claim]) -> list[Run]:
        """Return the numbers of ``claims``, each row of them as its ends."""
        return [Run(self.numbered(first), self.numbered(last)) for first, last in self._rows(claims)]

    def named(self, references: Sequence[str]) -> list[Run]:
        """Return the same for the claims that an agreement or an open question names."""
        return self.runs([self._named[reference] for reference in references])

    def _rows(self, claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
        """Yield the first and the last number of each row. Of thousands that is sooner told by marks than by order."""
        if not claims:
            return
        marks, numbers = bytearray(len(self._claims) + 2), self._numbers
        for claim in claims:
            marks[numbers[claim.id]] = 1
        first = marks.find(1)
        while first > 0:
            end = marks.find(0, first)
            yield first, end - 1
            first = marks.find(1, end)


def _place(claim: Claim) -> tuple[object, ...]:
    frame = (claim.condition or "", claim.population or "", claim.outcome or "", claim.treatment)
    stance = _STANCES.index(claim.stance or "")
    place = (_ASPECTS.index(claim.aspect), claim.proposition, stance, *frame)
    return (*place, claim.source.key, natural(claim.key), claim.id)
