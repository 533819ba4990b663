"""Quantities in the base unit of their dimension: what converts, what does not, and what is no unit."""

import re
from importlib import resources
from pathlib import Path

import pytest

from kb.reading.units import measure
from kb.records import Measure, QuantityRecord

UNITS = resources.files("kb.reading").joinpath("units.txt").read_text(encoding="utf-8")


def measured(low: float | None, unit: str | None, high: float | None = None) -> Measure:
    return measure(QuantityRecord("something", low, high, unit))


def refusal(unit: str) -> str:
    with pytest.raises(ValueError) as caught:
        measured(1, unit)
    return str(caught.value)


@pytest.mark.parametrize(
    ("amount", "unit", "same", "as_unit"),
    [
        (1, "year", 12, "months"),
        (1, "year", 365.25, "days"),
        (2, "decades", 20, "years"),
        (1, "quarter", 3, "months"),
        (2, "weeks", 14, "d"),
        (1, "hour", 3600, "s"),
        (1.5, "h", 90, "min"),
        (1, "kg", 1_000_000, "mg"),
        (1, "mg", 1000, "µg"),
        (1, "\u03bcg", 1, "\u00b5g"),
        (1, "lb", 453.59237, "g"),
        (1, "inch", 25.4, "mm"),
        (1, "inches", 2.54, "centimetres"),
        (1, "ml", 1, "cc"),
        (1, "L", 10, "dl"),
        (1, "%", 10, "‰"),
        (1, "per cent", 1, "pct"),
        (1, "percent", 1, "percentage"),
        (2, "percentage points", 2, "pp"),
        (60, "hairs/cm²", 0.6, "hairs per mm^2"),
        (365.25, "mg/day", 365.25, "mg per d"),
        (3, "A$", 3, "AUD"),
        (3, "US$/graft", 3, "USD per graft"),
        (3, "€", 3, "euros"),
        (1, "Months", 1, "month"),
        (2, "people", 2, "patients"),
        (2, "x", 2, "fold"),
        (1, "cm³", 1, "ml"),
        (1, "cubic cm", 1, "mL"),
        (1, "mm3", 1, "µl"),
        (60, "hairs per square cm", 60, "hairs/cm²"),
        (1, "mg/kg/day", 1, "mg/day/kg"),
        (1, "Per cent", 1, "%"),
        (5, "AU$", 5, "AUD"),
        (5, "C$", 5, "CAD"),
        (5, "NZ$", 5, "NZD"),
        (1, "mmol/L", 1000, "µmol/l"),
        (3, "children", 3, "patients"),
        (1, "times per week", 52.17857, "times per year"),
    ],
)
def test_amounts_of_one_dimension_convert(amount: float, unit: str, same: float, as_unit: str) -> None:
    one, other = measured(amount, unit), measured(same, as_unit)
    assert one.dimension == other.dimension
    assert one.low == pytest.approx(other.low)


@pytest.mark.parametrize(
    ("unit", "other"),
    [
        ("hairs", "grafts"),
        ("hairs", "follicles"),
        ("sessions", "treatments"),
        ("sessions", None),
        ("AUD", "USD"),
        ("$", "A$"),
        ("%", "percentage points"),
        ("%", None),
        ("mg/kg", "%"),
        ("mg/kg", "mg/ml"),
        ("ml", "cm"),
        ("sessions per year", "sessions"),
        ("mg per day", "mg"),
        ("cm", "cm2"),
        ("IU", "mg"),
    ],
)
def test_what_does_not_convert_has_dimensions_of_its_own(unit: str, other: str | None) -> None:
    assert measured(1, unit).dimension != measured(1, other).dimension


def test_a_quantity_without_a_unit_is_a_number() -> None:
    assert measured(2, None, 5) == Measure("number", 2, 5)


@pytest.mark.parametrize(("low", "high"), [(2.0, None), (None, 2.0)])
def test_an_open_end_stays_open(low: float | None, high: float | None) -> None:
    assert measured(low, "s", high) == Measure("time", low, high)


@pytest.mark.parametrize(
    ("unit", "guess"),
    [
        ("mounths", "months"),
        ("graphts", "grafts"),
        ("milligrms", "milligrams"),
        ("percentge points", "percentage points"),
    ],
)
def test_a_mistyped_unit_is_refused_with_the_nearest_one(unit: str, guess: str) -> None:
    assert refusal(unit) == f"the unit '{unit}' is not known; did you mean {guess}?"


@pytest.mark.parametrize(
    "unit",
    [
        "qqqq",
        "",
        "/day",
        "mg/",
        "cm^9",
        "m^",
        "2 months",
        "1/week",
        "% of",
        "quarter hour",
        "sites",
        "__import__('os')",
    ],
)
def test_what_is_no_unit_and_like_none_is_refused_with_where_to_look(unit: str) -> None:
    assert refusal(unit) == f"the unit '{unit}' is not known; docs/units.md lists the known ones"


def test_the_nearest_unit_stands_in_the_place_of_the_mistyped_one() -> None:
    assert refusal("grafts per sesion") == (
        "the unit 'grafts per sesion' is not known; did you mean grafts per session?"
    )


def test_the_list_of_units_names_every_one_of_them() -> None:
    listed = (Path(__file__).parents[2] / "docs" / "units.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`([^`]+)`", listed))
    lines = [line for line in UNITS.splitlines() if line and not line.startswith("#")]
    written = {each.replace("_", " ") for line in lines for each in (line.split(" = ")[0], *line.split(" = ")[2:])}
    assert written - names == set()


@pytest.mark.parametrize("unit", ["z" * 5000, "mg " * 5000])
def test_a_long_unit_is_refused_and_cut_in_the_message(unit: str) -> None:
    assert refusal(unit).partition(";")[0] == f"the unit '{unit[:60]}' is not known"


@pytest.mark.parametrize("unit", ["time", "occasion", "time per week"])
def test_the_singular_of_a_unit_is_known(unit: str) -> None:
    assert measured(1, unit).dimension == measured(1, unit.replace("time", "times").replace("sion", "sions")).dimension


@pytest.mark.parametrize(("singular", "plural"), [("hr", "hrs"), ("yr", "yrs"), ("deciliter", "deciliters")])
def test_the_plural_of_a_unit_is_known(singular: str, plural: str) -> None:
    assert measured(1, plural) == measured(1, singular)


def test_half_of_a_plural_is_an_unknown_unit() -> None:
    assert refusal("inche") == "the unit 'inche' is not known; did you mean inches?"


@pytest.mark.parametrize("unit", ["mM", "M"])
def test_a_concentration_is_not_taken_for_a_length(unit: str) -> None:
    assert refusal(unit).startswith(f"the unit '{unit}' is not known")
