"""The fast way of anchoring finds what the plain one finds."""

import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.quoting import anchor_quote, locate_quote, normalise_text
from kb.quoting.flattening import flat_text, flatten
from kb.vocabulary import QuoteState
from tests.quoting import plain_anchoring
from tests.realdata.convert import read_lines

PIECES = [
    *("not", "no", "longer", "may", "May", "In", "isn't", "little", "evidence", "that", "the", "drug", "drug", "works"),
    *("works.", "(works)", "“works”", "non-", "-5", "0.5", "5", "'s", "t", "a", "aa", "効果", "ſ", "É", "\u0301"),
    *("\u00ad", "\u200b", ".", ":", ",", ", however,", "*", "1.", "-", "_"),
    *(
        "in-",
        "in\u00ad",
        "effective",
        "and",
        "1",
        "500",
        "000",
        "<",
        "≥",
        "<=",
        ">",
        "->",
        "<b>",
        "**",
        "*un*safe",
        "<= 5",
        "> 5",
    ),
]
BLANKS = ["", " ", " ", " ", "  ", "\n", "\n\n", " \n- ", "\t", "\u00a0", "\u2009", "\u202f", "\x1f"]


def texts(most: int) -> st.SearchStrategy[str]:
    part = st.tuples(st.sampled_from(PIECES), st.sampled_from(BLANKS))
    return st.lists(part, max_size=most).map(lambda parts: "".join(piece + blank for piece, blank in parts))


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, str, str | None, str | None]:
    """A text, words that mostly stand in it, and perhaps what mostly stands beside them."""
    text = draw(texts(30).map(normalise_text))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    prefix, exact, suffix = (text[start:end] for start, end in pairwise(cuts))
    if draw(st.booleans()):
        exact = re.sub(r"\s+", lambda _: draw(st.sampled_from([" ", "\n ", "\t"])), exact)
    return text, exact, draw(st.sampled_from([None, prefix, "foreign"])), draw(st.sampled_from([None, suffix, ""]))


@settings(deadline=None, max_examples=1500)
@given(cases())
def test_a_quote_is_anchored_as_the_plain_way_does(case: tuple[str, str, str | None, str | None]) -> None:
    expected = plain_anchoring.anchor_quote(*case)
    assert anchor_quote(*case) == expected
    located = locate_quote(*case)
    assert (located.state, located.start, located.end) == (expected.state, expected.start, expected.end)
    assert located.warnings == ()


#: Words that recur, overlap, are joined by hyphens and numbers, or change when they are put in NFC.
LINE_WORDS = [
    "the",
    "drug",
    "the drug",
    "drug the",
    "a",
    "a a",
    "non-",
    "drug-5",
    "0.5",
    "5",
    ".",
    "É",
    "E\u0301",
    "効果",
]
LINE_BLANKS = [" ", " ", " ", " ", "", "\n", "\n\n", "\n\n\n"]
LINE_FAULTS = ["", "", "", " ", "  ", " \n", "\n ", "\n \n", "\u00a0\n"]


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A text in lines and paragraphs, with one fault at most in its white space."""
    part = st.tuples(st.sampled_from(LINE_WORDS), st.sampled_from(LINE_BLANKS))
    parts = draw(st.lists(part, max_size=40).map(lambda parts: ["".join(each) for each in parts]))
    parts.insert(draw(st.integers(0, len(parts))), draw(st.sampled_from(LINE_FAULTS)))
    return "".join(parts)


@settings(deadline=None, max_examples=1000)
@given(lines(), st.data())
def test_a_quote_from_lines_is_anchored_as_the_plain_way_does(text: str, data: st.DataObject) -> None:
    text = normalise_text(text)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    exact = re.sub(r"\s+", data.draw(st.sampled_from([" ", "\n", "  "])), text[start:end])
    given_text = data.draw(st.sampled_from([text, f"{text} {text}", f"{text}\n\nthe {text}"]))
    assert anchor_quote(given_text, exact) == plain_anchoring.anchor_quote(given_text, exact)


@pytest.mark.parametrize("size", [1, 98, 99, 100, 101, 250])
@pytest.mark.parametrize(("between", "state"), [("\n\n", QuoteState.AMBIGUOUS), ("\n\nnon-", QuoteState.VERIFIED)])
def test_a_second_place_is_seen_however_long_the_quote_is(size: int, between: str, state: QuoteState) -> None:
    quote = "w" * size
    text = f"The first: {quote}{between}{quote} ends.  So it goes."
    anchor = anchor_quote(text, quote)
    assert (anchor.state, anchor.start) == (state, 11 if state == QuoteState.VERIFIED else None)


@settings(deadline=None, max_examples=300)
@given(st.text() | texts(20) | lines(), st.data())
def test_the_two_ends_of_words_are_found_at_once_as_one_by_one(text: str, data: st.DataObject) -> None:
    flat = flat_text(text)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(flat.text))] * 2)))
    if start < end:
        assert flat.origins(start, end) == (flat.origin(start), flat.origin(end - 1) + 1)


@settings(deadline=None, max_examples=500)
@given(st.text() | texts(20) | lines())
def test_a_flat_text_knows_the_way_there_and_back(text: str) -> None:
    flat = flat_text(text)
    assert flat.text == flatten(text)
    for at, character in enumerate(flat.text):
        origin = flat.origin(at)
        assert text[origin] == character or (character == " " and text[origin].isspace())
        assert flat.place(origin) == at
    assert [flat.place(origin) for origin in (0, len(text))] == [0, len(flat.text)]


def test_all_that_is_white_space_is_flattened() -> None:
    white = [character for character in map(chr, range(sys.maxunicode + 1)) if character.isspace()]
    assert flat_text("".join(f"a{character}" for character in white)).text == "a " * (len(white) - 1) + "a"


@pytest.mark.realdata
@pytest.mark.parametrize("row", range(3))
def test_real_passages_are_anchored_as_the_plain_way_does(shared: Path, row: int) -> None:
    texts = [each["text"] for each in read_lines(shared / "data" / "dismech_references.jsonl")[row::20]]
    states = []
    for text in texts:
        words = [match.start() for match in re.finditer(r"\S+", text)]
        for first, last in zip(words[::7], words[5::7], strict=False):
            exact = text[first:last]
            anchor = anchor_quote(text, exact)
            assert anchor == plain_anchoring.anchor_quote(text, exact)
            states.append(anchor.state)
    assert states.count(QuoteState.VERIFIED) > 400
