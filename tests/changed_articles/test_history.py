"""The history of a claim as ``kb show`` tells it: in words, also of what is not there."""

import re

from tests.building import Desk, claim, source
from tests.cli.running import Shell

TEXT = "The cap was worn for a year. It helped everybody who wore it. Nobody was hurt.\n"


def history(desk: Desk) -> list[str]:
    """Return the lines of the history of the one claim, without when and by whom."""
    assert desk.base.path is not None
    told = Shell(desk.base.path, 200)("show", "s/c1").out.partition("history\n")[2]
    return [re.sub(r"^.*?, (?=[a-z-]+: )", "", line.strip()) for line in told.splitlines()]


def test_a_quote_without_a_place_is_said_to_have_none(stored: Desk) -> None:
    stored.load(source("s", claim(quote="It helped everybody")))
    for text in (TEXT, TEXT.replace("It helped everybody", "Nobody knows")):
        stored.base.load(stored.write("s.txt", text), attach="s")
    assert history(stored) == [
        "re-anchored: start no place → 29; state unchecked → verified",
        "re-anchored: start 29 → no place; state verified → missing",
    ]


def test_a_field_without_a_value_is_said_to_have_none(stored: Desk) -> None:
    stored.load(source("s", claim(key="c1", outcome="density", comparator=["nothing", "a wig"])))
    stored.load(source("s", claim(key="c1")))
    assert history(stored) == ["changed: comparator nothing, a wig → none; outcome density → none"]
