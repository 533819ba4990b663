"""What a publisher changed between two texts, and which quotes rest on it."""

import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.quoting import normalise_text
from kb.quoting.finding import find_whole
from kb.quoting.flattening import flat_text, flatten
from kb.quoting.passages import PassageDifference, compare_passages
from kb.quoting.reanchoring import reanchor_quote
from kb.quoting.resting import resting_on
from kb.vocabulary import PassageChange, QuoteOutcome, SenseChange
from tests.growth import NEARLY_LINEAR, growth
from tests.quoting.publishing import edits, generated_texts, real_texts, spans_of_words

FIRST = "Stem cells are taken from fat."
SECOND = "The treatment regrows hair in most men within 6 months."
THIRD = "It is safe."
FOURTH = "Nobody has asked for their money back."
OLD = f"{FIRST} {SECOND}\n\n{THIRD} {FOURTH}"


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    """Each change with the passages that it is about."""
    return [
        (str(each.change), old[slice(*each.old)], new[slice(*each.new)]) for each in compare_passages(old, new)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("new", "changes"),
    [
        (OLD, []),
        (OLD.replace(" ", "\n"), []),
        (f"Buy now! {OLD}", [("added", "", "Buy now!")]),
        (f"{OLD} Buy now! Two for one!", [("added", "", "Buy now! Two for one!")]),
        (f"{FIRST} {SECOND} {FOURTH}", [("removed", THIRD, "")]),
        (f"{FOURTH}", [("removed", f"{FIRST} {SECOND}\n\n{THIRD}", "")]),
        ("", [("removed", OLD, "")]),
        (OLD.replace("6", "8"), [("changed", SECOND, SECOND.replace("6", "8"))]),
        (f"{FIRST} {THIRD} {FOURTH} {SECOND}", [("moved", SECOND, SECOND)]),
        (f"{FIRST} {THIRD} {SECOND} {FOURTH}", [("moved", THIRD, THIRD), ("moved", SECOND, SECOND)]),
        (f"{FIRST} {SECOND} {THIRD} {THIRD} {FOURTH}", [("added", "", THIRD)]),
        (
            f"{FIRST} The treatment regrows hair in women within 6 months. {THIRD} Call us. {FOURTH}",
            [("changed", SECOND, "The treatment regrows hair in women within 6 months."), ("added", "", "Call us.")],
        ),
        (f"{FIRST} Call us. {THIRD} {FOURTH}", [("removed", SECOND, ""), ("added", "", "Call us.")]),
    ],
)
def test_passages_are_removed_added_changed_or_moved(new: str, changes: list[tuple[str, str, str]]) -> None:
    assert told(OLD, new) == changes


def test_what_is_added_or_removed_has_a_place_in_the_other_text() -> None:
    (added,) = compare_passages(OLD, f"{FIRST} Buy now! {SECOND}\n\n{THIRD} {FOURTH}")
    assert added == PassageDifference(PassageChange.ADDED, (len(FIRST), len(FIRST)), (31, 39))
    (removed,) = compare_passages(OLD, f"{FIRST}\n\n{THIRD} {FOURTH}")
    assert removed == PassageDifference(PassageChange.REMOVED, (31, 31 + len(SECOND)), (len(FIRST), len(FIRST)))


def test_a_changed_passage_tells_its_words() -> None:
    (changed,) = compare_passages(OLD, OLD.replace("6", "8"))
    assert [(str(run.change), run.text, run.touches) for run in changed.runs] == [
        ("same", "The treatment regrows hair in most men within", ()),
        ("removed", "6", (SenseChange.NUMBER,)),
        ("added", "8", (SenseChange.NUMBER,)),
        ("same", "months.", ()),
    ]


@pytest.mark.parametrize(
    ("exact", "new", "changes"),
    [
        (THIRD, f"Buy now! {OLD} Buy now!", []),
        (THIRD, OLD.replace("6", "8"), []),
        ("hair in most men", OLD.replace("6", "8"), ["changed"]),
        (f"{SECOND}\n\n{THIRD}", f"{FIRST} {SECOND} Buy now! {THIRD} {FOURTH}", ["added"]),
        (SECOND, f"{FIRST} Buy now! {SECOND} Buy now! {THIRD} {FOURTH}", []),
        (OLD, f"Buy now! {SECOND.replace('6', '8')} {THIRD}", ["removed", "added", "changed", "removed"]),
        (FOURTH, f"{FOURTH} {FIRST} {SECOND} {THIRD}", ["moved"]),
        (FIRST, f"{FOURTH} {FIRST} {SECOND} {THIRD}", []),
        (f"{FIRST} {SECOND}", f"{FIRST} {FOURTH} {SECOND} {THIRD}", ["moved"]),
        (f"{FIRST} {SECOND}", f"{THIRD} {FIRST} So. {SECOND} {FOURTH}", ["added"]),
    ],
)
def test_a_quote_rests_on_what_changed_within_it(exact: str, new: str, changes: list[str]) -> None:
    span = (OLD.index(exact), OLD.index(exact) + len(exact))
    (touching,) = resting_on(compare_passages(OLD, new), [span])
    assert [str(each.change) for each in touching] == changes


