"""The page of a report in a browser: it fits any window, prints, and can be used without a mouse or without sight."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.looking import Look

Looking = Callable[..., Look]
PAGES = pytest.mark.parametrize("name", ["seeds", "hostile", "many"])
WIDTHS = pytest.mark.parametrize("width", [360, 800, 1400])


@PAGES
@WIDTHS
def test_a_page_fits_its_window_fetches_nothing_and_is_not_complained_about(
    look: Looking, name: str, width: int
) -> None:
    seen = look(name, width)
    assert not seen.overflows()
    seen.open_all()
    assert not seen.overflows()
    assert seen.said == []
    assert [url for url in seen.fetched if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["seeds", "hostile"])
@WIDTHS
def test_a_page_breaks_no_serious_rule_of_accessibility(look: Looking, name: str, width: int, scheme: str) -> None:
    seen = look(name, width, scheme)
    seen.open_all()
    assert seen.faults() == []


def test_a_page_of_ten_thousand_claims_breaks_none_either(look: Looking) -> None:
    """With KB_BROWSER=whole the page is looked at whole, which takes minutes."""
    seen = look("many")
    if os.environ.get("KB_BROWSER") != "whole":
        seen.thin_out()
        seen.open_all()
    assert seen.faults() == []


@pytest.mark.parametrize("name", ["seeds", "hostile"])
def test_a_page_prints_on_a4_with_nothing_folded(look: Looking, tmp_path: Path, name: str) -> None:
    seen = look(name)
    seen.page.emulate_media(media="print")
    assert not seen.overflows()
    heights = seen.page.evaluate("[...document.querySelectorAll('#claims li')].map(each => each.clientHeight)")
    assert heights and min(heights) > 0
    printed = tmp_path / "report.pdf"
    seen.page.pdf(path=printed, prefer_css_page_size=True)
    assert printed.read_bytes().startswith(b"%PDF-")


def test_the_first_key_leads_past_the_head_and_every_stop_can_be_seen(look: Looking) -> None:
    page = look("seeds").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the disagreements"
    page.keyboard.press("Enter")
    assert page.url.endswith("#disagreements")
    for _ in range(12):
        page.keyboard.press("Tab")
        focused = "getComputedStyle(document.activeElement)"
        assert page.evaluate(f"{focused}.outlineStyle") == "solid"
        assert page.evaluate(f"parseFloat({focused}.outlineWidth)") >= 2


@pytest.mark.parametrize("name", ["seeds", "many"])
def test_a_link_to_a_folded_claim_unfolds_it_and_shows_it(look: Looking, name: str) -> None:
    page = look(name).page
    page.emulate_media(reduced_motion="reduce")
    link = page.locator(".claims a").nth(3)
    page.goto(page.url + str(link.get_attribute("href")))
    place = page.locator(":target").bounding_box()
    assert place and 0 <= place["y"] < 900


@pytest.mark.parametrize("width", [360, 1400])
def test_what_matters_is_on_the_first_screens(look: Looking, width: int) -> None:
    page = look("seeds", width).page
    matters = [
        "#glance >> text=stem cell therapy brings a worthwhile improvement in hair loss",
        "#glance >> text=Davin Lim says both in clinic-page >> nth=0",
        "#glance >> text=Unconfirmed",
        "#glance >> text=safety, evidence, cost, regulation or the alternatives",
    ]
    boxes = [page.locator(each).bounding_box() for each in matters]
    lowest = max(box["y"] + box["height"] for box in boxes if box)
    assert None not in boxes
    assert lowest <= {360: 1900, 1400: 900}[width]


def test_light_and_dark_are_two_looks_of_one_page(look: Looking) -> None:
    shots = [look("seeds", scheme=scheme).page.screenshot() for scheme in ("light", "dark")]
    assert len({hashlib.sha256(shot).digest() for shot in shots}) == 2
