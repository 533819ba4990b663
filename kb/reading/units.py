"""Quantities in the base unit of their dimension. pint is imported by the first quantity that has a unit."""

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from kb.naming import did_you_mean
from kb.records import Measure, QuantityRecord

if TYPE_CHECKING:
    from pint import UnitRegistry

DIMENSIONLESS = "number"
_SIGNS = {
    "per cent": "percent",
    "%": "percent",
    "‰": "permille",
    "A$": "AUD",
    "US$": "USD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "²": "2",
    "³": "3",
}
_FACTOR = re.compile(r"([^\W\d]+)\^?([123]?)")
_LONGEST = 60
#: Names up to this long are symbols: they have no plural, and their case counts (Mg is no mg).
_LONGEST_SYMBOL = 3


def measure(quantity: QuantityRecord) -> Measure:
    """Return ``quantity`` in base units; raise ValueError, naming the nearest unit, where its unit is unknown."""
    if quantity.unit is None:
        return Measure(DIMENSIONLESS, quantity.low, quantity.high)
    dimension, size = _dimension_and_size(quantity.unit)
    low, high = (None if end is None else end * size for end in (quantity.low, quantity.high))
    return Measure(dimension, low, high)


@cache
def _dimension_and_size(unit: str) -> tuple[str, float]:
    """Return the dimension of ``unit`` ("time", "mass / mass") and how large one of it is in base units.

    Above and below a stroke are never cancelled: mg/kg is a dose by weight and no share.
    """
    spelt = unit
    for sign, word in _SIGNS.items():
        spelt = spelt.replace(sign, word)
    dimensions, size = [], 1.0
    for index, part in enumerate(re.split(r"/|\bper\b", spelt)):
        dimension, factor = _product(unit, part)
        dimensions.append(dimension)
        size = size / factor if index else size * factor
    return " / ".join(dimensions), size


def _product(unit: str, part: str) -> tuple[str, float]:
    """Return dimension and size of names side by side, or of one name of several words ("percentage points")."""
    words = part.replace("**", "^").replace("*", " ").replace("·", " ").split()
    if len(words) > 1 and "_".join(words) in _names():
        words = ["_".join(words)]
    dimensions, size = [], 1.0
    for word in words:
        found = _FACTOR.fullmatch(word)
        if not found or len(unit) > _LONGEST:
            raise _unknown(unit)
        power = int(found.group(2) or 1)
        dimension, factor = _named_unit(unit, found.group(1))
        dimensions.append(dimension if power == 1 else f"{dimension}^{power}")
        size *= factor**power
    if not words:
        raise _unknown(unit)
    return " ".join(dimensions), size


def _named_unit(unit: str, name: str) -> tuple[str, float]:
    known = _names()
    canonical = known.get(name) or (known.get(name.lower()) if len(name) > _LONGEST_SYMBOL else None)
    if canonical is None:
        raise _unknown(unit)
    base = _registry().Quantity(1.0, canonical).to_base_units()
    return str(base.dimensionality).strip("[]"), float(base.magnitude)


def _unknown(unit: str) -> ValueError:
    return ValueError(f"the unit '{unit[:_LONGEST]}' is not known{did_you_mean(unit[:_LONGEST], _names())}")


@cache
def _definitions() -> tuple[str, ...]:
    text = resources.files("kb.reading").joinpath("units.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _names() -> dict[str, str]:
    """Every name of a unit, plurals of whole words included, to the name that pint knows it by.

    A definition is "name = size = alias = alias"; what stands behind the first equals sign is no name.
    """
    names: dict[str, str] = {}
    for line in _definitions():
        parts = line.split(" = ")
        for name in (parts[0], *parts[2:]):
            names[name] = parts[0]
            if len(name) > _LONGEST_SYMBOL and not name.endswith("s"):
                names.setdefault(f"{name}s", parts[0])
    return names


@cache
def _registry() -> "UnitRegistry[float]":
    from pint import UnitRegistry

    registry: UnitRegistry[float] = UnitRegistry(None)
    registry.load_definitions(list(_definitions()))
    return registry
