"""The quotes of the seeds in copies of their articles with a passage moved, a figure changed, a passage deleted."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb import KnowledgeBase
from kb.quoting import normalise_text
from kb.quoting.closest import find_closest
from kb.quoting.reanchoring import reanchor_quote
from kb.quoting.word_difference import difference_of
from kb.records import Quote
from kb.vocabulary import QuoteOutcome, SenseChange

pytestmark = pytest.mark.realdata


@pytest.fixture(scope="module")
def quoted(shared: Path) -> Iterator[list[tuple[str, Quote]]]:
    """Each quote of the seeds with its article."""
    files = sorted((shared / "seeds").glob("*.txt"))
    texts = [normalise_text(path.read_text(encoding="utf-8")) for path in files]
    with KnowledgeBase.in_memory() as base:
        base.load(seeds=True, texts=shared / "seeds")
        quotes = [quote for name in ("stem cell therapy",) for claim in base.claims(name) for quote in claim.quotes]
    places = [(text, quote) for quote in quotes for text in texts if text[quote.start : quote.end] == quote.exact]
    assert len(places) >= 20
    yield places


def place(quote: Quote) -> tuple[int, int]:
    assert quote.start is not None and quote.end is not None
    return quote.start, quote.end


def line_of(text: str, quote: Quote) -> str:
    """The paragraph or item in which the quote stands."""
    start, end = place(quote)
    return text[text.rfind("\n", 0, start) + 1 : (text + "\n").find("\n", end)]


def test_every_quote_is_kept_in_the_same_article_under_an_advertisement(quoted: list[tuple[str, Quote]]) -> None:
    for text, quote in quoted:
        found = reanchor_quote(text, f"Advertisement!\n\n{text}", place(quote), quote.exact, quote.prefix, quote.suffix)
        start, end = place(quote)
        assert (found.outcome, found.after) == (QuoteOutcome.KEPT, (start + 16, end + 16))


def test_a_passage_that_is_put_at_the_end_has_moved(quoted: list[tuple[str, Quote]]) -> None:
    for text, quote in quoted:
        line = line_of(text, quote)
        new = f"{text.replace(line, '', 1)}\n\nNote:\n\n{line}\n\nAll rights reserved."
        found = reanchor_quote(text, new, place(quote), quote.exact, quote.prefix, quote.suffix)
        assert found.after is not None
        assert (found.outcome, found.after[0] > new.index("\n\nNote:")) == (QuoteOutcome.MOVED, True)


def test_what_stands_beside_a_passage_that_was_moved_is_kept(quoted: list[tuple[str, Quote]]) -> None:
    for text, quote in quoted:
        line = line_of(text, quote)
        new = f"{text.replace(line, '', 1)}\n\nNote:\n\n{line}\n\nAll rights reserved."
        for other, kept in quoted:
            if other is text and line_of(text, kept) != line:
                found = reanchor_quote(text, new, place(kept), kept.exact, kept.prefix, kept.suffix)
                assert found.outcome == QuoteOutcome.KEPT, (quote.exact, kept.exact)


def test_a_passage_that_was_deleted_is_missing(quoted: list[tuple[str, Quote]]) -> None:
    for text, quote in quoted:
        new = text.replace(quote.exact, "")
        assert reanchor_quote(text, new, place(quote)).outcome == QuoteOutcome.MISSING


def test_a_figure_that_was_changed_is_marked_in_the_closest_passage(quoted: list[tuple[str, Quote]]) -> None:
    changed = 0
    for text, quote in quoted:
        figure = re.search(r"\d+|\b(?:two|three)\b", quote.exact)
        if figure is None:
            continue
        exact = f"{quote.exact[: figure.start()]}17{quote.exact[figure.end() :]}"
        new = text.replace(quote.exact, exact)
        assert reanchor_quote(text, new, place(quote)).outcome == QuoteOutcome.MISSING
        closest = find_closest(new, quote.exact)
        assert closest is not None and new[closest.start : closest.end] == exact
        touched = {sense for run in difference_of(quote.exact, exact) for sense in run.touches}
        assert touched == {SenseChange.NUMBER}
        changed += 1
    assert changed >= 2
