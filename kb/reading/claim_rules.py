"""What a claim must give and what goes together, beyond the type of each field."""

import math
import unicodedata
from collections.abc import Callable

from kb.naming import did_you_mean, tidy
from kb.quantities import say_number
from kb.reading.document import Path, Problems
from kb.reading.units import measure
from kb.records import ClaimRecord, Measure, PreparedClaim, QuantityRecord, QuoteRecord
from kb.vocabulary import UNSTATED_PLACEHOLDERS, Aspect, ReviewStatus, Stance, unknown_placeholders

Place = Callable[[str], Path]


def check_claim(record: ClaimRecord, place: Place, problems: Problems) -> PreparedClaim | None:
    """Return ``record`` ready to store, or None with each fault noted at the place its field has."""
    before = len(problems.found)
    quotes = _quotes(record, place, problems)
    quantity, base = _quantity(record.quantity, place, problems)
    _check_required(record, quotes, place, problems)
    _check_review(record, place, problems)
    wording = _wording(record, place, problems)
    if len(problems.found) > before or record.treatment is None or record.aspect is None or wording is None:
        return None
    return PreparedClaim(
        treatment=tidy(record.treatment),
        aspect=record.aspect,
        wording=wording,
        condition=_tidied(record.condition),
        population=_tidied(record.population),
        comparators=_comparators(record.comparator),
        outcome=_tidied(record.outcome),
        regulator=_tidied(record.regulator),
        stance=record.stance,
        statement=_tidied(record.statement),
        quotes=quotes,
        author=_tidied(record.author),
        interest=record.interest,
        certainty=record.certainty,
        evidence=record.evidence,
        quantity=quantity,
        measure=base,
        key=_tidied(record.key),
        status=record.status,
        reviewed=record.reviewed,
        origin=record.origin,
    )


def _tidied(text: str | None) -> str | None:
    return tidy(text) or None if text else None


def _check_required(record: ClaimRecord, quotes: tuple[QuoteRecord, ...], place: Place, problems: Problems) -> None:
    if not _tidied(record.treatment):
        problems.add(place("treatment"), "is missing, here and in the defaults")
    if record.aspect is None:
        problems.add(place("aspect"), f"is missing, here and in the defaults: one of {', '.join(Aspect)}")
    if record.stance is None and record.quantity is None:
        problems.add(place("stance"), f"is missing: give one of {', '.join(Stance)}, or a quantity")
    if not quotes and not _tidied(record.statement):
        problems.add(place("quote"), "is missing: give the exact words, or a statement in your own")


def _check_review(record: ClaimRecord, place: Place, problems: Problems) -> None:
    if record.reviewed in (ReviewStatus.PROPOSED, ReviewStatus.WITHDRAWN):
        problems.add(place("reviewed"), f"{record.reviewed} is nothing that a review decides: accepted or rejected")
    elif record.reviewed and record.status not in (record.reviewed, ReviewStatus.WITHDRAWN):
        problems.add(place("reviewed"), f"is {record.reviewed}, and the status is {record.status}: which is it?")


def _wording(record: ClaimRecord, place: Place, problems: Problems) -> str | None:
    """Return the proposition as worded: the claim's own, else the quantity's name, else the aspect's default."""
    wording = _tidied(record.proposition)
    if wording:
        for name in unknown_placeholders(wording):
            known = ", ".join(f"{{{known}}}" for known in UNSTATED_PLACEHOLDERS)
            guess = did_you_mean(name, UNSTATED_PLACEHOLDERS)
            problems.add(place("proposition"), f"{{{name}}} is not one of {known}{guess}")
        return wording
    if record.stance is None and record.quantity is not None:
        return _tidied(record.quantity.name)
    if record.stance is not None and record.aspect is not None and record.aspect.wording is None:
        problems.add(place("proposition"), f"is missing: a stance on {record.aspect} words what it says is true or not")
        return None
    return record.aspect.wording if record.aspect is not None else None


def _comparators(given: str | list[str] | None) -> tuple[str, ...]:
    if given is None:
        return ()
    names = [given] if isinstance(given, str) else given
    return tuple(dict.fromkeys(name for name in map(tidy, names) if name))


def _quotes(record: ClaimRecord, place: Place, problems: Problems) -> tuple[QuoteRecord, ...]:
    """Return the quotes as a tuple of records in NFC; the blanks inside them stay, those at the edges go."""
    if record.quote is None:
        return ()
    quotes = []
    for quote in record.quote if isinstance(record.quote, list) else [record.quote]:
        if isinstance(quote, str):
            whole = QuoteRecord(_words(quote) or "")
        else:
            whole = QuoteRecord(_words(quote.exact) or "", _words(quote.prefix), _words(quote.suffix))
        if whole.exact:
            quotes.append(whole)
        else:
            problems.add(place("quote"), "is empty: give the exact words")
    return tuple(dict.fromkeys(quotes)) if len(quotes) > 1 else tuple(quotes)


def _words(text: str | None) -> str | None:
    return unicodedata.normalize("NFC", text).strip() or None if text else None


def _quantity(
    given: QuantityRecord | None, place: Place, problems: Problems
) -> tuple[QuantityRecord | None, Measure | None]:
    if given is None:
        return None, None
    quantity = QuantityRecord(tidy(given.name), given.low, given.high, _tidied(given.unit))
    if not quantity.name:
        problems.add(place("quantity.name"), "is empty: say what is measured")
    for end in ("low", "high"):
        value = getattr(quantity, end)
        if value is not None and not math.isfinite(value):
            problems.add(place(f"quantity.{end}"), f"'{value}' is not a number that can be compared")
    if quantity.low is None and quantity.high is None:
        problems.add(place("quantity"), "has neither low nor high: give one or both")
    elif quantity.low is not None and quantity.high is not None and quantity.low > quantity.high:
        problems.add(place("quantity.low"), f"{say_number(quantity.low)} is above high, {say_number(quantity.high)}")
    try:
        base = measure(quantity)
    except ValueError as error:
        problems.add(place("quantity.unit"), str(error))
        return quantity, None
    for end in ("low", "high"):
        if math.isfinite(getattr(quantity, end) or 0.0) and not math.isfinite(getattr(base, end) or 0.0):
            problems.add(place(f"quantity.{end}"), f"{say_number(getattr(quantity, end))} is too large in its unit")
    return quantity, base
