"""What a search costs in a base of a million claims, as ratios taken side by side in one run.

Run it with ``python -m tests.benchmarks.search`` (``--claims 100000`` for a smaller base). The claims, of 1,000
treatments and 20,000 sources, are written straight into the tables, their words drawn so that few are common and most
are rare. ``KnowledgeBase.search`` is held against the bare full-text query for the same hits, the ids of which are all
that it returns; medians of the same questions asked in turn. The milliseconds are a remark, for they belong to the
machine.
"""

import itertools
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from kb import KnowledgeBase

TREATMENTS, SOURCES, WORDS = 1_000, 20_000, 20_000
QUESTIONS, LIMIT = 50, 20
ASPECTS = ("efficacy", "safety", "durability", "cost", "tolerability")
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]


class Lexicon:
    """Made-up words, of which the second comes half as often as the first, the third a third as often, and so on."""

    def __init__(self, seed: int) -> None:
        self.chosen = random.Random(seed)
        words: dict[str, None] = {}
        while len(words) < WORDS:
            words["".join(self.chosen.choices(SYLLABLES, k=self.chosen.randint(2, 4)))] = None
        self.words = list(words)
        self._weights = list(itertools.accumulate(1 / place for place in range(1, WORDS + 1)))

    def said(self, length: int) -> str:
        return " ".join(self.chosen.choices(self.words, cum_weights=self._weights, k=length))


def fill(path: Path, number: int) -> float:
    """Write the rows of a base with ``number`` claims, index them, and return how many seconds the indexing took."""
    KnowledgeBase.open(path, create=True).close()
    lexicon = Lexicon(1)
    chosen = lexicon.chosen
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("PRAGMA synchronous=OFF")
        base.execute("PRAGMA cache_size=-65536")
        base.execute("BEGIN")
        base.execute("INSERT INTO load VALUES (1, 'made up', '2026-01-01T00:00:00+00:00', NULL)")
        names = [(each, f"treatment {lexicon.words[-each]}") for each in range(1, TREATMENTS + 1)]
        base.executemany("INSERT INTO concept VALUES (?, 'treatment', ?, ?, '{}', 1, 1)", tree(names))
        base.executemany(
            "INSERT INTO concept_name VALUES ('treatment', ?, ?, ?)", ((name, name, each) for each, name in names)
        )
        base.executemany(
            "INSERT INTO proposition VALUES (?, ?, '{treatment} does something', 'something')", enumerate(ASPECTS, 1)
        )
        base.executemany(
            "INSERT INTO source (id, key, title, kind, publisher, interest, digest, load_id)"
            " VALUES (?, 'source-' || ?, ?, 'journal-article', ?, 'independent', '', 1)",
            ((each, each, lexicon.said(8), lexicon.said(2)) for each in range(1, SOURCES + 1)),
        )
        base.executemany(
            "INSERT INTO claim (id, source_id, key, treatment_id, proposition_id, stance, statement, certainty,"
            " evidence, status, origin, load_id)"
            " VALUES (?, ?, 'c' || ?, ?, ?, ?, ?, 'asserted', 'cohort', 'accepted', 'file', 1)",
            made_claims(lexicon, number),
        )
        base.executemany(
            "INSERT INTO quote (claim_id, position, exact, state) VALUES (?, 0, ?, 'unchecked')",
            ((each, lexicon.said(chosen.randint(6, 20))) for each in range(1, number + 1)),
        )
        begun = time.perf_counter()
        for table in ("claim_text", "source_text"):
            base.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        taken = time.perf_counter() - begun
        base.execute("COMMIT")
    return taken


def tree(names: list[tuple[int, str]]) -> Iterator[tuple[int, str, int | None]]:
    """Yield the treatments, nine in ten of which are variants: each tenth has the nine after it."""
    for each, name in names:
        yield each, name, None if each % 10 == 1 else each - (each - 1) % 10


def made_claims(lexicon: Lexicon, number: int) -> Iterator[tuple[Any, ...]]:
    stances = ("supports", "refutes", "neutral")
    for each in range(1, number + 1):
        source, treatment = 1 + each % SOURCES, lexicon.chosen.randint(1, TREATMENTS)
        aspect, stance = 1 + lexicon.chosen.randrange(len(ASPECTS)), lexicon.chosen.choice(stances)
        yield each, source, each, treatment, aspect, stance, lexicon.said(lexicon.chosen.randint(6, 16))
