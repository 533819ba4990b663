"""The page of a report: what it shows, where its links lead, and that it fetches and runs nothing."""

import base64
import hashlib
import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from kb import KnowledgeBase
from kb.escaping import visible
from tests.building import Desk, Record, claim, source
from tests.reports.bases import HOSTILE
from tests.reports.page_reader import Element, Page

#: What a page may consist of: nothing among it runs, plays or loads.
ELEMENTS = """html head meta title link style body header nav main footer section aside article div h1 h2 h3 h4 p ul ol
li dl dt dd table caption thead tbody tfoot tr th td a b strong em i q bdi cite code span br svg rect path details
summary"""


@pytest.fixture(scope="session")
def seeded_page(seeded_base: KnowledgeBase) -> Page:
    return Page(seeded_base.render_report("stem cell therapy", format="html"))


@pytest.fixture(scope="session")
def hostile_page(hostile_base: KnowledgeBase) -> Page:
    return Page(hostile_base.render_report(format="html"))


@pytest.fixture
def page_of(desk: Desk) -> Callable[..., Page]:
    def page_of(*records: Record) -> Page:
        desk.load(*records)
        return Page(desk.base.render_report(format="html"))

    return page_of


PAGES = pytest.mark.parametrize("name", ["seeded_page", "hostile_page"])


