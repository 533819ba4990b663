"""What holds of anchoring for every text and quote."""

import re
import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from kb.quoting import anchor_quote, normalise_text
from kb.vocabulary import QuoteState

blanks = st.sampled_from([" ", "  ", "\n", " \n", "\t", "\u00a0", "\n\n"])
texts = st.one_of(
    st.lists(st.tuples(st.text(max_size=6), blanks), max_size=12).map(lambda parts: "".join(a + b for a, b in parts)),
    st.lists(st.sampled_from(["not", "a", "aa", "a-a", "-5", "0.5", "5", "it's", ".", "効果"]), max_size=20).map(
        " ".join
    ),
    st.text(alphabet="ab5.- ", max_size=40),
    st.text(alphabet="a1- \u00a0\u00ad", max_size=20),
).map(normalise_text)
#: White space that may lie inside a word or a number: behind a hyphen, or a blank between digits.
INNER_BLANK = re.compile(
    r"(?<=[-\u2010\u2011\u00ad\u200b-\u200d\u2060\ufeff])\s+|(?<=\d)[\u00a0\u2007-\u200a\u202f](?=\d)"
)


@st.composite
def texts_with_words(draw: st.DrawFn) -> tuple[str, list[str], int, int]:
    text = draw(texts.filter(str.split))
    words = [word for word in re.split(r"(?<=\S)\s+(?=\S)", INNER_BLANK.sub("\ue000", text.strip())) if word]
    words = [" ".join(word.replace("\ue000", " ").split()) for word in words]
    first = draw(st.integers(0, len(words) - 1))
    return text, words, first, draw(st.integers(first + 1, len(words)))


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise_text(normalise_text(text)) == normalise_text(text)


@given(texts_with_words(), blanks)
def test_whole_words_of_a_text_are_never_missing(case: tuple[str, list[str], int, int], blank: str) -> None:
    text, words, first, last = case
    assert anchor_quote(text, blank.join(words[first:last])).state != QuoteState.MISSING


@given(texts_with_words())
def test_the_words_around_decide_unless_they_recur_too(case: tuple[str, list[str], int, int]) -> None:
    text, words, first, last = case
    quote, prefix, suffix = (" ".join(part) for part in (words[first:last], words[:first], words[last:]))
    anchor = anchor_quote(text, quote, prefix, suffix)
    assert anchor.state == QuoteState.VERIFIED or not (prefix and suffix)


@given(texts, st.text(alphabet="ab5.- ", max_size=5), st.text(alphabet="ab", max_size=2))
def test_a_verified_quote_stands_at_its_place(text: str, quote: str, prefix: str) -> None:
    anchor = anchor_quote(text, quote, prefix)
    if anchor.state == QuoteState.VERIFIED:
        assert text[anchor.start : anchor.end].split() == unicodedata.normalize("NFC", quote).split()
    else:
        assert (anchor.start, anchor.end, anchor.warnings) == (None, None, ())


@given(texts_with_words(), st.data())
def test_a_quote_with_one_letter_changed_is_missing(case: tuple[str, list[str], int, int], data: st.DataObject) -> None:
    text, words, first, last = case
    quote = " ".join(words[first:last])
    at = data.draw(st.integers(0, len(quote) - 1))
    changed = f"{quote[:at]}z{quote[at + 1 :]}"
    assume(unicodedata.normalize("NFC", changed) not in " ".join(words))
    assert anchor_quote(text, changed).state == QuoteState.MISSING


@given(st.text(alphabet="ab ", max_size=40), st.text(alphabet="ab ", min_size=1, max_size=8).filter(str.strip))
def test_every_whole_occurrence_counts_overlapping_ones_too(text: str, quote: str) -> None:
    flat, needle = (f" {' '.join(part.split())} " for part in (text, quote))
    count = sum(flat.startswith(needle, at) for at in range(len(flat)))
    states = [QuoteState.MISSING, QuoteState.VERIFIED, QuoteState.AMBIGUOUS]
    assert anchor_quote(text, quote).state == states[min(count, 2)]
