"""How fast pages are read, against what trafilatura alone takes for the same pages.

Run it with ``python -m tests.benchmarks.reading``. The pages are made up, of the size and build of news pages: 30 kB,
of which a quarter is the article. What is promised is the ratio: at least 0.8 of the rate of ``trafilatura.extract``
with metadata, median of the rounds, both in one process, page by page in turn. The seconds, of the processor, are a
remark: they are the machine's.
"""

import argparse
import random
import time
from html import escape
from statistics import median

from kb.reading.articles import read_article
from tests.reading.articles.pages import LIST, PARAGRAPHS, TABLE, page

PAGES, ROUNDS, SIZE = 1000, 5, 30_000
LABEL = '<div class="label">In partnership with Example Hair Clinic</div>'


def made_page(number: int) -> bytes:
    """Return a page of some 30 kB that is like no other: every tenth is sponsored."""
    chosen = random.Random(number)
    words = " ".join(PARAGRAPHS).split()
    blocks = [escape(" ".join(chosen.choices(words, k=chosen.randint(40, 90)))) for _ in range(16)]
    tags = [f"<p>{each} <a href='/health/{number}'>and more</a> <b>in bold</b>.</p>" for each in blocks]
    tags[4:4] = ["<h2>What was measured</h2>", TABLE, LIST]
    html = page(*tags, label=LABEL if number % 10 == 0 else "")
    cards = "".join(
        f'<li class="item"><a href="/news/{number}/{card}"><img src="/img/{card}.jpg" alt=""><h4>'
        f"{' '.join(chosen.choices(words, k=9))}</h4></a><span>Sponsored</span></li>"
        for card in range(60)
    )
    html = html.replace("<footer", f'<div class="more-stories"><ul>{cards}</ul></div><footer')
    rest = max(0, SIZE - len(html.encode()))
    return html.replace("</body>", f"<script>var state = '{'x' * rest}';</script></body>").encode()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reading", description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    pages = [made_page(number) for number in range(options.pages)]
    print(f"{len(pages)} pages of {sum(map(len, pages)) // len(pages)} bytes, {options.rounds} rounds")
    measure(pages[:5])  # imports and caches
    taken = [measure(pages) for _ in range(options.rounds)]
    for name, seconds in zip(("trafilatura.extract", "read_article"), zip(*taken, strict=True), strict=True):
        print(f"{name}: {len(pages) / median(seconds):.0f} pages a second ({median(seconds):.2f} s)")
    ratios = sorted(alone / ours for alone, ours in taken)
    print(
        f"rate against trafilatura.extract: {median(ratios):.2f} (at least 0.80); {ratios[0]:.2f} to {ratios[-1]:.2f}"
    )


def measure(pages: list[bytes]) -> tuple[float, float]:
    """Return the seconds of the processor that trafilatura takes for the pages, and those that kb takes."""
    import trafilatura

    alone = ours = 0.0
    for each in pages:
        begun = time.process_time()
        assert trafilatura.extract(each, with_metadata=True)
        between = time.process_time()
        assert read_article(each, "page.html").text
        alone, ours = alone + between - begun, ours + time.process_time() - between
    return alone, ours


if __name__ == "__main__":
    main()
