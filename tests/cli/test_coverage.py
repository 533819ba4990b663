"""``kb coverage``: every format, every width, hostile text, pages, and what the seeds leave open."""

import csv
import io
import json
import re
from typing import Any

import pytest
from rich.cells import cell_len

from kb.vocabulary import Aspect
from tests.building import Desk, claim, source
from tests.cli.running import Ran, Shell
from tests.cli.test_hostile_text import COMMANDING, FORMULA, HOSTILE

ASPECTS = [aspect.value for aspect in Aspect]
INTERESTS = ["commercial", "sponsored", "industry-funded", "independent", "unknown"]
STEMS = ("coverage", "stem cell therapy")
SILENCE = (
    "Silence is counted in the claims recorded in this base. It does not prove that an article never mentions a thing."
)
BY_INTEREST = ("--by", "interest")
TITLES = (
    "幹細胞療法による薄毛治療:効果と安全性についての総合的な解説、患者とご家族のために",
    "Hair: Hochleistungshaarwiederherstellungsverfahrenserläuterungsschrift for patients and their families",
    "عنوان طويل عن علاج الشعر وما يقوله الأطباء عنه",
    "줄기세포 치료와 탈모",
)


#: Thirteen signs at the end of a line.
SIGNS = re.compile(r"(?:\s+[-+±?#·]\S*){13}\s*$")


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def lines_of(ran: Ran) -> list[str]:
    assert ran.code == 0, ran.err
    return ran.out.splitlines()


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A base with 30 sources of long keys and titles in many scripts, each of them on other aspects."""
    folder = tmp_path_factory.mktemp("crowded")
    shell = Shell(folder / "kb.sqlite")
    records = [
        source(
            f"{'出典薄毛治療' * (number % 4)}-a-key-that-is-made-from-a-long-publisher-and-title-{number:02}",
            *(
                claim(stance, aspect=aspect, proposition=f"{{treatment}} does {aspect}")
                for place, aspect in enumerate(ASPECTS)
                for stance in ("supports", "refutes", "neutral")
                if (place * 7 + number * len(stance)) % 5 == 0 or aspect == "safety"
            ),
            title=f"{TITLES[number % 4]} {number}",
            interest=INTERESTS[number % 5],
        )
        for number in range(30)
    ]
    (folder / "crowd.json").write_text(json.dumps({"sources": records}), encoding="utf-8")
    assert shell("load", folder / "crowd.json").code == 0
    return shell


# What the seeds leave open


def cell(data: dict[str, Any], key: str, aspect: str) -> dict[str, Any]:
    (found,) = (each for each in data["sources"] if each["key"] == key)
    answer: dict[str, Any] = found["cells"][aspect]
    return answer


@pytest.mark.parametrize("aspect", ["safety", "evidence", "cost", "regulation", "comparison"])
def test_the_sponsored_post_is_silent_on_what_a_reader_would_ask(seeded: Shell, aspect: str) -> None:
    data = seeded(*STEMS, "--format", "json").json
    assert cell(data, "sponsored-post", aspect)["state"] == "silent"


def test_the_sponsored_post_is_one_sided_and_the_clinic_page_is_not(seeded: Shell) -> None:
    data = seeded(*STEMS, "--format", "json").json
    assert data["one_sided"] == [
        {
            "key": "sponsored-post",
            "title": "Stem Cell Hair Transplants: What You Need to Know",
            "kind": "sponsored-post",
            "interest": "sponsored",
            "supports": 1,
            "silent_on": ["safety", "evidence", "cost", "regulation", "comparison"],
        }
    ]


def test_the_clinic_page_says_both_on_efficacy(seeded: Shell) -> None:
    data = seeded(*STEMS, "--format", "json").json
    both = {"state": "both", "supports": 1, "refutes": 1, "neutral": 0, "measures": 0}
    assert cell(data, "clinic-page", "efficacy") == both
    assert cell(data, "clinic-page", "timing")["state"] == "measures"


def test_the_matrix_of_the_seeds(seeded: Shell) -> None:
    lines = lines_of(seeded(*STEMS))
    rows = [line.split() for line in lines if line.split()[:1] in (["efficacy"], ["evidence"], ["durability"])]
    assert rows == [
        ["efficacy", "supports", "1,", "refutes", "1", "supports", "1", "0"],
        ["durability", "not", "known", "1", "supports", "1", "0"],
        ["evidence", "·", "silent", "·", "silent", "2"],
    ]
    text = on_one_line("\n".join(lines))
    assert "no source says anything on evidence" in text
    assert (
        "says nothing on safety, evidence, cost, regulation or the alternatives sponsored-post · Stem Cell Hair"
        " Transplants: What You Need to Know · sponsored-post · sponsored · supports efficacy in 1 claim" in text
    )
    assert SILENCE in text


@pytest.mark.parametrize("options", [(), BY_INTEREST], ids=["coverage", "by interest"])
def test_the_heading_says_what_was_asked_about(seeded: Shell, options: tuple[str, ...]) -> None:
    shown = "voices by what they stand to gain" if options else "which source says something on what"
    plain, asked = (
        seeded("coverage", "stems", *more, *options).out.split("\n\n")[0] for more in ((), ("--condition", "hair loss"))
    )
    assert plain == f"stem cell therapy · {shown}"
    assert on_one_line(asked) == f"stem cell therapy · hair loss, or no condition stated · {shown}"


def test_what_is_said_beside_the_coverage(seeded: Shell) -> None:
    told = "2 sources; 1 for efficacy and silent on something a reader would ask\n"
    assert seeded(*STEMS).err == told
    assert seeded(*STEMS, "--format", "csv").err == f"{told}{SILENCE}\n"


def test_interests_with_few_voices_carry_a_word_of_caution(seeded: Shell) -> None:
    caution = "Fewer than five voices: no pattern can be read from commercial (1) or sponsored (1)."
    unheard = "No voice at all on this: industry-funded, independent and unknown."
    assert f"{caution} {unheard}" in on_one_line(seeded(*STEMS, *BY_INTEREST).out)
    assert seeded(*STEMS, *BY_INTEREST).err == ""
    assert seeded(*STEMS, *BY_INTEREST, "--format", "json").err == f"{caution}\n{unheard}\n"


# Formats


def test_coverage_is_one_object_of_these_fields(seeded: Shell) -> None:
    data = seeded(*STEMS, "--format", "json").json
    assert list(data) == [
        *("treatment", "condition", "aspects", "sources_in_all", "sources", "totals"),
        *("one_sided_in_all", "one_sided"),
    ]
    assert data["treatment"], data["condition"] == ("stem cell therapy", None)
    assert data["aspects"] == ASPECTS
    first = data["sources"][0]
    assert list(first) == ["key", "title", "kind", "publisher", "published", "interest", "authors", "cells"]
    assert list(first["cells"]) == ASPECTS
    counts = ["addressed", "silent", "supports", "refutes", "both", "neutral", "measures"]
    assert [list(each) for each in data["totals"]] == [["aspect", *counts]] * 13


def test_voices_by_interest_are_one_object_of_these_fields(seeded: Shell) -> None:
    data = seeded(*STEMS, *BY_INTEREST, "--format", "json").json
    assert list(data) == ["treatment", "condition", "aspects", "interests", "rows", "totals"]
    assert data["interests"] == INTERESTS
    assert data["rows"][0] == {
        "aspect": "efficacy",
        "interest": "commercial",
        "supports": 1,
        "refutes": 1,
        "neutral": 0,
        "measures": 0,
        "claims": 2,
    }
    assert data["totals"][0] == {"interest": "commercial", "voices": 1, "claims": 16, "sources": 1, "caution": True}


@pytest.mark.parametrize("options", [(), BY_INTEREST], ids=["coverage", "by interest"])
def test_jsonl_is_the_object_on_one_line(seeded: Shell, options: tuple[str, ...]) -> None:
    (line,) = lines_of(seeded(*STEMS, *options, "--format", "jsonl"))
    assert json.loads(line) == seeded(*STEMS, *options, "--format", "json").json


def test_csv_has_a_row_for_each_source_and_aspect(seeded: Shell) -> None:
    rows = list(csv.DictReader(io.StringIO(seeded(*STEMS, "--format", "csv").out)))
    assert [(row["source_key"], row["aspect"]) for row in rows] == [
        (key, aspect) for key in ("clinic-page", "sponsored-post") for aspect in ASPECTS
    ]
    assert rows[0] == {
        "source_key": "clinic-page",
        "source_title": "Stem Cell Therapy for Hair Loss",
        "source_kind": "clinic-page",
        "source_publisher": "",
        "source_published": "2021",
        "source_interest": "commercial",
        "source_authors": "Davin Lim",
        "one_sided": "no",
        "aspect": "efficacy",
        "state": "both",
        "supports": "1",
        "refutes": "1",
        "neutral": "0",
        "measures": "0",
    }


def test_csv_marks_the_one_sided_sources_of_every_page(seeded: Shell) -> None:
    out = seeded(*STEMS, "--format", "csv", "--offset", "1").out
    marked = {(row["source_key"], row["one_sided"]) for row in csv.DictReader(io.StringIO(out))}
    assert marked == {("sponsored-post", "yes")}


def test_csv_has_a_row_for_each_aspect_and_interest(seeded: Shell) -> None:
    rows = list(csv.DictReader(io.StringIO(seeded(*STEMS, *BY_INTEREST, "--format", "csv").out)))
    assert [(row["aspect"], row["interest"]) for row in rows] == [(a, i) for a in ASPECTS for i in INTERESTS]
    assert list(rows[0].values()) == ["efficacy", "commercial", "1", "1", "0", "0", "2", "yes"]


def test_markdown_has_a_row_for_each_source_and_one_of_what_all_leave_open(seeded: Shell) -> None:
    heading, _, page, post, totals = lines_of(seeded(*STEMS, "--format", "markdown"))
    assert heading == f"| source | kind | interest | {' | '.join(ASPECTS)} | for efficacy and silent on |"
    assert page.startswith("| clinic-page | clinic-page | commercial | supports 1, refutes 1 | not known 1 |")
    assert post.count("silent") == 8
    assert post.endswith("| safety, evidence, cost, regulation, comparison |")
    assert totals.startswith("| silent in all |  |  | 0 of 2 | 0 of 2 | 1 of 2 |")


def test_markdown_has_a_row_for_each_aspect_and_one_of_voices_in_all(seeded: Shell) -> None:
    lines = lines_of(seeded(*STEMS, *BY_INTEREST, "--format", "markdown"))
    assert lines[0] == f"| aspect | {' | '.join(INTERESTS)} |"
    assert lines[2] == "| efficacy | supports 1, refutes 1 | supports 1 | - | - | - |"
    assert lines[-1] == "| voices in all | 1 | 1 | 0 | 0 | 0 |"
    assert len(lines) == 2 + 13 + 1


@pytest.mark.parametrize("written", ["table", "csv", "markdown"])
def test_a_treatment_without_claims_has_nothing_to_show(seeded: Shell, written: str) -> None:
    ran = seeded("coverage", "animal-derived stem cells", "--format", written)
    assert (ran.code, ran.out.strip()) == (0, "")
    assert ran.err.startswith("0 sources; 0 for efficacy")


# Widths


@pytest.mark.parametrize("columns", [40, 71, 72, 80, 100, 140, 220])
@pytest.mark.parametrize("options", [(), ("--limit", "3"), ("--limit", "0"), BY_INTEREST], ids=" ".join)
def test_no_line_is_wider_than_the_terminal(crowded: Shell, options: tuple[str, ...], columns: int) -> None:
    lines = lines_of(Shell(crowded.database, columns)("coverage", "therapy", *options))
    assert len(lines) > 13
    assert max(map(cell_len, lines)) <= columns
    assert not [line for line in lines if "…" in line]


@pytest.mark.parametrize("columns", [80, 140])
def test_every_key_is_shown_whole(crowded: Shell, columns: int) -> None:
    lines = lines_of(Shell(crowded.database, columns)("coverage", "therapy"))
    left = "".join(SIGNS.sub("", line).strip() for line in lines)
    keys = [each["key"] for each in crowded("coverage", "therapy", "--format", "json").json["sources"]]
    assert len(keys) == 30
    assert [key for key in keys if key not in left] == []


def test_in_a_narrow_terminal_the_sources_stand_below_each_other_in_words(crowded: Shell) -> None:
    lines = lines_of(Shell(crowded.database, 40)("coverage", "therapy"))
    assert sum(line.startswith("efficacy ") for line in lines) == 30
    assert not [line for line in lines if SIGNS.search(line)]


@pytest.mark.parametrize("columns", [80, 140])
def test_the_signs_stand_under_their_aspects_and_the_legend_says_what_they_are(crowded: Shell, columns: int) -> None:
    lines = lines_of(Shell(crowded.database, columns)("coverage", "therapy", "--limit", "13"))
    headings = [line.split() for line in lines if line.split()[:1] == ["eff"] and "efficacy" not in line]
    assert headings == [[aspect[:3] for aspect in ASPECTS]] * 2
    assert "+ supports, - refutes, ± does both, ? says that it is not known" in on_one_line("\n".join(lines))
    assert [line.split()[:2] for line in lines if line[:4].strip() in headings[0] and line[3] == " "] == [
        [aspect[:3], aspect] for aspect in ASPECTS
    ]


def test_the_signs_of_a_source(shell: Shell, desk: Desk) -> None:
    men = {"population": "men"}
    said = [claim("supports"), claim("neutral"), claim("refutes", aspect="durability"), claim("neutral", aspect="cost")]
    said += [
        claim("supports", aspect="safety"),
        claim("refutes", aspect="safety"),
        claim("refutes", aspect="safety", **men),
    ]
    said += [claim(None, aspect="timing", quantity={"name": "weeks", "low": "3"})]
    others = [source(f"other-{number}", claim()) for number in range(5)]
    assert shell("load", desk.write("all.json", {"sources": [source("a", *said), *others]})).code == 0
    (row,) = (line.split() for line in shell("coverage", "therapy").out.splitlines() if line.startswith("a "))
    assert row == ["a", "+1?", "-1", "·", "±3", *"····", "?1", "·", "·", "#1", "·"]


# Pages


def test_limit_and_offset_page_the_sources_and_the_totals_count_all(crowded: Shell) -> None:
    whole = crowded("coverage", "therapy", "--format", "json").json
    ran = crowded("coverage", "therapy", "--format", "json", "--limit", "7", "--offset", "4")
    part = ran.json
    assert part["sources"] == whole["sources"][4:11]
    assert part["one_sided"] == whole["one_sided"][4:11]
    assert (part["totals"], part["sources_in_all"]) == (whole["totals"], 30)
    assert part["one_sided_in_all"] == len(whole["one_sided"])
    assert ran.err.startswith("30 sources, 7 of them shown; ")


def test_a_page_behind_the_last_still_has_the_totals(crowded: Shell) -> None:
    lines = lines_of(crowded("coverage", "therapy", "--offset", "30"))
    assert "how many of 30 sources speak or are silent, and what those say who speak" in lines
    assert [line.split()[:4] for line in lines if line.startswith("saf safety")] == [["saf", "safety", "30", "0"]]


def test_pages_do_not_go_with_interests(seeded: Shell) -> None:
    ran = seeded(*STEMS, *BY_INTEREST, "--limit", "1")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "kb: --limit and --offset do not go with --by interest: they page sources, and it lists none\n"


# What goes wrong


@pytest.mark.parametrize("options", [(), BY_INTEREST], ids=["coverage", "by interest"])
def test_an_unknown_treatment_is_told_with_the_nearest_name(seeded: Shell, options: tuple[str, ...]) -> None:
    ran = seeded("coverage", "minoxidl", *options)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("kb: there is no treatment 'minoxidl'")


def test_an_unknown_condition_is_told(seeded: Shell) -> None:
    ran = seeded(*STEMS, "--condition", "hair los")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "kb: there is no condition 'hair los'; did you mean hair loss or pattern hair loss?\n"


# Hostile text


@pytest.fixture
def hostile(shell: Shell, desk: Desk) -> Shell:
    """Sources whose keys, titles and publishers try to act."""
    names = {"treatment": f"t {HOSTILE}", "condition": f"c {HOSTILE}"}
    fields = {"title": f"{HOSTILE} title", "publisher": FORMULA, "authors": [{"name": f"{FORMULA} {HOSTILE}"}]}
    records = [source(f"{FORMULA}{number} {HOSTILE}", claim(**names), **fields) for number in range(7)]
    ran = shell("load", desk.write("hostile.json", {"sources": records}))
    assert ran.code == 0, ran.err
    return shell


@pytest.mark.parametrize("written", ["table", "json", "jsonl", "csv", "markdown"])
@pytest.mark.parametrize("options", [(), ("--limit", "2"), BY_INTEREST], ids=" ".join)
def test_no_text_commands_the_terminal(hostile: Shell, options: tuple[str, ...], written: str) -> None:
    ran = hostile("coverage", f"t {HOSTILE}", "--condition", f"c {HOSTILE}", *options, "--format", written)
    assert ran.code == 0
    assert ran.out
    assert not [sign for sign in COMMANDING if sign in ran.out + ran.err]


@pytest.mark.parametrize("columns", [60, 80, 140])
@pytest.mark.parametrize("options", [(), ("--limit", "2"), BY_INTEREST], ids=" ".join)
def test_hostile_text_keeps_to_the_width(hostile: Shell, options: tuple[str, ...], columns: int) -> None:
    lines = lines_of(Shell(hostile.database, columns)("coverage", f"t {HOSTILE}", *options))
    assert max(map(cell_len, lines)) <= columns


def test_markup_stands_as_it_is(hostile: Shell) -> None:
    out = Shell(hostile.database, 900)("coverage", f"t {HOSTILE}").out
    assert "[bold red]markup[/bold red]" in out
    assert ":smile:" in out


def test_no_cell_of_a_spreadsheet_begins_a_formula(hostile: Shell) -> None:
    rows = list(csv.DictReader(io.StringIO(hostile("coverage", f"t {HOSTILE}", "--format", "csv").out)))
    assert {row["source_publisher"] for row in rows} == {f"'{FORMULA}"}
    assert not [value for row in rows for value in row.values() if value[:1] in ("=", "+", "-", "@")]


def test_markdown_leaves_no_sign_that_acts(hostile: Shell) -> None:
    out = hostile("coverage", f"t {HOSTILE}", "--format", "markdown").out
    assert "<script>" not in out
    assert "&lt;script&gt;" in out
    assert len({line.replace("\\|", "").count("|") for line in out.splitlines()}) == 1
