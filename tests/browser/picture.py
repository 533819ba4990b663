"""The picture of a report that the README shows: ``python -m tests.browser.picture`` takes it anew."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import OPTIONS, find_chromium
from tests.browser.looking import Look
from tests.reports.bases import seeds

PICTURE = Path(__file__).parents[2] / "docs" / "report.png"


def main() -> None:
    chromium = find_chromium()
    assert chromium, "there is no chromium on this machine"
    with tempfile.TemporaryDirectory() as folder, seeds() as base, sync_playwright() as playwright:
        page = base.write_report(Path(folder) / "report.html", "stem cell therapy")
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        look = Look(browser, page, 1200, "light")
        look.page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