def test_each_quote_is_told_apart() -> None:
    spans = [(OLD.index(exact), OLD.index(exact) + 5) for exact in (FOURTH, FIRST, THIRD)]
    changes = compare_passages(OLD, f"{FIRST} {SECOND} {THIRD}")
    assert [len(touching) for touching in resting_on(changes, spans)] == [1, 0, 0]


def check(old: str, new: str, span: tuple[int, int]) -> None:
    """What is told of two texts must be true of them, and nothing be left out."""
    changes = compare_passages(old, new)
    for side, text in (("old", old), ("new", new)):
        spans = sorted((start, end) for start, end in (getattr(each, side) for each in changes) if start < end)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        assert all(text[slice(*each)].strip() == text[slice(*each)] for each in spans)
    assert [each.new for each in changes] == sorted(each.new for each in changes)
    for each in changes:
        one, other = flatten(old[slice(*each.old)]), flatten(new[slice(*each.new)])
        assert (one == other) == (each.change == PassageChange.MOVED)
        assert bool(one) == (each.change != PassageChange.ADDED)
        assert bool(other) == (each.change != PassageChange.REMOVED)
        assert bool(each.runs) == (each.change == PassageChange.CHANGED)
    left = [cut_out(text, [getattr(each, side) for each in changes]) for side, text in (("old", old), ("new", new))]
    assert left[0] == left[1]
    (touching,) = resting_on(changes, [span])
    words = flatten(old[slice(*span)])
    if not touching and next(find_whole(flat_text(old), words), None) is not None:
        assert reanchor_quote(old, new, span).outcome != QuoteOutcome.MISSING or words_are_cut(new, words)


def cut_out(text: str, spans: list[tuple[int, int]]) -> str:
    """The letters of the text outside the spans."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return "".join(text.split())


def words_are_cut(text: str, words: str) -> bool:
    """Whether the words stand there as part of longer ones, or with a blank more or less between two sentences."""
    return "".join(words.split()) in "".join(text.split())


@settings(deadline=None, max_examples=400)
@given(generated_texts().map(normalise_text), st.data())
def test_all_that_changed_is_told_and_nothing_else(old: str, data: st.DataObject) -> None:
    check(old, normalise_text(data.draw(edits(old))), data.draw(spans_of_words(old)))


@pytest.mark.realdata
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_all_that_changed_in_a_real_text_is_told_and_nothing_else(shared: Path, data: st.DataObject) -> None:
    old = normalise_text(data.draw(st.sampled_from(real_texts(shared))))
    check(old, normalise_text(data.draw(edits(old))), data.draw(spans_of_words(old)))


def made_text(seed: int, sentences: int) -> str:
    chosen = random.Random(seed)
    words = [f"word{number}" for number in range(3_000)]
    return " ".join(" ".join(chosen.choices(words, k=15)) + "." for _ in range(sentences))


def sentences(first: int, last: int) -> str:
    return " ".join(f"The drug has helped {number} of them." for number in range(first, last))


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (lambda size: (made_text(1, size), made_text(2, size)), 300),
        (lambda size: (made_text(1, size), made_text(1, size).replace("1", "2")), 200),
        (lambda size: ("a. " * size, "b. " * size), 1_500),
        (lambda size: ("a b " * size, "b c " * size), 800),
        (lambda size: (sentences(0, size), sentences(size, 2 * size)), 400),
        (lambda size: (f"First. {sentences(0, size)} Last.", f"Begin. {sentences(0, size)} End."), 1_000),
        (lambda size: (". ".join(map(str, range(size))), ". ".join(map(str, range(size, 0, -1)))), 1_500),
        (lambda size: (". ".join(map(str, range(size))), ". ".join(str(number ^ 1) for number in range(size))), 1_000),
    ],
    ids=["all new", "all changed", "small sentences", "no sentences", "common words", "ends", "reversed", "swapped"],
)
def test_texts_with_much_changed_take_linear_time(make: Callable[[int], tuple[str, str]], size: int) -> None:
    def check(texts: tuple[str, str]) -> None:
        assert compare_passages(*texts)

    assert growth(make, check, size) < NEARLY_LINEAR
