"""Coverage in Markdown: a table of sources by aspects, and the sources that praise and leave out."""

from collections.abc import Iterator

from kb.phrases import aspect_names, cell_says, interest
from kb.records import Coverage, OneSided
from kb.reports.markdown_text import inert
from kb.running_text import count_of, listed


def coverage_lines(found: Coverage) -> Iterator[str]:
    """Yield the coverage of one treatment under a heading of its own."""
    yield f"### {inert(found.treatment)}"
    yield ""
    yield f"| source | {' | '.join(found.aspects)} |"
    yield f"|{' --- |' * (len(found.aspects) + 1)}"
    for source in found.sources:
        cells = (", ".join(cell_says(source.cells[aspect])) or "*silent*" for aspect in found.aspects)
        yield f"| {inert(source.key)} | {' | '.join(cells)} |"
    silent = (f"{total.silent} of {found.sources_in_all}" for total in found.totals)
    yield f"| *silent in all* | {' | '.join(silent)} |"
    unsaid = aspect_names(total.aspect for total in found.totals if not total.addressed)
    if unsaid:
        yield ""
        yield f"No source says anything on {listed(unsaid, 'or')}."


def one_sided_lines(found: Coverage) -> Iterator[str]:
    """Yield a line for each source that supports efficacy, doubts it nowhere, and is silent on what readers ask."""
    for each in found.one_sided:
        yield f"- {_one_sided(each)} (on {inert(found.treatment)})"


def _one_sided(each: OneSided) -> str:
    silent_on = listed(aspect_names(each.silent_on), "or")
    who = f"**{inert(each.key)}** · {inert(each.title)} · {each.kind} · {interest(each.interest)}"
    return f"{who}: supports efficacy in {count_of(each.supports, 'claim')}, says nothing on {silent_on}"
