"""Make bases by chance, export each, load that into an empty base, and count how many came back equal.

    python -m tests.exporting.round_trips [--bases 1000] [--seed 1]

Every other base goes through a folder of YAML, the others through a file of JSONL. Prints the first three that did not
come back equal, with what is different; ends with 1 where there was one.
"""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from kb import KnowledgeBase
from tests.exporting.equality import differences
from tests.exporting.generated import make_base
from tests.storing import copied_desk, query

SHOWN = 3
_LONGEST = 2000


def main() -> None:
    """Run as many round trips as asked for and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        blank = Path(folder) / "blank.sqlite"
        KnowledgeBase.open(blank, create=True).close()
        seen = go_round(blank, asked.bases, asked.seed)
    bases, equal = seen["bases"], seen["equal"]
    held = ", ".join(f"{seen[name]} {name}" for name in ("sources", "claims", "texts", "joined names"))
    print(f"{equal} of {bases} bases came back equal ({held}; seed {asked.seed})")
    raise SystemExit(0 if equal == bases else 1)


def go_round(blank: Path, bases: int, chance: int) -> Counter[str]:
    """Return how many bases went round, how many of them came back equal, and what they held."""
    seen: Counter[str] = Counter()

    @seed(chance)
    @settings(
        max_examples=bases,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data(), steps=st.sampled_from(range(1, 15)))
    def check(data: st.DataObject, steps: int) -> None:
        with copied_desk(blank) as desk:
            make_base(data.draw, desk, steps)
            found = differences(desk, blank, ".jsonl" if seen["bases"] % 2 else "")
            seen.update({"bases": 1, "equal": not found})
            seen["sources"] += query(desk, "SELECT count(*) FROM source")[0][0]
            seen["claims"] += query(desk, "SELECT count(*) FROM claim")[0][0]
            seen["texts"] += query(desk, "SELECT count(DISTINCT source_id) FROM source_snapshot")[0][0]
            aliases = "SELECT (SELECT count(*) FROM author_alias) + (SELECT count(*) FROM proposition_alias)"
            seen["joined names"] += query(desk, aliases)[0][0]
        if found and seen["bases"] - seen["equal"] <= SHOWN:
            print(*(each[:_LONGEST] for each in found), sep="\n", end="\n\n", flush=True)

    check()
    return seen


if __name__ == "__main__":
    main()
