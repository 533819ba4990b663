"""What a report costs beside listing the same claims, as ratios taken side by side in one run.

Run it with ``python -m tests.benchmarks.reports [FORMAT...]``. The two bases of :mod:`tests.benchmarks.disagreements`:
10,000 claims about one treatment from 500 sources. Whole processes, the medians of interleaved runs, and the most MB
that one took; the seconds are a remark, for they belong to the machine.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kb.vocabulary import Aspect, ReportFormat
from tests.benchmarks.disagreements import ASPECTS, KB, RUNS, TREATMENT, make_base


def measure(command: list[str]) -> tuple[float, float]:
    """Return how many seconds ``command`` takes, and how many megabytes at most."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def compare(base: Path, formats: list[str]) -> None:
    """Print what each of ``formats`` costs beside listing the claims."""
    kb = [*KB, "--db", str(base)]
    listing = [*kb, "claims", TREATMENT, "--format", "json"]
    commands = {"claims": listing} | {each: [*kb, "report", TREATMENT, "--format", each] for each in formats}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            found[name].append(measure(command))
    seconds = {name: statistics.median(taken for taken, _ in runs) for name, runs in found.items()}
    for name in formats:
        most = max(memory for _, memory in found[name])
        print(f"  {name}: {seconds[name] / seconds['claims']:.2f} ({seconds[name]:.1f} s), {most:.0f} MB", flush=True)


def main() -> None:
    formats = sys.argv[1:] or list(ReportFormat)
    with tempfile.TemporaryDirectory() as folder:
        for shape, aspects in {"all aspects": ASPECTS, "one proposition": [Aspect.EFFICACY]}.items():
            print(f"{shape}: a report against kb claims --format json")
            compare(make_base(Path(folder), shape.replace(" ", "-"), aspects), formats)


if __name__ == "__main__":
    main()
