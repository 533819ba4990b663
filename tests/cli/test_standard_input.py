"""Source records through standard input: a file like any other, but that its format has to be said."""

import json

import pytest

from tests.building import Desk, claim, source
from tests.cli.running import Ran, Shell
from tests.written import SUFFIXES, written

EACH_FORMAT = [suffix.removeprefix(".") for suffix in SUFFIXES]
FORMATS = "yaml, json, jsonl, csv"
RECORD = source("s", claim(quote="words"), claim("refutes", statement="no"))


def counted(ran: Ran) -> dict[str, tuple[int, ...]]:
    """Return added, changed, unchanged, withdrawn and rejected of each file of a load that was written as JSON."""
    names = ("added", "changed", "unchanged", "withdrawn", "rejected")
    return {file["file"]: tuple(file[name] for name in names) for file in ran.json["files"]}


@pytest.mark.parametrize("written_as", EACH_FORMAT)
def test_standard_input_is_loaded_in_the_format_that_is_said(shell: Shell, written_as: str) -> None:
    ran = shell("load", "-", "--from", written_as, "-f", "json", stdin=written(f".{written_as}", RECORD))
    assert (ran.code, counted(ran)) == (0, {"-": (2, 0, 0, 0, 0)})
    assert ran.err == "new treatment: 'therapy' is in no vocabulary\n"
    assert [row["stance"] for row in shell("claims", "therapy", "-f", "json").json] == ["supports", "refutes"]


@pytest.mark.parametrize("written_as", EACH_FORMAT)
def test_a_source_from_a_file_is_updated_from_standard_input(shell: Shell, desk: Desk, written_as: str) -> None:
    shell("load", desk.write("a.yaml", written(".yaml", RECORD)))
    edited = source("s", claim("neutral", quote="words"))
    ran = shell("load", "-", "--from", written_as, "-f", "json", stdin=written(f".{written_as}", edited))
    assert counted(ran) == {"-": (0, 1, 0, 1, 0)}
    assert [row["stance"] for row in shell("claims", "therapy", "-f", "json").json] == ["neutral"]


@pytest.mark.parametrize("written_as", EACH_FORMAT)
def test_what_another_command_writes_twice_changes_nothing(shell: Shell, written_as: str) -> None:
    for expected in ((2, 0, 0, 0, 0), (0, 0, 2, 0, 0)):
        ran = shell("load", "-", "--from", written_as, "-f", "json", stdin=written(f".{written_as}", RECORD))
        assert counted(ran) == {"-": expected}


@pytest.mark.parametrize("is_first", [True, False])
def test_standard_input_beside_files_waits_for_what_they_bring(shell: Shell, desk: Desk, is_first: bool) -> None:
    file = str(desk.write("a.json", source("a", claim())))
    arguments = ["-", file] if is_first else [file, "-"]
    derived = json.dumps(source("b", claim(), derived_from="a"))
    ran = shell("load", *arguments, "--from", "json", "-f", "json", stdin=derived)
    assert (ran.code, counted(ran)) == (0, {file: (1, 0, 0, 0, 0), "-": (1, 0, 0, 0, 0)})


def test_a_file_waits_for_what_standard_input_brings(shell: Shell, desk: Desk) -> None:
    file = str(desk.write("b.json", source("b", claim(), derived_from="a")))
    ran = shell("load", file, "-", "--from", "json", "-f", "json", stdin=json.dumps(source("a", claim())))
    assert (ran.code, counted(ran)) == (0, {file: (1, 0, 0, 0, 0), "-": (1, 0, 0, 0, 0)})


@pytest.mark.parametrize("written_as", EACH_FORMAT)
@pytest.mark.parametrize("content", ["", "\n\n"], ids=["empty", "blank"])
def test_nothing_on_standard_input_is_told(shell: Shell, written_as: str, content: str) -> None:
    ran = shell("load", "-", "--from", written_as, "-f", "json", stdin=content)
    assert (ran.code, counted(ran)) == (1, {"-": (0, 0, 0, 0, 1)})
    assert ran.err == ("-: is empty: it holds no source record and no vocabulary\n-: nothing of this file was stored\n")


def test_what_is_wrong_on_standard_input_is_told_with_its_line(shell: Shell) -> None:
    broken = source("t", claim("maybe"))
    ran = shell("load", "-", "--from", "jsonl", stdin=written(".jsonl", RECORD, broken))
    assert ran.code == 1
    assert ran.err == (
        "-:2: stance: 'maybe' is not one of supports, refutes, neutral\n-: nothing of this file was stored\n"
    )
    assert shell("sources", "-f", "json").json == []


def test_a_dry_run_of_standard_input_stores_nothing(shell: Shell) -> None:
    ran = shell("load", "-", "--from", "json", "--dry-run", "-f", "json", stdin=json.dumps(RECORD))
    assert (ran.code, counted(ran)) == (0, {"-": (2, 0, 0, 0, 0)})
    assert not shell.database.exists()


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["-"], f"kb: standard input has no suffix: say which of {FORMATS} it is with --from"),
        (["-", "-", "--from", "json"], "kb: standard input can be read once: give - once"),
        (["-", "-"], "kb: standard input can be read once: give - once"),
        (["--from", "json"], "kb: --from is for standard input (-); of a file the suffix says the format"),
        (["a.json", "--from", "json"], "kb: --from is for standard input (-); of a file the suffix says the format"),
        (
            ["-", "--from", "xml"],
            "Error: Invalid value for '--from': 'xml' is not one of 'yaml', 'json', 'jsonl', 'csv'.",
        ),
        (
            ["-", "--from", "JSON"],
            "Error: Invalid value for '--from': 'JSON' is not one of 'yaml', 'json', 'jsonl', 'csv'.",
        ),
        (["-", "--from"], "Error: Option '--from' requires an argument."),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_wrong_use_of_standard_input_ends_with_2(shell: Shell, arguments: list[str], line: str) -> None:
    ran = shell("load", *arguments, stdin=json.dumps(RECORD))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == line
    assert not shell.database.exists()


def test_a_path_that_is_not_there_is_told_before_standard_input_is_read(shell: Shell) -> None:
    ran = shell("load", "gone.json", "-", "--from", "json", stdin=json.dumps(RECORD))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "kb: gone.json: no such file or folder\n"
    assert not shell.database.exists()
