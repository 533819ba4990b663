"""A part of the base: what is left of the claims where some sources, dates or levels of evidence are set aside."""

from dataclasses import dataclass

from kb.analysis.facts import Fact
from kb.dates import is_by


@dataclass(frozen=True, slots=True)
class Part:
    """Which claims to keep: not of ``without_interests`` or ``without_sources`` (ids), published by the end of
    ``as_of`` (the undated are set aside), of the levels in ``evidence`` (None: of all)."""

    without_interests: frozenset[str] = frozenset()
    without_sources: frozenset[int] = frozenset()
    as_of: str | None = None
    evidence: frozenset[str] | None = None

    @property
    def is_whole(self) -> bool:
        return self == WHOLE

    def cannot_date(self, fact: Fact) -> bool:
        """Whether a claim is set aside for want of a date."""
        return self.as_of is not None and fact.source.published is None

    def keeps(self, fact: Fact) -> bool:
        return (
            fact.interest not in self.without_interests
            and fact.source_id not in self.without_sources
            and (self.as_of is None or is_by(fact.source.published, self.as_of))
            and (self.evidence is None or fact.evidence in self.evidence)
        )


WHOLE = Part()
