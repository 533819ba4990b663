"""``kb disagreements``: each kind on the terminal, part of the base and what that changes, and what is refused."""

import csv
import io
import json

import pytest

from tests.analysis.saying import JANE, R, S, bare, better, measured, says
from tests.building import Record, claim
from tests.cli.running import Shell

REVERSAL = """\
2. REVERSAL on efficacy · score 0.50 · one speaker changed sides
   therapy brings a worthwhile improvement in what it is used for

   earlier: says it is true               later: says it is not true
   in the curator's words: something is   in the curator's words: something is
   said                                   said
   Jane Smith · journal-article ·         Jane Smith · journal-article ·
   interest unknown · 2010 ·              interest unknown · 2019 ·
   evidence unstated                      evidence unstated
   early/c1                               late/c1

   what separates them: year (2010 against 2019)
"""
NUMERIC = """\
1. NUMERIC on timing · score 0.50 · 1 voice against 1 · ranges apart
   time to results: therapy

   gives the lower figure                 gives the higher figure
   in the curator's words: something is   in the curator's words: something is
   said (time to results: 2 weeks)        said (time to results: 6 to 8 months)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """kb with a change of mind, two figures that lie apart, and a page that sells."""
    shell = Shell(tmp_path_factory.mktemp("said") / "kb.sqlite")
    records = [
        says("early", S, measured(6, 8, "months"), by=JANE, published="2010"),
        says("late", R, by=JANE, published="2019"),
        says("shop", bare(2, "weeks"), claim(S, aspect="safety"), interest="commercial"),
        says("agency", claim(R, aspect="safety"), interest="independent", published="2020"),
    ]
    load(shell, *records)
    return shell


def load(shell: Shell, *records: Record) -> None:
    assert shell("load", "-", "--from", "json", stdin=json.dumps({"sources": records})).code == 0


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def lines(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


@pytest.mark.parametrize(("kind", "block"), [("numeric", NUMERIC), ("reversal", REVERSAL.replace("2. ", "1. "))])
def test_each_kind_reads_as_what_it_is(said: Shell, kind: str, block: str) -> None:
    ran = said("disagreements", "--kind", kind)
    assert ran.code == 0
    assert lines(ran.out).startswith(block)


def test_what_part_of_the_base_changes_is_told_beside_it(said: Shell) -> None:
    ran = said("disagreements", "--without", "commercial", "--format", "json")
    assert [each["kind"] for each in ran.json] == ["reversal"]
    assert ran.err.splitlines()[:2] == ["1 disagreement", "2 claims left out: 2 ended; --changes lists them"]


def test_what_bears_no_date_is_told_to_be_left_out(said: Shell) -> None:
    ran = said("disagreements", "--as-of", "2019")
    assert "3 claims left out (2 of them undated): 2 ended; --changes lists them" in ran.err


def test_what_changes_nothing_says_so(said: Shell) -> None:
    assert "0 claims left out: nothing changed\n" in said("disagreements", "--without", "sponsored").err


def test_the_whole_base_has_nothing_left_out(said: Shell) -> None:
    assert "left out" not in said("disagreements").err


def test_changes_are_listed_with_what_there_was_before(said: Shell) -> None:
    ran = said("disagreements", "--changes", "--without", "shop")
    assert lines(ran.out) == (
        "ENDED contradiction on safety\n"
        "   therapy is safe\n"
        "   before: score 0.50 · supports 1 voice, 1 claim · refutes 1 voice, 1 claim\n"
        "   after:  nothing is left of it\n"
        "\n"
        "ENDED numeric on timing\n"
        "   time to results: therapy\n"
        "   before: score 0.50 · lower 1 voice, 1 claim · higher 1 voice, 1 claim\n"
        "   after:  nothing is left of it\n"
        "\n"
    )
    assert ran.err.splitlines()[:2] == ["1 disagreement", "2 claims left out: 2 ended"]


def test_changes_have_every_format(said: Shell) -> None:
    asked = ("disagreements", "--changes", "--without", "shop", "--limit", "1", "--format")
    (change,) = said(*asked, "json").json
    assert change == {
        "change": "ended",
        "kind": "contradiction",
        "treatment": "therapy",
        "condition": None,
        "aspect": "safety",
        "proposition": "therapy is safe",
        "before": {
            "score": 0.5,
            "voices": {"supports": 1, "refutes": 1, "neutral": 0},
            "claims": {"supports": 1, "refutes": 1, "neutral": 0},
        },
        "after": None,
    }
    header, row = said(*asked, "csv").out.splitlines()
    assert header.startswith("change,kind,treatment,condition,aspect,proposition,score_before,voices_before")
    assert row.startswith("ended,contradiction,therapy,,safety,therapy is safe,0.5,supports: 1 ||| refutes: 1")
    assert said("disagreements", "--changes", "--without", "sponsored", "--format", "json").json == []


def test_a_disagreement_names_what_it_hangs_on_only_where_asked(said: Shell) -> None:
    assert "flips" not in said("disagreements", "--format", "json").json[0]
    flips = {each["kind"]: each["flips"] for each in said("disagreements", "--flips", "--format", "json").json}
    assert flips == {
        "contradiction": ["agency", "shop"],
        "numeric": ["early", "shop"],
        "reversal": ["early", "late"],
    }
    assert "hangs on early and late: without either this ends" in said("disagreements", "--flips").out


def test_what_hangs_on_nothing_says_so(shell: Shell) -> None:
    records = [says(f"{stance}-{n}", better(stance, "therapy", "pills")) for stance in (S, R) for n in range(2)]
    load(shell, *records)
    assert "hangs on no single source" in shell("disagreements", "--flips").out


def test_a_comparison_turned_round_is_told_without_a_stance(shell: Shell) -> None:
    load(
        shell,
        says("early", better(S, "a first", "second"), by=JANE, published="2010"),
        says("late", better(S, "second", "a first"), by=JANE, published="2020"),
    )
    assert "   said earlier                           says later\n" in lines(shell("disagreements").out)


def test_two_disagreements_are_told_apart_by_what_they_are_said_of(shell: Shell) -> None:
    load(
        shell,
        *(
            says(f"{outcome}-{n}", claim(S if n else R, outcome=outcome))
            for outcome in ("density", "comfort")
            for n in (0, 1)
        ),
    )
    told = shell("disagreements").out
    assert "outcome density" in told
    assert "outcome comfort" in told
    rows = list(csv.DictReader(io.StringIO(shell("disagreements", "--format", "csv").out)))
    assert [(row["number"], row["said_of"]) for row in rows[::2]] == [
        ("1", "outcome comfort"),
        ("2", "outcome density"),
    ]


def test_what_separates_the_sides_is_told_with_its_first_values(shell: Shell) -> None:
    kinds = ["news", "blog", "forum", "book", "preprint", "guideline", "press-release"]
    load(shell, says("a", R), *(says(kind, S, kind=kind) for kind in kinds))
    assert "kind (blog, book, forum, guideline, news and 2 more against" in on_one_line(shell("disagreements").out)


def test_markdown_shows_what_was_measured(said: Shell) -> None:
    rows = said("disagreements", "--kind", "numeric", "--format", "markdown").out.splitlines()
    assert rows[0].startswith("| number | kind | disagreement | said_of | score | side | words |")
    assert (
        "| 1 | numeric | time to results: therapy |  | 0.5 | lower | something is said (time to results: 2 weeks) |"
        in rows[2].replace("\\", "")
    )


def test_numbers_go_on_where_the_page_before_ended(said: Shell) -> None:
    assert said("disagreements", "--limit", "1", "--offset", "2").out.startswith("3. ")


def test_limit_and_offset_page_what_is_described(said: Shell) -> None:
    every = said("disagreements", "--format", "json").json
    ran = said("disagreements", "--format", "json", "--limit", "1", "--offset", "1")
    assert ran.json == every[1:2]
    assert ran.err.startswith("3 disagreements\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--kind", "numeric", "--not-comparable"],
            "--kind does not go with --not-comparable: a pair that is not compared is of no kind",
        ),
        (
            ["--flips", "--not-comparable"],
            "--flips does not go with --not-comparable: nothing hangs on what is not compared",
        ),
        (["--changes"], "--changes needs --without, --as-of or --evidence: else nothing is left out"),
        (["--changes", "--flips", "--as-of", "2020"], "--flips does not go with --changes: ask for one of them"),
        (["--as-of", "yesterday"], "'yesterday' is not a date: give YYYY, YYYY-MM or YYYY-MM-DD"),
    ],
)
def test_what_does_not_go_together_ends_with_2(said: Shell, arguments: list[str], message: str) -> None:
    ran = said("disagreements", *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"kb: {message}\n")


def test_a_page_of_a_large_base_says_that_nothing_is_counted(said: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.cli.disagreements.MOST_COUNTED", 5)
    ran = said("disagreements", "--limit", "1")
    assert ran.code == 0 and ran.out.startswith("1. CONTRADICTION")
    assert ran.err == (
        "1 disagreement shown; nothing is counted among over 5 claims: --limit 0 counts, and takes its time\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--limit", "3"], "3 disagreements shown; nothing is counted"),
        (["--limit", "4"], "3 disagreements; pairs not comparable are not counted"),
        (["--limit", "4", "--offset", "2"], "3 disagreements; pairs not comparable are not counted"),
        (["--limit", "4", "--aspect", "cost"], "0 disagreements; pairs not comparable are not counted"),
        (["--limit", "4", "--offset", "3"], "none behind the first 3; nothing is counted"),
    ],
)
def test_the_last_page_of_a_large_base_says_how_many_there_are(
    said: Shell, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.setattr("kb.cli.disagreements.MOST_COUNTED", 5)
    ran = said("disagreements", *arguments)
    assert ran.err == f"{told} among over 5 claims: --limit 0 counts, and takes its time\n"


def test_a_page_of_a_smaller_base_says_how_many_there_are(said: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.cli.disagreements.MOST_COUNTED", 6)
    assert said("disagreements", "--limit", "1").err.startswith("3 disagreements\n")
