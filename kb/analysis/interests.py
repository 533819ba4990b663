"""Who says what about a treatment, by what they stand to gain."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection

from kb.analysis.coverage import ASPECTS, Subject
from kb.analysis.facts import Fact, read_facts
from kb.analysis.voices import group_voices
from kb.records import InterestTotal, InterestVoices, VoicesByInterest
from kb.vocabulary import Interest, Stance

#: Those that gain first, who is not known last.
INTERESTS: list[str] = [
    interest.value
    for interest in (
        Interest.COMMERCIAL,
        Interest.SPONSORED,
        Interest.INDUSTRY_FUNDED,
        Interest.INDEPENDENT,
        Interest.UNKNOWN,
    )
]
#: Below this, what the voices of an interest have in common may be chance.
ENOUGH_VOICES = 5


def find_voices_by_interest(connection: Connection, subject: Subject) -> VoicesByInterest:
    """Return how many voices of each interest take which stance on each aspect.

    The interest of a claim is its own, else its source's. Voices are joined within one side: the claims of one interest
    and stance on one aspect. The voices of an interest in all are joined over all its claims.
    """
    cells: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    of_interest: dict[str, list[Fact]] = defaultdict(list)
    for fact in read_facts(connection, *subject.claims):
        cells[fact.aspect, fact.interest].append(fact)
        of_interest[fact.interest].append(fact)
    return VoicesByInterest(
        treatment=subject.treatment,
        condition=subject.condition,
        aspects=ASPECTS,
        interests=INTERESTS,
        rows=[_row(aspect, each, cells.get((aspect, each), [])) for aspect in ASPECTS for each in INTERESTS],
        totals=[_total(each, of_interest[each]) for each in INTERESTS],
    )


def _row(aspect: str, interest: str, facts: list[Fact]) -> InterestVoices:
    supports, refutes, neutral, measures = (
        _voices(fact for fact in facts if fact.stance == stance) for stance in (*Stance, None)
    )
    return InterestVoices(aspect, interest, supports, refutes, neutral, measures, len(facts))


def _voices(facts: Iterable[Fact]) -> int:
    return len(group_voices(list(facts)))


def _total(interest: str, facts: list[Fact]) -> InterestTotal:
    voices = _voices(facts)
    sources = len({fact.source_id for fact in facts})
    return InterestTotal(interest, voices, len(facts), sources, caution=voices < ENOUGH_VOICES)
