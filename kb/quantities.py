"""Quantities in words."""

from kb.records import Quantity


def say_number(number: float) -> str:
    """Return ``number`` as people write it: 6 and not 6.0, and every digit that was given."""
    return f"{number:.15g}"


def say_range(quantity: Quantity) -> str:
    """Return the range of a quantity: "6 to 8 months", "2 decades or more", "5 % or less"."""
    unit = f" {quantity.unit}" if quantity.unit else ""
    low, high = (None if end is None else say_number(end) for end in (quantity.low, quantity.high))
    if low is None:
        return f"{high}{unit} or less"
    if high is None:
        return f"{low}{unit} or more"
    return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"


def say_quantity(quantity: Quantity) -> str:
    """Return a quantity in words: "time to results: 6 to 8 months"."""
    return f"{quantity.name}: {say_range(quantity)}"
