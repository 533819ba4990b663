"""The answers of kb as they are seen: in every width, on every background, and where there is no colour at all."""

import json
import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from kb.cli.colours import STANCE_COLOURS
from kb.quoting import normalise_text
from tests.building import claim, source
from tests.cli.running import KB, Shell
from tests.cli.terminals import ADDRESS, GERMAN, LONG_KEY, many_scripts, on_terminal
from tests.reports.bases import COMMANDING, HOSTILE, KEY, hostile

WIDTHS = (40, 80, 140)
CODE = re.compile(r"\x1b\[[0-9;]*m")
COLOURED = {"FORCE_COLOR": "1", "NO_COLOR": None, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
VIEWS: dict[str, tuple[str, ...]] = {
    "claims": ("claims", "TREATMENT"),
    "disagreements": ("disagreements", "--flips"),
    "not compared": ("disagreements", "--not-comparable"),
    "changes": ("disagreements", "--changes", "--evidence", "cohort.."),
    "coverage": ("coverage", "TREATMENT"),
    "by interest": ("coverage", "TREATMENT", "--by", "interest"),
    "show": ("show", "1"),
    "verify": ("verify",),
    "tried": ("verify", "--against", "ARTICLE", "--", "SOURCE"),
    "diff": ("diff", "--", "SOURCE"),
    "texts": ("diff", "--list", "--", "SOURCE"),
    "sources": ("sources",),
    "load": ("load", "FOLDER", "--dry-run"),
}


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """kb with sources in many scripts."""
    folder = tmp_path_factory.mktemp("scripts")
    (folder / "sources.json").write_text(json.dumps({"sources": many_scripts()}), encoding="utf-8")
    shell = loaded(folder)
    for key in ("rtl-news", "emoji-forum", "long-word", LONG_KEY):
        (folder / ".words.txt").write_text(f"Nothing of {key} is in it.", encoding="utf-8")
        assert shell("load", folder / ".words.txt", f"--attach={key}").code == 1
    return given_texts(shell, "cjk-clinic", f"前文。二か月から三か月。{GERMAN} said so in 12 of 40. {ADDRESS}")


@pytest.fixture(scope="module")
def acting(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """kb with sources whose every text tries to act."""
    folder = tmp_path_factory.mktemp("acting")
    with hostile() as base:
        base.export(folder / "base")
    return given_texts(loaded(folder), f"-a {KEY}", normalise_text(f"In 12 of 40. {HOSTILE} It may work."))


def loaded(folder: Path) -> Shell:
    """Return kb with all that lies in ``folder``; told names of populations that are known apart."""
    (folder / "apart.json").write_text('{"populations": [{"name": "men"}, {"name": "women"}]}', encoding="utf-8")
    shell = Shell(folder / "kb.sqlite")
    ran = shell("load", folder)
    assert not [sign for sign in COMMANDING if sign in ran.out + ran.err]
    return shell


def given_texts(shell: Shell, key: str, text: str) -> Shell:
    """Give a source two texts more, and have a third at hand to be tried."""
    article = article_of(shell)
    for number in ("11", "10", "9"):
        article.write_text(f"{text.replace('12', number)}\n\nRead {number} times. {number}\n", encoding="utf-8")
        if number != "9":
            assert "held against a new text" in shell("load", article, f"--attach={key}").out
    return shell


def article_of(shell: Shell) -> Path:
    return shell.database.parent / ".article.txt"  # a load of the folder passes it over


@pytest.fixture(params=["scripts", "acting"])
def base(request: pytest.FixtureRequest) -> Shell:
    shell: Shell = request.getfixturevalue(request.param)
    return shell


def written(shell: Shell, view: str, columns: int = 80, terminal: dict[str, str | None] | None = None) -> str:
    """Return what ``view`` writes to standard output."""
    treatment = max(shell("treatments", "--format", "json").json, key=lambda row: row["claims"])["name"]
    source = max(shell("sources", "--format", "json").json, key=lambda row: row["snapshots"])["key"]
    given = {"TREATMENT": treatment, "FOLDER": str(shell.database.parent)}
    given |= {"SOURCE": source, "ARTICLE": str(article_of(shell))}
    asked = replace(shell, columns=columns, terminal=terminal or shell.terminal)
    ran = asked(*(given.get(each, each) for each in VIEWS[view]))
    assert ran.out or view == "not compared"
    return ran.out


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_no_line_is_wider_than_the_terminal_and_none_is_filled_with_blanks(
    base: Shell, view: str, columns: int
) -> None:
    lines = written(base, view, columns).splitlines()
    assert max(map(cell_len, lines), default=0) <= columns
    assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_colour_adds_no_word_and_takes_none(base: Shell, view: str, columns: int) -> None:
    coloured = written(base, view, columns, COLOURED)
    assert CODE.sub("", coloured).split() == written(base, view, columns).split()


@pytest.mark.parametrize("view", ["claims", "disagreements", "coverage", "by interest"])
def test_stances_are_in_colour_where_there_is_colour(scripts: Shell, view: str) -> None:
    coloured = written(scripts, view, terminal=COLOURED)
    assert {f"38;5;{STANCE_COLOURS[stance]}m" in coloured for stance in STANCE_COLOURS} == {True}


@pytest.mark.parametrize("view", VIEWS)
def test_no_text_is_faint_or_in_one_of_the_colours_that_a_terminal_sets_itself(scripts: Shell, view: str) -> None:
    codes = set(CODE.findall(written(scripts, view, terminal=COLOURED)))
    stances = {f"\x1b[1;38;5;{colour}m" for colour in STANCE_COLOURS.values()}
    assert codes - stances <= {"\x1b[0m", "\x1b[1m", "\x1b[1;7m"}


def test_a_terminal_of_16_colours_gets_none(scripts: Shell) -> None:
    text = written(scripts, "disagreements", terminal=COLOURED | {"TERM": "xterm", "COLORTERM": None})
    assert set(CODE.findall(text)) == {"\x1b[1m", "\x1b[0m"}


@pytest.mark.parametrize("background", ["#ffffff", "#fdf6e3", "#000000", "#1e1e1e", "#002b36"])
@pytest.mark.parametrize("stance", STANCE_COLOURS)
def test_the_colour_of_a_stance_is_read_on_light_and_on_dark(stance: str, background: str) -> None:
    levels = (0, 95, 135, 175, 215, 255)
    place = STANCE_COLOURS[stance] - 16
    colour = [levels[place // 36], levels[place // 6 % 6], levels[place % 6]]
    light = sorted([luminance(colour), luminance(list(bytes.fromhex(background[1:])))])
    assert (light[1] + 0.05) / (light[0] + 0.05) >= 3.5


def luminance(colour: list[int]) -> float:
    """The relative luminance of WCAG 2."""
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("plain", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_a_terminal_that_wants_no_codes_gets_none_and_lines_of_its_width(scripts: Shell, plain: dict[str, str]) -> None:
    text = on_terminal(scripts.database, 60, "sources", **plain)
    assert "\x1b" not in text
    assert max(map(cell_len, text.splitlines())) in range(50, 61)


def test_a_terminal_that_knows_codes_gets_them(scripts: Shell) -> None:
    text = on_terminal(scripts.database, 100, "disagreements")
    assert "\x1b[1m幹細胞療法 brings a worthwhile improvement in 薄毛\x1b[0m" in text
    assert "\x1b[1;38;5;32msays it is true " in text
    assert max(cell_len(CODE.sub("", line)) for line in text.splitlines()) in range(80, 101)


def test_a_pipe_gets_no_codes_and_80_columns(scripts: Shell) -> None:
    environment = {"KB_DATABASE": str(scripts.database), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    command = [*KB, "disagreements"]
    ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment, check=True)
    assert "\x1b" not in ran.stdout
    assert max(map(cell_len, ran.stdout.splitlines())) in range(70, 81)


def test_a_terminal_without_a_size_gets_80_columns(scripts: Shell) -> None:
    assert written(scripts, "disagreements", 0) == written(scripts, "disagreements", 80)


# What the words say


def test_stances_are_told_in_words(scripts: Shell) -> None:
    claims = scripts("claims", "幹細胞療法", "--format", "json").json
    told = Counter(line.split()[0] for line in written(scripts, "claims").splitlines() if line.startswith("  "))
    assert Counter(each["stance"] or "measures" for each in claims) == {
        stance: told[stance] for stance in ("supports", "refutes", "neutral", "measures")
    }
    disputed = written(scripts, "disagreements")
    assert all(f"says it is {says}" in disputed for says in ("true", "not true", "not known"))
    assert "says it is TRUE that" in on_one_line(written(scripts, "show"))


def test_in_a_narrow_terminal_the_sides_stand_below_each_other(scripts: Shell) -> None:
    lines = written(scripts, "disagreements", 40).splitlines()
    headings = [line.strip() for line in lines if line.strip().startswith("says it is")]
    assert headings == ["says it is true", "says it is not true", "says it is not known"]


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("view", ["claims", "verify"])
def test_what_is_wider_than_a_line_is_broken_and_not_cut(scripts: Shell, view: str, columns: int) -> None:
    lines = written(scripts, view, columns).splitlines()
    text = "".join(re.sub("^ *(supports|refutes|neutral|measures|missing) +", "", line).strip() for line in lines)
    assert [each for each in (GERMAN, ADDRESS, LONG_KEY) if each not in text] == []


def test_what_a_claim_alone_is_said_of_stands_with_it(shell: Shell) -> None:
    records = [
        source("a", claim("supports", condition="hair loss", population="men", comparator=["minoxidil", "a laser"])),
        source("b", claim("refutes", condition="hair loss", outcome="hair density", aspect="efficacy")),
    ]
    load(shell, *records)
    lines = written(replace(shell, columns=140), "claims", 140).splitlines()
    assert lines[0] == "EFFICACY  therapy brings a worthwhile improvement in hair loss"
    assert [line.strip() for line in lines if "said of" in line] == [
        "said of population men · against minoxidil or a laser",
        "said of outcome hair density",
    ]


def test_what_all_are_said_of_is_told_once(shell: Shell) -> None:
    records = [source(key, claim(key, aspect="safety", population="men")) for key in ("supports", "refutes")]
    load(shell, *records)
    for view in ("claims", "disagreements"):
        text = written(shell, view)
        assert text.count("population men") == 1
        assert "therapy is safe · population men" in text


def test_many_speakers_are_counted(scripts: Shell) -> None:
    text = on_one_line(written(scripts, "claims", 140))
    assert "Author Number4 Of A Long List and 7 more · journal-article · industry-funded · 2019-05" in text


def test_what_nobody_was_quoted_for_is_told_to_be_the_curators(shell: Shell) -> None:
    load(shell, source("a", claim("supports", statement="it works")))
    assert "in the curator's words: it works" in written(shell, "claims")


def test_the_quote_is_marked_within_the_words_around_it(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("At first we saw nothing. The hair came back in spring. Then it fell out.")
    load(shell, source("a", claim("supports", quote="The hair came back"), text="a.txt"))
    assert "nothing. “The hair came back” in spring." in on_one_line(written(shell, "show"))
    assert written(shell, "verify") == "1 quote checked: 1 verified, 0 moved, 0 ambiguous, 0 missing\n"


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def load(shell: Shell, *records: object) -> None:
    path = shell.database.parent / "sources.json"
    path.write_text(json.dumps({"sources": records}), encoding="utf-8")
    assert shell("load", path).code == 0
