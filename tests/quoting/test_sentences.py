"""A text is cut into passages: sentences, items of lists, stretches of what has no end in sight."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.quoting.flattening import flat_text
from kb.quoting.sentences import sentence_spans
from tests.quoting.publishing import generated_texts


def passages(text: str) -> list[str]:
    flat = flat_text(text)
    return [flat.text[start:end] for start, end in sentence_spans(text, flat)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        (" \n\n ", []),
        ("It works", ["It works"]),
        ("It works. It is\nsafe! Is it? Yes…", ["It works.", "It is safe!", "Is it?", "Yes…"]),
        ("He said: “It works.” She (too.) laughed.", ["He said: “It works.”", "She (too.)", "laughed."]),
        ("p < 0.05 in 1.5 years", ["p < 0.05 in 1.5 years"]),
        ("Heading\n\nText\n \n\nMore", ["Heading", "Text", "More"]),
        ("Facts:\n  • It works\n  • It is\nsafe\n- (2) Two", ["Facts:", "• It works", "• It is safe", "- (2) Two"]),
        ("有效。安全！”好", ["有效。", "安全！”", "好"]),
    ],
)  # fmt: skip
def test_passages_are_sentences_and_items(text: str, parts: list[str]) -> None:
    assert passages(text) == parts


def test_what_is_put_in_shifts_no_cut_of_what_has_no_end() -> None:
    words = [f"word{number * number}" for number in range(1000)]
    before = set(passages(" ".join(words)))
    after = set(passages(" ".join([*words[:500], "an", "advertisement", *words[500:]])))
    assert len(before) > 50
    assert len(before - after) <= 1


@settings(deadline=None, max_examples=200)
@given(st.text() | generated_texts() | st.text(alphabet="a. \n•", max_size=60))
def test_passages_are_all_of_a_text(text: str) -> None:
    parts = passages(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part == part.strip() != "" for part in parts)
