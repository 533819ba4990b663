"""How many voices say what of each proposition of a report, and which of its disagreements are about it."""

from typing import Any

from kb.records import Position
from tests.building import Desk, Record, claim, source

LISTS: dict[str, list[Any]] = {
    "treatments": [{"name": "therapy"}, {"name": "variant", "parent": "therapy"}, {"name": "surgery"}],
    "populations": [{"name": "men"}, {"name": "women"}],
}


def positions(desk: Desk, *records: Record, treatment: str | None = None) -> list[Position]:
    desk.vocabulary(**LISTS)
    desk.load(*records)
    return desk.base.report(treatment).positions


def voices(position: Position) -> tuple[int, int, int, int]:
    return (position.supports, position.refutes, position.neutral, position.measures)


def test_voices_are_counted_by_what_they_say(desk: Desk) -> None:
    quantity = {"name": "share", "low": 1, "high": 2, "unit": "%"}
    said = [claim(), claim(), claim("refutes"), claim("neutral")]
    figure = claim(None, proposition="{treatment} brings a worthwhile improvement in {condition}", quantity=quantity)
    (found,) = positions(desk, *(source(key, each) for key, each in zip("abcde", [*said, figure], strict=True)))
    assert voices(found) == (2, 1, 1, 1)
    assert (found.claims, found.disagreements) == (5, [1])


def test_a_reprint_adds_no_voice_and_a_voice_that_says_both_counts_twice(desk: Desk) -> None:
    (found,) = positions(desk, source("a", claim(), claim("refutes")), source("b", claim(), derived_from="a"))
    assert voices(found) == (1, 1, 0, 0)


def test_frames_are_counted_together_and_named_by_what_they_share(desk: Desk) -> None:
    men, women = (claim(stance, population=who) for stance, who in (("supports", "men"), ("refutes", "women")))
    (found,) = positions(desk, source("a", men), source("b", women))
    assert (voices(found), found.disagreements) == ((1, 1, 0, 0), [])


def test_variants_stand_under_their_treatment_and_other_treatments_alone(desk: Desk) -> None:
    found = positions(
        desk, source("a", claim(treatment="variant"), claim(treatment="therapy"), claim(treatment="surgery"))
    )
    assert [(each.treatment, each.claims) for each in found] == [("surgery", 1), ("therapy", 2)]


def test_the_disputed_come_first_in_the_order_of_their_disagreements(desk: Desk) -> None:
    quiet = claim(aspect="efficacy")
    one, other = claim(aspect="safety"), claim("refutes", aspect="safety")
    both = [claim(aspect="cost"), claim("refutes", aspect="cost")]
    found = positions(desk, source("a", quiet, one, *both), source("b", other))
    assert [(each.aspect, each.disagreements) for each in found] == [("safety", [1]), ("cost", [2]), ("efficacy", [])]


def test_a_mirrored_comparison_is_told_once_under_the_treatment_it_is_shown_under(desk: Desk) -> None:
    one = claim(treatment="therapy", comparator="surgery", aspect="comparison")
    other = claim(treatment="surgery", comparator="therapy", aspect="comparison")
    found = positions(desk, source("a", one), source("b", other), treatment="surgery")
    assert [(each.treatment, each.disagreements) for each in found] == [("surgery", [1]), ("therapy", [])]
