"""python -m tests.analysis.naive --bases 3000: hold kb against the naive comparison; end with 1 where they differ.

Every base comes from a number, so ``--seed`` brings the same ones back; the first that differs is printed, made small.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, given, seed, settings

from kb.vocabulary import DisagreementKind
from tests.analysis.generated import asked_of, bases
from tests.analysis.naive.answers import NaiveBase
from tests.analysis.naive.comparing import differences
from tests.analysis.saying import VOCABULARY
from tests.building import Record

_AT_ONCE = 250


class Run:
    """Goes through bases and counts what stands in them."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self.kinds = kinds
        self.equal = self.undecided = 0
        self.seen: Counter[str] = Counter()
        self.different: tuple[list[Record], list[str]] | None = None

    def hold(self, records: list[Record]) -> None:
        told = differences(records, VOCABULARY, self.kinds, asked_of(records))
        if told:
            self.different = records, told
            raise AssertionError(told[0])
        if self.different is None:
            self.count(records)

    def count(self, records: list[Record]) -> None:
        self.equal += 1
        naive = NaiveBase(records, VOCABULARY)
        answers = [each for each in naive.disagreements() if each.kind in self.kinds]
        self.seen.update(each.kind for each in answers)
        self.undecided += sum(each.score is None for each in answers)
        self.seen["not comparable"] += sum(naive.not_comparable().values())

    def go(self, number: int, most: int) -> bool:
        """Hold ``most`` bases that come from ``number``; return whether all were equal."""

        @seed(number)
        @settings(
            max_examples=most,
            deadline=None,
            database=None,
            print_blob=False,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        @given(bases())
        def hold_each(records: list[Record]) -> None:
            self.hold(records)

        try:
            hold_each()
        except AssertionError:
            return False
        return True


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.analysis.naive", description=__doc__)
    parser.add_argument("--bases", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=[str(each) for each in DisagreementKind])
    options = parser.parse_args()
    run, begun = Run(options.kind or [str(each) for each in DisagreementKind]), time.monotonic()
    for number in range(options.seed, options.seed + -(-options.bases // _AT_ONCE)):
        if not run.go(number, min(_AT_ONCE, options.bases - run.equal)):
            break
    if run.different is not None:
        records, told = run.different
        print(json.dumps(records, indent=1), *told, sep="\n")
    counted = ", ".join(f"{number} {kind}" for kind, number in run.seen.most_common())
    print(f"{run.equal} bases equal ({time.monotonic() - begun:.0f} s): {counted}")
    print(f"of these disagreements {run.undecided} go round in a circle: their sides were not compared")
    return 0 if run.different is None else 1


if __name__ == "__main__":
    sys.exit(main())
