"""docs/reports.md: the shapes and formats that it shows are those that there are."""

import re
from pathlib import Path

import msgspec
import pytest

from kb.records import Agreement, Citation, LookedAt, NotCompared, Report, Summary
from kb.reports.formats import RENDERINGS

GUIDE = (Path(__file__).parents[2] / "docs" / "reports.md").read_text("utf-8")
SHAPES: dict[str, type[msgspec.Struct]] = {
    "report": Report,
    "summary": Summary,
    "looked_at": LookedAt,
    "agreement": Agreement,
    "not_compared": NotCompared,
    "source": Citation,
}


def fields_shown(name: str) -> list[str]:
    """Return the names at the first level of a shape, what stands in brackets within it left out."""
    (shape,) = re.findall(rf"^{name}: +\{{(.*?)\}}$", GUIDE, re.DOTALL | re.MULTILINE)
    while re.search(r"[\[{][^\[\]{}]*[\]}]", shape):
        shape = re.sub(r"[\[{][^\[\]{}]*[\]}]", "", shape)
    return [re.split(r"[:|]", part)[0].strip() for part in shape.split(",")]


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_has_the_fields_of_its_record(name: str) -> None:
    assert fields_shown(name) == list(SHAPES[name].__struct_fields__)


def test_each_format_is_shown_with_its_suffix() -> None:
    shown = re.findall(r"^\| `(\w+)` \| `(\.\w+)` \|", GUIDE, re.MULTILINE)
    assert shown == [(name, rendering.suffix) for name, rendering in RENDERINGS.items()]
