"""A claim in the words that the page shows of it, made once however often it is shown."""

from typing import NamedTuple

from kb.phrases import frame, qualities, quote_notes, side_says, speaker
from kb.quantities import say_quantity
from kb.records import Claim, Quote


class ShownQuote(NamedTuple):
    exact: str
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
    placed: str
    cited: str


def show_claim(claim: Claim, number: int, anchor: str) -> ShownClaim:
    """Return ``claim`` as it is shown."""
    says = side_says(claim.stance) if claim.stance else "gives a figure"
    told = " · ".join(qualities(claim))
    return ShownClaim(
        number=number,
        anchor=anchor,
        stance=claim.stance or "neither",
        quotes=[ShownQuote(each.exact, quote_notes(each)) for each in claim.quotes],
        measured=say_quantity(claim.quantity) if claim.quantity else None,
        statement=claim.statement,
        speaker=speaker(claim),
        says=says,
        saying=f"{says}: {claim.proposition}",
        qualities=told,
        source=claim.source.title,
        placed=f"of {frame(claim)} · {told}",
        cited=" · ".join([*filter(None, map(_place, claim.quotes)), claim.reference]),
    )


def _place(quote: Quote) -> str:
    return "" if quote.start is None else f"characters {quote.start} to {quote.end} of the text"
