"""The closest passage to a missing quote: shown with what differs, bounded, and never taken for the quote."""

import json
from pathlib import Path

import msgspec
import pytest

from kb.cli.quote_table import count_unsought
from kb.records import ClosestPassage, WordRun
from kb.store.suggesting import ANSWER_EFFORT, Suggestions
from tests.building import Desk, claim, source
from tests.changed_articles.publishing import EDITED, QUOTES, TEXT, published
from tests.cli.running import Shell

START = EDITED.index("11 of them")
CLOSEST = {
    "start": START,
    "end": START + 24,
    "score": 95.8,
    "passage": "11 of them had more hair",
    "differences": [
        {"change": "removed", "text": "12", "touches": ["number"]},
        {"change": "added", "text": "11", "touches": ["number"]},
        {"change": "same", "text": "of them had more hair", "touches": []},
    ],
}
TOLD = f"""\
the closest passage in the text, at {START} to {START + 24}, not taken for the quote:
[-12-] {{+11+}} of them had more hair
a number changed: “12” became “11”
"""


def shell_of(desk: Desk) -> Shell:
    assert desk.base.path is not None
    return Shell(desk.base.path)


TRIAL = "In the placebo group 10 of 90 people had hair.\nIn the cap group 30 of 90 people had hair.\n"
BECAME = "a number changed: “30” became “31”"


def unindented(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines()) + "\n"


def test_verify_gives_the_closest_passage_of_a_missing_quote_alone(stored: Desk) -> None:
    published(stored, TEXT, EDITED)
    ran = shell_of(stored)("verify", "--format", "json")
    told = {each["claim"]: (each["state"], each["closest"]) for each in ran.json["quotes"]}
    assert (ran.code, told) == (1, {"figure": ("missing", CLOSEST), "harm": ("moved", None)})


@pytest.mark.parametrize("command", [("verify",), ("show", "caps/figure")], ids=" ".join)
def test_what_differs_is_marked_by_signs_and_said_in_words(stored: Desk, command: tuple[str, ...]) -> None:
    published(stored, TEXT, EDITED)
    assert TOLD in unindented(shell_of(stored)(*command).out)


def test_what_came_in_the_place_of_a_quote_is_suggested_everywhere(stored: Desk) -> None:
    published(stored, TRIAL, trial="30 of 90 people had hair")
    edited, shell = stored.write("caps.txt", TRIAL.replace("30", "31")), shell_of(stored)
    assert BECAME in shell("verify", "caps", "--against", edited).out
    assert BECAME in shell("load", edited, "--attach", "caps").out
    assert BECAME in shell("verify").out
    assert BECAME in shell("show", "caps/trial").out
    again = stored.write("caps.txt", f"We looked again. {TRIAL.replace('30', '31')}")
    assert BECAME in shell("verify", "caps", "--against", again).out
    assert BECAME in shell("load", again, "--attach", "caps").out


def test_verify_tells_where_a_moved_quote_was(stored: Desk) -> None:
    published(stored, TEXT, EDITED)
    told = f"caps/harm · now at {EDITED.index('Nobody')}, was at {TEXT.index('Nobody')}\n"
    assert told in unindented(shell_of(stored)("verify").out)


def test_verify_lists_the_worst_first_and_only_counts_what_it_cannot_check(stored: Desk) -> None:
    published(stored, TEXT, EDITED)
    stored.load(source("a", claim(quote="It works"), claim("refutes", quote="It does")), source("b", claim(quote="It")))
    lines = shell_of(stored)("verify").out.splitlines()
    assert lines[:3] == [
        "3 quotes checked: 1 verified, 1 moved, 0 ambiguous, 1 missing",
        "3 quotes of 2 sources not checked: no article was loaded with them",
        "",
    ]
    assert [line.split()[0] for line in lines[3:] if line[0] != " "] == ["missing", "moved"]


@pytest.mark.parametrize("command", [("verify",), ("verify", "caps", "--against")], ids=" ".join)
def test_verify_shows_as_many_as_are_asked_for_and_says_how_many_more_there_are(
    stored: Desk, command: tuple[str, ...]
) -> None:
    published(stored, TEXT, *([EDITED] if len(command) == 1 else []))
    given: list[str | Path] = [*command, *([stored.write("new.txt", EDITED)] if len(command) > 1 else [])]
    shell = shell_of(stored)
    ran = shell(*given, "--limit", "1")
    assert (ran.code, ran.out.splitlines()[-1]) == (1, "and 1 more, that --limit leaves out")
    assert "Nobody" not in ran.out
    told = shell(*given, "--limit", "1", "-f", "json").json
    assert ([each["claim"] for each in told["quotes"]], told["moved"]) == (["figure"], 1)
    assert len(shell(*given, "--limit", "1", "-f", "csv").out.splitlines()) == 2


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\u00ad", "soft hyphen U+00AD"),
        ("\u200b", "zero width space U+200B"),
        ("\u200c", "zero width non-joiner U+200C"),
        ("\u2060", "word joiner U+2060"),
        ("\ufeff", "zero width no-break space U+FEFF"),
        ("\u202e", "right-to-left override U+202E"),
        ("\U000e0041", "tag latin capital letter a U+E0041"),
    ],
)
def test_a_sign_that_nobody_sees_is_told_by_its_name(stored: Desk, sign: str, name: str) -> None:
    published(stored, TEXT, TEXT.replace("12 of them", f"12 of th{sign}em"))
    out = unindented(shell_of(stored)("show", "caps/figure").out)
    assert f"12 of [-them-] {{+th<{name}>em+}} had more hair" in " ".join(out.split())
    assert "changed:" not in out


