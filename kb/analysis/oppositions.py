"""Claims on opposite sides: of two voices a contradiction, of one a self-contradiction or a change of mind."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from kb.analysis.conflicts import OTHER_SIDE, Conflict, Sides
from kb.analysis.facts import Fact
from kb.analysis.frames import Frames
from kb.analysis.linking import link
from kb.analysis.stands import Bundle, Opponents, Stand, stands_of
from kb.dates import surely_later
from kb.vocabulary import Certainty, DisagreementKind, Stance


def find_contradictions(facts: Sequence[Fact], frames: Frames) -> Iterator[Conflict]:
    """Yield where one voice supports what another refutes."""
    stands = _firm_stands(facts)
    bundles = {stand: stand.bundles() for stand in stands}
    links = AcrossVoices(bundles, Opponents(stands, frames).of)
    for linked in link(_all(bundles), links):
        yield _opposed(DisagreementKind.CONTRADICTION, linked)


def find_self_contradictions(facts: Sequence[Fact], frames: Frames) -> Iterator[Conflict]:
    """Yield where one voice says both, and has not surely changed its mind."""
    stands = _firm_stands(facts)
    bundles = {stand: stand.bundles() for stand in stands}
    within = _WithinVoice(bundles, Opponents(stands, frames))

    def links(bundle: Bundle) -> Iterator[tuple[Bundle, bool]]:
        for other, mirrored in within.opponents(bundle):
            if contradicts_itself(bundle.facts[0], other.facts[0]):
                yield other, mirrored

    for linked in link(_all(bundles), links):
        yield _opposed(DisagreementKind.SELF_CONTRADICTION, linked)


def find_reversals(facts: Sequence[Fact], frames: Frames) -> Iterator[Conflict]:
    """Yield where one speaker has changed sides in a surely later source."""
    stands = _firm_stands(facts)
    bundles = {stand: stand.bundles() for stand in stands}
    within = _WithinVoice(bundles, Opponents(stands, frames))
    sides: dict[str, dict[Bundle, None]] = {"earlier": {}, "later": {}}

    def links(bundle: Bundle) -> Iterator[tuple[Bundle, bool]]:
        for other, mirrored in within.opponents(bundle):
            is_later = has_changed_sides(other.facts[0], bundle.facts[0])
            if is_later or has_changed_sides(bundle.facts[0], other.facts[0]):
                sides["later" if is_later else "earlier"][bundle] = None
                yield other, mirrored

    for linked in link(_all(bundles), links):
        taking_part = {
            label: [fact for bundle in standing if bundle in linked for fact in bundle.facts]
            for label, standing in sides.items()
        }
        yield Conflict(DisagreementKind.REVERSAL, taking_part, _pair(linked), _turned(linked))


def contradicts_itself(one: Fact, other: Fact) -> bool:
    """Whether two opposed claims of one voice are a self-contradiction: in one source if it asserts both, in two unless
    one is surely later and stands on its own."""
    if one.source_id == other.source_id:
        return one.claim.certainty == other.claim.certainty == Certainty.ASSERTED
    dates = (one.claim.source.published, other.claim.source.published)
    return _derives(one, other) or not (surely_later(*dates) or surely_later(*reversed(dates)))


def has_changed_sides(earlier: Fact, later: Fact) -> bool:
    """Whether two opposed claims are of one speaker, in a source and in a surely later one that stands on its own."""
    return (
        surely_later(later.claim.source.published, earlier.claim.source.published)
        and not earlier.speakers.isdisjoint(later.speakers)
        and not _derives(earlier, later)
    )


def _derives(one: Fact, other: Fact) -> bool:
    return one.source_id in other.derives_from or other.source_id in one.derives_from


class AcrossVoices:
    """The links between stands that oppose each other, but for those of one voice.

    Whoever was given out once is not given out again: so whole sides that stand against each other are gone through
    once, and only claims that share a voice are looked at more often.
    """

    def __init__(self, bundles: dict[Stand, list[Bundle]], opponents: Callable[[Stand], Mapping[Stand, bool]]) -> None:
        self._opponents = opponents
        self._asked: set[tuple[Stand, frozenset[Hashable]]] = set()
        self._waiting: dict[Stand, dict[frozenset[Hashable], list[Bundle]]] = {}
        for stand, standing in bundles.items():
            by_voice: dict[frozenset[Hashable], list[Bundle]] = defaultdict(list)
            for bundle in standing:
                by_voice[bundle.voice].append(bundle)
            self._waiting[stand] = by_voice

    def __call__(self, bundle: Bundle) -> Iterator[tuple[Bundle, bool]]:
        if (bundle.stand, bundle.voice) in self._asked:
            return
        self._asked.add((bundle.stand, bundle.voice))
        for stand, mirrored in self._opponents(bundle.stand).items():
            waiting = self._waiting[stand]
            for voice in [each for each in waiting if each.isdisjoint(bundle.voice)]:
                yield from ((other, mirrored) for other in waiting.pop(voice))


class _WithinVoice:
    """Bundles of one voice that oppose each other, looked up by whom they share."""

    def __init__(self, bundles: dict[Stand, list[Bundle]], opponents: Opponents) -> None:
        self._opponents = opponents
        self._by_mark: dict[tuple[int, Hashable], list[Bundle]] = defaultdict(list)
        for stand, standing in bundles.items():
            for bundle in standing:
                for mark in bundle.voice:
                    self._by_mark[stand.first.proposition_id, mark].append(bundle)

    def opponents(self, bundle: Bundle) -> Iterator[tuple[Bundle, bool]]:
        """Yield what opposes ``bundle`` in its own voice, with whether it is a comparison the other way round."""
        proposition_id, opposed = bundle.stand.first.proposition_id, self._opponents.of(bundle.stand)
        sharing = {
            id(each): each
            for mark in bundle.voice
            for each in self._by_mark[proposition_id, mark]
            if each.stand in opposed
        }
        yield from ((other, opposed[other.stand]) for other in sharing.values())


def _firm_stands(facts: Sequence[Fact]) -> list[Stand]:
    return stands_of(fact for fact in facts if fact.claim.stance in OTHER_SIDE)


def _all(bundles: dict[Stand, list[Bundle]]) -> list[Bundle]:
    return [bundle for standing in bundles.values() for bundle in standing]


def _opposed(kind: DisagreementKind, linked: dict[Bundle, bool]) -> Conflict:
    """Return who supports and who refutes what the first one speaks of."""
    sides: Sides = {Stance.SUPPORTS: [], Stance.REFUTES: []}
    for bundle, turned in linked.items():
        stance = str(bundle.facts[0].claim.stance)
        sides[OTHER_SIDE[stance] if turned else stance] += bundle.facts
    return Conflict(kind, sides, _pair(linked), _turned(linked))


def _pair(linked: Iterable[Bundle]) -> tuple[Fact, Fact]:
    one, other, *_ = linked
    return one.facts[0], other.facts[0]


def _turned(linked: dict[Bundle, bool]) -> frozenset[int]:
    return frozenset(id(fact) for bundle, turned in linked.items() if turned for fact in bundle.facts)
