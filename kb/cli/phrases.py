"""Claims as styled text: the words are those of ``kb.phrases``, and all of a source goes through ``visible``."""

from collections.abc import Collection, Iterable, Iterator

from rich.text import Text

from kb.cli.flowing import Flowing, bound
from kb.escaping import visible
from kb.phrases import curators_words, frame_beside, qualities, quote_notes, speaker
from kb.quantities import say_quantity
from kb.records import Claim, Quote
from kb.running_text import count_of
from kb.vocabulary import QuoteState, QuoteWarning, Stance

#: A claim names so many speakers; ``kb show`` names all.
_MOST_SPEAKERS = 5
#: Not told of each quote: those that no article was held against are counted below all claims, and blanks are not seen.
_NOT_NOTED = (QuoteState.UNCHECKED, QuoteWarning.WHITESPACE)


def flowing(*parts: str | None, style: str = "") -> Flowing:
    """Return ``parts`` of text from a source, harmless, with dots between them: a line ends there, where it can."""
    return Flowing(parted(filter(None, parts)), style=style)


def parted(parts: Iterable[str]) -> str:
    """Return ``parts`` of text from a source with dots between them, each bound to be on one line of flowing text."""
    return " · ".join(bound(visible(part)) for part in parts)


def labelled(label: str, text: str) -> Text:
    return Flowing.assemble((label, "bold"), f" {visible(text)}")


def headline(told: str, common: Collection[str]) -> Text:
    """Return what claims are about, and what all of them are said of beside it."""
    text = Flowing(visible(told), style="bold")
    return text.append(f" · {parted(common)}", style="not bold") if common else text


def common_frame(claims: Collection[Claim], told: str) -> list[str]:
    """Return what all of ``claims`` are said of, beside what ``told`` names."""
    first, *others = (frame_beside(claim, told) for claim in claims)
    return [part for part in first if all(part in other for other in others)]


def claim_lines(claim: Claim, told: str, common: Collection[str]) -> Iterator[Text]:
    """Yield a claim: its words, what it alone is said of (neither ``told`` nor ``common``), its speaker, its name."""
    yield words(claim)
    beside = [part for part in frame_beside(claim, told) if part not in common]
    if beside:
        yield Flowing(f"said of {parted(beside)}")
    yield Flowing.assemble((visible(speaker(claim, _MOST_SPEAKERS)), "bold"), f" · {parted(qualities(claim))}")
    yield flowing(claim.reference)


def words(claim: Claim) -> Flowing:
    """Return the exact words a claim rests on, else its statement, with what a reader should know of them."""
    text = Flowing()
    for number, quote in enumerate(claim.quotes):
        text.append(" … " if number else "").append(f"“{visible(quote.exact)}”")
        if notes := _notes(quote):
            text.append(f" [{notes}]", style="bold")
    if not claim.quotes:
        text.append(visible(curators_words(claim) or ""))
    if claim.quantity:
        told = visible(say_quantity(claim.quantity))
        text.append(f" ({told})" if text else told)
    return text


def _notes(quote: Quote) -> str:
    return ", ".join(note for note in quote_notes(quote) if note not in _NOT_NOTED)


def stance_style(stance: str | None) -> str:
    """Return the name of the style of a stance, which the console knows; nothing for what takes none."""
    return stance if stance in tuple(Stance) else ""


def unchecked_note(claims: Collection[Claim]) -> list[Text]:
    """Return a line on quotes that no article was held against, where there are such."""
    number = sum(quote.state == QuoteState.UNCHECKED for claim in claims for quote in claim.quotes)
    if not number:
        return []
    what = count_of(number, "quote has", "quotes have")
    return [Text(f"{what} not been checked: load the articles (kb load --texts DIR) to check them")]
