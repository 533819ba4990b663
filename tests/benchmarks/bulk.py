"""What loading a literature costs beside putting the same rows into the same tables by hand, as ratios of one run.

Run it with ``python -m tests.benchmarks.bulk``: a million claims of 20,000 sources on 1,000 treatments take half an
hour and 10 GB of disk, ``--claims 50000 --runs 3`` two minutes. It needs sqlite-utils (``pip install sqlite-utils``),
which kb does not. Every measurement is a process of its own, all of them in turn; the ratios are medians over the
rounds. What is done once, to import and to make a base, is not measured. Promised are, at a million:

- at least 0.5 of the rate of "raw": ``executemany`` of ready tuples through the driver into the same tables and
  indexes, full text built once at the end, one transaction. It reads no file, checks nothing, makes no ids;
- at least the rate of sqlite-utils inserting flat rows, with indexes on the same fields and a full text;
- loaded again, at most 0.3 of the time of the first load;
- a changed source record of 20 claims in at most 1.5 times the time that it takes in an empty base;
- at most 1.5 times the time per claim that 10,000 take, and a peak of memory under 200 MB.

The same 10,000 claims as CSV, and as a folder of a file for each source, are told beside their JSONL.

The seconds are a remark: they are the machine's. Where something else keeps its cores busy, the time of the processor
says more than the clock.
"""

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.benchmarks.made_literature import CLAIMS_EACH, Literature, write_literature
from tests.written import written

CLAIMS, RUNS, FEW = 1_000_000, 5, 10_000
#: How often a source record is changed; once in many the full text is put in order, which belongs to no one load.
CHANGES = 9
_CHUNK = 20_000


class Taken(NamedTuple):
    """Seconds by the clock, seconds of the processor, and MB at the peak, each with the processes it started."""

    clock: float
    processor: float
    peak: int


class Stopwatch:
    """Measures what is done between ``with``; what comes before or after does not count."""

    def __init__(self) -> None:
        self.clock = self.processor = 0.0

    def __enter__(self) -> None:
        self._began = (time.perf_counter(), _processor())

    def __exit__(self, *_: object) -> None:
        self.clock += time.perf_counter() - self._began[0]
        self.processor += _processor() - self._began[1]


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def timed_load(file: Path, base: Path, watch: Stopwatch) -> None:
    """Load ``file`` with kb; only that is measured, not what is done once: to import, and to make a base."""
    from kb import KnowledgeBase

    with KnowledgeBase.in_memory() as other:
        other.load(seeds=True)
    with KnowledgeBase.open(base, create=True) as opened, watch:
        files = opened.load(file).files
    assert not any(report.errors for report in files), files


def put_raw(loaded: Path, base: Path, watch: Stopwatch) -> None:
    """Put every row of ``loaded`` into a blank base; only that is measured, not the reading of the rows."""
    from kb import KnowledgeBase

    KnowledgeBase.open(base, create=True).close()
    rows_of, into = sqlite3.connect(loaded), sqlite3.connect(base, isolation_level=None)
    into.execute("PRAGMA foreign_keys=ON")
    with watch:
        into.execute("BEGIN IMMEDIATE")
    for table in _tables(into):
        for rows in _chunks(rows_of.execute(f"SELECT * FROM {table}")):
            places = ", ".join("?" * len(rows[0]))
            with watch:
                into.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
    with watch:
        for statement in _full_texts(into):
            into.execute(statement)
        into.execute("COMMIT")
    into.close()


def _tables(base: sqlite3.Connection) -> list[str]:
    """Return the tables that rows are put into, those first that others refer to."""
    from kb.store.models import metadata

    there = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return [table.name for table in metadata.sorted_tables if table.name in there]


def _full_texts(base: sqlite3.Connection) -> Iterator[str]:
    """Return what builds each full text from what it is the full text of."""
    made = base.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'")
    yield from [f"INSERT INTO {name}({name}) VALUES ('rebuild')" for (name,) in made]


