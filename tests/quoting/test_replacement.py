"""What came in the place of words that are gone is found by what stands around them."""

import pytest

from kb.quoting.closest import find_closest
from kb.quoting.replacement import find_replacement

PLACEBO, CAP = "In the placebo group 10 of 90 people had hair.", "In the cap group 30 of 90 people had hair."
TRIAL = f"{PLACEBO}\n{CAP}\nNobody was hurt."


def became(old: str, new: str, quote: str) -> str | None:
    start = old.index(quote)
    span = find_replacement(old, new, (start, start + len(quote)))
    return new[slice(*span)] if span else None


def suggested(old: str, new: str, quote: str) -> str | None:
    start = old.index(quote)
    found = find_closest(new, quote, find_replacement(old, new, (start, start + len(quote))))
    return new[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("old", "new", "quote", "replacement"),
    [
        (TRIAL, TRIAL.replace("30", "31"), "30 of 90 people had hair", "31 of 90 people had hair."),
        (TRIAL, TRIAL.replace("people had hair.\nN", "people had no hair.\nN"), "30 of 90", "30 of 90"),
        ("A was 5 of 9; B was 7 of 9.", "A was 5 of 9; B was 8 of 9.", "7 of 9", "8 of 9."),
        (TRIAL, f"{PLACEBO}\nNobody was hurt.", "30 of 90 people had hair", ""),
        ("It works and they say for years.", "It works and for years.", "they say", ""),
        (TRIAL, TRIAL.replace("30", "31"), "had hair.\nNobody", "had hair.\nNobody was hurt."),
    ],
)  # fmt: skip
def test_what_stands_between_the_same_words_came_in_their_place(
    old: str, new: str, quote: str, replacement: str
) -> None:
    assert became(old, new, quote) == replacement


def test_of_texts_with_nothing_in_common_nothing_is_told() -> None:
    assert became("It works.", "", "works") == ""
    assert find_replacement("", "It works.", (0, 0)) is None


def test_what_came_in_the_place_of_the_words_is_suggested_before_what_is_as_like_them() -> None:
    quote = "30 of 90 people had hair"
    assert suggested(TRIAL, TRIAL.replace("30", "31"), quote) == "31 of 90 people had hair"
    assert suggested(TRIAL, TRIAL.replace("30 of 90", "33 of 95"), quote) == "33 of 95 people had hair"


def test_within_one_sentence_too() -> None:
    old = "Hair came to 30 of 90 people on placebo and to 30 of 80 people with a cap"
    assert suggested(old, old.replace("30 of 80", "31 of 80"), "30 of 80 people") == "31 of 80 people"


def test_what_came_in_their_place_and_is_not_like_them_is_passed_over() -> None:
    new = f"{PLACEBO}\nThe results of the other group are not given.\nNobody was hurt."
    assert suggested(TRIAL, new, "30 of 90 people had hair") == "10 of 90 people had hair"


def test_where_words_were_taken_out_the_nearest_of_equals_is_suggested() -> None:
    rows = [f"In group {letter} {number} of 90 people had hair." for number, letter in enumerate("abcdefghijk", 11)]
    new = "\n".join(rows[:7] + rows[8:])
    found = suggested("\n".join(rows), new, "18 of 90 people had hair")
    assert found in ("17 of 90 people had hair", "19 of 90 people had hair")
