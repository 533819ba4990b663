"""A real browser without a window, and the pages it is shown."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from kb import KnowledgeBase
from tests.benchmarks.disagreements import ASPECTS, TREATMENT, make_base
from tests.browser.looking import Look
from tests.reports.bases import hostile, seeds

#: Alone and offline: nothing is looked up, fetched or updated. The tests may run as root, where there is no sandbox.
OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def find_chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("the page is not looked at in a browser: there is no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages by name: of the seeds, of a base in which every text is hostile, of 10,000 claims."""
    folder = tmp_path_factory.mktemp("pages")
    for name, base in (("seeds", seeds()), ("hostile", hostile())):
        with base as opened:
            opened.write_report(folder / f"{name}.html")
    with KnowledgeBase.open(make_base(folder, "many", ASPECTS)) as opened:
        opened.write_report(folder / "many.html", TREATMENT)
    return {path.stem: path for path in folder.glob("*.html")}


@pytest.fixture
def look(browser: Browser, pages: dict[str, Path]) -> Iterator[Callable[..., Look]]:
    """Opens a page in a window of some width, light or dark; what it says on its console fails the test."""
    looks: list[Look] = []

    def look(name: str, width: int = 1400, scheme: str = "light") -> Look:
        looks.append(Look(browser, pages[name], width, scheme))
        return looks[-1]

    yield look
    for each in looks:
        each.close()
