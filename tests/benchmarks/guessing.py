"""What guessing the nearest known name costs a load, beside as many names as a large vocabulary has.

Run it with ``python -m tests.benchmarks.guessing``. The seconds are a remark, for they belong to the machine; what is
promised is how many names are looked at.
"""

import random
import time
from contextlib import closing

from kb.naming import fold_concept, nearest_names
from kb.store.concepts import ConceptBook
from kb.store.database import open_memory
from kb.store.guessing import MOST_NAMES
from kb.store.ledger import Ledger
from kb.vocabulary import ConceptKind

KNOWN, NEW = 100_000, 10_000
WORDS = ["stem", "cell", "hair", "graft", "therapy", "micro", "nano", "fat", "laser", "plasma", "platelet", "rich"]


def made_names(number: int, seed: int) -> list[str]:
    """Return made-up names of five words and a number."""
    chosen = random.Random(seed)
    return [f"{' '.join(chosen.choices(WORDS, k=5))} {index}" for index in range(number)]


def main() -> None:
    known, new = made_names(KNOWN, 1), made_names(NEW, 2)
    with closing(open_memory()) as database, database.writing() as connection:
        book = ConceptBook(Ledger(connection, "names", "now", None))
        book.create(ConceptKind.TREATMENT, "a treatment", in_vocabulary=True)
        book.ledger.flush()
        rows = {fold_concept(name): ("treatment", fold_concept(name), name, 1) for name in known}
        connection.exec_driver_sql("INSERT INTO concept_name VALUES (?, ?, ?, ?)", list(rows.values()))
        begun = time.perf_counter()
        for name in new:
            book.resolve(ConceptKind.TREATMENT, f"new {name}")
        taken = time.perf_counter() - begun
    looked = MOST_NAMES - max(book.budget.left, 0)
    left_out = book.budget.unguessed
    print(f"{NEW} new names beside {len(rows)}: {taken:.1f} s, {looked} names looked at, {left_out} unguessed")
    begun = time.perf_counter()
    nearest_names("hair graft terapy", known)
    print(f"one question beside {KNOWN}: {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()
