"""A claim in the words that the page shows of it, made once however often it is shown."""

from typing import NamedTuple

from kb.phrases import frame, qualities, quote_notes, side_says, speaker
from kb.quantities import say_quantity
from kb.records import Claim, Quote

#: So much of a quote is shown in a disagreement; in the register it stands whole.
SHOWN_CHARACTERS = 1_000


class ShownQuote(NamedTuple):
    """``begun`` is the beginning of a long one, None where it is shown whole everywhere."""

    exact: str
    begun: str | None
    notes: list[str]


class ShownClaim(NamedTuple):
    """``number`` is its place in the register, ``anchor`` its id there, which its source and its key make."""

    number: int
    anchor: str
    stance: str
    quotes: list[ShownQuote]
    measured: str | None
    statement: str | None
    speaker: str
    says: str
    saying: str
    qualities: str
    source: str
    said_of: str
    placed: str
    cited: str


def show_claim(claim: Claim, number: int, anchor: str) -> ShownClaim:
    """Return ``claim`` as it is shown."""
    says = side_says(claim.stance) if claim.stance else "gives a figure"
    told, said_of = " · ".join(qualities(claim)), frame(claim)
    return ShownClaim(
        number=number,
        anchor=anchor,
        stance=claim.stance or "neither",
        quotes=list(map(_show_quote, claim.quotes)),
        measured=say_quantity(claim.quantity) if claim.quantity else None,
        statement=claim.statement,
        speaker=speaker(claim),
        says=says,
        saying=f"{says}: {claim.proposition}",
        qualities=told,
        source=claim.source.title,
        said_of=said_of,
        placed=f"of {said_of} · {told}",
        cited=" · ".join([*filter(None, map(_place, claim.quotes)), claim.reference]),
    )


def _show_quote(quote: Quote) -> ShownQuote:
    begun = quote.exact[:SHOWN_CHARACTERS].rsplit(" ", 1)[0] if len(quote.exact) > SHOWN_CHARACTERS else None
    return ShownQuote(quote.exact, begun, quote_notes(quote))


def _place(quote: Quote) -> str:
    return "" if quote.start is None else f"characters {quote.start} to {quote.end} of the text"
