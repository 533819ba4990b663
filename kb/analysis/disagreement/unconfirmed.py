"""Claims that go beyond what another voice holds to be known."""

from collections.abc import Iterator

from kb.analysis.disagreement.compared import Compared
from kb.analysis.disagreement.conflicts import Conflict
from kb.analysis.disagreement.frames import Frames
from kb.analysis.disagreement.linking import link
from kb.analysis.disagreement.opponents import AcrossVoices
from kb.analysis.disagreement.stands import Meetings, stands_of
from kb.analysis.facts import Fact
from kb.vocabulary import DisagreementKind, Stance


def find_unconfirmed(compared: Compared) -> Iterator[Conflict]:
    """Yield where one voice says or denies what another says is not known, each direction on its own.

    ``compared`` are the neutral claims and those firm ones that are in no contradiction.
    """
    neutral = [fact for fact in compared.facts if fact.stance == Stance.NEUTRAL]
    for stance in (Stance.SUPPORTS, Stance.REFUTES):
        firm = [fact for fact in compared.facts if fact.stance == stance]
        yield from _unconfirmed(stance, firm, neutral, compared.frames)


def _unconfirmed(stance: Stance, firm: list[Fact], neutral: list[Fact], frames: Frames) -> Iterator[Conflict]:
    saying, doubting = stands_of(firm), stands_of(neutral)
    against: dict[str | None, Meetings] = {stance: Meetings(doubting, frames), Stance.NEUTRAL: Meetings(saying, frames)}

    met = {stand: dict.fromkeys(against[stand.first.stance].meeting(stand.first), False) for stand in saying}
    met |= {stand: dict.fromkeys(against[stand.first.stance].meeting(stand.first), False) for stand in doubting}
    bundles = {stand: stand.bundles() for stand, others in met.items() if others}
    every = [bundle for standing in bundles.values() for bundle in standing]
    for linked in link(every, AcrossVoices(bundles, met.__getitem__)):
        facts = [fact for bundle in linked for fact in bundle.facts]
        one, other, *_ = linked
        labels = (str(stance), str(Stance.NEUTRAL))
        sides = {label: [fact for fact in facts if fact.stance == label] for label in labels}
        yield Conflict(DisagreementKind.UNCONFIRMED, sides, (one.first, other.first))
