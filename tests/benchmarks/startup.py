"""What a command costs before it has done anything, as ratios taken side by side in one run.

Run it with ``python -m tests.benchmarks.startup``. Processor time of whole processes, the medians of interleaved runs;
the milliseconds are a remark, for they belong to the machine.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from kb import KnowledgeBase

RUNS = 9
KB = [sys.executable, "-c", "from kb.cli.app import main; main()"]
HELLO = """
import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def hello(name: str) -> None:
    "Say hello."
    print(f"hello {name}")


app()
"""
CONNECT = """
import sys

import sqlalchemy.orm
import typer

sqlalchemy.create_engine(f"sqlite:///{sys.argv[1]}").connect().close()
"""


def processor_time(command: list[str], environment: dict[str, str]) -> float:
    """Return the seconds of processor time, user and system, that ``command`` takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(base: Path) -> dict[str, float]:
    """Return the median processor time of each process, all of them run in turn."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kb = [*KB, "--db", str(base)]
    claims = [*kb, "claims", "stem cell therapy"]
    commands = {
        "hello --help": [sys.executable, "-c", HELLO, "--help"],
        "kb --help": [*KB, "--help"],
        "typer, sqlalchemy.orm, connect": [sys.executable, "-c", CONNECT, str(base)],
        "kb claims": claims,
        "kb claims --limit 10": [*claims, "--limit", "10"],
        "kb claims --format json": [*claims, "--format", "json"],
        "kb disagreements": [*kb, "disagreements", "stem cell therapy"],
        "kb sources": [*kb, "sources"],
        "kb show": [*kb, "show", "clinic-page/marginal-effect"],
        "kb load (again)": [*kb, "load", "--seeds"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS + 1):
        for name, command in commands.items():
            times[name].append(processor_time(command, environment))
    return {name: statistics.median(taken[1:]) for name, taken in times.items()}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "kb.sqlite"
        with KnowledgeBase.open(base, create=True) as seeded:
            seeded.load(seeds=True)
        medians = measure(base)
    for name, seconds in medians.items():
        print(f"{name:32} {seconds * 1000:6.0f} ms")
    helped = medians["kb --help"] / medians["hello --help"]
    print(f"kb --help against hello-world help: {helped:.2f} (at most 1.3)")
    for name in list(medians)[3:]:
        ratio = medians[name] / medians["typer, sqlalchemy.orm, connect"]
        promised = " (at most 1.3)" if name.startswith("kb claims") else ""
        print(f"{name} against imports and connecting: {ratio:.2f}{promised}")


if __name__ == "__main__":
    main()
