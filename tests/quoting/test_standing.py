"""Words are held against the place where they are known to stand: the same words, whole, or not at all."""

import re
import unicodedata
from itertools import combinations_with_replacement, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.quoting import anchor_quote, normalise_text, stands_at
from tests.quoting import plain_anchoring
from tests.quoting.test_short_cuts import lines, texts

any_text = (texts(12) | lines() | st.text(max_size=40)).map(normalise_text)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, str]:
    """A text that may begin with white space, and words from anywhere in it, perhaps with other blanks or in NFD."""
    text = draw(st.sampled_from(["", "", " ", "\n\n"])) + draw(any_text)[:60]
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    exact = text[start:end]
    if draw(st.booleans()):
        exact = re.sub(r"\s+", lambda _: draw(st.sampled_from([" ", "\n ", "\u00a0"])), exact)
    return text, unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), exact)


@settings(deadline=None, max_examples=300)
@given(quoted())
def test_words_stand_where_they_are_found_one_by_one_and_nowhere_else(case: tuple[str, str]) -> None:
    text, exact = case
    spans = combinations_with_replacement(range(len(text) + 1), 2)
    assert {span for span in spans if stands_at(text, exact, *span)} == plain_anchoring.find_places(text, exact)


@settings(deadline=None, max_examples=1000)
@given(any_text, st.data())
def test_a_quote_stands_at_every_place_where_it_was_anchored(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 4)))
    prefix, exact, suffix = (text[start:end] for start, end in pairwise(cuts))
    anchor = anchor_quote(text, exact, prefix, suffix)
    if anchor.start is not None and anchor.end is not None:
        assert stands_at(text, exact, anchor.start, anchor.end)


TEXT = "  It is\n not effective, at 0.5\u00a0mg. It is not ineffective: the caf\u00e9 isn't."


@pytest.mark.parametrize(
    ("exact", "start", "end"),
    [
        ("It is not effective", 2, 22),
        ("It is\n not effective", 2, 22),
        (" It  is not effective\n", 2, 22),
        ("at 0.5 mg", 24, 33),
        ("the cafe\u0301", 58, 66),
    ],
)
def test_white_space_and_the_way_of_writing_an_accent_do_not_count(exact: str, start: int, end: int) -> None:
    assert stands_at(TEXT, exact, start, end)


@pytest.mark.parametrize(
    ("exact", "start", "end"),
    [
        ("It is effective", 2, 22),
        ("it is not effective", 2, 22),
        ("It is not", 2, 22),
        ("effective", 47, 56),
        ("5\u00a0mg", 29, 33),
        ("the caf", 58, 65),
        ("  It is", 0, 7),
        ("is\n", 5, 8),
        ("", 2, 2),
        (" ", 1, 2),
        ("isn't.", -6, len(TEXT)),
        ("isn't.", len(TEXT) - 6, len(TEXT) + 1),
        ("It", 4, 2),
    ],
)
def test_other_words_cut_words_and_places_that_are_none_do_not_hold(exact: str, start: int, end: int) -> None:
    assert not stands_at(TEXT, exact, start, end)
