"""What goes wrong is one line on standard error and an exit code, and nothing on standard output."""

import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.building import Desk, claim, source
from tests.cli.running import KB, Shell


def test_an_unknown_treatment_suggests_the_nearest_names(seeded: Shell) -> None:
    ran = seeded("claims", "exosome terapy")
    assert (ran.code, ran.out) == (1, "")
    assert (
        ran.err
        == "kb: there is no treatment 'exosome terapy'; did you mean exosome therapy, stem cell therapy or exosomes?\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "clinic-page/not-predictible"], "has no claim 'not-predictible'; did you mean not-predictable?"),
        (["show", "clinic-pag/c1"], "there is no source 'clinic-pag'; did you mean clinic-page?"),
        (["show", "4711"], "there is no claim '4711'; give an id, or SOURCE/KEY as 'kb claims' shows it"),
        (["verify", "clinic"], "there is no source 'clinic'"),
        (["claims", "stems", "--author", "David Lim"], "there is no author 'David Lim'; did you mean Davin Lim?"),
        (
            ["claims", "stems", "--condition", "hair los"],
            "there is no condition 'hair los'; did you mean hair loss or pattern hair loss?",
        ),
    ],
)
def test_a_name_that_is_not_there_ends_with_1(seeded: Shell, arguments: list[str], message: str) -> None:
    ran = seeded(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [["claims"], ["claims", "x", "--stance", "maybe"], ["nonsense"], ["load"], ["claims", "x", "--limit", "-1"]],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(seeded: Shell, arguments: list[str]) -> None:
    ran = seeded(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_a_missing_database_ends_with_3_and_says_how_to_make_one(shell: Shell) -> None:
    ran = shell("claims", "stems")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        f"kb: {shell.database}: there is no database; make one with 'kb load' (the examples: kb load --seeds),"
        " or name another with --db\n"
    )
    assert not shell.database.exists()


def test_another_kind_of_database_is_wrong_usage(shell: Shell) -> None:
    ran = shell("--db", "mysql://host/base", "sources")
    assert ran.code == 2
    assert ran.err == "kb: mysql:// is no database kb can open; give a path or sqlite:///PATH\n"


def test_a_rejected_file_ends_with_1_and_names_file_line_and_field(shell: Shell, desk: Desk) -> None:
    path = desk.write(
        "wrong.yaml",
        "source: {key: a, title: A, kind: news}\n"
        "claims:\n"
        "  - treatment: t\n"
        "    aspect: efficacy\n"
        "    stance: refute\n"
        "    statement: s\n",
    )
    ran = shell("load", path)
    assert ran.code == 1
    assert ran.err == (
        f"{path}:5: stance: 'refute' is not one of supports, refutes, neutral; did you mean refutes?\n"
        f"{path}: nothing of this file was stored\n"
    )
    assert shell("sources", "--format", "json").json == []


def test_a_file_that_is_not_there_ends_with_1(shell: Shell) -> None:
    ran = shell("load", "nowhere.yaml")
    assert (ran.code, ran.err) == (1, "kb: nowhere.yaml: no such file or folder\n")


def test_of_several_paths_one_that_is_not_there_is_told_and_the_others_are_loaded(shell: Shell, desk: Desk) -> None:
    ran = shell("load", desk.write("a.json", source("a", claim())), "nowhere.yaml", "-f", "json")
    assert ran.code == 1
    assert ran.err.startswith("nowhere.yaml: no such file or folder\nnowhere.yaml: nothing of this file was stored\n")
    assert [(file["added"], file["rejected"], file["errors"]) for file in ran.json["files"]] == [
        (1, 0, []),
        (0, 1, [{"line": None, "field": None, "message": "no such file or folder"}]),
    ]


def test_names_of_files_that_differ_in_blanks_are_told_apart(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("na\nme.txt", "na me.txt", "na  me.txt", " name.txt"):
        Path(name).write_text(f"Words of {name!r}.", encoding="utf-8")
    out = shell("load", *sorted(path.name for path in tmp_path.glob("*.txt"))).out
    assert [line.split("  ")[0] for line in out.splitlines()[1:5]] == [
        "\\u0020name.txt",
        "na\\u000ame.txt",
        "na \\u0020me.txt",
        "na me.txt",
    ]
    assert shell("load", " gone.txt").err == "kb: \\u0020gone.txt: no such file or folder\n"


def test_a_load_that_finds_a_quote_missing_lands_and_ends_with_1(shell: Shell, desk: Desk) -> None:
    desk.write("article.txt", "The words are here.")
    record = source("a", claim(quote="The words were here"), text="article.txt")
    path = desk.write("a.json", record)
    ran = shell("load", path, "--format", "json")
    assert ran.code == 1
    assert ran.json["files"][0]["added"] == 1
    assert "'The words were here' does not stand in the text; copy it from there" in ran.err
    assert shell("verify").code == 1


def test_a_dry_run_makes_no_database(shell: Shell, desk: Desk) -> None:
    ran = shell("load", desk.write("a.json", source("a", claim())), "--dry-run", "--format", "json")
    assert ran.code == 0
    assert ran.json["files"][0]["added"] == 1
    assert "a dry run: nothing was stored" in ran.err
    assert not shell.database.exists()


def test_a_locked_database_ends_with_3(shell: Shell, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.write("a.json", source("a", claim()))
    assert shell("load", path).code == 0
    monkeypatch.setattr("kb.store.database.BUSY_TIMEOUT", 0.05)
    other = sqlite3.connect(shell.database, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        ran = shell("load", path)
    finally:
        other.close()
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == f"kb: {shell.database}: is locked by another process; try again when it is done\n"


def test_a_closed_pipe_is_silent(seeded: Shell) -> None:
    with subprocess.Popen(
        [*KB, "--db", str(seeded.database), "vocabulary", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_an_empty_path_is_wrong_usage_and_not_the_folder_one_is_in(tmp_path: Path) -> None:
    ran = Shell(tmp_path / "kb.sqlite")("load", "")
    assert (ran.code, ran.err) == (2, "kb: an empty path; name a file, a folder or an address\n")
    assert not (tmp_path / "kb.sqlite").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("arguments", [("sources",), ("search", "hair", "--format", "json"), ("--help",)])
def test_an_answer_that_finds_no_room_ends_with_1(seeded: Shell, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [*KB, "--db", str(seeded.database), *arguments]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1] == (
        "kb: the answer is not whole: No space left on device; make room where it is written to"
    )
    assert "Traceback" not in ran.stderr and "fault in kb" not in ran.stderr
