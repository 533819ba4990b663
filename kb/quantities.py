"""Quantities in words."""

from kb.records import Quantity


def say_range(quantity: Quantity) -> str:
    """Return the range of a quantity: "6 to 8 months", "2 decades or more", "5 % or less"."""
    unit = f" {quantity.unit}" if quantity.unit else ""
    if quantity.low is None:
        return f"{quantity.high:g}{unit} or less"
    if quantity.high is None:
        return f"{quantity.low:g}{unit} or more"
    if quantity.low == quantity.high:
        return f"{quantity.low:g}{unit}"
    return f"{quantity.low:g} to {quantity.high:g}{unit}"
