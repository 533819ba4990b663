"""An article that says that it was paid for, of a source whose interest somebody gave: it stays, and it is told."""

import pytest

from tests.building import Desk, claim, source
from tests.loading_articles.writing import WORDS, only_source
from tests.storing import warnings

PLAIN = "Cold caps are sold everywhere. First it begins. The results last for years. The end is near."
SAYS = "This is a sponsored post by CapCo Ltd."
SAID = f"the article says 'sponsored' by '{SAYS}'"
TITLE = "Cold caps and what they do to hair"


def page(*words: str) -> str:
    body = "".join(
        f"<p>{each}</p>" for each in (PLAIN, *words, "Nobody knows for how long the hair stays where it is.")
    )
    return f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{body}</article></body></html>"


def written(desk: Desk, *words: str, suffix: str = "html") -> str:
    text = page(*words) if suffix == "html" else "\n\n".join([f"# {TITLE}", PLAIN, *words]) + "\n"
    return str(desk.write(f"s.{suffix}", text))


def told(report: object) -> list[str]:
    """Return the notes on the interest and the sponsor."""
    lines = (each.partition(": ")[2] for each in warnings(report))  # type: ignore[arg-type]
    return [each for each in lines if each.startswith(("interest", "source.interest", "sponsor", "source.sponsor"))]


@pytest.mark.parametrize("suffix", ["html", "md"])
@pytest.mark.parametrize(
    ("interest", "message"),
    [
        ("independent", f"interest: {SAID}; the source has 'independent' and keeps that; --interest changes that"),
        ("commercial", f"interest: {SAID}; the source has 'commercial' and keeps that; --interest changes that"),
        (
            None,
            f"interest: {SAID}; the source has none and keeps that: set it with --interest sponsored, or in its record",
        ),
        ("sponsored", None),
    ],
)
def test_a_disclosure_that_came_later_is_told(
    desk: Desk, suffix: str, interest: str | None, message: str | None
) -> None:
    given = {"interest": interest} if interest else {}
    desk.base.load(written(desk, suffix=suffix), key="s", **given)  # type: ignore[arg-type]
    report = desk.base.load(written(desk, SAYS, suffix=suffix), key="s")
    assert [each for each in told(report) if "interest" in each.partition(":")[0]] == ([message] if message else [])
    assert only_source(desk).interest == (interest or "unknown")
    assert told(desk.base.load(written(desk, SAYS, suffix=suffix), key="s")) == []


def test_who_paid_is_told_too(desk: Desk) -> None:
    desk.base.load(written(desk), key="s", interest="sponsored")
    report = desk.base.load(written(desk, SAYS), key="s")
    assert told(report) == ["sponsor: the article says 'CapCo Ltd'; the source has none and keeps that"]


@pytest.mark.parametrize("first", [(), (SAYS,)])
def test_an_interest_that_is_given_with_the_article_holds_and_is_told(desk: Desk, first: tuple[str, ...]) -> None:
    message = f"interest: {SAID}; 'independent' was given and holds"
    report = desk.base.load(written(desk, *first), key="s", interest="independent")
    assert told(report) == ([message] if first else [])
    report = desk.base.load(written(desk, SAYS, "And more."), key="s", interest="independent")
    assert told(report)[:1] == [message]
    assert only_source(desk).interest == "independent"


@pytest.mark.parametrize("suffix", ["html", "md"])
@pytest.mark.parametrize(
    ("interest", "message"),
    [
        ("independent", "the record has 'independent' and keeps that"),
        ("unknown", "the record leaves it unknown: write 'interest: sponsored' there if that is right"),
    ],
)
def test_a_record_that_says_otherwise_holds_and_is_told(desk: Desk, suffix: str, interest: str, message: str) -> None:
    written(desk, SAYS, suffix=suffix)
    report = desk.base.load(desk.write("s.json", source("s", claim(quote=WORDS), interest=interest)))
    assert told(report) == [f"source.interest: {SAID}; {message}"]
    assert only_source(desk).interest == interest


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_a_disclosure_that_came_into_the_article_of_a_record_is_told(desk: Desk, suffix: str) -> None:
    written(desk, suffix=suffix)
    record = desk.write("s.json", source("s", claim(quote=WORDS), interest="independent"))
    assert told(desk.base.load(record)) == []
    written(desk, SAYS, suffix=suffix)
    how = "the source has 'independent' and keeps that; its record changes that"
    assert told(desk.base.load(record))[:1] == [f"source.interest: {SAID}; {how}"]
    assert told(desk.base.load(record)) == []


def test_a_record_without_an_interest_is_told_how_to_set_it_when_a_disclosure_comes(desk: Desk) -> None:
    written(desk)
    record = desk.write("s.json", source("s", claim(quote=WORDS)))
    desk.base.load(record)
    written(desk, SAYS)
    report = desk.base.load(record)
    how = "the source has none and keeps that: set it with --interest sponsored, or in its record"
    assert told(report)[:1] == [f"source.interest: {SAID}; {how}"]
