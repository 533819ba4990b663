"""What the questions to a large base cost beside plain SQL for the same data, as ratios of processor time of one run.

Run it with ``python -m tests.benchmarks.questions``: a million claims take ten minutes, most of them to load, and 1 GB
of disk; ``--claims 50000`` one minute. ``--base`` takes a base that an earlier run left with ``--keep``. Medians of
interleaved runs; the milliseconds are a remark, for they belong to the machine. Promised are, at a million:

- the claims of one treatment: at most 2 times SQL that reads the same rows and builds dictionaries of them;
- the first 20 disagreements of one treatment: at most 3 times SQL that counts its stances by proposition and reads the
  claims of the 20 most disputed ones;
- the first 20 of the whole base: at least 10 times faster than to work out all and take 20 of them;
- ``kb claims X --limit 10``: at most 1.3 times a process that imports typer and sqlalchemy.orm and connects.
"""

import argparse
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

from kb import KnowledgeBase
from tests.benchmarks.made_literature import CLAIMS_EACH, write_literature
from tests.benchmarks.startup import CONNECT, KB, processor_time

CLAIMS, RUNS, SHOWN = 1_000_000, 7, 20
Row = dict[str, Any]

_COUNTED = """
SELECT treatment_id, proposition_id, sum(stance = 'supports') AS supports, sum(stance = 'refutes') AS refutes
FROM claim WHERE treatment_id = ? AND status = 'accepted' GROUP BY treatment_id, proposition_id
"""
_CLAIMS = """
SELECT c.id, c.key, c.source_id, c.outcome, c.regulator, c.stance, c.certainty, c.evidence, c.statement, c.status,
    c.interest, c.quantity_name, c.quantity_low, c.quantity_high, c.quantity_unit, p.aspect, p.wording,
    t.name AS treatment, d.name AS condition, o.name AS population, a.name AS author
FROM claim AS c JOIN proposition AS p ON p.id = c.proposition_id JOIN concept AS t ON t.id = c.treatment_id
LEFT JOIN concept AS d ON d.id = c.condition_id LEFT JOIN concept AS o ON o.id = c.population_id
LEFT JOIN author AS a ON a.id = c.author_id
WHERE c.treatment_id = :treatment AND c.status = 'accepted'
    AND c.proposition_id IN (SELECT value FROM json_each(:propositions))
"""
_HANGING = {
    "quotes": 'SELECT claim_id, exact, prefix, suffix, state, start, "end", warnings FROM quote'
    " WHERE claim_id IN (SELECT value FROM json_each(?)) ORDER BY claim_id, position",
    "comparators": "SELECT x.claim_id, n.name FROM claim_comparator AS x JOIN concept AS n ON n.id = x.concept_id"
    " WHERE x.claim_id IN (SELECT value FROM json_each(?)) ORDER BY x.claim_id, x.position",
}
_SOURCES = """
SELECT id, key, title, kind, publisher, published, url, interest FROM source
WHERE id IN (SELECT value FROM json_each(?))
"""
_AUTHORS = """
SELECT source_id, name FROM authorship WHERE source_id IN (SELECT value FROM json_each(?)) ORDER BY source_id, position
"""