def test_a_load_tells_the_closest_passage_of_a_quote_that_it_misses(stored: Desk) -> None:
    published(stored, TEXT)
    path = stored.write("caps.txt", EDITED)
    assert TOLD in unindented(shell_of(stored)("load", path, "--attach", "caps", "--dry-run").out)
    (file,) = shell_of(stored)("load", path, "--attach", "caps", "--format", "json").json["files"]
    missing, moved, kept = file["quotes"]
    assert missing["closest"] == CLOSEST
    assert "closest" not in moved and "closest" not in kept


def test_a_suggestion_is_not_stored(stored: Desk) -> None:
    published(stored, TEXT, EDITED)
    (quote,) = stored.base.show("caps/figure").claim.quotes
    assert (quote.exact, quote.state, quote.start) == (QUOTES["figure"], "missing", None)


def test_where_nothing_is_like_the_quote_that_is_said(stored: Desk) -> None:
    published(stored, TEXT, "Wir sprechen heute über etwas ganz anderes, und zwar auf Deutsch.")
    assert {each.closest for each in stored.base.verify("caps").quotes} == {None}
    assert "no passage of the text is like it\n" in shell_of(stored)("show", "caps/figure").out
    assert stored.base.show("caps/figure").closest == [None]


def test_a_quote_that_was_found_has_no_closest_passage(desk: Desk) -> None:
    published(desk, TEXT)
    detail = desk.base.show("caps/figure")
    assert (detail.closest, detail.unsought) == ([None], 0)


def test_what_would_take_too_long_is_not_looked_for_and_counted() -> None:
    suggestions = Suggestions(2 * len(TEXT))
    found = [suggestions.suggest(TEXT, QUOTES["figure"].replace("12", number)) for number in ("13", "14", "15")]
    assert [type(each) for each in found] == [ClosestPassage, ClosestPassage, msgspec.UnsetType]
    assert suggestions.unsought == 1


def test_a_long_quote_counts_for_more() -> None:
    assert Suggestions(ANSWER_EFFORT).suggest("A text.", "x " * 200_000) is msgspec.UNSET


def test_what_was_not_looked_for_has_no_key_in_json_and_is_told(stored: Desk) -> None:
    published(stored, TEXT, short="13 of them had more hair", long="more hair " * 21_000)
    ran = shell_of(stored)("verify", "--format", "json")
    assert {each["claim"]: "closest" in each for each in ran.json["quotes"]} == {"short": True, "long": False}
    assert ran.err == (
        "the closest passage to 1 missing quote was not looked for: that takes too long; 'kb show' does it for one"
        " claim\n"
    )
    assert count_unsought(stored.base.verify().quotes) == 1
    assert stored.base.show("caps/long").unsought == 1
    assert "the closest passage to 1 missing quote was not looked for" in shell_of(stored)("show", "caps/long").out


def test_a_load_tells_of_how_many_no_closest_passage_was_looked_for(stored: Desk) -> None:
    published(stored, TEXT, short="13 of them had more hair", long="more hair " * 7_000)
    out = Shell(shell_of(stored).database, 200)("load", stored.write("caps.txt", EDITED), "--attach", "caps").out
    assert out.endswith(
        "the closest passage to 1 missing quote was not looked for: that takes too long; 'kb show' does it for one\n"
    )
    assert out.count("the closest passage in the text") == 1


def test_csv_has_the_closest_passage_in_columns(stored: Desk) -> None:
    published(stored, TEXT, EDITED)
    heading, missing, moved = shell_of(stored)("verify", "--format", "csv").out.splitlines()
    assert heading.endswith("closest_start,closest_end,closest_score,closest_passage,closest_changes")
    assert missing.endswith(f"{START},{START + 24},95.8,11 of them had more hair,a number changed: “12” became “11”")
    assert moved.endswith(",,,,,")


def test_the_differences_lead_from_the_quote_to_the_passage() -> None:
    quote, text = "The effect lasted for years", "It is said that the effect may have lasted for 2 years, not more."
    found = Suggestions(ANSWER_EFFORT).suggest(text, quote)
    assert isinstance(found, ClosestPassage)
    assert text[found.start : found.end] == found.passage
    for left_out, words in (("added", quote), ("removed", found.passage)):
        assert " ".join(run.text for run in found.differences if run.change != left_out) == words


def test_a_closest_passage_comes_back_from_its_json() -> None:
    record = ClosestPassage(1, 2, 99.5, "a", [WordRun("same", "a")])
    assert msgspec.json.decode(json.dumps(msgspec.to_builtins(record)), type=ClosestPassage) == record


def test_a_quote_whose_words_came_back_is_no_longer_missing(desk: Desk, tmp_path: Path) -> None:
    published(desk, TEXT, EDITED, TEXT)
    assert desk.base.verify().missing == 0
