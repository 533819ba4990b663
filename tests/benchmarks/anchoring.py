"""What anchoring costs beside plain searching, as ratios taken side by side in one run, and how well it tells quotes.

Run it with ``python -m tests.benchmarks.anchoring``. Made-up articles in paragraphs, quotes of 8 to 30 words from all
over them; processor time of one process, the medians of interleaved runs; the milliseconds are a remark, for they
belong to the machine. "Twice" is what any search has to do that is to know whether a quote stands in a text once: to go
on from the first place to the end. A quote of the base has a place in a text that never changes, and is held against
that: "verify". At most 3 times ``str.find`` are allowed for that. The last part needs the data sets beside the
repository.
"""

import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice

from kb.quoting import anchor_quote, locate_quote, normalise_text, stands_at
from kb.quoting.closest import find_closest
from kb.quoting.passages import compare_passages
from kb.quoting.reanchoring import reanchor_quote
from kb.vocabulary import QuoteState
from tests.conftest import SHARED
from tests.realdata.convert import DISMECH_PREFIXES, read_lines

RUNS = 5
Article = tuple[str, list[str]]
Way = Callable[[str, str], object]
Act = Callable[[], object]


def made_article(chosen: random.Random, words: list[str], size: int, quotes: int) -> Article:
    """Return a text of about ``size`` characters and words that stand in it."""
    paragraphs, length = [], 0
    while length < size:
        sentences = [" ".join(chosen.choices(words, k=chosen.randint(8, 30))) for _ in range(chosen.randint(2, 6))]
        paragraphs.append(". ".join(sentence.capitalize() for sentence in sentences) + ".")
        length += len(paragraphs[-1]) + 2
    text = normalise_text("\n\n".join(paragraphs))
    return text, [made_quote(chosen, text) for _ in range(quotes)]


def made_quote(chosen: random.Random, text: str) -> str:
    """Return some words of one paragraph."""
    paragraph = chosen.choice([part for part in text.split("\n\n") if part.count(" ") > 30])
    words = paragraph.split(" ")
    first = chosen.randrange(len(words) - 8)
    return " ".join(islice(words, first, first + chosen.randint(8, 30)))


def made_words(chosen: random.Random) -> list[str]:
    """Return words, some of which come often, as in any language."""
    letters = "etaoinshrdlucmfwypvbgkqjxz"
    weights = range(len(letters), 0, -1)
    words = ["".join(chosen.choices(letters, weights, k=chosen.randint(2, 12))) for _ in range(4000)]
    return [word for rank, word in enumerate(words, 1) for _ in range(1 + 400 // rank)]


def find_twice(text: str, quote: str) -> int:
    return text.find(quote, text.find(quote) + 1)


def medians(acts: dict[str, Act]) -> dict[str, float]:
    """Return the median processor time of each act, all run in turn."""
    times: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(RUNS):
        for name, act in acts.items():
            began = time.process_time()
            act()
            times[name].append(time.process_time() - began)
    return {name: statistics.median(taken) for name, taken in times.items()}


def over_all(articles: list[Article], way: Way) -> Act:
    """Return what takes every quote a ``way`` through its text."""
    return lambda: [way(text, quote) for text, quotes in articles for quote in quotes]


def at_places(articles: list[Article]) -> Act:
    """Return what holds every quote against the place where it was anchored."""
    placed = []
    for text, quotes in articles:
        for quote in quotes:
            anchor = anchor_quote(text, quote)
            assert anchor.start is not None and anchor.end is not None
            placed.append((text, quote, anchor.start, anchor.end))
    return lambda: [stands_at(*each) for each in placed]


def compare(title: str, articles: list[Article]) -> None:
    ways: dict[str, Way] = {"str.find": str.find, "twice": find_twice, "locate": locate_quote, "anchor": anchor_quote}
    taken = medians({name: over_all(articles, way) for name, way in ways.items()} | {"verify": at_places(articles)})
    print(f"{title}:")
    for name, seconds in taken.items():
        ratios = f"{seconds / taken['str.find']:6.1f} of str.find {seconds / taken['twice']:6.1f} of twice"
        print(f"  {name:10} {seconds * 1000:8.1f} ms {ratios}")


def once(title: str, act: Callable[[], object]) -> None:
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    print(f"{title}: {statistics.median(times) * 1000:.0f} ms")


def rest(chosen: random.Random, words: list[str]) -> None:
    """Print what a new text of a source costs."""
    (old, quotes), (more, _) = (made_article(chosen, words, 100_000, 100) for _ in range(2))
    paragraphs = old.split("\n\n")
    new = "\n\n".join([*more.split("\n\n")[:5], *paragraphs[10:], *paragraphs[:5]])
    places = [(anchor.start or 0, anchor.end or 0) for anchor in (anchor_quote(old, quote) for quote in quotes)]
    counts = Counter(str(reanchor_quote(old, new, place).outcome) for place in places)
    print(f"100 quotes in a changed text of 100 kB: {dict(counts)}")
    once("  to re-anchor them, comparing included", lambda: [reanchor_quote(old, new, place) for place in places])
    once("  to suggest the closest passage to one", lambda: find_closest(new, quotes[0].replace("e", "a")))
    once("  to tell what was changed", lambda: compare_passages(old, new))


def told_right(kinds: Iterable[str]) -> str:
    """Return how many DisMech snippets of these kinds verify, and how many of them where the data set has them."""
    texts = {row["reference"]: row["text"] for row in read_lines(SHARED / "data" / "dismech_references.jsonl")}
    rows = [row for row in read_lines(SHARED / "data" / "dismech_treatments.jsonl") if row["match"] in kinds]
    rows = [row for row in rows if row["reference"] in texts]
    anchors = [anchor_quote(texts[row["reference"]], row["snippet"], DISMECH_PREFIXES.get(row["id"])) for row in rows]
    verified = [(row, each) for row, each in zip(rows, anchors, strict=True) if each.state == QuoteState.VERIFIED]
    right = [row for row, each in verified if (each.start, each.end) == (row["start"], row["end"])]
    share = 100 * len(verified) / len(rows)
    return f"{len(verified)} of {len(rows)} verify ({share:.1f} %), {len(right)} at the place given"


def main() -> None:
    chosen = random.Random(1)
    words = made_words(chosen)
    compare("100 quotes in a text of 100 kB", [made_article(chosen, words, 100_000, 100)])
    compare("10,000 quotes in 1,000 texts of 30 kB", [made_article(chosen, words, 30_000, 10) for _ in range(1000)])
    rest(chosen, words)
    if not SHARED.is_dir():
        print(f"left out: {SHARED.name}/ with the real articles and data is not beside this repository")
        return
    for kind in ("exact", "whitespace", "absent"):
        print(f"DisMech snippets that are {kind}: {told_right([kind])}")


if __name__ == "__main__":
    main()
