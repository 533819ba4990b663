"""Ctrl-C during a load: what was finished is stored and told, the rest is not, and the exit code is 130."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.building import Desk, claim, source
from tests.cli.running import KB, Shell
from tests.test_loading_formats import many_sources
from tests.written import written

LINE = "kb: interrupted; nothing is half done\n"
NOTHING = "kb: interrupted; nothing was stored\n"


@pytest.fixture
def ready(shell: Shell, desk: Desk) -> Shell:
    """kb with a base that knows the names in the files to come, so that a load has nothing to tell but what it did."""
    names = {"treatments": [{"name": "therapy"}, *({"name": f"therapy {each}"} for each in range(7))]}
    people = {"populations": [{"name": "men"}, {"name": "women"}]}
    assert shell("load", desk.write("vocabulary.json", names | people)).code == 0
    return shell


@contextmanager
def loading(
    shell: Shell,
    *arguments: str | Path,
    stdin: int | IO[bytes] | None = None,
    spool: Path | None = None,
    written_as: str = "json",
) -> Iterator[subprocess.Popen[str]]:
    """Run ``kb load`` in a process of its own, which is gone at the end."""
    command = [*KB, "--db", str(shell.database), "load", *map(str, arguments), "-f", written_as]
    environment = {**os.environ, "TMPDIR": str(spool or tempfile.gettempdir())}
    with subprocess.Popen(
        command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def interrupt(process: subprocess.Popen[str], sign: Callable[[], bool]) -> tuple[int, str, str]:
    """Send Ctrl-C when ``sign`` is there, and return the exit code, standard output and standard error."""
    deadline = time.monotonic() + 60
    while not sign():
        assert process.poll() is None, "the load ended before it could be interrupted"
        assert time.monotonic() < deadline
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def sources_in(shell: Shell) -> list[str]:
    with closing(sqlite3.connect(shell.database)) as connection:
        return [key for (key,) in connection.execute("SELECT key FROM source ORDER BY key")]


def is_being_written(shell: Shell) -> bool:
    """Whether another process holds the lock of a writer."""
    with closing(sqlite3.connect(shell.database, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        connection.execute("ROLLBACK")
        return False


def test_of_many_files_those_that_were_finished_are_in_and_told(ready: Shell, desk: Desk) -> None:
    for number in range(400):
        desk.write(f"in/{number:04}.yaml", written(".yaml", source(f"s{number:04}", *[claim()] * 20)))
    with loading(ready, desk.folder / "in") as process:
        code, out, err = interrupt(process, lambda: len(sources_in(ready)) >= 5)
    assert (code, err) == (130, LINE)
    landed = [(Path(file["file"]).stem, file["added"], file["errors"]) for file in json.loads(out)["files"]]
    assert landed == [(key.removeprefix("s"), 20, []) for key in sources_in(ready)]
    assert 5 <= len(landed) < 400


def test_of_a_long_stream_nothing_is_in_that_was_not_finished(ready: Shell, desk: Desk) -> None:
    first = desk.write("first.json", source("first", claim()))
    long = desk.write("long.jsonl", written(".jsonl", *many_sources(400)))
    with loading(ready, first, long) as process:
        code, out, err = interrupt(process, lambda: sources_in(ready) == ["first"] and is_being_written(ready))
    assert (code, err) == (130, LINE)
    assert [(file["file"], file["added"]) for file in json.loads(out)["files"]] == [(str(first), 1)]
    assert sources_in(ready) == ["first"]


def test_what_was_interrupted_is_loaded_whole_the_next_time(ready: Shell, desk: Desk) -> None:
    long = desk.write("long.jsonl", written(".jsonl", *many_sources(100)))
    with loading(ready, long) as process:
        code, _, err = interrupt(process, lambda: is_being_written(ready))
    assert (code, err, sources_in(ready)) == (130, NOTHING, [])
    assert ready("load", long, "-f", "json").json["files"][0]["added"] == 5_000
    with closing(sqlite3.connect(ready.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_where_no_file_has_landed_there_is_no_table(ready: Shell, desk: Desk) -> None:
    long = desk.write("long.jsonl", written(".jsonl", *many_sources(100)))
    with loading(ready, long, written_as="table") as process:
        assert interrupt(process, lambda: is_being_written(ready)) == (130, "", NOTHING)


def test_standard_input_that_does_not_end_can_be_interrupted(ready: Shell, tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    with loading(ready, "-", "--from", "jsonl", stdin=subprocess.PIPE, spool=spool) as process:
        assert process.stdin is not None
        process.stdin.write("\n" * 3_000_000)
        process.stdin.flush()
        code, out, err = interrupt(process, lambda: any(each.stat().st_size for each in spool.glob("kb-*")))
    assert (code, out, err) == (130, "", NOTHING)
    assert list(spool.glob("kb-*")) == []
    assert sources_in(ready) == []


#: Runs kb and interrupts it when it comes to import a module.
AT_AN_IMPORT = """
import os, signal, sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == wanted:
            os.kill(os.getpid(), signal.SIGINT)
wanted = sys.argv.pop(1)
from kb.__main__ import main
sys.meta_path.insert(0, Interrupting())
main()
"""


@pytest.mark.parametrize(
    ("module", "told"),
    [
        ("kb.cli.app", ""),
        ("typer", ""),
        ("kb.cli.loading", ""),
        ("kb.cli.verifying", ""),
        ("kb.knowledge_base", LINE),
        ("sqlalchemy", LINE),
    ],
)
def test_an_interrupt_while_kb_is_still_imported_ends_it_in_one_line_or_none(
    ready: Shell, module: str, told: str
) -> None:
    command = [sys.executable, "-c", AT_AN_IMPORT, module, "--db", str(ready.database), "sources"]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", told)


def test_interrupts_that_are_ignored_stay_so(ready: Shell) -> None:
    code = f"import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n{AT_AN_IMPORT}"
    command = [sys.executable, "-c", code, "sqlalchemy", "--db", str(ready.database), "sources"]
    assert subprocess.run(command, capture_output=True).returncode == 0
