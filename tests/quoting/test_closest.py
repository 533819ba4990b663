"""The closest passage is suggested for words that do not stand in a text."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.quoting import normalise_text
from kb.quoting.closest import LEAST_SCORE, Closest, find_closest
from kb.quoting.flattening import flat_text
from kb.quoting.word_boundaries import splits
from tests.growth import NEARLY_LINEAR, growth
from tests.quoting.publishing import generated_texts, real_texts

PAGE = """Stem cells are taken from fat. The treatment regrows hair in most men within 8 months, as our
own patients   have told us. It is safe, and nobody has asked for their money back.

Call us today: the first consultation is free. 毛发移植是一种有效的治疗方法。"""


def suggested(exact: str, text: str = PAGE) -> str | None:
    closest = find_closest(text, exact)
    return text[closest.start : closest.end] if closest else None


@pytest.mark.parametrize(
    ("exact", "passage"),
    [
        ("treatment regrows hair in most men within 6 months", "treatment regrows hair in most men within 8 months"),
        ("The therapy regrows hair in most men in 8 months", "The treatment regrows hair in most men within 8 months"),
        ("our own patient has told us.", "our\nown patients   have told us."),
        ("it is not safe", "It is safe"),
        ("Stem cells were taken from fat.", "Stem cells are taken from fat."),
        ("the frist consultaton is free", "the first consultation is free"),
        ("regrow", "regrows"),
        ("毛发移植是一种无效的治疗方法。", "毛发移植是一种有效的治疗方法。"),
        (PAGE.replace("8 months", "6 months"), PAGE),
    ],
)  # fmt: skip
def test_the_passage_most_like_the_words_is_found(exact: str, passage: str) -> None:
    assert suggested(exact) == passage


@pytest.mark.parametrize(
    "exact",
    [
        "Finasteride lowers the level of dihydrotestosterone in the scalp.",
        "The committee met on Tuesday and adjourned without a vote.",
        "xyz",
        "",
        "  \n",
        "...",
        "绿茶对健康没有影响",
    ],
)
def test_where_nothing_is_like_the_words_nothing_is_suggested(exact: str) -> None:
    assert find_closest(PAGE, exact) is None


def test_nothing_is_like_anything_in_an_empty_text() -> None:
    assert find_closest("", "It works.") is None


def test_the_score_tells_how_like_the_passage_is() -> None:
    assert find_closest("It works in 8 months.", "It works in 8 months.") == Closest(0, 21, 100.0)
    assert find_closest("Oh! It works in 8 months.", "It works in 6 months.") == Closest(4, 25, 95.2)


@pytest.mark.parametrize(
    ("text", "exact", "passage"),
    [
        ("a change of -0.5 mm in a year", "change of 0.5 mm in a year", "change of -0.5 mm in a year"),
        ("an ineffective treatment of it", "effective treatment of it", "ineffective treatment of it"),
        ("the patient's hair grew longer", "patients hair grew longer", "patient's hair grew longer"),
    ],
)
def test_a_passage_cuts_no_word(text: str, exact: str, passage: str) -> None:
    assert suggested(exact, text) == passage


@settings(deadline=None, max_examples=200)
@given(generated_texts().map(normalise_text), generated_texts() | st.text(max_size=60))
def test_a_suggestion_is_of_whole_words_and_like_enough(text: str, exact: str) -> None:
    closest = find_closest(text, exact)
    if closest:
        flat = flat_text(text)
        assert text[closest.start : closest.end].strip() == text[closest.start : closest.end] != ""
        assert not splits(flat.written, flat.place(closest.start))
        assert not splits(flat.written, flat.place(closest.end - 1) + 1)
        assert LEAST_SCORE <= closest.score <= 100


@pytest.mark.realdata
def test_a_sentence_with_one_word_changed_is_found_where_it_stood(shared: Path) -> None:
    found = sought = 0
    for text in map(normalise_text, real_texts(shared)):
        sentences = list(re.finditer(r"(?<=[.] )[A-Z][^.]{60,300}[.](?=\s)", text))
        for sentence in sentences[:3]:
            words = sentence.group().split(" ")
            words[len(words) // 2] = "otherwise"
            closest = find_closest(text, " ".join(words))
            sought += 1
            found += closest is not None and (closest.start, closest.end) == sentence.span()
    assert sought > 100
    assert found >= 0.98 * sought


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (lambda size: ("a " * 10 * size, "a " * size + "b"), 1_600),
        (lambda size: ("ab" * 10 * size, "ab" * size + "c"), 6_000),
        (lambda size: ("the drug " * 16 * size, "the drug cures " * size), 250),
        (lambda size: ("the drug " * size, "the drug cures hair"), 4_000),
        (lambda size: (words_by(1, 11 * size), words_by(7, size)), 250),
    ],
    ids=["words", "letters", "phrases", "places", "scattered"],
)
def test_a_long_quote_in_a_long_text_takes_linear_time(make: Callable[[int], tuple[str, str]], size: int) -> None:
    """Up to some ten thousand characters; of a longer quote that which is compared letter by letter shows."""
    assert growth(make, lambda given: find_closest(*given), size) < NEARLY_LINEAR


def words_by(step: int, size: int) -> str:
    return " ".join(f"word{step * number}" for number in range(size))


def test_nothing_is_imported_before_it_is_needed() -> None:
    program = "import sys, kb.quoting.closest; print('rapidfuzz' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
