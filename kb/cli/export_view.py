"""What an export wrote, in the terminal."""

from rich.text import Text

from kb.escaping import visible
from kb.records import ExportReport


def export_view(report: ExportReport) -> Text:
    """Return what was written, counted, and where to."""
    counts = ((report.sources, "source"), (report.claims, "claim"), (report.texts, "article"), (report.names, "name"))
    told = [f"{number} {thing}" if number == 1 else f"{number} {thing}s" for number, thing in counts]
    files = f"{report.files} file" if report.files == 1 else f"{report.files} files"
    return Text(visible(f"{report.path}: {', '.join(told[:-1])} and {told[-1]} of the vocabularies in {files}"))
