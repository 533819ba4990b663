"""Claims that disagree, by kind: those that are linked, with the side that each stands on."""

from dataclasses import dataclass, field

from kb.analysis.facts import Fact
from kb.vocabulary import DisagreementKind, Stance

OTHER_SIDE: dict[str, str] = {Stance.SUPPORTS: Stance.REFUTES, Stance.REFUTES: Stance.SUPPORTS}

Sides = dict[str, list[Fact]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims on one proposition that are linked by pairs of one kind. A claim may stand on both sides.

    ``pair`` is one of the pairs. ``turned`` are the ids of the facts that speak of the proposition the other way round
    than the first one: B over A, where that says A over B.
    """

    kind: DisagreementKind
    sides: Sides
    pair: tuple[Fact, Fact]
    turned: frozenset[int] = field(default_factory=frozenset)

    @property
    def name(self) -> tuple[str, ...]:
        """What conflicts of one sort go by: the kind, of the unconfirmed with its direction."""
        return (self.kind, *self.sides)

    @property
    def facts(self) -> list[Fact]:
        """The claims that take part, each once."""
        return list({id(fact): fact for side in self.sides.values() for fact in side}.values())