@PAGES
def test_nothing_runs_and_nothing_is_fetched(name: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(name)
    assert {each.name for each in page.elements} <= set(ELEMENTS.split())
    attributes = {attribute for each in page.elements for attribute in each.attributes}
    assert not {each for each in attributes if each.startswith("on") or each in ("src", "srcset", "style", "action")}
    assert [each.attributes["href"] for each in page.find("link")] == ["data:,"]


@PAGES
def test_the_policy_allows_the_style_of_the_page_and_nothing_else(name: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(name)
    (policy,) = page.find("meta", **{"http-equiv": "Content-Security-Policy"})
    (style,) = page.find("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy.attributes["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style.text and "@import" not in style.text


@PAGES
def test_every_link_within_the_page_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(name)
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    within = [each.attributes["href"] for each in page.find("a") if each.attributes["href"].startswith("#")]
    assert {href.removeprefix("#") for href in within} <= set(ids)
    labels = [label for each in page.elements if (label := each.attributes.get("aria-labelledby"))]
    assert labels and set(labels) <= set(ids)


def test_links_out_of_the_page_lead_into_the_web_and_tell_nothing_of_it(hostile_page: Page) -> None:
    out = [each for each in hostile_page.find("a") if not each.attributes["href"].startswith("#")]
    assert [each.attributes["href"] for each in out] == [
        "https://pubmed.ncbi.nlm.nih.gov/12345678/",
        "https://example.org/a_%28b%29?c=%3Cd%3E%7C%60e%60",
        "https://doi.org/10.1000/%28a%29_b%2Ac",
    ]
    assert {each.attributes["rel"] for each in out} == {"noopener noreferrer external"}
    assert hostile_page.find("meta", name="referrer", content="no-referrer")


def test_hostile_text_is_shown_as_it_stands(hostile_page: Page) -> None:
    assert visible(HOSTILE) in {each.text for each in hostile_page.find("q")}
    (title,) = hostile_page.find("title")
    assert title.words() == "everything in this base: what sources say, and where they disagree"


def test_landmarks_and_headings_are_those_of_a_document(seeded_page: Page) -> None:
    assert [len(seeded_page.find(each)) for each in ("main", "nav", "footer", "h1")] == [1, 1, 1, 1]
    levels = [int(each.name[1]) for each in seeded_page.those(lambda each: bool(re.fullmatch(r"h\d", each.name)))]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_reader_of_the_seeds_sees_at_a_glance_what_matters(seeded_page: Page) -> None:
    glance = seeded_page.with_id("glance")
    (disputed,) = glance.find("ol")
    found = [row.find("p")[0].words() for row in disputed.children]
    assert found[0] == "efficacy stem cell therapy brings a worthwhile improvement in hair loss"
    links = [each.words() for each in disputed.find("a")]
    assert links == [
        "Contradiction sponsored-post against clinic-page",
        "Self-contradiction Davin Lim says both in clinic-page",
        "Contradiction sponsored-post against clinic-page",
        "Contradiction sponsored-post against clinic-page",
        "Self-contradiction Davin Lim says both in clinic-page",
        "Unconfirmed 1 true against 1 not known",
    ]
    (unsaid,) = glance.find("aside")
    assert "says nothing on safety, evidence, cost, regulation or the alternatives" in unsaid.words()


def test_a_bar_says_in_words_what_it_shows(seeded_page: Page) -> None:
    bars = [each.words() for each in seeded_page.find("div", **{"class": "bar"})]
    assert bars[0] == "1 voice says it is true, and 1 not true"
    assert bars[-1] == "1 voice says it is true, 1 not known, and 0 not true"


def test_each_disagreement_has_both_sides_in_their_words(seeded_page: Page) -> None:
    first = seeded_page.with_id("contradiction-on-efficacy")
    sides = [(each.find("h4")[0].words(), [q.text for q in each.find("q")]) for each in first.find("section")]
    assert sides == [
        ("Says it is true 1 voice", ["stem cell hair therapy to improve hair thickness and density"]),
        ("Says it is not true 1 voice", ["Results are marginal at best"]),
    ]
    assert [each.words() for each in first.find("dd")] == [
        "interest (sponsored against commercial); kind (sponsored-post against clinic-page)",
        "clinic-page and sponsored-post: without either this ends",
    ]


def test_every_claim_that_is_shown_stands_once_in_full(seeded_base: KnowledgeBase, seeded_page: Page) -> None:
    listed = seeded_page.with_id("claims").find("li")
    shown = seeded_base.report("stem cell therapy").claims
    assert {each.attributes["id"] for each in listed} == {f"claim-{each.reference}" for each in shown}
    assert [each.attributes["value"] for each in listed] == [str(number + 1) for number in range(len(shown))]


def test_the_keys_of_a_hostile_source_make_ids_that_can_be_followed(hostile_page: Page) -> None:
    ids = [each.attributes["id"] for each in hostile_page.with_id("claims").find("li")]
    assert ids and all(re.fullmatch(r"claim-[\w.~%-]+/[\w.~%-]+", each) for each in ids)


def claims_told(page: Page, side: Element) -> list[str]:
    """Return the references of the claims of a side: those in words, and those that ranges of numbers lead to."""
    listed = {int(each.attributes["value"]): each.attributes["id"] for each in page.with_id("claims").find("li")}
    told = [int(each) for each in re.findall(r"claim (\d+)", side.find("ul")[0].text)]
    for each in side.find("p", **{"class": "others"}):
        for first, last in re.findall(r"(\d+)(?:–(\d+))?", each.words().partition(": ")[2]):
            told += range(int(first), int(last or first) + 1)
    return sorted(listed[number].removeprefix("claim-") for number in told)


def test_of_a_long_side_every_claim_is_told_by_its_number(desk: Desk) -> None:
    many = [source(f"s{number}", claim("supports")) for number in range(40)]
    few = [source(f"r{number}", claim("refutes"), claim("neutral", condition="acne")) for number in range(3)]
    beside = [source(f"n{number}", claim("neutral"), claim(aspect="safety")) for number in range(9)]
    desk.load(*many, *few, *beside)
    page = Page(desk.base.render_report(format="html"))
    (entry,) = page.find("article", id="contradiction-on-efficacy")
    sides = entry.find("section")
    assert sides[0].find("p", **{"class": "others"})[0].words().startswith("and 28 more claims: ")
    (found,) = desk.base.report().disagreements
    for shown, side in zip(sides, found.sides, strict=True):
        assert claims_told(page, shown) == sorted(said.reference for said in side.claims)


def test_what_an_agreement_rests_on_can_be_read(desk: Desk) -> None:
    desk.load(source("a", claim()), source("b", claim(), claim("neutral", aspect="safety")))
    page = Page(desk.base.render_report(format="html"))
    links = [each.attributes["href"] for each in page.with_id("agreements").find("a")]
    assert links == ["#claim-a/c1"]
    assert page.with_id("agreements").find("a")[0].words() == "1–2"
    assert [each.attributes["href"] for each in page.with_id("open-questions").find("a")] == ["#claim-b/c2"]
    assert len(page.with_id("claims").find("li")) == 3


def glance_of(page: Page) -> list[str]:
    return [each.words() for each in page.with_id("glance").find("ol")[0].find("a")]


def test_a_co_author_of_one_side_is_not_said_to_have_said_both(page_of: Callable[..., Page]) -> None:
    both, one, other = ({"name": name} for name in ("Ben Both", "Ann Able", "Zed Zeta"))
    early = source("early", claim(), authors=[one, both], published="2001")
    late = source("late", claim("refutes"), authors=[both, other], published="2009")
    assert "Reversal Ben Both changed sides" in glance_of(page_of(early, late))


def test_without_a_shared_name_it_is_the_sources_that_say_both(page_of: Callable[..., Page]) -> None:
    page = page_of(source("a", claim()), source("b", claim("refutes"), derived_from="a"))
    assert glance_of(page) == ["Self-contradiction a, b say both"]


def test_what_a_claim_alone_is_said_of_stands_with_it(page_of: Callable[..., Page]) -> None:
    page = page_of(source("a", claim(population="men")), source("b", claim("refutes")))
    entry = page.with_id("contradiction-on-efficacy")
    assert entry.find("p", **{"class": "about"})[0].words() == "1 voice against 1 · score 0.50"
    assert ["said of" in each.text for each in entry.find("li")] == [True, True]
    assert "in men" in entry.find("li")[0].text


def test_a_quote_is_marked_in_the_text_and_the_curators_words_are_called_so(
    page_of: Callable[..., Page],
) -> None:
    page = page_of(source("a", claim(quote="exact words", statement="A reading.")), source("b", claim("refutes")))
    words = page.with_id("contradiction-on-efficacy").find("li")[0].words()
    assert words.startswith("“exact words” unchecked in the curator’s words: A reading.")


def test_a_long_quote_is_begun_in_the_disagreement_and_whole_in_the_register(page_of: Callable[..., Page]) -> None:
    long = "word " * 400 + "end"
    page = page_of(source("a", claim(quote=long)), source("b", claim("refutes")))
    begun, whole = (each.text for each in page.find("q"))
    assert (len(begun) <= 1000, whole) == (True, long)
    assert "shortened here, whole in claim 1" in page.with_id("contradiction-on-efficacy").text


def test_an_empty_base_claims_no_findings(desk: Desk) -> None:
    desk.vocabulary(treatments=[{"name": "therapy"}])
    page = Page(desk.base.render_report(format="html"))
    assert "There are no claims to compare." in page.with_id("glance").words()
    assert "No source" not in page.with_id("glance").words()


def test_a_source_that_praises_several_treatments_is_one_source(page_of: Callable[..., Page]) -> None:
    page = page_of(source("a", claim(treatment="x therapy"), claim(treatment="y therapy")))
    (unsaid,) = page.find("aside")
    assert "1 source in favour" in unsaid.words()
    assert ["on x therapy" in unsaid.text, "on y therapy" in unsaid.text] == [True, True]


def test_what_is_not_compared_is_shown_with_both_claims(page_of: Callable[..., Page]) -> None:
    men, women = (claim(stance, population=who) for stance, who in (("supports", "men"), ("refutes", "women")))
    page = page_of(source("a", men), source("b", women))
    section = page.with_id("not-compared")
    assert section.find("li")[0].words() == "1 pair is not compared because the population is another one"
    assert [len(each.find("li")) for each in section.find("ul", **{"class": "claims"})] == [1, 1]
    assert len(page.with_id("claims").find("li")) == 2


def test_sides_with_figures_are_told_by_their_ranges(page_of: Callable[..., Page]) -> None:
    figures = [
        claim(None, aspect="timing", quantity={"name": "time to results", "low": low, "high": low, "unit": "months"})
        for low in (2, 9)
    ]
    page = page_of(source("a", figures[0]), source("b", figures[1]))
    (link,) = page.with_id("glance").find("ol")[0].find("a")
    assert link.words() == "Numeric 2 months against 9 months"
    assert not page.find("svg")


def test_many_of_one_kind_are_counted_at_a_glance(page_of: Callable[..., Page]) -> None:
    page = page_of(*(source(f"s{number}", claim(), claim("refutes")) for number in range(4)))
    links = [each.words() for each in page.with_id("glance").find("ol")[0].find("a")]
    assert links == ["Contradiction 4 voices against 4", "Self-contradiction 4 self-contradictions"]


def test_of_few_sources_aspects_are_rows_and_of_many_columns(page_of: Callable[..., Page], desk: Desk) -> None:
    page = page_of(*(source(f"s{number}", claim()) for number in range(4)))
    (table,) = page.find("table")
    assert [each.attributes["scope"] for each in table.find("th")][:6] == ["col"] * 5 + ["row"]
    assert table.find("td")[4].words() == "silent"
    page = page_of(source("s5", claim("refutes"), claim()))
    (table,) = page.find("table")
    assert table.find("tbody")[0].find("td")[-13].attributes["class"] == "both"
    assert [each.words() for each in table.find("tfoot")[0].find("td")][:2] == ["0 of 5", "5 of 5"]


def test_a_base_in_which_nothing_disagrees_says_so(page_of: Callable[..., Page]) -> None:
    page = page_of(source("a", claim()))
    assert "No source contradicts another, or itself." in page.with_id("glance").words()
    assert page.with_id("disagreements").words() == "Disagreements None."
