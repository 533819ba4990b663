"""Kill loads at random moments, and look whether each file is wholly in or wholly out.

    python -m tests.faults.kills [--times 200] [--claims 20000] [--seed 1]

Half of the loads bring a file into a base with other contents, half bring an edited file over its first version, so
that every claim is changed. After each kill the base is opened and checked as ``kb db check`` does, and its claims are
counted.
"""

import argparse
import hashlib
import itertools
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kb import KnowledgeBase
from kb.vocabulary import CheckResult
from tests.faults.making import count_claims, start_load, write_jsonl

PER_SOURCE = 50
KILLED = "killed"


@dataclass(frozen=True)
class Scene:
    """A base before the load, what is loaded, and how long that takes when nobody interferes."""

    name: str
    base: Path
    file: Path
    seconds: float


def main() -> None:
    """Run as many kills as asked for and print the figures; end with 1 where one of them did harm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("--times", 200), ("--claims", 20_000), ("--seed", 1)):
        parser.add_argument(name, type=int, default=default)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scenes = set_scenes(Path(folder), asked.claims)
        outcomes = kill(Path(folder), scenes, asked.times, asked.claims, random.Random(asked.seed))
    for outcome, number in sorted(outcomes.items()):
        print(f"{number:5}  {outcome}")
    harm = sum(number for outcome, number in outcomes.items() if "harm" in outcome)
    print(f"{count(outcomes, KILLED)} loads of {asked.claims} claims killed, {harm} did harm (seed {asked.seed})")
    raise SystemExit(1 if harm else 0)


def kill(folder: Path, scenes: list[Scene], times: int, claims: int, chance: random.Random) -> Counter[str]:
    """Return what became of the loads, when ``times`` of them have been killed before they ended by themselves."""
    outcomes: Counter[str] = Counter()
    numbers = itertools.count()
    with ThreadPoolExecutor(2) as pool:
        while (missing := times - count(outcomes, KILLED)) > 0:
            tries = [
                Try(folder / str(number), scenes[number % 2], chance.random())
                for number in itertools.islice(numbers, missing)
            ]
            outcomes.update(pool.map(lambda each: each.outcome(claims), tries))
    return outcomes


def count(outcomes: Counter[str], word: str) -> int:
    return sum(number for outcome, number in outcomes.items() if word in outcome)


def set_scenes(folder: Path, claims: int) -> list[Scene]:
    """Return the two scenes, each with the time that its load takes beside another one."""
    first = write_jsonl(folder / "first.jsonl", claims // PER_SOURCE, PER_SOURCE, "first")
    edited = write_jsonl(folder / "edited.jsonl", claims // PER_SOURCE, PER_SOURCE, "edited")
    for name in ("new", "known"):
        with KnowledgeBase.open(folder / f"{name}.sqlite", create=True) as base:
            base.load(seeds=True)
            if name == "known":
                base.load(first)
    given = {"a new file": folder / "new.sqlite", "an edited file": folder / "known.sqlite"}
    with ThreadPoolExecutor(2) as pool:
        seconds = pool.map(lambda base: measure(base, edited), given.values())
    return [Scene(name, base, edited, taken) for (name, base), taken in zip(given.items(), seconds, strict=True)]


def measure(base: Path, file: Path) -> float:
    copy = Path(shutil.copy(base, base.with_suffix(".measured")))
    begin = time.monotonic()
    assert start_load(copy, file).wait() == 0
    return time.monotonic() - begin


@dataclass(frozen=True)
class Try:
    """One load in a folder of its own, killed at ``moment``: 0 to 1 of its time."""

    folder: Path
    scene: Scene
    moment: float

    def outcome(self, claims: int) -> str:
        """Return what became of the file."""
        self.folder.mkdir()
        base = Path(shutil.copy(self.scene.base, self.folder / "kb.sqlite"))
        before = digest(base)
        load = start_load(base, self.scene.file)
        try:
            load.communicate(timeout=self.scene.seconds * self.moment)
            end = "ended by itself" if load.returncode == 0 else "harm, ended with an error"
        except subprocess.TimeoutExpired:
            load.kill()
            load.communicate()
            end = KILLED
        outcome = judge(base, before, claims)
        shutil.rmtree(self.folder)
        return f"{self.scene.name}, {end}: {outcome}"


def judge(base: Path, before: str, claims: int) -> str:
    with KnowledgeBase.open(base) as opened:
        failed = [check.name for check in opened.check() if check.result == CheckResult.FAILED]
    if failed:
        return f"harm, checks failed: {', '.join(failed)}"
    landed = count_claims(base, "edited,%")
    if landed == claims:
        return "wholly in"
    return "wholly out" if landed == 0 and digest(base) == before else f"harm, {landed} claims of it are in"


def digest(base: Path) -> str:
    """Return what tells the contents of a base from any other's."""
    with closing(sqlite3.connect(base)) as connection:
        return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()


if __name__ == "__main__":
    main()
