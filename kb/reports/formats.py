"""Which format a report is written in, and what writes it: one entry for each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from kb.errors import UsageError
from kb.records import Report
from kb.reports.csv_table import render_csv
from kb.reports.html_page import render_html
from kb.reports.json_ld import render_json_ld
from kb.reports.json_text import render_json
from kb.reports.markdown import render_markdown
from kb.vocabulary import ReportFormat


@dataclass(frozen=True, slots=True)
class Rendering:
    """``render`` yields the parts of the text; files whose names end in ``suffix`` have it."""

    suffix: str
    render: Callable[[Report], Iterator[str]]


RENDERINGS: dict[str, Rendering] = {
    ReportFormat.MARKDOWN: Rendering(".md", render_markdown),
    ReportFormat.HTML: Rendering(".html", render_html),
    ReportFormat.CSV: Rendering(".csv", render_csv),
    ReportFormat.JSON: Rendering(".json", render_json),
    ReportFormat.JSONLD: Rendering(".jsonld", render_json_ld),
}


def render_report(report: Report, format: str) -> Iterator[str]:  # noqa: A002 - the word of the command line
    """Yield ``report`` as text, ready for a file or a terminal, part by part."""
    return RENDERINGS[format].render(report)


def get_format(name: str) -> str:
    """Return the format that the suffix of a file's ``name`` says; raise UsageError for any other suffix."""
    suffix = PurePath(name).suffix.lower()
    for written_as, rendering in RENDERINGS.items():
        if rendering.suffix == suffix:
            return written_as
    *others, last = (f"{rendering.suffix} ({format_})" for format_, rendering in RENDERINGS.items())
    said = f"'{suffix}' is no format of a report" if suffix else "a report's format is told by its suffix"
    raise UsageError(f"{name}: {said}; end the name in {', '.join(others)} or {last}, or give --format")
