"""A quote of an older text is kept, moved, ambiguous or missing in the new one."""

from collections.abc import Callable, Iterable

import pytest

from kb.quoting import anchor_quote
from kb.quoting.reanchoring import STORED_STATES, Reanchored, reanchor_quote
from kb.vocabulary import QuoteOutcome, QuoteState, QuoteWarning
from tests.growth import NEARLY_LINEAR, growth

FIRST = "Stem cells are taken from fat."
SECOND = "The treatment regrows hair in most men within 6 months, as our own patients have told us."
THIRD = "It is safe."
FOURTH = "Nobody has asked for their money back."
FIFTH = "Call us today."
OLD = f"{FIRST} {SECOND}\n\n{THIRD} {FOURTH} {FIFTH}"
ADVERTISEMENT = "Advertisement: two for the price of one!"
ALL = (FIRST, SECOND, THIRD, FOURTH, FIFTH)


def again(new: str, exact: str, prefix: str | None = None, suffix: str | None = None, old: str = OLD) -> Reanchored:
    start = old.index(exact)
    return reanchor_quote(old, new, (start, start + len(exact)), exact, prefix, suffix)


@pytest.mark.parametrize("exact", [*ALL, OLD, "hair in most men", f"{THIRD} {FOURTH}", "us.\n\nIt is safe"])
@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), (ADVERTISEMENT + "\n\n", ""), ("", " Copyright."), ("New. Newer. Newest. ", " Read on. And on.")],
)
def test_what_is_put_above_or_below_leaves_a_quote_where_it_is(exact: str, before: str, after: str) -> None:
    found = again(before + OLD + after, exact)
    start = len(before) + OLD.index(exact)
    assert (found.outcome, found.after) == (QuoteOutcome.KEPT, (start, start + len(exact)))
    assert found.before == (start - len(before), start - len(before) + len(exact))


@pytest.mark.parametrize(
    "new",
    [
        f"{FIRST} {SECOND} {ADVERTISEMENT} {THIRD} {ADVERTISEMENT} {FOURTH} {FIFTH}",
        f"{SECOND} {THIRD} {FIFTH}",
        THIRD,
        f"{FIRST} {SECOND} So it seems. {THIRD} Somebody has asked for money. {FIFTH}",
        f"{FIFTH} {FIRST} {SECOND} {THIRD} {FOURTH}",
        f"{FIRST} {FOURTH} {SECOND} {THIRD} {FIFTH}",
        f"It is said. {THIRD} So they say.",
        f"{FIRST} {SECOND} In short: it is cheap. {THIRD} {FIFTH}",
    ],
    ids=["inserted", "cut", "cut to it", "rewritten", "last to first", "neighbour gone", "all new", "rewritten before"],
)
def test_what_happens_to_its_neighbours_leaves_a_quote_where_it_is(new: str) -> None:
    found = again(new, THIRD)
    assert (found.outcome, found.after) == (QuoteOutcome.KEPT, (new.index(THIRD), new.index(THIRD) + len(THIRD)))


@pytest.mark.parametrize(
    ("order", "exact", "outcome"),
    [
        ((1, 0, 2, 3, 4), 1, QuoteOutcome.MOVED),
        ((1, 0, 2, 3, 4), 0, QuoteOutcome.MOVED),
        ((1, 0, 2, 3, 4), 2, QuoteOutcome.KEPT),
        ((0, 2, 3, 4, 1), 1, QuoteOutcome.MOVED),
        ((0, 2, 3, 4, 1), 3, QuoteOutcome.KEPT),
        ((0, 3, 1, 2, 4), 3, QuoteOutcome.MOVED),
        ((4, 3, 2, 1, 0), 2, QuoteOutcome.MOVED),
        ((2, 3, 4, 0, 1), 0, QuoteOutcome.MOVED),
    ],
)
def test_what_stands_elsewhere_in_order_has_moved(order: tuple[int, ...], exact: int, outcome: QuoteOutcome) -> None:
    new = " ".join(ALL[at] for at in order)
    found = again(new, ALL[exact])
    start = new.index(ALL[exact])
    assert (found.outcome, found.after) == (outcome, (start, start + len(ALL[exact])))


def test_a_quote_moves_out_of_its_sentence_into_another() -> None:
    new = f"{FIRST} {SECOND} {FOURTH} They say of it: hair in most men! {FIFTH}".replace("hair in most men within ", "")
    assert again(new, "hair in most men").outcome == QuoteOutcome.MOVED


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("6 months", "8 months"),
        OLD.replace("regrows", "does not regrow"),
        f"{FIRST} {THIRD} {FOURTH}",
        OLD.replace("told us", "told us all"),
        OLD.upper(),
        "",
    ],
)
def test_other_words_are_not_taken_for_the_quote(new: str) -> None:
    assert again(new, SECOND) == Reanchored(QuoteOutcome.MISSING, (31, 31 + len(SECOND)))


def test_part_of_a_longer_word_is_not_the_quote() -> None:
    assert again("It is ineffective.", "effective", old="It is effective.").outcome == QuoteOutcome.MISSING


def test_line_breaks_are_no_change_but_told() -> None:
    found = again(OLD.replace(" ", "\n"), SECOND)
    assert (found.outcome, found.warnings) == (QuoteOutcome.KEPT, (QuoteWarning.WHITESPACE,))


