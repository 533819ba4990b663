"""A quote that does not stay where it was rests on something that changed: one comparison decides on both."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.quoting import locate_quote, normalise_text
from kb.quoting.passages import compare_passages
from kb.quoting.reanchoring import reanchor_quote
from kb.quoting.resting import Placed, find_resting
from kb.vocabulary import QuoteOutcome
from tests.quoting.publishing import edits, generated_texts, spans_of_words, stand_but_for_a_blank

STRAYED = (QuoteOutcome.MOVED, QuoteOutcome.MISSING)


class Quoted(NamedTuple):
    exact: str
    prefix: str | None = None
    suffix: str | None = None


def became(old: str, new: str, quote: Quoted) -> Placed | None:
    """Where the quote stands in both texts; None where the old one does not have it in one place."""
    stood = locate_quote(old, *quote)
    if stood.start is None or stood.end is None:
        return None
    found = reanchor_quote(old, new, (stood.start, stood.end), *quote)
    return Placed(found.before, found.after, found.outcome in STRAYED, quote.prefix, quote.suffix)


def rests_on(old: str, new: str, *quote: str | None) -> list[tuple[str, str]]:
    """The changes on which a quote rests, with the words that they are about in the new text, else in the old one."""
    differences = compare_passages(old, new)
    placed = became(old, new, Quoted(*quote))  # type: ignore[arg-type]
    assert placed
    (numbers,) = find_resting(old, new, differences, [placed])
    found = [differences[at] for at in numbers]
    return [(str(each.change), new[slice(*each.new)] or old[slice(*each.old)]) for each in found]


@pytest.mark.parametrize(
    ("old", "new", "quote", "rests"),
    [
        ("A b. C d. E f.", "C d. A b. E f.", ("A b.",), [("moved", "A b.")]),
        ("A b. C d. E f.", "C d. A b. E f.", ("C d.",), [("moved", "C d.")]),
        ("A b. C d. E f.", "C d. A b. E f.", ("E f.",), []),
        ("A b. C d. E f.", "A b. New. C d. E f.", ("C d.",), []),
        ("Z. So. X. Y. So.", "So. X. Y. Z. So.", ("So.", "Z."), [("moved", "Z.")]),
        ("X. It is so. Y.", "X. It is so. Y. Z. It is so.", ("It is so.", "Z."), [("added", "Z. It is so.")]),
        ("One. Two-\n\n7 of 9. Three.", "One. Two-\n\nfold. Three.", ("Two-",), [("removed", "7 of 9.")]),
    ],
    ids=["changed places", "with it", "behind them", "beside", "its context moved", "joined its context", "cut"],
)
def test_what_a_quote_rests_on(old: str, new: str, quote: tuple[str, ...], rests: list[tuple[str, str]]) -> None:
    assert rests_on(old, new, *quote) == rests


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A b. Gone. C d.", "A b. C d."),
        ("A b. Moved. C d. E f.", "A b. C d. E f. Moved."),
    ],
    ids=["removed", "moved away"],
)
def test_words_that_came_together_rest_on_what_went_from_between_them(old: str, new: str) -> None:
    differences = compare_passages(old, new)
    (found,) = find_resting(old, new, differences, [Placed(None, (0, len("A b. C d.")))])
    assert [old[slice(*differences[at].old)] for at in found] == [old.split(".")[1].strip() + "."]


@st.composite
def quotes_in(draw: st.DrawFn, text: str) -> Quoted:
    """Words of the text, some with the words beside them, some with words from elsewhere in it."""
    start, end = draw(spans_of_words(text))
    prefix = draw(st.sampled_from([None, " ".join(text[:start].split()[-draw(st.integers(1, 4)) :])]))
    suffix = draw(st.sampled_from([None, " ".join(text[end:].split()[: draw(st.integers(1, 4))])]))
    if draw(st.booleans()):
        prefix = draw(st.sampled_from([prefix, *text.split()]))
    return Quoted(text[start:end], prefix or None, suffix or None)


@settings(deadline=None, max_examples=600)
@given(generated_texts().map(normalise_text), st.data())
def test_every_quote_that_does_not_stay_rests_on_something(old: str, data: st.DataObject) -> None:
    new = normalise_text(data.draw(edits(old)))
    quote = data.draw(quotes_in(old))
    placed = became(old, new, quote)
    if placed and placed.has_strayed:
        (found,) = find_resting(old, new, compare_passages(old, new), [placed])
        assert found or (placed.after is None and stand_but_for_a_blank(new, quote.exact))
