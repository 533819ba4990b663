"""What a claim measured, in base units, and which of two measurements lies wholly below the other."""

from dataclasses import dataclass
from math import inf, isclose
from typing import Any

from kb.naming import fold_wording

#: How far a number given without a range reaches to either side of itself.
_LEEWAY = 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """A range of what goes by ``name``, in the base unit of ``dimension``; infinite where it is open."""

    name: str
    dimension: str
    low: float
    high: float

    def is_below(self, other: "Measured") -> bool:
        """Whether this range ends before ``other`` begins. Touching ends overlap, also where a conversion of units has
        rounded them apart."""
        return self.high < other.low and not isclose(self.high, other.low, rel_tol=1e-9)


def read_measured(row: Any) -> Measured | None:
    """Return what the claim of ``row`` measured, None where it measured nothing. A number that stands for no range is
    taken as itself ± 10 %."""
    if row.quantity_name is None:
        return None
    low = -inf if row.quantity_base_low is None else row.quantity_base_low
    high = inf if row.quantity_base_high is None else row.quantity_base_high
    if low == high:
        low, high = low - abs(low) * _LEEWAY, high + abs(high) * _LEEWAY
    return Measured(fold_wording(row.quantity_name), row.quantity_dimension, low, high)
