"""What ``kb load`` says of the files that it went through."""

import json
from pathlib import Path

import pytest

from tests.building import claim, source
from tests.cli.running import Shell


def write(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(source(path.stem, claim())), encoding="utf-8")
    return path


def test_files_of_one_folder_are_named_within_it(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("top.json", "below/one.json", "below/other.json"):
        write(tmp_path / "records" / name)
    monkeypatch.chdir(tmp_path)
    header, *rows = shell("load", "records").out.splitlines()
    assert header.startswith("file in records/ ")
    assert sorted(row.split()[0] for row in rows) == ["below/one.json", "below/other.json", "top.json"]


def test_one_file_is_named_whole(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "records" / "one.json")
    monkeypatch.chdir(tmp_path)
    header, row = shell("load", "records").out.splitlines()
    assert (header.split()[0], row.split()[0]) == ("file", "records/one.json")


def test_files_of_here_and_there_are_named_as_they_were_given(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "here" / "one.json")
    elsewhere = write(tmp_path / "t" / "other.json")
    monkeypatch.chdir(tmp_path)
    header, *rows = Shell(shell.database, columns=300)("load", "here/one.json", elsewhere).out.splitlines()
    assert header.split()[:2] == ["file", "added"]
    assert {row.split()[0] for row in rows} == {"here/one.json", str(elsewhere)}
