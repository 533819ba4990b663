"""A quote and a passage that is like it, word by word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.quoting.figures import figures_in
from kb.quoting.flattening import flatten
from kb.quoting.word_difference import difference_of
from kb.vocabulary import SenseChange, WordChange
from tests.growth import NEARLY_LINEAR, growth
from tests.quoting.publishing import generated_texts

MARKS = {WordChange.SAME: "", WordChange.REMOVED: "-", WordChange.ADDED: "+"}


def told(quote: str, passage: str) -> list[str]:
    """The runs as "-words" and "+words"; what was not changed as it stands."""
    return [MARKS[run.change] + run.text for run in difference_of(quote, passage)]


def touched(quote: str, passage: str) -> set[SenseChange]:
    return {sense for run in difference_of(quote, passage) for sense in run.touches}


@pytest.mark.parametrize(
    ("quote", "passage", "runs"),
    [
        ("It works.", "It works.", ["It works."]),
        ("It works\n well.", "It  works well.", ["It works well."]),
        ("It works.", "", ["-It works."]),
        ("", "It works.", ["+It works."]),
        ("", "", []),
        ("It works in 6 months.", "It works in 8 months.", ["It works in", "-6", "+8", "months."]),
        ("It works.", "It really works.", ["It", "+really", "works."]),
        ("the old and the new", "the new and the old", ["the", "-old", "+new", "and the", "-new", "+old"]),
        ("它很有效", "它没有效", ["它", "-很", "+没", "有效"]),
    ],
)
def test_words_are_the_same_removed_or_added(quote: str, passage: str, runs: list[str]) -> None:
    assert told(quote, passage) == runs


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("p = 0.5", "p = 0.05"),
        ("p < 0.05", "p > 0.05"),
        ("in 30 % of men", "in 50 % of men"),
        ("in 30 % of men", "in 30 of men"),
        ("takes 6–8 months", "takes 8–10 months"),
        ("takes six months", "takes eight months"),
        ("takes six months", "takes months"),
        ("a change of 0.5 mm", "a change of -0.5 mm"),
        ("a change of 0.5 mm", "a change of −0.5 mm"),
        ("It doubled.", "It tripled."),
        ("grew twofold", "grew threefold"),
        ("half of them", "all of them"),
        ("hundreds of patients", "thousands of patients"),
    ],
)
def test_a_figure_that_changed_is_told(quote: str, passage: str) -> None:
    assert touched(quote, passage) == {SenseChange.NUMBER}
    assert touched(passage, quote) == {SenseChange.NUMBER}


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("It is effective.", "It is not effective."),
        ("It is effective.", "It is ineffective."),
        ("It is safe.", "It is unsafe."),
        ("It is an effective drug.", "It is a non-effective drug."),
        ("It can work.", "It can't work."),
        ("It can work.", "It can’t work."),
        ("Men use it.", "Men no longer use it."),
        ("There is evidence.", "There is no evidence."),
        ("It worked to prevent it.", "It failed to prevent it."),
    ],
)
def test_a_negation_that_came_or_went_is_told(quote: str, passage: str) -> None:
    assert touched(quote, passage) == {SenseChange.NEGATION}
    assert touched(passage, quote) == {SenseChange.NEGATION}


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("It is effective.", "It may be effective."),
        ("It regrows hair.", "It possibly regrows hair."),
        ("It is effective.", "It is said to be effective."),
        ("It is effective.", "It appears effective."),
        ("It is a cure.", "They claim that it is a cure."),
    ],
)
def test_a_hedge_that_came_or_went_is_told(quote: str, passage: str) -> None:
    assert touched(quote, passage) == {SenseChange.HEDGE}
    assert touched(passage, quote) == {SenseChange.HEDGE}


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("It takes 6 months.", "It takes six months."),
        ("in 30% of 1,000 men", "in 30 per cent of 1000 men"),
        ("takes 6-8 months", "takes 6–8 months"),
        ("takes 6–8 months", "takes 6 to 8 months"),
        ("by 0.5 mm", "by ·5 mm"),
        ("It does not work.", "It doesn't work."),
        ("It may work.", "It might work."),
        ("It regrows hair.", "It regrows the hair."),
        ("not in 6 months", "not within 6 months, however"),
        ("un\u00adlikely to work", "unlikely to work"),
        ("in 1\u200b2 of men", "in 12 of men"),
        ("does n\u2060ot work", "does not work"),
    ],
)
def test_other_wording_touches_nothing(quote: str, passage: str) -> None:
    assert len(difference_of(quote, passage)) > 1
    assert touched(quote, passage) == set()


def test_a_change_is_marked_at_its_words_alone() -> None:
    runs = difference_of("It regrows hair in 6 months in most men.", "It grows hair in 8 months in most men.")
    assert [run.text for run in runs if SenseChange.NUMBER in run.touches] == ["6", "8"]
    assert [run.text for run in runs if run.change != WordChange.SAME] == ["regrows", "grows", "6", "8"]


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("a double-blinded, randomised trial", "an opened, randomised trial"),
        ("It was double blind.", "It was open."),
        ("a double\u2011blind study", "a study"),
        ("a triple-masked study", "a study"),
        ("a Double-dummy design", "a design"),
        ("has a half-life of hours", "has a stay of hours"),
    ],
)
def test_a_word_that_only_looks_like_a_figure_is_none(quote: str, passage: str) -> None:
    assert touched(quote, passage) == set()
    assert touched(passage, quote) == set()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("6–8 months, -0.5 to +1.5 (p<.05; 95% CI)", ["6", "8", "-0.5", "+1.5", "<", "0.05", "95", "%"]),
        ("twenty-one of two hundred", ["20", "1", "2", "hundred"]),
        ("someone, tension, thirdly, v2", ["2"]),
    ],
)
def test_figures_are_found_in_one_form(text: str, figures: list[str]) -> None:
    assert figures_in(text) == figures


@settings(deadline=None, max_examples=200)
@given(generated_texts() | st.text(), generated_texts() | st.text())
def test_the_runs_are_the_two_texts(quote: str, passage: str) -> None:
    runs = difference_of(quote, passage)
    for text, change in ((quote, WordChange.REMOVED), (passage, WordChange.ADDED)):
        mine = "".join(run.text for run in runs if run.change in (WordChange.SAME, change))
        assert mine.replace(" ", "") == flatten(text).replace(" ", "")
    assert all(run.text == run.text.strip() != "" for run in runs)
    assert not any(run.touches for run in runs if run.change == WordChange.SAME)


def test_long_texts_with_nothing_in_common_take_linear_time() -> None:
    def check(texts: tuple[str, str]) -> None:
        assert [run.change for run in difference_of(*texts)] == [WordChange.REMOVED, WordChange.ADDED]

    assert growth(lambda size: ("a b " * size, " ".join(map(str, range(size)))), check, 1_000) < NEARLY_LINEAR