def test_a_negation_put_before_the_quote_is_told() -> None:
    old, new = "The drug regrows hair in men.", "The drug never regrows hair in men."
    found = again(new, "regrows hair", old=old)
    assert (found.outcome, found.warnings) == (QuoteOutcome.KEPT, (QuoteWarning.TRIMMED,))


def test_a_copy_in_other_surroundings_changes_nothing() -> None:
    new = f"{OLD} What they say of it is this. {THIRD} Do you believe it?"
    found = again(new, THIRD)
    assert (found.outcome, found.after) == (QuoteOutcome.KEPT, (new.index(THIRD), new.index(THIRD) + len(THIRD)))
    assert found.prefix and found.suffix


def test_a_quote_goes_with_its_surroundings_and_not_to_a_copy() -> None:
    new = f"{THIRD} {ADVERTISEMENT} {FIRST} {SECOND} {THIRD} {FIFTH}"
    found = again(new, THIRD)
    assert (found.outcome, found.after) == (QuoteOutcome.KEPT, (new.rindex(THIRD), new.rindex(THIRD) + len(THIRD)))


def test_the_context_that_was_made_up_tells_the_place_again() -> None:
    new = f"{OLD} What they say of it is this. {THIRD} Do you believe it?"
    found = again(new, THIRD)
    anchor = anchor_quote(new, THIRD, found.prefix, found.suffix)
    assert (anchor.state, (anchor.start, anchor.end)) == (QuoteState.VERIFIED, found.after)


@pytest.mark.parametrize(
    "new",
    [
        f"{FIRST} {SECOND} {THIRD} {THIRD} {FOURTH} {FIFTH}",
        f"{THIRD} {ADVERTISEMENT} {THIRD}",
        f"{FIRST} {SECOND} {THIRD} Really. {ADVERTISEMENT} Yes. {THIRD} {FOURTH}",
        f"{OLD} {OLD}",
    ],
    ids=["beside itself", "nothing else left", "half here and half there", "all twice"],
)
def test_copies_that_nothing_tells_apart_are_ambiguous(new: str) -> None:
    assert again(new, THIRD).outcome == QuoteOutcome.AMBIGUOUS


@pytest.mark.parametrize(("prefix", "suffix"), [("told us.", None), (None, THIRD), ("told us.", THIRD)])
def test_the_context_that_was_given_decides_first(prefix: str | None, suffix: str | None) -> None:
    new = f"{FIRST} {SECOND} {THIRD} {THIRD} {FOURTH} {FIFTH}"
    found = again(new, THIRD, prefix, suffix)
    start = new.index(THIRD)
    assert (found.outcome, found.after) == (QuoteOutcome.KEPT, (start, start + len(THIRD)))
    assert (found.prefix, found.suffix, found.warnings) == (prefix, suffix, ())


def test_a_context_that_is_gone_is_told() -> None:
    found = again(OLD.replace("told us.", "said."), THIRD, prefix="told us.")
    assert (found.outcome, found.warnings) == (QuoteOutcome.KEPT, (QuoteWarning.CONTEXT,))


def test_a_word_among_hundreds_of_its_like_is_kept_where_nothing_has_changed() -> None:
    old = "yes. no. " * 100
    found = reanchor_quote(old, old, (450, 453))
    assert (found.outcome, found.after) == (QuoteOutcome.KEPT, (450, 453))


def test_the_quote_must_have_stood_there() -> None:
    with pytest.raises(ValueError, match=r"^the quote does not stand at 0 to 5 of the old text$"):
        reanchor_quote(OLD, OLD, (0, 5), "fat")


@pytest.mark.parametrize("place", [(3, 3), (30, 31), (900, 950)])
def test_a_place_without_words_is_no_quote(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"^the quote does not stand at \d+ to \d+ of the old text$"):
        reanchor_quote(OLD, OLD, place)


def test_every_outcome_has_a_state_to_be_stored() -> None:
    assert {outcome: str(STORED_STATES[outcome]) for outcome in QuoteOutcome} == {
        "kept": "verified",
        "moved": "moved",
        "ambiguous": "ambiguous",
        "missing": "missing",
    }


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (lambda size: ("quote " + "a. " * size, "a. " * size + "quote"), 3_000),
        (lambda size: ("quote " + "a " * size, "b " * size + "quote"), 10_000),
        (lambda size: ("quote " * size, "quote " * (size + 1)), 8_000),
        (lambda size: (f"quote. {numbers(range(size))}", f"{numbers(range(size, 0, -1))}quote."), 2_000),
    ],
    ids=["small sentences", "no sentences", "places", "reversed"],
)
def test_texts_made_to_be_costly_take_linear_time(make: Callable[[int], tuple[str, str]], size: int) -> None:
    assert growth(make, lambda texts: reanchor_quote(*texts, (0, 5)), size) < NEARLY_LINEAR


def numbers(each: Iterable[int]) -> str:
    """Return numbers, each a sentence of its own."""
    return "".join(f"{number}. " for number in each)


@pytest.mark.parametrize("joint", ["\n\n", "\n\nHere it is again.\n\n"])
def test_of_an_article_that_stands_there_twice_a_quote_that_no_context_tells_apart_is_ambiguous(joint: str) -> None:
    sentences = [f"Sentence {number} of a rather long article says {number * 7919} things." for number in range(80)]
    long = " ".join([*sentences[:40], SECOND, *sentences[40:]])
    found = again(f"{long}{joint}{long}", "hair in most men", old=long)
    assert (found.outcome, found.after) == (QuoteOutcome.AMBIGUOUS, None)