def _chunks(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    chunk = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


_FLAT = """SELECT id, reference, treatment, condition, population, aspect, proposition, stance, certainty, evidence,
    statement, quotes, quantity_name, quantity_low, quantity_high, quantity_unit, source, source_title, source_kind,
    publisher, published, url FROM claims"""


def put_with_sqlite_utils(loaded: Path, base: Path, watch: Stopwatch) -> None:
    """Put one flat row for each claim of ``loaded`` into a table of its own, as one would without kb."""
    import sqlite_utils

    rows_of = sqlite3.connect(loaded)
    rows_of.row_factory = sqlite3.Row
    into: Any = sqlite_utils.Database(base)
    for rows in _chunks(rows_of.execute(_FLAT)):
        flat = list(map(dict, rows))
        with watch:
            into["claims"].insert_all(flat, pk="id")
    with watch:
        into["claims"].create_index(["reference"], unique=True)
        into["claims"].create_index(["treatment", "proposition", "stance", "source"])
        into["claims"].create_index(["source"])
        into["claims"].enable_fts(["statement", "quotes", "source_title", "treatment"], tokenize="porter")
    into.close()


def change_source(file: Path, base: Path, watch: Stopwatch) -> None:
    """Load a source record of 20 claims, then again and again with other words and stances: the median of these."""
    from kb import KnowledgeBase

    record = Literature(seed=5).source(10**9, claims=20)
    laps = []
    with KnowledgeBase.open(base, create=True) as opened:
        for _ in range(2 + CHANGES):
            for claim in record["claims"]:
                claim["statement"] += " Again."
                claim["stance"] = "refutes" if claim["stance"] == "supports" else "supports"
            file.write_text(json.dumps(record), encoding="utf-8")
            with (lap := Stopwatch()):
                (report,) = opened.load(file).files
            assert report.added + report.changed == 20, report
            laps.append(lap)
    watch.clock, watch.processor = (median(getattr(lap, name) for lap in laps[2:]) for name in ("clock", "processor"))


_WAYS: dict[str, Callable[[Path, Path, Stopwatch], None]] = {
    "kb": timed_load,
    "raw": put_raw,
    "sqlite-utils": put_with_sqlite_utils,
    "changed": change_source,
}


def run_way(way: str, given: Path, base: Path) -> Taken:
    """Run one way in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bulk", "--way", way, str(given), str(base)]
    told = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return Taken(*json.loads(told.stdout))


def be_way(way: str, given: Path, base: Path) -> None:
    """Be that process: print what it took."""
    watch = Stopwatch()
    _WAYS[way](given, base, watch)
    peaks = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps([watch.clock, watch.processor, sum(peaks)]))


def remove(base: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{base}{suffix}").unlink(missing_ok=True)


def write_otherwise(lines: Path) -> tuple[Path, Path]:
    """Write what ``lines`` hold as CSV, and as a folder of a file for each source."""
    records = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    table, folder = lines.with_suffix(".csv"), lines.with_name("records")
    table.write_text(written(".csv", *records), encoding="utf-8")
    folder.mkdir()
    for number, record in enumerate(records):
        (folder / f"{number}.json").write_text(json.dumps(record), encoding="utf-8")
    return table, folder


def measure(folder: Path, claims: int, runs: int) -> dict[str, list[Taken]]:
    """Return what each way took, round by round. The base that kb loaded last stays."""
    taken: dict[str, list[Taken]] = {}
    many, few, small = folder / "many.jsonl", folder / "few.jsonl", folder / "changed.json"
    write_literature(many, claims // CLAIMS_EACH)
    write_literature(few, FEW // CLAIMS_EACH)
    table, files = write_otherwise(few)
    for _ in range(runs):
        steps = [("few", "kb", few, "few"), ("kb", "kb", many, "kb"), ("reload", "kb", many, "kb")]
        steps += [("CSV", "kb", table, "csv"), ("CSV again", "kb", table, "csv")]
        steps += [("folder", "kb", files, "folder"), ("folder again", "kb", files, "folder")]
        steps += [("raw", "raw", folder / "kb", "raw"), ("sqlite-utils", "sqlite-utils", folder / "kb", "flat")]
        steps += [("changed in it", "changed", small, "kb"), ("changed in none", "changed", small, "none")]
        for name in {base for *_, base in steps}:
            remove(folder / name)
        for told, way, given, base in steps:
            found = run_way(way, given, folder / base)
            taken.setdefault(told, []).append(found)
            print(
                f"  {told:16} {found.clock:8.3f} s {found.processor:8.3f} s of the processor {found.peak:5} MB",
                flush=True,
            )
    return taken


def tell(taken: dict[str, list[Taken]], claims: int) -> None:
    """Print the ratios."""

    def ratio(one: str, other: str, factor: float = 1.0) -> str:
        pairs = list(zip(taken[one], taken[other], strict=True))
        clock, processor = (median(a[at] / b[at] for a, b in pairs) * factor for at in (0, 1))
        return f"{clock:5.2f} by the clock, {processor:5.2f} by the processor"

    each = median(run.clock for run in taken["kb"]) / claims * 1e6
    print(f"{claims:,} claims, {each:.0f} µs each")
    print(f"rate beside raw executemany (at least 0.5):     {ratio('raw', 'kb')}")
    print(f"rate beside sqlite-utils, flat (at least 1):    {ratio('sqlite-utils', 'kb')}")
    print(f"time per claim beside {FEW:,} claims (1.5):    {ratio('kb', 'few', FEW / claims)}")
    print(f"loaded again beside loaded first (0.3):         {ratio('reload', 'kb')}")
    for told in ("CSV", "folder"):
        print(f"{told} beside JSONL, {FEW:,} claims: {ratio(told, 'few')}; again {ratio(f'{told} again', told)}")
    print(f"a changed source beside an empty base (1.5):    {ratio('changed in it', 'changed in none')}")
    print(f"peak of memory in MB (200):                     {max(run.peak for run in taken['kb'])}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--way", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.way:
        way, given, base = asked.way
        be_way(way, Path(given), Path(base))
        return
    with tempfile.TemporaryDirectory() as folder:
        tell(measure(Path(folder), asked.claims, asked.runs), asked.claims)


if __name__ == "__main__":
    main()
