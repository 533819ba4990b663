"""Claims on opposite sides: of two voices a contradiction, of one a self-contradiction or a change of mind."""

from collections.abc import Iterable, Iterator
from itertools import product

from kb.analysis.disagreement.compared import Compared
from kb.analysis.disagreement.conflicts import OTHER_SIDE, Conflict, Sides
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.linking import link
from kb.analysis.disagreement.opponents import AcrossVoices, Opponents
from kb.analysis.disagreement.stands import Bundle, stands_of
from kb.analysis.facts import Fact
from kb.dates import surely_later
from kb.vocabulary import Certainty, DisagreementKind, Stance


def find_contradictions(compared: Compared) -> Iterator[Conflict]:
    """Yield where one voice supports what another refutes."""
    for linked in link(compared.bundles, AcrossVoices(compared.firm, compared.opponents.of)):
        yield _opposed(DisagreementKind.CONTRADICTION, linked)


def find_self_contradictions(compared: Compared) -> Iterator[Conflict]:
    """Yield where one voice says both, and has not surely changed its mind."""

    def links(bundle: Bundle) -> Iterator[tuple[Bundle, bool]]:
        for other, mirrored in compared.within_voice.opponents(bundle):
            if contradicts_itself(bundle.first, other.first):
                yield other, mirrored

    for linked in link(compared.bundles, links):
        yield _opposed(DisagreementKind.SELF_CONTRADICTION, linked)


def find_reversals(compared: Compared) -> Iterator[Conflict]:
    """Yield where one speaker has changed sides in a surely later source."""
    sides: dict[str, dict[Bundle, None]] = {"earlier": {}, "later": {}}

    def links(bundle: Bundle) -> Iterator[tuple[Bundle, bool]]:
        for other, mirrored in compared.within_voice.opponents(bundle):
            is_later = has_changed_sides(other.first, bundle.first)
            if is_later or has_changed_sides(bundle.first, other.first):
                sides["later" if is_later else "earlier"][bundle] = None
                yield other, mirrored

    for linked in link(compared.bundles, links):
        taking_part = {
            label: [fact for bundle in standing if bundle in linked for fact in bundle.facts]
            for label, standing in sides.items()
        }
        yield Conflict(DisagreementKind.REVERSAL, taking_part, _pair(linked), _turned(linked))


def contradicts_itself(one: Fact, other: Fact) -> bool:
    """Whether two opposed claims of one voice are a self-contradiction: in one source if it asserts both, in two unless
    one is surely later and stands on its own."""
    if one.source_id == other.source_id:
        return one.certainty == other.certainty == Certainty.ASSERTED
    dates = (one.source.published, other.source.published)
    return _derives(one, other) or not (surely_later(*dates) or surely_later(*reversed(dates)))


def has_changed_sides(earlier: Fact, later: Fact) -> bool:
    """Whether two opposed claims are of one speaker, in a source and in a surely later one that stands on its own."""
    return (
        surely_later(later.source.published, earlier.source.published)
        and not earlier.speakers.isdisjoint(later.speakers)
        and not _derives(earlier, later)
    )


def goes_round(conflict: Conflict, frames: Frames) -> bool:
    """Whether links turn claims round so that some stand on both sides: A over B, B over C, C over A."""
    opponents = Opponents(stands_of(conflict.facts), frames)
    return any(
        mirrored != ((id(one) in conflict.turned) != (id(other) in conflict.turned))
        for stand in opponents.stands
        for against, mirrored in opponents.of(stand).items()
        for one, other in product(stand.facts, against.facts)
        if _are_linked(conflict.kind, one, other)
    )


def _are_linked(kind: DisagreementKind, one: Fact, other: Fact) -> bool:
    """Whether two opposed claims are a pair of ``kind``."""
    if kind is DisagreementKind.CONTRADICTION:
        return one.voice.isdisjoint(other.voice)
    if kind is DisagreementKind.REVERSAL:
        return has_changed_sides(one, other) or has_changed_sides(other, one)
    return not one.voice.isdisjoint(other.voice) and contradicts_itself(one, other)


def _derives(one: Fact, other: Fact) -> bool:
    return one.source_id in other.derives_from or other.source_id in one.derives_from


def _opposed(kind: DisagreementKind, linked: dict[Bundle, bool]) -> Conflict:
    """Return who supports and who refutes what the first one speaks of."""
    sides: Sides = {Stance.SUPPORTS: [], Stance.REFUTES: []}
    for bundle, turned in linked.items():
        stance = str(bundle.first.stance)
        sides[OTHER_SIDE[stance] if turned else stance] += bundle.facts
    return Conflict(kind, sides, _pair(linked), _turned(linked))


def _pair(linked: Iterable[Bundle]) -> tuple[Fact, Fact]:
    one, other, *_ = linked
    return one.first, other.first


def _turned(linked: dict[Bundle, bool]) -> frozenset[int]:
    return frozenset(id(fact) for bundle, turned in linked.items() if turned for fact in bundle.facts)
