"""The README runs: every command in it, with what it shows; every record in it loads; its Python works."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kb import KnowledgeBase

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
KB = shlex.join([sys.executable, "-c", "from kb.cli.app import main; main()"])


def blocks(language: str) -> list[str]:
    """The fenced blocks of the README in ``language``."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def sessions() -> list[tuple[str, str]]:
    """Each command shown with its output, in order."""
    found = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the README's reader has it: the example files, and a base with the seeds."""
    folder = tmp_path_factory.mktemp("readme")
    for name, text in re.findall(r"^`([\w.-]+)`\n\n```\w+\n(.*?)^```$", README, re.DOTALL | re.MULTILINE):
        (folder / name).write_text(text, encoding="utf-8")
    assert {path.name for path in folder.iterdir()} == {"my-clinic.txt", "my-clinic.yaml", "shops.csv"}
    with KnowledgeBase.open(folder / "kb.sqlite", create=True) as base:
        base.load(seeds=True)
    return folder


def run(command: str, folder: Path) -> str:
    """Run a command of the README in ``folder`` and return all it wrote, blanks at line ends left out."""
    environment = {**os.environ, "COLUMNS": "80", "KB_DATABASE": str(folder / "kb.sqlite"), "PYTHONPATH": str(ROOT)}
    script = f'kb() {{ {KB} "$@"; }}; {command}'
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines()).rstrip()


def test_every_command_shown_gives_what_is_shown(folder: Path) -> None:
    for command, output in sessions():
        assert run(command, folder) == output.rstrip(), command


def test_every_command_named_in_the_table_exists() -> None:
    table = README[README.index("## Commands") : README.index("| exit code")]
    names = set(re.findall(r"`kb (\w+)", table)) | set(re.findall(r"`(treatments|authors|propositions)`", table))
    for name in sorted(names):
        run(f"kb {name} --help", ROOT)


def test_every_record_shown_loads(tmp_path: Path) -> None:
    for number, block in enumerate(blocks("yaml")):
        (tmp_path / f"{number}.yaml").write_text(block, encoding="utf-8")
    (tmp_path / "trial.txt").write_text("was no better than no treatment", encoding="utf-8")
    with KnowledgeBase.in_memory() as base:
        report = base.load(tmp_path)
    assert [file.errors for file in report.files] == [[], [], []]


def test_the_mistake_shown_is_told_like_that(folder: Path, tmp_path: Path) -> None:
    record = (folder / "my-clinic.yaml").read_text(encoding="utf-8").replace("stance: supports", "stance: suports", 1)
    (tmp_path / "my-clinic.yaml").write_text(record, encoding="utf-8")
    with KnowledgeBase.in_memory() as base:
        (file,) = base.load(tmp_path).files
    (error,) = file.errors
    assert f"my-clinic.yaml:{error.line}: {error.field}: {error.message}" in README


def test_the_python_shown_runs(tmp_path: Path) -> None:
    (block,) = blocks("python")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert "contradiction 0.5 stem cell therapy brings a worthwhile improvement in hair loss" in done.stdout
    assert "    refutes Results are marginal at best" in done.stdout


def test_ci_runs_the_two_commands_as_they_stand() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    main_job, tests = blocks("sh")
    patterns = re.findall(r"grep -m 1 -E '(.*?)' README.md", script)
    assert [re.search(pattern, line) is not None for pattern, line in zip(patterns, (main_job, tests), strict=True)]
    assert shutil.which("bash")
