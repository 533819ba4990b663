"""What holds of re-anchoring whatever a publisher does to a text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.quoting import locate_quote, normalise_text
from kb.quoting.finding import find_whole
from kb.quoting.flattening import flat_text, flatten
from kb.quoting.reanchoring import Reanchored, reanchor_quote
from kb.vocabulary import QuoteOutcome
from tests.quoting.publishing import edits, generated_texts, real_texts, spans_of_words

STANDING = (QuoteOutcome.KEPT, QuoteOutcome.MOVED)


def check(old: str, new: str, before: tuple[int, int]) -> Reanchored:
    """Re-anchor and hold the result against what stands in the new text."""
    found = reanchor_quote(old, new, before)
    words = flatten(old[slice(*before)])
    places = list(find_whole(flat_text(new), words))
    assert (found.outcome == QuoteOutcome.MISSING) == (not places)
    assert (found.after is not None) == (found.outcome in STANDING)
    assert found.outcome != QuoteOutcome.AMBIGUOUS or len(places) > 1
    if found.after is not None:
        assert flatten(new[slice(*found.after)]) == words
        assert flat_text(new).place(found.after[0]) in places
        assert not new[found.after[0]].isspace() and not new[found.after[1] - 1].isspace()
        again = locate_quote(new, words, found.prefix, found.suffix)
        assert (again.start, again.end) == found.after
    return found


@settings(deadline=None, max_examples=600)
@given(generated_texts().map(normalise_text), st.data())
def test_words_are_never_mistaken_for_others_nor_missed(old: str, data: st.DataObject) -> None:
    check(old, normalise_text(data.draw(edits(old))), data.draw(spans_of_words(old)))


@pytest.mark.realdata
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_words_of_real_texts_are_never_mistaken_for_others_nor_missed(shared: Path, data: st.DataObject) -> None:
    old = normalise_text(data.draw(st.sampled_from(real_texts(shared))))
    check(old, normalise_text(data.draw(edits(old))), data.draw(spans_of_words(old)))


@settings(deadline=None, max_examples=300)
@given(generated_texts().map(normalise_text), st.data())
def test_nothing_has_happened_to_a_text_that_came_again(text: str, data: st.DataObject) -> None:
    before = data.draw(spans_of_words(text))
    if next(find_whole(flat_text(text), flatten(text[slice(*before)])), None) is not None:
        found = check(text, text, before)
        assert (found.outcome, found.after) == (QuoteOutcome.KEPT, before)


@settings(deadline=None, max_examples=300)
@given(generated_texts().map(normalise_text), st.sampled_from(["An advertisement! ", "Hair. ", "x"]), st.data())
def test_what_comes_in_above_and_below_moves_no_quote_that_stands_once(
    text: str, frame: str, data: st.DataObject
) -> None:
    before = data.draw(spans_of_words(text))
    new = f"{frame}\n\n{text}\n\n{frame}"
    if len(list(find_whole(flat_text(new), flatten(text[slice(*before)])))) == 1:
        shift = len(frame) + 2
        found = check(text, new, before)
        assert (found.outcome, found.after) == (QuoteOutcome.KEPT, (before[0] + shift, before[1] + shift))


@pytest.mark.realdata
def test_every_sentence_of_a_real_text_goes_where_it_is_put(shared: Path) -> None:
    """A sentence is taken from its place to the end: it has moved, and all others are kept."""
    counts = dict.fromkeys(QuoteOutcome, 0)
    for text in map(normalise_text, real_texts(shared)):
        sentences = [part for part in flatten(text).split(". ") if part]
        if len(set(sentences)) < len(sentences) or len(sentences) < 6:
            continue
        old = ". ".join(sentences) + ". Done."
        new = ". ".join([*sentences[:2], *sentences[3:], sentences[2]]) + ". Done."
        for at, sentence in enumerate(sentences):
            found = check(old, new, (old.index(sentence), old.index(sentence) + len(sentence)))
            if found.outcome in STANDING:
                assert (found.outcome == QuoteOutcome.MOVED) == (at == 2), (sentence, found)
            counts[found.outcome] += 1
    assert counts[QuoteOutcome.MISSING] == 0
    assert counts[QuoteOutcome.MOVED] > 30
    assert counts[QuoteOutcome.KEPT] > 20 * counts[QuoteOutcome.AMBIGUOUS]
