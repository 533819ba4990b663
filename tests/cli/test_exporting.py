"""The whole base written in the exchange format, from the command line."""

from pathlib import Path

import pytest

from tests.cli.running import Shell
from tests.exporting.equality import written

LEFT_OUT = "not in it: the history (revisions, earlier texts, moves of quotes, loads); 'kb db backup' keeps that\n"


def wide(shell: Shell) -> Shell:
    return Shell(shell.database, 200)


def test_an_export_says_what_it_wrote_and_what_is_not_in_it(seeded: Shell, tmp_path: Path) -> None:
    ran = wide(seeded)("export", "-o", tmp_path / "out")
    assert (ran.code, ran.err) == (0, LEFT_OUT)
    assert (
        ran.out == f"{tmp_path}/out: 2 sources, 23 claims, 0 articles and 19 entries of the vocabularies in 3 files\n"
    )


def test_one_of_a_thing_is_told_as_one(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"treatments": [{"name": "therapy"}]}')
    wide(shell)("load", tmp_path / "a.json")
    ran = wide(shell)("export", "-o", tmp_path / "out")
    assert ran.out == f"{tmp_path}/out: 0 sources, 0 claims, 0 articles and 1 entry of the vocabularies in 1 file\n"


def test_an_export_as_json(seeded: Shell, tmp_path: Path) -> None:
    ran = seeded("export", "--output", tmp_path / "base.jsonl", "--format", "json")
    assert (ran.code, ran.err) == (0, LEFT_OUT)
    assert ran.json == {
        "path": str(tmp_path / "base.jsonl"),
        "files": 1,
        "entries": 19,
        "sources": 2,
        "claims": 23,
        "texts": 0,
        "left_behind": [],
    }


@pytest.mark.parametrize("written_as", ["jsonl", "csv", "markdown"])
def test_an_export_is_told_in_every_format(seeded: Shell, tmp_path: Path, written_as: str) -> None:
    ran = seeded("export", "-o", tmp_path / "out", "--format", written_as)
    assert ran.code == 0
    assert all(name in ran.out for name in ("path", "files", "entries", "sources", "claims", "texts", "23"))


@pytest.mark.parametrize("form", ["out", "base.jsonl"])
def test_what_was_exported_is_loaded_and_exported_again_byte_for_byte(seeded: Shell, tmp_path: Path, form: str) -> None:
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
    seeded("export", "-o", tmp_path / "one" / form)
    copy = Shell(tmp_path / "copy.sqlite")
    assert copy("load", tmp_path / "one" / form).code == 0
    copy("export", "-o", tmp_path / "other" / form)
    assert written(tmp_path / "one" / form) == written(tmp_path / "other" / form)


def test_what_is_there_is_replaced_with_force_alone(seeded: Shell, tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert seeded("export", "-o", target).code == 0
    ran = seeded("export", "-o", target)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"kb: {target}: holds an earlier export; name another folder, or replace that export with --force\n"
    )
    assert seeded("export", "-o", target, "--force").code == 0


def test_another_suffix_is_wrong_usage(seeded: Shell, tmp_path: Path) -> None:
    ran = seeded("export", "-o", tmp_path / "base.csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"kb: {tmp_path / 'base.csv'}: kb exports to a folder (no suffix, or / at the end) or to a .jsonl file\n"
    )


def test_standard_output_is_wrong_usage(seeded: Shell) -> None:
    ran = wide(seeded)("export", "-o", "-")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "kb: an export is several files and cannot go to standard output; give a folder or a .jsonl file\n"
    )


def test_what_a_killed_export_left_is_named(seeded: Shell, tmp_path: Path) -> None:
    (tmp_path / ".kb-export-left").mkdir()
    ran = wide(seeded)("export", "-o", tmp_path / "out")
    assert ran.code == 0
    assert ran.err == LEFT_OUT + (
        f"{tmp_path}/.kb-export-left: left behind by an export that was killed, or at work still; where none is, it can"
        " be removed\n"
    )


def test_a_target_is_required(seeded: Shell) -> None:
    ran = seeded("export")
    assert ran.code == 2
    assert "--output" in ran.err


def test_a_hostile_name_of_a_folder_commands_nothing(seeded: Shell, tmp_path: Path) -> None:
    ran = wide(seeded)("export", "-o", f"{tmp_path}/[bold]x\x1b[31m")
    assert ran.code == 0
    assert f"{tmp_path}/[bold]x\\u001b[31m: 2 sources" in ran.out


def test_a_name_that_is_no_utf_8_is_told_with_its_codes(seeded: Shell, tmp_path: Path) -> None:
    for name, written_as in (("a\udcff", "json"), ("a\udcff.jsonl", "table")):
        ran = wide(seeded)("export", "-o", f"{tmp_path}/{name}", "--format", written_as)
        assert ran.code == 0
        assert "\\xff" in ran.out


def test_without_a_database_nothing_is_exported(shell: Shell, tmp_path: Path) -> None:
    ran = shell("export", "-o", tmp_path / "out")
    assert ran.code == 3
    assert not (tmp_path / "out").exists()
