"""A page is known by its address, whatever the link to it added; what was given stays as it was given."""

import pytest

from tests.building import Desk, claim, source
from tests.fetching.serving import Site, answer
from tests.fetching.test_loading import canonical, plain, told
from tests.loading_articles.writing import keys, only_source
from tests.reading.articles.pages import FIRST, LEAD, SECOND
from tests.storing import query

MAIL = "?utm_source=mail&utm_campaign=x"


def test_tracking_is_no_part_of_the_address_of_a_source_and_stays_in_that_of_the_reading(
    stored: Desk, site: Site
) -> None:
    stored.base.load(site.put(f"/a{MAIL}&b=1", answer(plain())))
    assert only_source(stored).url == site.url("/a?b=1")
    assert query(stored, "SELECT url FROM source_snapshot") == [(site.url(f"/a{MAIL}&b=1"),)]


def test_tracking_is_no_part_of_the_address_that_a_page_calls_its_own(desk: Desk, site: Site) -> None:
    desk.base.load(site.put("/a", answer(plain(head=canonical(f"/own{MAIL}")))))
    assert only_source(desk).url == site.url("/own")


@pytest.mark.parametrize("given", [f"/a{MAIL}", "/a#part", "/a?fbclid=1#part", "/a"])
@pytest.mark.parametrize("asked", ["/a", f"/a{MAIL}", "/a?gclid=7"])
def test_a_page_is_the_source_whose_record_gives_its_address_in_another_form(
    desk: Desk, site: Site, given: str, asked: str
) -> None:
    desk.load(source("s", claim(quote="64 people were treated"), url=site.url(given)))
    report = desk.base.load(site.put(asked, answer(plain())))
    assert (keys(desk), report.quotes) == (["s"], {"verified": 1})
    assert only_source(desk).url == site.url(given)
    assert not [each for each in told(report) if "url" in each]


def test_a_page_is_known_by_where_it_was_read_whatever_the_link_to_it_added(desk: Desk, site: Site) -> None:
    desk.base.load(site.put(f"/a{MAIL}", answer(plain(LEAD, FIRST))), key="s")
    desk.base.load(site.put("/a?fbclid=1", answer(plain(SECOND, FIRST, title="Corrected"))))
    assert (keys(desk), only_source(desk).snapshots) == (["s"], 2)


def test_the_very_address_comes_before_those_that_are_only_the_same(desk: Desk, site: Site) -> None:
    desk.load(source("one", url=site.url(f"/a{MAIL}")), source("two", url=site.url("/a?fbclid=1")))
    desk.base.load(site.put("/a?fbclid=1", answer(plain())))
    assert {row.key: row.snapshots for row in desk.base.sources()} == {"one": 0, "two": 1}


def test_an_address_that_is_the_same_as_those_of_two_sources_is_neither(desk: Desk, site: Site) -> None:
    desk.load(source("one", url=site.url(f"/a{MAIL}")), source("two", url=site.url("/a?fbclid=1")))
    desk.base.load(site.put("/a?gclid=1", answer(plain())), key="three")
    assert sorted(keys(desk)) == ["one", "three", "two"]


@pytest.mark.parametrize("given", ["/a/", "/A", "/a?page=2", "/ab", "/"])
def test_a_page_at_an_address_that_counts_as_another_is_a_new_source(desk: Desk, site: Site, given: str) -> None:
    desk.load(source("s", url=site.url(given)))
    desk.base.load(site.put("/a", answer(plain())), key="new")
    assert sorted(keys(desk)) == ["new", "s"]


def test_the_address_is_looked_for_by_its_index(stored: Desk) -> None:
    from kb.web_addresses import may_be_same

    spans = may_be_same("https://example.org/a")
    near = " OR ".join("(url >= ? AND url < ?)" for _ in spans)
    values = [each for span in spans for each in span]
    plan = query(stored, f"EXPLAIN QUERY PLAN SELECT * FROM source WHERE url IN ('a', 'b') OR {near}", *values)
    assert not [row for row in plan if row[-1].startswith("SCAN")]
