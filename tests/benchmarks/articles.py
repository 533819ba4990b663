"""How much memory a load of thousands of articles takes, and how fast it goes.

Run it with ``python -m tests.benchmarks.articles``. Each load runs ``kb load`` in a process of its own over a folder of
made-up articles of 30 kB of text each, as HTML and as plain text. What is promised is the peak of memory: under 250 MB
for 5,000 articles. The seconds are a remark: they are the machine's.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES, SIZE, MOST_MEGABYTES = 5000, 30_000, 250
WORDS = """the of and to in hair scalp cell follicle growth density patients weeks months treatment results were shown
not may trial group control measured dose cream laser plasma graft donor area skin effect side reported little"""
LOAD = """
import resource, sys
from kb.cli.app import main
try:
    main()
finally:
    print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
"""


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


def measure(folder: Path, database: Path) -> tuple[int, float]:
    """Load ``folder`` in a process of its own; return its peak of memory in MB, and the seconds."""
    command = [sys.executable, "-c", LOAD, "--db", str(database), "load", str(folder), "-f", "json"]
    begun = time.perf_counter()
    ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    taken = time.perf_counter() - begun
    return int(ran.stderr.split()[-1]), taken


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.articles", description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    number = parser.parse_args().articles
    forms: dict[str, Callable[[int], str]] = {"html": as_html, "md": as_markdown}
    for suffix, make in forms.items():
        with tempfile.TemporaryDirectory() as name:
            folder, database = Path(name) / "articles", Path(name) / "kb.sqlite"
            folder.mkdir()
            for each in range(number):
                (folder / f"{each:05}.{suffix}").write_text(make(each), encoding="utf-8")
            for what in ("new", "again"):
                peak, taken = measure(folder, database)
                rate = number / taken
                print(
                    f"{number} articles as {suffix}, {what}: peak {peak} MB (under {MOST_MEGABYTES}),"
                    f" {rate:.0f} a second ({taken:.0f} s), base {database.stat().st_size // 1024 // 1024} MB"
                )


if __name__ == "__main__":
    main()
