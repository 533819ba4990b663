"""Pieces of claims as styled text: who says it, in which words. Everything from a source goes through ``visible``."""

from rich.text import Text

from kb.escaping import visible
from kb.quantities import say_quantity
from kb.records import Claim, Quote
from kb.vocabulary import Certainty, EvidenceLevel, Interest, QuoteState, QuoteWarning, Stance

#: One colour a stance, none of them the colour of right or wrong.
_STYLES: dict[str, str] = {Stance.SUPPORTS: "cyan", Stance.REFUTES: "magenta", Stance.NEUTRAL: "yellow"}


def speaker(claim: Claim) -> Text:
    """Return who says it, where, with what to gain: "Davin Lim · clinic-page · commercial · 2021"."""
    interest = "interest unknown" if claim.interest == Interest.UNKNOWN else claim.interest
    parts = [claim.source.kind, interest, claim.source.published or "undated"]
    if claim.against_interest:
        parts.append("against own interest")
    who = Text(visible(", ".join(claim.authors) or "unnamed author"), style="bold")
    return who.append("".join(f" · {visible(part)}" for part in parts), style="not bold")


def words(claim: Claim) -> Text:
    """Return the exact words a claim rests on, else its statement, with what a reader should know of them."""
    text = Text()
    for number, quote in enumerate(claim.quotes):
        if number:
            text.append(" … ")
        text.append(f"“{visible(quote.exact)}”")
        note = _note(quote)
        if note:
            text.append(f" [{note}]", style="bold red")
    if not claim.quotes and claim.statement:
        text.append(visible(claim.statement), style="italic")
    if claim.quantity:
        told = visible(say_quantity(claim.quantity))
        text.append(f" ({told})" if text else told)
    return text


def _note(quote: Quote) -> str:
    notes = [] if quote.state in (QuoteState.VERIFIED, QuoteState.UNCHECKED) else [quote.state]
    if QuoteWarning.TRIMMED in quote.warnings:
        notes.append("trimmed of a negation or hedge")
    return ", ".join(notes)


def stance_style(stance: str | None) -> str:
    return _STYLES.get(stance or "", "")


def reference_line(claim: Claim) -> Text:
    """Return how to name the claim, and what it rests on."""
    return Text(visible(" · ".join(filter(None, [claim.reference, qualities(claim)]))), style="dim")


def qualities(claim: Claim) -> str:
    """Return certainty and evidence level where they say more than the usual."""
    parts = [] if claim.certainty == Certainty.ASSERTED else [claim.certainty]
    parts += [] if claim.evidence == EvidenceLevel.UNSTATED else [claim.evidence]
    return " · ".join(parts)


def unchecked_note(claims: list[Claim]) -> str:
    """Return a line on quotes that no article was held against, or nothing."""
    number = sum(quote.state == QuoteState.UNCHECKED for claim in claims for quote in claim.quotes)
    if not number:
        return ""
    what = "1 quote has" if number == 1 else f"{number} quotes have"
    return f"{what} not been checked: load the articles (kb load --texts DIR) to check them"
