"""What a merge did, in the terminal."""

from collections.abc import Iterator

from rich.text import Text

from kb.escaping import visible
from kb.records import MergeReport
from kb.vocabulary import Mergeable


def merge_view(report: MergeReport) -> Text:
    """Return what is one now, and what went over."""
    return Text(visible("; ".join(_parts(report))))


def _parts(report: MergeReport) -> Iterator[str]:
    is_now = "is read as" if report.kind == Mergeable.PROPOSITION else "is a name of"
    others = [name for name in report.names if name != report.taken_in]
    so_are = f", and so {'is' if len(others) == 1 else 'are'} {_listed(others)}" if others else ""
    yield f"'{report.taken_in}' {is_now} '{report.into}' now{so_are}"
    counts = ((report.claims, "claim"), (report.authorships, "signature"))
    if changed := [_count(number, thing) for number, thing in counts if number]:
        yield f"{' and '.join(changed)} of {_count(report.sources, 'source')} changed"
    if report.variants:
        yield f"{_listed(report.variants)} {'lies' if len(report.variants) == 1 else 'lie'} under it now"


def _listed(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
