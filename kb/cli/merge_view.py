"""What a merge did or would do, in the terminal."""

from collections.abc import Iterator

from rich.text import Text

from kb.escaping import visible
from kb.records import MergeReport
from kb.running_text import count_of
from kb.vocabulary import Mergeable


def merge_view(report: MergeReport, *, dry_run: bool = False) -> Text:
    """Return what is one now, and what went over; of a dry run, what would be and would go."""
    return Text(visible("; ".join(_would_be(report) if dry_run else _is_now(report))))


def _is_now(report: MergeReport) -> Iterator[str]:
    others = _others(report)
    so_are = f", and so {'is' if len(others) == 1 else 'are'} {_listed(others)}" if others else ""
    yield f"'{report.taken_in}' is {_as_what(report)} '{report.into}' now{so_are}"
    if changed := _changed(report):
        yield f"{changed} changed"
    if report.variants:
        yield f"{_listed(report.variants)} {'lies' if len(report.variants) == 1 else 'lie'} under it now"


def _would_be(report: MergeReport) -> Iterator[str]:
    others = _others(report)
    so_would = f", and so would {_listed(others)}" if others else ""
    yield f"'{report.taken_in}' would be {_as_what(report)} '{report.into}'{so_would}"
    if changed := _changed(report):
        yield f"{changed} would change"
    if report.variants:
        yield f"{_listed(report.variants)} would lie under it"


def _as_what(report: MergeReport) -> str:
    return "read as" if report.kind == Mergeable.PROPOSITION else "a name of"


def _others(report: MergeReport) -> list[str]:
    return [name for name in report.names if name != report.taken_in]


def _changed(report: MergeReport) -> str:
    """Return how much is said otherwise, "" where nothing is."""
    counts = ((report.claims, "claim"), (report.authorships, "signature"))
    changed = [count_of(number, thing) for number, thing in counts if number]
    return f"{' and '.join(changed)} of {count_of(report.sources, 'source')}" if changed else ""


def _listed(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
