"""How text is broken into lines: between words, and within a word only where it is wider than the line."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from kb.cli.flowing import bound, line_breaks

TEXTS = st.text(st.sampled_from("ab c-/.·…“”。、薄毛é👩‍🔬ش\N{NO-BREAK SPACE}"), max_size=60)


def broken(text: str, width: int) -> list[str]:
    places = [0, *line_breaks(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in itertools.pairwise(places)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("who says what", 8, ["who says", "what"]),
        ("expert-opinion and more", 8, ["expert-", "opinion", "and more"]),
        ("an expert-opinion", 14, ["an", "expert-opinion"]),
        ("clinic-page · commercial · 2021", 14, ["clinic-page ·", "commercial ·", "2021"]),
        ("“one” … “other”", 7, ["“one” …", "“other”"]),
        (f"page · {bound('interest unknown')} · 2021", 19, ["page ·", f"{bound('interest unknown')} ·", "2021"]),
        (bound("speaks against its own interest"), 16, ["speaks\xa0against", "its\xa0own\xa0interest"]),
        ("see https://example.org/a/page", 16, ["see https://", "example.org/a/", "page"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("薄毛に効果。", 10, ["薄毛に効", "果。"]),
        ("works on 薄毛 well", 11, ["works on 薄", "毛 well"]),
        ("", 10, [""]),
    ],
)
def test_a_line_ends_where_a_reader_would_end_it(text: str, width: int, lines: list[str]) -> None:
    assert broken(text, width) == lines


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.integers(4, 30))
def test_no_line_is_wider_than_there_is_room_and_nothing_is_lost(text: str, width: int) -> None:
    places = [0, *line_breaks(text, width), len(text)]
    assert places == sorted(set(places)) or not text
    assert all(cell_len(line) <= width for line in broken(text, width))


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text("ab-/.é", min_size=1, max_size=12), max_size=12), st.integers(12, 40))
def test_a_word_that_fits_a_line_is_whole(words: list[str], width: int) -> None:
    assert [word for line in broken(" ".join(words), width) for word in line.split()] == words
