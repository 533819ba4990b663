"""What is written where the user has no right to write: one line, 1, and everything as it was."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS
from tests.cli.running import Ran, Shell
from tests.store.test_opening import as_nobody

COMMANDS = {"report": "report.md", "export": "base", "export as lines": "base.jsonl"}


@pytest.fixture(scope="module")
def readable() -> Iterator[Shell]:
    """kb with the seeds, which others may read and not write."""
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(Path(folder) / "kb.sqlite")
        assert shell("load", SEEDS).code == 0
        Path(folder).chmod(0o755)
        shell.database.chmod(0o644)
        yield shell


@pytest.fixture
def ours(readable: Shell) -> Iterator[Path]:
    """The folder that others may not write, empty."""
    folder = readable.database.parent / "ours"
    folder.mkdir()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def ask(shell: Shell, command: str, target: Path, *options: str) -> Ran:
    return shell(command.split()[0], "-o", target, *options)


def as_another(shell: Shell, command: str, target: Path, *options: str) -> str:
    """Return exit code, standard output and standard error of ``command`` as another user asks for it."""
    with tempfile.TemporaryDirectory() as folder:
        # what kb imports on the way is imported now: it may lie where another user cannot read
        assert ask(shell, command, Path(folder) / COMMANDS[command]).code == 0

    def answer() -> str:
        ran = ask(shell, command, target, *options)
        return f"{ran.code} {ran.out}{ran.err}"

    return as_nobody(answer)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("mode", [0o755, 0o700], ids=["not written", "not entered"])
def test_a_folder_of_somebody_else_is_told(readable: Shell, ours: Path, command: str, mode: int) -> None:
    ours.chmod(mode)
    target = ours / COMMANDS[command]
    told = as_another(readable, command, target)
    assert told == f"1 kb: {target}: cannot be written: Permission denied\n"
    assert list(ours.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_what_somebody_else_wrote_there_stays(readable: Shell, ours: Path, command: str) -> None:
    target = ours / COMMANDS[command]
    assert ask(readable, command, target).code == 0
    before = {path: path.read_bytes() for path in ours.rglob("*") if path.is_file()}
    told = as_another(readable, command, target, "--force")
    assert told == f"1 kb: {target}: cannot be written: Permission denied\n"
    assert {path: path.read_bytes() for path in ours.rglob("*") if path.is_file()} == before
