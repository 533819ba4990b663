"""A report as a page of HTML."""

from collections.abc import Iterator

from kb.records import Report


def render_html(report: Report) -> Iterator[str]:
    """Yield ``report`` as one page of HTML that fetches nothing and runs nothing."""
    from kb.reports.page.rendering import render_page  # the templates' library: only this format needs it

    return render_page(report)
