"""Anchoring of a quote in the text it was taken from: exactly, or not at all."""

import unicodedata
from dataclasses import dataclass
from itertools import islice

from kb.quoting.finding import find_beside, find_whole
from kb.quoting.flattening import flat_text, flatten
from kb.quoting.trimming import is_trimmed
from kb.vocabulary import QuoteState, QuoteWarning


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands in a text. Offsets are code points, given only for a verified quote."""

    state: QuoteState
    start: int | None
    end: int | None
    warnings: tuple[QuoteWarning, ...] = ()


def anchor_quote(text: str, exact: str, prefix: str | None = None, suffix: str | None = None) -> Anchor:
    """Find the one place where ``exact`` stands in ``text``, a snapshot in the form of :func:`normalise_text`.

    Code point for code point, white space aside, and never inside a word or number. Of several places the prefix and
    suffix decide, which must stand directly beside the quote; a far edge of theirs may cut a word.
    """
    quote, before, after = (flatten(unicodedata.normalize("NFC", part or "")) for part in (exact, prefix, suffix))
    if not quote:
        return Anchor(QuoteState.MISSING, None, None)
    flat = flat_text(text)
    beside = list(islice(find_beside(flat.text, quote, before, after), 2)) if before or after else []
    places = beside or list(islice(find_whole(flat.text, quote), 2))
    if len(places) != 1:
        return Anchor(QuoteState.AMBIGUOUS if places else QuoteState.MISSING, None, None)
    start = flat.origin(places[0])
    end = flat.origin(places[0] + len(quote) - 1) + 1
    found = (
        (QuoteWarning.WHITESPACE, text[start:end] != unicodedata.normalize("NFC", exact).strip()),
        (QuoteWarning.TRIMMED, is_trimmed(text, start)),
        (QuoteWarning.CONTEXT, bool(before or after) and not beside),
    )
    return Anchor(QuoteState.VERIFIED, start, end, tuple(warning for warning, holds in found if holds))
