"""Quantities in the base unit of their dimension. pint is imported by the first quantity that has a unit."""

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from kb.naming import nearest_names
from kb.records import Measure, QuantityRecord

if TYPE_CHECKING:
    from pint import UnitRegistry

DIMENSIONLESS = "number"
#: What is spelt out before a unit is read, in this order.
_SIGNS = {
    "%": "percent",
    "‰": "permille",
    "AU$": "AUD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "²": "2",
    "³": "3",
}
_PER_CENT = re.compile(r"per cent\b", re.IGNORECASE)
_SPELT_POWER = re.compile(r"\b(square|sq|cubic)\.? ([^\W\d]+)", re.IGNORECASE)
_FACTOR = re.compile(r"([^\W\d]+)(?:\^?([123]))?")
_LONGEST = 60
#: Names up to this long are symbols: they have no plural, and their case counts (Mg is no mg).
_LONGEST_SYMBOL = 3
#: How like a name must be to be meant by a mistyped one: "pills" are no permilles.
_LIKE = 75.0
#: A cube of a length is a volume: 1 m³ is 1,000 litres.
_LITRES = 1000.0


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
    spelt = _PER_CENT.sub("percent", unit)
    for sign, word in _SIGNS.items():
        spelt = spelt.replace(sign, word)
    spelt = _SPELT_POWER.sub(lambda found: f"{found[2]}^{3 if found[1].lower() == 'cubic' else 2}", spelt)
    above, *below = (_product(unit, part) for part in re.split(r"/|\bper\b", spelt))
    size = above[1]
    for _, factor in below:
        size /= factor
    return " / ".join([above[0], *sorted(dimension for dimension, _ in below)]), size


def _product(unit: str, part: str) -> tuple[str, float]:
    """Return dimension and size of names side by side, or of one name of several words ("percentage points")."""
    words = part.replace("**", "^").replace("*", " ").replace("·", " ").split()
    if len(words) > 1 and "_".join(words) in _names():
        words = ["_".join(words)]
    dimensions, size = [], 1.0
    for word in words:
        found = _FACTOR.fullmatch(word)
        if not found or len(unit) > _LONGEST:
            raise _unknown(unit, word)
        power = int(found.group(2) or 1)
        dimension, factor = _named_unit(unit, found.group(1))
        if (dimension, power) == ("length", 3):
            dimension, power, factor = "volume", 1, factor**3 * _LITRES
        dimensions.append(dimension if power == 1 else f"{dimension}^{power}")
        size *= factor**power
    if not words or len(set(dimensions)) < len(dimensions):
        raise _unknown(unit, part)
    return " ".join(dimensions), size


def _named_unit(unit: str, name: str) -> tuple[str, float]:
    known = _names()
    canonical = known.get(name) or (known.get(name.lower()) if len(name) > _LONGEST_SYMBOL else None)
    if canonical is None:
        raise _unknown(unit, name)
    base = _registry().Quantity(1.0, canonical).to_base_units()
    return str(base.dimensionality).strip("[]"), float(base.magnitude)


def _unknown(unit: str, part: str) -> ValueError:
    """Return what is wrong with ``unit``, with the nearest one to the ``part`` of it that is not known."""
    name = part.strip()
    guesses = nearest_names(name, _names(), most=1, at_least=_LIKE) if _LONGEST_SYMBOL < len(name) <= _LONGEST else []
    hint = f"; did you mean {unit.replace(name, guesses[0])}?" if guesses else "; docs/units.md lists the known ones"
    return ValueError(f"the unit '{unit[:_LONGEST]}' is not known{hint}")


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
