"""Who stands against whom: stands that oppose each other, and of their claims those of two voices or of one."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.stands import Bundle, Meetings, Stand
from kb.vocabulary import Stance


class Opponents:
    """Which stands each stand opposes: the other stance in a frame that meets, or a comparison the other way round."""

    def __init__(self, stands: Sequence[Stand], frames: Frames) -> None:
        self.stands = stands
        supporting, refuting = (
            Meetings([stand for stand in stands if stand.first.stance == stance], frames)
            for stance in (Stance.SUPPORTS, Stance.REFUTES)
        )
        self._against: dict[str | None, Meetings] = {Stance.SUPPORTS: refuting, Stance.REFUTES: supporting}
        self._supporting = supporting
        self._found: dict[Stand, dict[Stand, bool]] = {}

    def of(self, stand: Stand) -> dict[Stand, bool]:
        """Return the stands that ``stand`` opposes, each with whether it is a comparison the other way round."""
        if stand not in self._found:
            said = stand.first
            against = self._against[said.stance].meeting(said)
            mirrored = self._supporting.mirroring(said)
            self._found[stand] = dict.fromkeys(against, False) | dict.fromkeys(mirrored, True)
        return self._found[stand]


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


class WithinVoice:
    """Bundles of one voice that oppose each other, looked up by whom they share."""

    def __init__(self, bundles: dict[Stand, list[Bundle]], opponents: Opponents) -> None:
        self._opponents = opponents
        self._by_mark: dict[tuple[int, Hashable], list[Bundle]] = defaultdict(list)
        for stand, standing in bundles.items():
            for bundle in standing:
                for mark in bundle.voice:
                    self._by_mark[stand.first.proposition_id, mark].append(bundle)

    def opponents(self, bundle: Bundle) -> Iterable[tuple[Bundle, bool]]:
        """Return what opposes ``bundle`` in its own voice, with whether it is a comparison the other way round."""
        proposition_id, opposed = bundle.stand.first.proposition_id, self._opponents.of(bundle.stand)
        return {
            each: opposed[each.stand]
            for mark in bundle.voice
            for each in self._by_mark[proposition_id, mark]
            if each.stand in opposed
        }.items()
