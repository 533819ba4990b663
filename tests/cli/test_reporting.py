"""A report from the command line: to standard output and into files, in every format."""

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.building import Desk
from tests.cli.running import KB, Shell
from tests.reports.bases import COMMANDING, HOSTILE

ENDINGS = ".md (markdown), .html (html), .csv (csv), .json (json) or .jsonld (jsonld)"
BEGINNINGS = {
    "markdown": "# What sources say on stem cell therapy, and where they disagree\n",
    "csv": "number,kind,aspect,",
    "html": '<!DOCTYPE html>\n<html lang="en">\n',
    "json": '{\n  "treatment": "stem cell therapy",\n',
    "jsonld": '{\n  "@context": {\n',
}
SUFFIXES = {"markdown": ".md", "html": ".html", "csv": ".csv", "json": ".json", "jsonld": ".jsonld"}


def test_markdown_goes_to_standard_output(seeded: Shell) -> None:
    ran = seeded("report", "stem cell therapy")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(BEGINNINGS["markdown"])


def test_without_a_treatment_it_is_on_the_whole_base(seeded: Shell) -> None:
    assert seeded("report").out.startswith("# What sources say on everything in this base, and where they disagree\n")


@pytest.mark.parametrize("written_as", BEGINNINGS)
def test_a_format_is_asked_for(seeded: Shell, written_as: str) -> None:
    ran = seeded("report", "stem cell therapy", "--format", written_as)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(BEGINNINGS[written_as])


@pytest.mark.parametrize("written_as", SUFFIXES)
def test_the_suffix_says_the_format(seeded: Shell, tmp_path: Path, written_as: str) -> None:
    path = tmp_path / f"report{SUFFIXES[written_as]}"
    ran = seeded("report", "stem cell therapy", "-o", path)
    assert (ran.code, ran.out, ran.err) == (0, "", f"{path}: written\n")
    assert path.read_bytes() == seeded("report", "stem cell therapy", "-f", written_as).out.encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_suffix_may_be_in_capitals(seeded: Shell, tmp_path: Path) -> None:
    assert seeded("report", "-o", tmp_path / "REPORT.JSON").code == 0
    assert json.loads((tmp_path / "REPORT.JSON").read_text("utf-8"))["treatment"] is None


def test_a_format_that_is_asked_for_goes_before_the_suffix(seeded: Shell, tmp_path: Path) -> None:
    assert seeded("report", "-o", tmp_path / "report.txt", "--format", "csv").code == 0
    assert (tmp_path / "report.txt").read_text("utf-8").startswith(BEGINNINGS["csv"])


@pytest.mark.parametrize("name", ["report.docx", "report.pdf"])
def test_an_unknown_suffix_is_wrong_usage(seeded: Shell, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    ran = seeded("report", "-o", path)
    suffix = path.suffix
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"kb: {path}: '{suffix}' is no format of a report; end the name in {ENDINGS}, or give --format\n"
    )
    assert not path.exists()


def test_a_name_without_a_suffix_is_wrong_usage(seeded: Shell, tmp_path: Path) -> None:
    path = tmp_path / "report"
    ran = seeded("report", "-o", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"kb: {path}: a report's format is told by its suffix; end the name in {ENDINGS}, or give --format\n"
    )


def test_an_unknown_format_is_wrong_usage(seeded: Shell) -> None:
    ran = seeded("report", "--format", "pdf")
    assert (ran.code, ran.out) == (2, "")
    assert "'pdf' is not one of 'markdown', 'html', 'csv', 'json', 'jsonld'" in ran.err


