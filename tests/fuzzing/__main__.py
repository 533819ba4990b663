"""python -m tests.fuzzing --minutes 10: look for files that kb does not stand; end with 1 where there are any.

Every fifth seed loads as with --strict. With --articles the files are articles, and only read."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.fuzzing.articles import articles, hold_article
from tests.fuzzing.files import Broken, loads
from tests.fuzzing.holding import bench

_EXAMPLES = 500
_MOST_FAILURES = 10
FAILURES = Path("fuzzing-failures")


class Hunt:
    """Goes through ``files``, so many at a time, and keeps what ``hold`` fails on, made as small as can be."""

    def __init__(self, files: SearchStrategy[list[Broken]], hold: Callable[[list[Broken], int], int]) -> None:
        self.files = files
        self.hold = hold
        self.seen: Counter[str] = Counter()
        self.last: list[Broken] = []

    def go(self, number: int) -> Exception | None:
        """Try the files that ``number`` brings up; return what went wrong with the last of them."""

        @seed(number)
        @settings(
            max_examples=_EXAMPLES,
            deadline=None,
            database=None,
            print_blob=False,
            report_multiple_bugs=False,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        @given(self.files)
        def try_files(files: list[Broken]) -> None:
            self.seen["files"] += len(files)
            self.last = files
            self.seen["landed"] += self.hold(files, number)

        try:
            try_files()
        except Exception as error:
            return error
        return None

    def save(self, number: int) -> Path:
        """Write what failed last into a folder of its own."""
        folder = FAILURES / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        for at, broken in enumerate(self.last):
            (folder / f"{at}.{broken.suffix}").write_bytes(broken.content)
        return folder


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--articles", action="store_true")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    end = time.monotonic() + 60 * options.minutes
    failed, number = 0, options.seed
    with tempfile.TemporaryDirectory() as folder, bench(Path(folder)) as on:
        hunt = Hunt(loads, lambda files, seed: on.hold(files, strict=seed % 5 == 0))
        if options.articles:
            hunt = Hunt(articles.map(lambda each: [each]), lambda files, _seed: sum(map(hold_article, files)))
        while time.monotonic() < end and failed < _MOST_FAILURES:
            error = hunt.go(number)
            if error is not None:
                failed += 1
                print(f"{hunt.save(number)}: {type(error).__name__}: {error}", flush=True)
            number += 1
    print(f"seeds {options.seed} to {number - 1}: {hunt.seen['files']} files, {hunt.seen['landed']} landed", end="")
    print(f", {failed} failed" + (f"; the smallest of each seed is in {FAILURES}/" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
