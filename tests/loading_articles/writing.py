"""Made-up articles, and what a load told of them."""

from typing import Any

from kb.records import FileReport, LoadReport, SourceRow
from tests.building import Desk

TEXT = "First it begins. The results last for years. The end is near.\n"
WORDS = "The results last for years"
KIND = "None: kind: none found: 'other' until --kind or a source record says what it is"


def page(title: str = "Cold caps", text: str = TEXT) -> str:
    """Return an article in Markdown."""
    return f"# {title}\n\n{text}"


def jats(title: str = "Cold caps", text: str = TEXT, doi: str | None = "10.1000/caps", pmid: str | None = None) -> str:
    """Return an article as a journal would give it away."""
    given = {"doi": doi, "pmid": pmid}
    ids = "".join(f'<article-id pub-id-type="{name}">{value}</article-id>' for name, value in given.items() if value)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<article xml:lang="en" article-type="research-article"><front>'
        "<journal-meta><journal-title-group><journal-title>An example journal</journal-title></journal-title-group>"
        f"</journal-meta><article-meta>{ids}<title-group><article-title>{title}</article-title></title-group>"
        '<contrib-group><contrib contrib-type="author"><name><surname>Doe</surname><given-names>Jane</given-names>'
        "</name></contrib></contrib-group><pub-date><day>4</day><month>5</month><year>2020</year></pub-date>"
        f"</article-meta></front><body><sec><title>Results</title><p>{text}</p></sec></body></article>\n"
    )


def only_source(desk: Desk) -> SourceRow:
    (row,) = desk.base.sources()
    return row


def keys(desk: Desk) -> list[str]:
    return [row.key for row in desk.base.sources()]


def only_file(report: LoadReport) -> FileReport:
    (file,) = report.files
    return file


def problems(report: LoadReport) -> list[str]:
    """Return the errors of every file as "field: message"."""
    return [f"{each.field}: {each.message}" for file in report.files for each in file.errors]


def became(report: LoadReport) -> list[tuple[Any, ...]]:
    """Return what became of quotes, as claim, state, old and new start."""
    return [(each.claim, each.state, each.was_start, each.start) for file in report.files for each in file.quotes]
