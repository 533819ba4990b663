"""Anchoring of a quote in the text it was taken from: exactly, or not at all."""

import unicodedata
from dataclasses import dataclass

from kb.quoting.finding import find_places
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


_MISSING = Anchor(QuoteState.MISSING, None, None)
_AMBIGUOUS = Anchor(QuoteState.AMBIGUOUS, None, None)


def anchor_quote(text: str, exact: str, prefix: str | None = None, suffix: str | None = None) -> Anchor:
    """Find the one place where ``exact`` stands in ``text``, a snapshot in the form of :func:`normalise_text`.

    Code point for code point, white space aside, and never inside a word or number. Of several places the prefix and
    suffix decide, which must stand directly beside the quote; a far edge of theirs may cut a word.
    """
    anchor, is_beside = _anchor(text, exact, prefix, suffix)
    if anchor.start is None or anchor.end is None:
        return anchor
    is_foreign = bool(words_of(prefix) or words_of(suffix)) and not is_beside
    warnings = warnings_of(text, anchor.start, anchor.end, exact, is_foreign=is_foreign)
    return Anchor(anchor.state, anchor.start, anchor.end, warnings) if warnings else anchor


def locate_quote(text: str, exact: str, prefix: str | None = None, suffix: str | None = None) -> Anchor:
    """Return the anchor of :func:`anchor_quote` without its warnings, which take as long as all the rest."""
    return _anchor(text, exact, prefix, suffix)[0]


def _anchor(text: str, exact: str, prefix: str | None, suffix: str | None) -> tuple[Anchor, bool]:
    """Return the anchor without warnings, and whether the context is beside the quote."""
    quote = words_of(exact)
    if not quote:
        return _MISSING, False
    flat = flat_text(text)
    places, is_beside = find_places(flat, quote, words_of(prefix), words_of(suffix))
    if len(places) != 1:
        return _AMBIGUOUS if places else _MISSING, is_beside
    start, end = flat.origins(places[0], places[0] + len(quote))
    return Anchor(QuoteState.VERIFIED, start, end), is_beside


def words_of(part: str | None) -> str:
    """Return a quote, prefix or suffix as it is looked for."""
    return flatten(unicodedata.normalize("NFC", part)) if part else ""


def warnings_of(text: str, start: int, end: int, exact: str, *, is_foreign: bool) -> tuple[QuoteWarning, ...]:
    """Return what a reader should know of a quote that stands there; ``is_foreign``: its context is not beside it."""
    found = (
        (QuoteWarning.WHITESPACE, text[start:end] != unicodedata.normalize("NFC", exact).strip()),
        (QuoteWarning.TRIMMED, is_trimmed(text, start)),
        (QuoteWarning.CONTEXT, is_foreign),
    )
    return tuple([warning for warning, holds in found if holds])
