"""What it costs to verify every quote of a base, as a ratio to plain searching taken side by side in one run.

Run it with ``python -m tests.benchmarks.verifying``. A base on disk of 1,000 sources, each with a made-up article of
30 kB and ten quotes; processor time of one process, the medians of interleaved runs; the milliseconds are a remark, for
they belong to the machine. Beside the whole stands what no way of verifying can do without: to read every text from the
base and hold it against its hash.
"""

import hashlib
import random
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from kb import KnowledgeBase
from tests.benchmarks.anchoring import Article, made_article, made_words, medians, over_all
from tests.building import Desk, claim, source

SOURCES, QUOTES, SIZE = 1000, 10, 30_000


def load_articles(desk: Desk, articles: list[Article]) -> None:
    """Load each article as a source with a claim for each quote."""
    records = []
    for number, (text, quotes) in enumerate(articles):
        path = desk.write(f"{number}.txt", text)
        records.append(source(f"source-{number}", *[claim(quote=quote) for quote in quotes], text=path.name))
    desk.load(*records)


def read_texts(path: Path) -> None:
    """Read every text as the driver gives it, and hash it."""
    with closing(sqlite3.connect(path)) as connection:
        for sha256, text in connection.execute("SELECT sha256, text FROM snapshot"):
            assert hashlib.sha256(text.encode()).hexdigest() == sha256


def main() -> None:
    chosen = random.Random(1)
    words = made_words(chosen)
    articles = [made_article(chosen, words, SIZE, QUOTES) for _ in range(SOURCES)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "base.sqlite"
        with KnowledgeBase.open(path, create=True) as base:
            load_articles(Desk(Path(folder), base), articles)
            assert base.verify().verified == SOURCES * QUOTES
            acts = {"str.find": over_all(articles, str.find), "read and hash": lambda: read_texts(path)}
            taken = medians(acts | {"verify": base.verify})
    print(f"{SOURCES * QUOTES} quotes of {SOURCES} sources:")
    for name, seconds in taken.items():
        print(f"  {name:14} {seconds * 1000:8.1f} ms {seconds / taken['str.find']:6.1f} of str.find")


if __name__ == "__main__":
    main()
