"""What an export wrote, in the terminal."""

from rich.text import Text

from kb.escaping import visible
from kb.records import ExportReport
from kb.running_text import count_of


def export_view(report: ExportReport) -> Text:
    """Return what was written, counted, and where to."""
    counts = ((report.sources, "source"), (report.claims, "claim"), (report.texts, "article"))
    told = ", ".join(count_of(number, thing) for number, thing in counts)
    entries = f"{report.entries} {'entry' if report.entries == 1 else 'entries'} of the vocabularies"
    return Text(visible(f"{report.path}: {told} and {entries} in {count_of(report.files, 'file')}"))