class Plain:
    """The same questions as plain SQL on one treatment, through the driver alone."""

    def __init__(self, path: Path, treatment: str) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.row_factory = sqlite3.Row
        named = "SELECT concept_id FROM concept_name WHERE kind = 'treatment' AND name = ?"
        (self.treatment_id,) = self.connection.execute(named, [treatment]).fetchone()

    def counted(self) -> list[Any]:
        """Return how many claims support and refute each proposition."""
        return self.connection.execute(_COUNTED, [self.treatment_id]).fetchall()

    def claims(self) -> list[Row]:
        """Return all claims, as dictionaries with all that hangs on them."""
        return self._claims(row["proposition_id"] for row in self.counted())

    def disputed(self) -> list[Row]:
        """Return the claims of the propositions that most is said on both sides of."""
        counted = sorted(self.counted(), key=lambda row: -min(row["supports"], row["refutes"]))
        return self._claims(row["proposition_id"] for row in counted[:SHOWN])

    def _claims(self, propositions: Iterable[int]) -> list[Row]:
        asked = {"treatment": self.treatment_id, "propositions": str(list(propositions))}
        claims = [dict(row) for row in self.connection.execute(_CLAIMS, asked)]
        ids = [claim["id"] for claim in claims]
        for name, query in _HANGING.items():
            hanging = self._by_first(query, ids)
            for claim in claims:
                claim[name] = hanging.get(claim["id"], [])
        source_ids = {claim["source_id"] for claim in claims}
        sources = {row["id"]: dict(row) for row in self.connection.execute(_SOURCES, [str(list(source_ids))])}
        authors = self._by_first(_AUTHORS, source_ids)
        for claim in claims:
            claim["source"] = sources[claim["source_id"]]
            claim["authors"] = authors.get(claim["source_id"], [])
        return claims

    def _by_first(self, query: str, ids: Iterable[int]) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = {}
        for row in self.connection.execute(query, [str(list(ids))]):
            found.setdefault(row[0], []).append(dict(row))
        return found


def timed(ways: dict[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Return the median processor time of each way in seconds, all of them in turn, the first round left out."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs + 1):
        for name, way in ways.items():
            begun = time.process_time()
            way()
            times[name].append(time.process_time() - begun)
    return {name: median(taken[1:]) for name, taken in times.items()}


def timed_processes(commands: dict[str, list[str]], runs: int) -> dict[str, float]:
    """Return the same of processes."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            times[name].append(processor_time(command, environment))
    return {name: median(taken[1:]) for name, taken in times.items()}


def measure(path: Path, runs: int) -> None:
    """Ask the base at ``path``, and print what that took."""
    with KnowledgeBase.open(path) as base:
        treatment = max(base.treatments(), key=lambda each: each.claims).name
        plain = Plain(path, treatment)
        told = timed(
            {
                "claims": lambda: base.claims(treatment),
                "claims, plain": plain.claims,
                "disagreements": lambda: base.disagreements(treatment, limit=SHOWN),
                "disagreements, plain": plain.disputed,
                "stances counted, plain": plain.counted,
                "first of the base": lambda: base.disagreements(limit=SHOWN),
            },
            runs,
        )
        begun = time.process_time()
        every = base.disagreements()
        told["all of the base, once"] = time.process_time() - begun
        assert base.disagreements(limit=SHOWN) == every[:SHOWN]
        del every
    listing = [*KB, "--db", str(path), "claims", treatment, "--limit", "10"]
    told |= timed_processes({"kb claims --limit 10": listing, "imports": [*KB[:2], CONNECT, str(path)]}, runs)
    tell(told)


def tell(told: dict[str, float]) -> None:
    for name, seconds in told.items():
        print(f"{name:28} {seconds * 1000:10.1f} ms")
    for name, other, promised in (
        ("claims", "claims, plain", "at most 2"),
        ("disagreements", "disagreements, plain", "at most 3"),
        ("all of the base, once", "first of the base", "at least 10"),
        ("kb claims --limit 10", "imports", "at most 1.3"),
    ):
        print(f"{name} beside {other}: {told[name] / told[other]:.2f} ({promised})")


def make_base(folder: Path, claims: int) -> Path:
    """Return a new base with a made literature."""
    folder.mkdir(parents=True, exist_ok=True)
    file, path = folder / "literature.jsonl", folder / "literature.sqlite"
    write_literature(file, claims // CLAIMS_EACH, treatments=max(1, claims // 1000))
    with KnowledgeBase.open(path, create=True) as base:
        (report,) = base.load(file).files
        assert not report.errors, report
    file.unlink()
    return path


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--base", type=Path, help="a base that is there already")
    parser.add_argument("--keep", type=Path, help="a folder to leave the base in")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(asked.base or make_base(asked.keep or Path(folder), asked.claims), asked.runs)


if __name__ == "__main__":
    main()
