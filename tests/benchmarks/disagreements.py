"""What finding disagreements costs beside listing the same claims, as ratios taken side by side in one run.

Run it with ``python -m tests.benchmarks.disagreements``. Two bases of one treatment, 10,000 claims with quotes of 500
sources: one over all aspects, one where every claim is on one proposition. Whole processes, the medians of interleaved
runs; the seconds are a remark, for they belong to the machine.
"""

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kb import KnowledgeBase
from kb.vocabulary import Aspect, SourceKind, Stance

RUNS = 5
SOURCES, CLAIMS_EACH = 500, 20
TREATMENT = "therapy"
KB = [sys.executable, "-c", "from kb.cli.app import main; main()"]
INTERESTS = ["independent", "commercial", "sponsored", "industry-funded", "unknown"]
EVIDENCE = ["randomised-trial", "cohort", "case-series", "expert-opinion", "unstated"]
VOCABULARY = {
    "treatments": [{"name": TREATMENT}],
    "populations": [{"name": "adults"}, {"name": "men", "parent": "adults"}, {"name": "women", "parent": "adults"}],
    "conditions": [{"name": "hair loss"}, {"name": "pattern hair loss", "parent": "hair loss"}],
}
ASPECTS = [aspect for aspect in Aspect if aspect.wording]


def made_claim(chosen: random.Random, number: int, aspects: list[Aspect]) -> dict[str, Any]:
    """Return a claim of some stance; one in a few has a population, an outcome, an expert or a quantity."""
    aspect = chosen.choice(aspects)
    low = chosen.randint(1, 12)
    fields = {
        "treatment": TREATMENT,
        "aspect": str(aspect),
        "stance": str(chosen.choice(list(Stance))),
        "quote": f"what is said in passage {number} of {aspect}",
        "evidence": chosen.choice(EVIDENCE),
        "condition": chosen.choice([None, "hair loss", "pattern hair loss"]),
        "population": chosen.choice([None, None, None, "adults", "men", "women"]),
        "outcome": chosen.choice([None, None, None, "hair density", "hair count"]),
        "author": f"Expert Number {chosen.randint(1, 50)}" if chosen.random() < 0.1 else None,
        "quantity": {"name": "time to results", "low": low, "high": low + chosen.randint(0, 6), "unit": "months"}
        if chosen.random() < 0.2
        else None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def made_sources(aspects: list[Aspect]) -> list[dict[str, Any]]:
    """Return the source records of a base: some are reprints, two in three are signed, some authors sign several."""
    chosen, records = random.Random(1), []
    for number in range(SOURCES):
        signed = [{"name": f"Author Number {chosen.randint(1, 400)}"}] if chosen.random() < 0.67 else None
        fields = {
            "key": f"source-{number}",
            "title": f"Article {number}",
            "kind": str(chosen.choice(list(SourceKind))),
            "publisher": f"Publisher {chosen.randint(1, 100)}",
            "authors": signed,
            "published": chosen.choice([None, str(chosen.randint(2000, 2024))]),
            "interest": chosen.choice(INTERESTS),
            "derived_from": f"source-{chosen.randrange(number)}" if number and chosen.random() < 0.05 else None,
        }
        claims = [made_claim(chosen, each, aspects) for each in range(CLAIMS_EACH)]
        records.append({"source": {name: value for name, value in fields.items() if value}, "claims": claims})
    return records


def make_base(folder: Path, name: str, aspects: list[Aspect]) -> Path:
    """Return a base with the claims of ``aspects``, loaded from one file."""
    file, base = folder / f"{name}.jsonl", folder / f"{name}.sqlite"
    file.write_text("\n".join(json.dumps(record) for record in [VOCABULARY, *made_sources(aspects)]), encoding="utf-8")
    with KnowledgeBase.open(base, create=True) as opened:
        (report,) = opened.load(file).files
        assert report.added >= SOURCES * CLAIMS_EACH and not report.errors, report
    return base


def seconds(command: list[str]) -> float:
    """Return how long ``command`` takes, its answer thrown away."""
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def measure(base: Path) -> dict[str, float]:
    """Return the median seconds of each command, all of them run in turn."""
    commands = {
        "kb claims": [*KB, "--db", str(base), "claims", TREATMENT, "--format", "json"],
        "kb disagreements": [
            *[*KB, "--db", str(base), "disagreements", TREATMENT],
            *["--format", "json", "--limit", "20"],
        ],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            times[name].append(seconds(command))
    return {name: statistics.median(taken) for name, taken in times.items()}


def main() -> None:
    shapes = {"all aspects": ASPECTS, "one proposition": [Aspect.EFFICACY]}
    with tempfile.TemporaryDirectory() as folder:
        for shape, aspects in shapes.items():
            medians = measure(make_base(Path(folder), shape.replace(" ", "-"), aspects))
            ratio = medians["kb disagreements"] / medians["kb claims"]
            told = ", ".join(f"{name} {taken:.2f} s" for name, taken in medians.items())
            print(f"{shape}: disagreements against claims {ratio:.2f} ({told})", flush=True)


if __name__ == "__main__":
    main()
