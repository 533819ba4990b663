"""A quote of an older text of a source, sought in the new one: kept, moved, ambiguous or missing.

The same place is a place in the row of passages, not an offset. Words are *kept* where they stand between passages that
they stood between before, whatever was put in, taken out or rewritten above, below or beside them. They have *moved*
where the comparison of the texts says that of their passage, or where they stand in or between other ones now: so what
is told of a quote and of the texts agrees (:mod:`kb.quoting.resting`). Other words are never taken for them.
"""

from dataclasses import dataclass
from itertools import islice

from kb.quoting.anchoring import warnings_of, words_of
from kb.quoting.comparison import Comparison, compare_texts
from kb.quoting.finding import find_beside, find_whole, stands_beside
from kb.quoting.flattening import FlatText, flatten
from kb.quoting.places import stands_in_place
from kb.quoting.sentences import Span
from kb.quoting.surroundings import common_surroundings, find_context
from kb.vocabulary import QuoteOutcome, QuoteState, QuoteWarning

#: The state that is stored of a quote after each outcome.
STORED_STATES = {
    QuoteOutcome.KEPT: QuoteState.VERIFIED,
    QuoteOutcome.MOVED: QuoteState.MOVED,
    QuoteOutcome.AMBIGUOUS: QuoteState.AMBIGUOUS,
    QuoteOutcome.MISSING: QuoteState.MISSING,
}
#: Of words that stand in a text more often than this, only the context that was given can tell one place.
_MOST_PLACES = 500


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What became of a quote: ``before`` and ``after`` are start and end in the old and the new text.

    ``prefix`` and ``suffix`` are those given; where the surroundings had to decide, those that decide in the new text.
    """

    outcome: QuoteOutcome
    before: Span
    after: Span | None = None
    warnings: tuple[QuoteWarning, ...] = ()
    prefix: str | None = None
    suffix: str | None = None


def reanchor_quote(
    old: str, new: str, before: Span, exact: str | None = None, prefix: str | None = None, suffix: str | None = None
) -> Reanchored:
    """Return what became in ``new`` of the quote that stands at ``before`` in ``old``.

    Both texts are in the form of :func:`normalise_text`. Words are compared as :func:`anchor_quote` does. Of several
    places the prefix and suffix decide, else what surrounded the quote in the old text: one place has to have more in
    common with the old one than every other has, and nothing less, and a context that tells it from the others: without
    one nobody would find it again. Raises ValueError where ``exact`` does not stand at ``before``.
    """
    start, end = before
    exact = old[start:end] if exact is None else exact
    quote = words_of(exact)
    if not quote or quote != flatten(old[start:end]):
        raise ValueError(f"the quote does not stand at {start} to {end} of the old text")
    sides = compare_texts(old, new)
    origin = sides.old.flat.place(start)
    places = _candidates(sides.new.flat, quote, words_of(prefix), words_of(suffix))
    at = places[0] if len(places) == 1 else _choose(sides, origin, len(quote), places)
    context = find_context(sides.new.flat, at, len(quote)) if at is not None and len(places) > 1 else None
    if at is None or (len(places) > 1 and context is None):
        outcome = QuoteOutcome.AMBIGUOUS if places else QuoteOutcome.MISSING
        return Reanchored(outcome, before, None, (), prefix, suffix)
    outcome = QuoteOutcome.KEPT if stands_in_place(sides, origin, at, len(quote)) else QuoteOutcome.MOVED
    after = _origin(sides.new.flat, at, len(quote))
    given = (words_of(prefix), words_of(suffix))
    is_beside = stands_beside(sides.new.flat.text, at, len(quote), *given)
    warnings = warnings_of(new, *after, exact, is_foreign=not is_beside)
    prefix, suffix = context or (prefix, suffix)
    return Reanchored(outcome, before, after, warnings, prefix, suffix)


def _origin(flat: FlatText, at: int, size: int) -> Span:
    return flat.origin(at), flat.origin(at + size - 1) + 1


def _candidates(flat: FlatText, quote: str, before: str, after: str) -> list[int]:
    """Return where the quote stands, beside its context if it does anywhere; one place more than are looked at."""
    if before or after:
        beside = sorted(islice(find_beside(flat, quote, before, after), _MOST_PLACES + 1))
        if beside:
            return beside
    return list(islice(find_whole(flat, quote), _MOST_PLACES + 1))


def _choose(sides: Comparison, origin: int, size: int, places: list[int]) -> int | None:
    """Return the one place that no other equals or excels in anything that it has in common with the old one."""
    if not 1 < len(places) <= _MOST_PLACES:
        return None
    merits = {at: (stands_in_place(sides, origin, at, size), *_surroundings(sides, origin, at, size)) for at in places}
    best = max(merits, key=lambda at: merits[at])
    rivals = [merits[at] for at in places if at != best]
    is_best = all(
        rival != merits[best] and all(theirs <= ours for theirs, ours in zip(rival, merits[best], strict=True))
        for rival in rivals
    )
    return best if is_best else None


def _surroundings(sides: Comparison, origin: int, at: int, size: int) -> tuple[int, int]:
    return common_surroundings(sides.old.flat.text, origin, sides.new.flat.text, at, size)
