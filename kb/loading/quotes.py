"""What a load has to say of quotes that have no one place in their article."""

from collections.abc import Iterator, Sequence

from kb.reading.file_part import LocatedSource
from kb.records import Problem
from kb.store.quotes import StandingQuote
from kb.vocabulary import QuoteState

_LONGEST_MESSAGE = 1000
_ADVICE: dict[str, str] = {
    QuoteState.MISSING: "does not stand in the text; copy it from there",
    QuoteState.AMBIGUOUS: "stands in the text more than once; give a prefix or suffix",
}
_LOST = "no longer stands in the article, which has changed"


def quote_problems(
    source_key: str, quotes: Sequence[StandingQuote], located: LocatedSource | None = None
) -> Iterator[Problem]:
    """Yield what is wrong with the ``quotes`` of a source, each at the line of the claim that gives it where a record
    does. What a change of the article did is said of each quote, and where to see that change once."""
    where = f"; 'kb diff {source_key}' shows where"
    for quote in quotes:
        if quote.state not in _ADVICE:
            continue
        advice = f"{_LOST}{where}" if quote.is_lost else _ADVICE[quote.state]
        where = "" if quote.is_lost else where
        yield brief(_problem(quote, advice, located))


def _problem(quote: StandingQuote, advice: str, located: LocatedSource | None) -> Problem:
    if located is None:
        return Problem(None, "quote", f"'{quote.words.exact}' of '{quote.claim}' {advice}")
    claims = located.record.claims
    index = next((index for index, claim in enumerate(claims) if quote.words in claim.quotes), 0)
    return located.problem(f"'{quote.words.exact}' {advice}", "claims", index, "quote")


def brief(problem: Problem) -> Problem:
    """Return ``problem`` without the middle of what is too long to read: a value of the file, put into the message."""
    return Problem(problem.line, _shortened(problem.field) if problem.field else None, _shortened(problem.message))


def _shortened(text: str) -> str:
    half = _LONGEST_MESSAGE // 2
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[:half]} [...] {text[-half:]}"
