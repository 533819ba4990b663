"""A look at a page: one window, one colour scheme, and what the browser had to say about it."""

from pathlib import Path
from typing import Any, Literal, cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

#: The height of a window; a page is longer.
HEIGHT = 900
#: How many of a folded list are left where it is thinned out.
LEFT = 5


class Look:
    """A page that is open in a window."""

    def __init__(self, browser: Browser, path: Path, width: int, scheme: str) -> None:
        self.width = width
        self.said: list[str] = []
        self.fetched: list[str] = []
        colours = cast("Literal['light', 'dark']", scheme)
        self._context = browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=colours)
        self._context.set_default_timeout(120_000)
        self.page: Page = self._context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.fetched.append(request.url))
        self.page.goto(path.as_uri())

    def overflows(self) -> bool:
        """Whether the page is wider than its window."""
        return cast("int", self.page.evaluate("document.documentElement.scrollWidth")) > self.width

    def faults(self) -> list[str]:
        """Return the serious and critical violations of the rules of accessibility, each with an element."""
        found: Any = Axe().run(self.page, options={"resultTypes": ["violations"]}).response
        return [
            f"{each['id']}: {each['nodes'][0]['html'][:200]}"
            for each in found["violations"]
            if each["impact"] in ("serious", "critical")
        ]

    def open_all(self) -> None:
        """Unfold whatever is folded."""
        self.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")

    def thin_out(self) -> None:
        """Leave of each folded list the first few: the rules of accessibility take minutes for 200,000 elements."""
        self.page.evaluate(
            "document.querySelectorAll('details li, details article, details tr')"
            f".forEach(each => {{ if ([...each.parentNode.children].indexOf(each) > {LEFT}) each.remove() }})"
        )

    def close(self) -> None:
        self._context.close()
