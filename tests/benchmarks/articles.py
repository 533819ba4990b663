"""How much memory a load of thousands of articles takes, and how fast it goes.

Run it with ``python -m tests.benchmarks.articles``. Each load runs ``kb load`` in a process of its own. Promised are:

- a peak of memory under 250 MB for 5,000 made-up articles of 30 kB of text each, as HTML and as plain text. The peak is
  that of kb with that of the processes that read for it, each taken for as large as the largest, as if all came at the
  same moment;
- for 1,000 pages of 30 kB, of the build of news pages, at least 0.8 of the rate of ``trafilatura.extract`` with
  metadata on the same pages. Both go over all pages in turn, round after round; the ratio is the median of the rounds.
  A load is the whole command, its start and a new base included. Pages are read beside the storing: where something
  else keeps the cores busy, the time of the processor says more than the clock.

The seconds are a remark: they are the machine's.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from kb.reading.read_ahead import MOST_READERS
from tests.benchmarks.reading import made_page
from tests.reading.articles.pages import TITLE

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES, SIZE, MOST_MEGABYTES = 5000, 30_000, 250
PAGES, ROUNDS, LEAST_RATIO = 1000, 5, 0.8
WORDS = """the of and to in hair scalp cell follicle growth density patients weeks months treatment results were shown
not may trial group control measured dose cream laser plasma graft donor area skin effect side reported little"""
LOAD = """
import resource, sys
from kb.cli.app import main
try:
    main()
finally:
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    peaks = (each.ru_maxrss // 1024 for each in (own, others))
    spent = (each.ru_utime + each.ru_stime for each in (own, others))
    print("peak", *peaks, *spent, file=sys.stderr)
"""


class Load(NamedTuple):
    """What a load took: MB at the peak, of kb and of the largest process that read for it; seconds of the processor, of
    kb and of all those; seconds by the clock."""

    own_peak: int
    other_peak: int
    own_spent: float
    other_spent: float
    taken: float

    @property
    def peak(self) -> int:
        return self.own_peak + MOST_READERS * self.other_peak


def made_text(number: int) -> str:
    """Return some 30 kB of sentences in paragraphs, like no other."""
    chosen = random.Random(number)
    sentences = []
    size = 0
    while size < SIZE:
        sentence = f"{' '.join(chosen.choices(WORDS.split(), k=chosen.randint(6, 24))).capitalize()}."
        size += len(sentence) + 1
        sentences.append(sentence)
    return "\n\n".join(" ".join(sentences[at : at + 6]) for at in range(0, len(sentences), 6))


def as_html(number: int) -> str:
    paragraphs = "".join(f"<p>{escape(each)}</p>\n" for each in made_text(number).split("\n\n"))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Article {number}</title>"
        f"<link rel='canonical' href='https://example.org/articles/{number}'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Article {number}</h1>{paragraphs}</article></body></html>"
    )


def as_markdown(number: int) -> str:
    return f"# Article {number}\n\n{made_text(number)}\n"


def as_page(number: int) -> bytes:
    """Return a page as the readers are measured with, with a title and an address of its own."""
    title, address = b"%s: %d" % (TITLE.encode(), number), b"health/stem-cells-%d" % number
    return made_page(number).replace(TITLE.encode(), title).replace(b"health/stem-cells", address)


def measure(folder: Path, database: Path) -> Load:
    """Load ``folder`` in a process of its own."""
    command = [sys.executable, "-c", LOAD, "--db", str(database), "load", str(folder), "-f", "json"]
    begun = time.perf_counter()
    ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    taken = time.perf_counter() - begun
    own_peak, other_peak, own_spent, other_spent = ran.stderr.split()[-4:]
    return Load(int(own_peak), int(other_peak), float(own_spent), float(other_spent), taken)


def measure_bare(pages: list[bytes]) -> tuple[float, float]:
    """Return the seconds that trafilatura takes for the pages by the clock, and those of the processor."""
    import trafilatura

    begun, spent = time.perf_counter(), time.process_time()
    for each in pages:
        assert trafilatura.extract(each, with_metadata=True)
    return time.perf_counter() - begun, time.process_time() - spent


def show_memory(number: int) -> None:
    """Load ``number`` articles of each form twice; print the peaks."""
    forms: dict[str, Callable[[int], str]] = {"html": as_html, "md": as_markdown}
    for suffix, make in forms.items():
        with tempfile.TemporaryDirectory() as name:
            folder, database = Path(name) / "articles", Path(name) / "kb.sqlite"
            folder.mkdir()
            for each in range(number):
                (folder / f"{each:05}.{suffix}").write_text(make(each), encoding="utf-8")
            for what in ("new", "again"):
                load = measure(folder, database)
                parts = f"kb {load.own_peak}, each of {MOST_READERS} readers {load.other_peak}"
                print(
                    f"{number} articles as {suffix}, {what}: peak {load.peak} MB (under {MOST_MEGABYTES}; {parts}),"
                    f" {number / load.taken:.0f} a second ({load.taken:.0f} s),"
                    f" base {database.stat().st_size // 1024 // 1024} MB"
                )


def show_rate(number: int, rounds: int) -> None:
    """Load ``number`` pages into a new base in each round, after trafilatura alone; print the ratio."""
    pages = [as_page(each) for each in range(number)]
    print(f"{number} pages of {sum(map(len, pages)) // number} bytes, {rounds} rounds")
    measure_bare(pages[:5])  # imports and caches
    bare, loads = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pages"
        folder.mkdir()
        for each, page in enumerate(pages):
            (folder / f"{each:05}.html").write_bytes(page)
        for each in range(rounds):
            bare.append(measure_bare(pages))
            loads.append(measure(folder, Path(name) / f"{each}.sqlite"))
    clock, spent = (1000 * median(times) / number for times in zip(*bare, strict=True))
    print(f"trafilatura.extract: {clock:.1f} ms a page by the clock, {spent:.1f} of the processor")
    clock, *parts = (
        1000 * median(getattr(load, name) for load in loads) / number for name in ("taken", "own_spent", "other_spent")
    )
    print(
        f"kb load: {clock:.1f} ms a page by the clock, {parts[0]:.1f} + {parts[1]:.1f} of the processor (kb, reading)"
    )
    by_clock = sorted(alone / load.taken for (alone, _), load in zip(bare, loads, strict=True))
    print(
        f"rate against trafilatura.extract: {median(by_clock):.2f} (at least {LEAST_RATIO});"
        f" {by_clock[0]:.2f} to {by_clock[-1]:.2f}"
    )
    together = median(alone / (load.own_spent + load.other_spent) for (_, alone), load in zip(bare, loads, strict=True))
    print(f"by the time of the processor, all processes together: {together:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.articles", description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="how many are loaded to see the memory")
    parser.add_argument("--pages", type=int, default=PAGES, help="how many are loaded to see the rate")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    if options.articles:
        show_memory(options.articles)
    if options.pages:
        show_rate(options.pages, options.rounds)


if __name__ == "__main__":
    main()
