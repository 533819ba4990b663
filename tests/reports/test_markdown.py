"""A report as Markdown: what a reader finds in it, in words."""

import pytest

from kb.records import Disagreement
from tests.building import Desk, Record, claim, source


def page(desk: Desk, *records: Record) -> list[str]:
    desk.load(*records)
    return desk.base.render_report().splitlines()


def only(desk: Desk) -> Disagreement:
    (found,) = desk.base.disagreements()
    return found


def test_a_reversal_says_who_said_what_when(desk: Desk) -> None:
    by = {"authors": [{"name": "Ann Example"}]}
    lines = page(
        desk,
        source("a", claim(), published="2019", **by),
        source("b", claim("refutes"), published="2021", **by),
    )
    assert only(desk).kind == "reversal"
    assert "Score 0.50 · one speaker changed sides" in lines
    assert [line for line in lines if line.startswith(("**Earlier", "**Later"))] == [
        "**Earlier: says it is true** (1 voice):",
        "**Later: says it is not true** (1 voice):",
    ]
    assert any(line.endswith("Ann Example says one thing earlier and the other later.") for line in lines)


def test_figures_that_differ_are_told_with_the_treatment(desk: Desk) -> None:
    figures = [claim(None, aspect="timing", quantity={"name": "time", "low": low, "unit": "weeks"}) for low in (2, 9)]
    for figure in figures:
        figure["quantity"]["high"] = figure["quantity"]["low"]
    lines = page(desk, source("a", figures[0]), source("b", figures[1]))
    assert only(desk).kind == "numeric"
    assert "**time\\: therapy**" in lines
    assert any(
        line.startswith("- in the curator's words: something is said … measured: time\\: 2 weeks") for line in lines
    )
    assert any("1 voice gives a lower figure" in line for line in lines)


def test_a_summary_names_the_first_ten_disagreements_and_counts_the_others(desk: Desk) -> None:
    records = [
        source(f"{stance}{number}", claim(stance, treatment=f"t{number:02}"))
        for number in range(12)
        for stance in ("supports", "refutes")
    ]
    lines = page(desk, *records)
    assert len([line for line in lines if line.startswith("- [")]) == 10
    assert "- and 2 more" in lines
    assert len([line for line in lines if line.startswith("### ") and "Contradiction" in line]) == 12


def test_a_neutral_voice_stands_beside_a_contradiction(desk: Desk) -> None:
    lines = page(desk, source("a", claim()), source("b", claim("refutes")), source("c", claim("neutral")))
    assert "**Says it is not known** (1 voice):" in lines


def test_agreements_and_open_questions_are_told_in_a_line(desk: Desk) -> None:
    lines = page(
        desk, source("a", claim(), interest="commercial"), source("b", claim(), claim("neutral", aspect="safety"))
    )
    assert (
        "- efficacy: **therapy brings a worthwhile improvement in what it is used for** · 2 voices say that it is true"
        " (interest: 1 commercial, 1 unknown) · a/c1, b/c1"
    ) in lines
    assert "- safety: **therapy is safe** · 1 voice says that it is not known (interest: 1 unknown) · b/c2" in lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("does not work", "“does not work” (missing)"),
        ("It works.", "“It works.”"),
        ("works", "“works” (ambiguous)"),
    ],
)
def test_a_quote_is_shown_with_its_state_unless_it_is_verified(desk: Desk, text: str, shown: str) -> None:
    desk.write("a.txt", "It works. So it works, they say.")
    lines = page(desk, source("a", claim(quote=text), text="a.txt"), source("b", claim("refutes")))
    assert f"- {shown}\\" in lines