def test_a_file_that_is_there_is_replaced_with_force_alone(seeded: Shell, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("mine", encoding="utf-8")
    path.chmod(0o640)
    ran = seeded("report", "-o", path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"kb: {path}: exists already; name another file, or replace it with --force\n"
    assert path.read_text("utf-8") == "mine"
    assert seeded("report", "-o", path, "--force").code == 0
    assert path.read_text("utf-8").startswith("# What sources say")
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_and_what_it_leads_to_is_replaced(seeded: Shell, tmp_path: Path) -> None:
    (tmp_path / "kept.md").write_text("old", encoding="utf-8")
    (tmp_path / "report.md").symlink_to("kept.md")
    assert seeded("report", "-o", tmp_path / "report.md").code == 1
    assert seeded("report", "-o", tmp_path / "report.md", "--force").code == 0
    assert (tmp_path / "report.md").is_symlink()
    assert (tmp_path / "kept.md").read_text("utf-8").startswith("# What sources say")


def test_a_folder_is_no_file(seeded: Shell, tmp_path: Path) -> None:
    for more in ([], ["--force"], ["--format", "json"]):
        ran = seeded("report", "-o", tmp_path, *more)
        assert (ran.code, ran.out, ran.err) == (1, "", f"kb: {tmp_path}: is a folder; name a file in it\n")


def test_a_folder_that_is_not_there_is_told(seeded: Shell, tmp_path: Path) -> None:
    ran = seeded("report", "-o", tmp_path / "no" / "report.md")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"kb: {tmp_path}/no/report.md: there is no folder {tmp_path}/no; make it first, or name another file\n"
    )


def test_a_path_that_cannot_be_written_is_told(seeded: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for path, why in ((tmp_path / "file" / "x.md", "Not a directory"), (tmp_path / ("x" * 300 + ".md"), "File name")):
        ran = seeded("report", "-o", path)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"kb: {path}: cannot be written: {why}")
        assert ran.err.count("\n") == 1


def test_what_is_no_file_is_not_replaced(seeded: Shell, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    ran = seeded("report", "-o", tmp_path / "pipe.md", "--force")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"kb: {tmp_path}/pipe.md: is no file that could be replaced; name another\n"


def test_the_database_is_not_replaced(seeded: Shell) -> None:
    content = seeded.database.read_bytes()
    ran = seeded("report", "-o", seeded.database, "--format", "json", "--force")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"kb: {seeded.database}: is the database itself; name another file\n"
    assert seeded.database.read_bytes() == content


def test_a_file_that_cannot_be_written_to_its_end_stays_as_it_was(seeded: Shell, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("mine", encoding="utf-8")
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (33000, 33000)); "
    command = [KB[0], "-c", limited + KB[2], "report", "-o", str(path), "--force"]
    environment = {**os.environ, "KB_DATABASE": str(seeded.database)}
    ran = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == f"kb: {path}: cannot be written: File too large\n"
    assert (path.read_text("utf-8"), list(tmp_path.iterdir())) == ("mine", [path])


def test_an_unknown_treatment_is_told_and_nothing_written(seeded: Shell, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    ran = seeded("report", "stem cell therapi", "-o", path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("kb: there is no treatment 'stem cell therapi'; did you mean stem cell therapy")
    assert not path.exists()


def test_without_a_database_nothing_is_written(shell: Shell, tmp_path: Path) -> None:
    assert shell("report", "-o", tmp_path / "report.md").code == 3
    assert not (tmp_path / "report.md").exists()


def test_a_base_without_a_claim_has_a_report(shell: Shell, desk: Desk) -> None:
    assert shell("load", desk.write("vocabulary.json", {"treatments": [{"name": "therapy"}]})).code == 0
    assert "**0 sources, 0 voices: no disagreement.**" in shell("report").out
    assert shell("report", "therapy", "-f", "json").json["coverage"] == []
    assert list(csv.reader(io.StringIO(shell("report", "-f", "csv").out)))[1:] == []
    assert len(shell("report", "-f", "jsonld").json["@graph"]) == 1


@pytest.mark.parametrize("written_as", SUFFIXES)
def test_a_report_to_a_narrow_stream_is_whole(seeded: Shell, written_as: str) -> None:
    environment = {**os.environ, "KB_DATABASE": str(seeded.database), "PYTHONIOENCODING": "ascii"}
    command = [*KB, "report", "--format", written_as]
    ran = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert ran.stdout.isascii()
    if written_as.startswith("json"):
        assert json.loads(ran.stdout) == seeded("report", "--format", written_as).json


def test_a_hostile_name_of_a_file_commands_nothing(seeded: Shell, tmp_path: Path) -> None:
    ran = seeded("report", "-o", f"{tmp_path}/[bold]x\x1b[31m.md")
    assert ran.code == 0
    assert ran.err == f"{tmp_path}/[bold]x\\u001b[31m.md: written\n"


def test_a_hostile_treatment_commands_nothing(seeded: Shell) -> None:
    ran = seeded("report", HOSTILE)
    assert ran.code == 1
    assert not [sign for sign in COMMANDING if sign in ran.out + ran.err]
