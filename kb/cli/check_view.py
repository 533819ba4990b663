"""What the checks of a base did, in the terminal."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from kb.escaping import visible
from kb.records import Check
from kb.vocabulary import CheckResult

_STYLES: dict[str, str] = {CheckResult.FAILED: "bold"}


def check_table(checks: Sequence[Check]) -> Table:
    """Return a row a check; under one that failed its problems, and what to do."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in ("check", "result"):
        table.add_column(name, no_wrap=True)
    table.add_column("examined", overflow="fold")
    for check in checks:
        result = Text(check.result, style=_STYLES.get(check.result, ""))
        table.add_row(Text(check.name, style="bold"), result, _told(check))
    return table


def _told(check: Check) -> Text:
    lines = [f"{check.things}: {check.examined}"] if check.examined else []
    lines += [check.reason] if check.reason else []
    lines += [visible(problem) for problem in check.problems]
    if check.found > len(check.problems):
        lines.append(f"and {check.found - len(check.problems)} more")
    lines += [f"to do: {check.fix}"] if check.fix else []
    return Text("\n".join(lines))


def summary(checks: Sequence[Check]) -> str:
    """Return how many checks were performed, and with what result."""
    numbers = {result: sum(check.result == result for check in checks) for result in CheckResult}
    performed = len(checks) - numbers[CheckResult.SKIPPED]
    results = ", ".join(f"{number} {result}" for result, number in numbers.items())
    return f"{performed} check{'' if performed == 1 else 's'} performed, {results}"
