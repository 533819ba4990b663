"""What a load has to say of quotes that have no one place in their article."""

from kb.reading.file_part import LocatedSource
from kb.records import Problem
from kb.store.quotes import StandingQuote
from kb.vocabulary import QuoteState

_LONGEST_MESSAGE = 1000
_ADVICE: dict[str, str] = {
    QuoteState.MISSING: "does not stand in the text; copy it from there",
    QuoteState.AMBIGUOUS: "stands in the text more than once; give a prefix or suffix",
}


def quote_problem(quote: StandingQuote, located: LocatedSource | None = None) -> list[Problem]:
    """Return what is wrong with ``quote``, at the line of the claim that gives it where a record does; else nothing."""
    if quote.state not in _ADVICE:
        return []
    if located is None:
        return [brief(Problem(None, "quote", f"'{quote.words.exact}' of '{quote.claim}' {_ADVICE[quote.state]}"))]
    claims = located.record.claims
    index = next((index for index, claim in enumerate(claims) if quote.words in claim.quotes), 0)
    message = f"'{quote.words.exact}' {_ADVICE[quote.state]}"
    return [brief(located.problem(message, "claims", index, "quote"))]


def brief(problem: Problem) -> Problem:
    """Return ``problem`` without the middle of what is too long to read: a value of the file, put into the message."""
    return Problem(problem.line, _shortened(problem.field) if problem.field else None, _shortened(problem.message))


def _shortened(text: str) -> str:
    half = _LONGEST_MESSAGE // 2
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[:half]} [...] {text[-half:]}"
