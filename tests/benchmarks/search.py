"""What a search costs in a base of a million claims, as ratios taken side by side in one run.

Run it with ``python -m tests.benchmarks.search`` (``--claims 100000`` for a smaller base). The claims, of 1,000
treatments and 20,000 sources with a text of 300 words each, are written straight into the tables, their words drawn
so that few are common and most are rare. ``KnowledgeBase.search`` is held against the bare full-text query for the
same hits, the ids of which are all that it returns; medians of the same questions asked in turn, in processor time.
The milliseconds are a remark, for they belong to the machine.
"""

import argparse
import itertools
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb import KnowledgeBase
from kb.store.search_query import read_query
from kb.store.search_tables import INDEXED, RANKING

TREATMENTS, SOURCES, WORDS = 1_000, 20_000, 20_000
WORDS_OF_TEXT = 300
QUESTIONS, ROUNDS, LIMIT = 50, 3, 20
#: Nobody looks for "the": the questions have none of so many of the commonest words, but for those that say so.
COMMONEST = 100
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
        texts = ((each, f"{each:064x}", lexicon.said(WORDS_OF_TEXT)) for each in range(1, SOURCES + 1))
        base.executemany("INSERT INTO snapshot VALUES (?, ?, ?)", texts)
        base.executemany(
            "INSERT INTO source_snapshot (id, source_id, snapshot_id, load_id, read_at)"
            " VALUES (?, ?, ?, 1, '2026-01-01T00:00:00+00:00')",
            ((each, each, each) for each in range(1, SOURCES + 1)),
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
        for table in INDEXED:
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


@dataclass(frozen=True)
class Question:
    """Words of a claim, and the treatment that it is about, or one that this is a variant of, or none."""

    text: str
    treatment: str | None
    treatment_ids: set[int] | None

    @property
    def expression(self) -> str:
        return read_query(self.text).among_claims(self.treatment_ids)


def questions(path: Path, lexicon: Lexicon, words: int, breadth: str, *, commonest: bool = False) -> list[Question]:
    """Return questions of so many words each, which one claim at least answers."""
    common = set(lexicon.words[:COMMONEST])
    chosen = random.Random(2)
    found: list[Question] = []
    with closing(sqlite3.connect(path)) as base:
        names = dict(base.execute("SELECT id, name FROM concept"))
        (number,) = base.execute("SELECT max(id) FROM claim").fetchone()
        while len(found) < QUESTIONS:
            query = "SELECT statement, treatment_id FROM claim WHERE id = ?"
            statement, treatment = base.execute(query, [chosen.randint(1, number)]).fetchone()
            told = [word for word in dict.fromkeys(statement.split()) if (word in common) == commonest]
            if len(told) < words:
                continue
            root = treatment - (treatment - 1) % 10
            about, ids = {
                "a variant": (treatment, {treatment}),
                "a treatment and its variants": (root, set(range(root, root + 10))),
                "the whole base": (None, None),
            }[breadth]
            if breadth == "a variant" and about == root:
                continue
            found.append(Question(" ".join(chosen.sample(told, words)), about and names[about], ids))
    return found


def compare(path: Path, asked: list[Question]) -> dict[str, list[float]]:
    """Return the seconds of processor time of each search and of each bare query, and of each search as time goes by,
    when it was asked before and when it was asked first."""
    taken: dict[str, list[float]] = {"search": [], "bare query": [], "elapsed": [], "elapsed when asked first": []}
    query = "SELECT rowid FROM claim_text WHERE claim_text MATCH ? AND rank MATCH ? ORDER BY rank LIMIT ?"
    with KnowledgeBase.open(path) as base, closing(sqlite3.connect(path)) as raw:
        for turn in range(ROUNDS + 1):
            for each in asked:
                begun, begun_work = time.perf_counter(), time.process_time()
                hits = base.search(each.text, each.treatment, limit=LIMIT)
                half, half_work = time.perf_counter(), time.process_time()
                ids = raw.execute(query, (each.expression, RANKING["claim_text"], LIMIT)).fetchall()
                done_work = time.process_time()
                assert hits and ids, each
                taken["elapsed" if turn else "elapsed when asked first"].append(half - begun)
                if turn:
                    taken["search"].append(half_work - begun_work)
                    taken["bare query"].append(done_work - half_work)
    return taken


def tell(title: str, taken: dict[str, list[float]]) -> None:
    medians = {name: statistics.median(each) * 1000 for name, each in taken.items()}
    told = ", ".join(f"{name} {median:.1f} ms" for name, median in medians.items())
    most = max(taken["search"]) * 1000
    ratio = medians["search"] / medians["bare query"]
    print(f"{title}: search against the bare query {ratio:.2f} ({told}; the slowest search {most:.0f} ms)", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--base", type=Path, help="Keep the base in this file, or take the one that is there.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.base or Path(folder) / "base.sqlite"
        if not path.exists():
            taken = fill(path, given.claims)
            print(f"{given.claims} claims in {path.stat().st_size / 1e6:.0f} MB, indexed in {taken:.0f} s", flush=True)
        lexicon = Lexicon(1)
        for breadth in ("a variant", "a treatment and its variants", "the whole base"):
            for words in (1, 2):
                title = f"{words} word{'s' * (words > 1)} in {breadth}"
                tell(title, compare(path, questions(path, lexicon, words, breadth)))
            title = f"2 of the {COMMONEST} commonest words in {breadth}"
            if breadth != "the whole base":
                tell(title, compare(path, questions(path, lexicon, 2, breadth, commonest=True)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
