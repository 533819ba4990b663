"""Claims about a treatment: which are kept, and in which order."""

from collections.abc import Iterator
from typing import Any

import pytest

from kb import KnowledgeBase
from kb.errors import NotFoundError, UsageError
from kb.records import ClaimPage
from tests.analysis.saying import JANE, VOCABULARY, N, R, S, says
from tests.building import Desk, claim, source

WORKS = "{treatment} works at night"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with some sources; tests only read from it."""
    with KnowledgeBase.in_memory() as base:
        desk = Desk(tmp_path_factory.mktemp("library"), base)
        desk.vocabulary(**VOCABULARY)
        desk.load(
            source(
                "page",
                claim(R, key="effect", condition="hair loss", evidence="expert-opinion"),
                claim(S, key="harmless", aspect="safety", treatment="variant one", population="adults"),
                kind="clinic-page",
                authors=[{"name": "Davin Lim"}],
                interest="commercial",
                published="2019-06-01",
            ),
            source(
                "trial",
                claim(S, key="effect", treatment="variant of one", population="men", evidence="randomised-trial"),
                claim(N, key="lasting", aspect="durability", condition="pattern hair loss"),
                authors=[{"name": "José García"}, {"name": "Wei Chen"}],
                interest="independent",
                published="2021-12-31",
            ),
            source(
                "news",
                claim(S, key="expert", author=JANE, interest="unknown", condition="traction alopecia"),
                claim(None, key="months", aspect="timing", quantity={"name": "months", "low": 6, "unit": "months"}),
                claim(R, key="turned-down", status="rejected"),
                claim(S, key="waiting", status="proposed"),
                kind="news",
                authors=[{"name": "Davin Lim"}],
                interest="industry-funded",
                published="2021",
            ),
            source(
                "undated",
                claim(R, key="night", treatment="variant two", proposition=WORKS, population="women"),
                claim(S, key="surgery", treatment="surgery"),
            ),
            source("month", claim(R, key="dear", aspect="cost"), published="2021-03"),
        )
        yield desk


ALL = "page/effect news/expert trial/effect undated/night trial/lasting page/harmless month/dear news/months"

KEPT: dict[str, tuple[dict[str, Any], str]] = {
    "everything about the treatment and its descendants": ({}, ALL),
    "stance": ({"stance": "refutes"}, "page/effect undated/night month/dear"),
    "stance neutral": ({"stance": "neutral"}, "trial/lasting"),
    "aspect": ({"aspect": "safety"}, "page/harmless"),
    "aspect with its measures": ({"aspect": "timing"}, "news/months"),
    "condition with what lies under it": (
        {"condition": "hair loss"},
        "page/effect news/expert trial/lasting",
    ),
    "condition without what it lies under": ({"condition": "Pattern-Hair Loss"}, "trial/lasting"),
    "population with what lies under it": (
        {"population": "adults"},
        "trial/effect undated/night page/harmless",
    ),
    "population without what it lies under": ({"population": "men"}, "trial/effect"),
    "author of a source, but not of what another says in it": (
        {"author": "Davin Lim"},
        "page/effect page/harmless news/months",
    ),
    "author of the claim": ({"author": JANE}, "news/expert"),
    "author, case, accents and blanks aside": ({"author": "jose  GARCIA"}, "trial/effect trial/lasting"),
    "author among several": ({"author": "Wei Chen"}, "trial/effect trial/lasting"),
    "source": ({"source": "page"}, "page/effect page/harmless"),
    "interest of the source": ({"interest": "commercial"}, "page/effect page/harmless"),
    "interest of the speaker": ({"interest": "unknown"}, "news/expert undated/night month/dear"),
    "interest that the speaker does not share": ({"interest": "industry-funded"}, "news/months"),
    "evidence": ({"evidence": "randomised-trial"}, "trial/effect"),
    "evidence as good or better": ({"evidence": "cohort.."}, "trial/effect"),
    "evidence not stated": (
        {"evidence": "unstated", "source": "page"},
        "page/harmless",
    ),
    "since a year": ({"since": "2021"}, "news/expert trial/effect trial/lasting month/dear news/months"),
    "since a day": ({"since": "2021-12-31"}, "trial/effect trial/lasting"),
    "since the first day of a year, what is dated by the year alone too": (
        {"since": "2021-01-01"},
        "news/expert trial/effect trial/lasting month/dear news/months",
    ),
    "until a year, all of it": (
        {"until": "2021"},
        "page/effect news/expert trial/effect trial/lasting page/harmless month/dear news/months",
    ),
    "until the year before": ({"until": "2020"}, "page/effect page/harmless"),
    "until a month, all of it": ({"until": "2019-06"}, "page/effect page/harmless"),
    "until a day": ({"until": "2019-06-01"}, "page/effect page/harmless"),
    "until the day before": ({"until": "2019-05-31"}, ""),
    "since and until": ({"since": "2021-03", "until": "2021-11", "aspect": "cost"}, "month/dear"),
    "status proposed": ({"status": "proposed"}, "news/waiting"),
    "status rejected": ({"status": "rejected"}, "news/turned-down"),
    "only the treatment itself": (
        {"only": True},
        "page/effect news/expert trial/lasting month/dear news/months",
    ),
    "several at once": ({"stance": "supports", "aspect": "efficacy", "interest": "independent"}, "trial/effect"),
    "several that nothing meets": ({"stance": "neutral", "aspect": "safety"}, ""),
}


@pytest.mark.parametrize(("keep", "expected"), KEPT.values(), ids=KEPT)
def test_what_a_filter_keeps_in_its_order(library: Desk, keep: dict[str, Any], expected: str) -> None:
    found = [said.reference for said in library.claims(**keep)]
    assert found == expected.split()


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [
        ("variant one", "trial/effect page/harmless"),
        ("variant of one", "trial/effect"),
        ("variant two", "undated/night"),
        ("surgery", "undated/surgery"),
        ("keyhole surgery", ""),
    ],
)
def test_a_treatment_brings_its_descendants_and_not_what_it_lies_under(
    library: Desk, treatment: str, expected: str
) -> None:
    assert [said.reference for said in library.claims(treatment)] == expected.split()


@pytest.mark.parametrize(
    "name", ["therapy", "Therapy", " therapy ", "THE THERAPY  by another name", "the-therapy-by-another-name"]
)
def test_a_treatment_is_found_by_every_name(library: Desk, name: str) -> None:
    assert [said.reference for said in library.claims(name)] == ALL.split()


@pytest.mark.parametrize(
    ("treatment", "keep", "message"),
    [
        (
            "varient one",
            {},
            "there is no treatment 'varient one'; did you mean variant one, variant of one or variant two?",
        ),
        ("xyzzy", {}, "there is no treatment 'xyzzy'; 'kb treatments' lists them"),
        ("hair loss", {}, "there is no treatment 'hair loss'; 'kb treatments' lists them"),
        (
            "therapy",
            {"condition": "hairloss"},
            "there is no condition 'hairloss'; did you mean hair loss or pattern hair loss?",
        ),
        (
            "therapy",
            {"condition": "xyzzy"},
            "there is no condition 'xyzzy'; no claim and no vocabulary has such a name",
        ),
        ("therapy", {"population": "man"}, "there is no population 'man'; did you mean men?"),
        ("therapy", {"author": "Davim Lim"}, "there is no author 'Davim Lim'; did you mean Davin Lim?"),
        ("therapy", {"author": "xyzzy"}, "there is no author 'xyzzy'; 'kb authors' lists them"),
        ("therapy", {"source": "pages"}, "there is no source 'pages'; did you mean page?"),
        ("therapy", {"source": "xyzzy"}, "there is no source 'xyzzy'; 'kb sources' lists them"),
    ],
)
def test_a_name_nobody_knows_is_an_error_with_the_nearest(
    library: Desk, treatment: str, keep: dict[str, str], message: str
) -> None:
    with pytest.raises(NotFoundError) as raised:
        library.claims(treatment, **keep)
    assert str(raised.value) == message


def test_claims_stand_by_aspect_then_proposition_then_stance_then_source_and_key(desk: Desk) -> None:
    same = [claim(S, outcome=f"outcome {n}") for n in range(10)]
    desk.load(
        says("z", claim(S, aspect="cost"), claim(N, aspect="safety"), claim(R, aspect="safety")),
        says("b", *same, claim(S, aspect="safety"), claim(S, proposition=WORKS)),
        says("a", claim(N), claim(R), claim(S)),
    )
    efficacy = ["a/c3", *[f"b/c{n}" for n in range(1, 11)], "a/c2", "a/c1", "b/c12"]
    assert [said.reference for said in desk.claims()] == [*efficacy, "b/c11", "z/c3", "z/c2", "z/c1"]


def test_an_author_is_the_person_with_the_same_orcid(desk: Desk) -> None:
    orcid = "0000-0002-1825-0097"
    desk.load(
        says("a", S, authors=[{"name": JANE, "orcid": orcid}]),
        says("b", S, authors=[{"name": "Smith J", "orcid": orcid}]),
        says("c", S, by="Smith J"),
    )
    assert [said.source.key for said in desk.claims(author=JANE)] == ["a", "b"]


def test_a_withdrawn_claim_is_kept_and_shown_when_asked_for(desk: Desk) -> None:
    desk.load(says("a", S))
    desk.load(says("a"), name="later.json")
    assert desk.claims() == []
    assert [(said.reference, said.status) for said in desk.claims(status="withdrawn")] == [("a/c1", "withdrawn")]


@pytest.mark.parametrize(
    ("fields", "speakers"),
    [
        ({"authors": [{"name": "B"}, {"name": "A"}]}, ["B", "A"]),
        ({"kind": "clinic-page", "publisher": "Hair Clinic"}, ["Hair Clinic"]),
        ({"kind": "sponsored-post", "sponsor": "Hair Clinic", "publisher": "The Times"}, ["Hair Clinic"]),
        ({"kind": "sponsored-post", "publisher": "The Times"}, []),
        ({"kind": "news", "publisher": "The Times"}, []),
    ],
    ids=str,
)
def test_the_authors_of_a_claim_are_its_speakers(desk: Desk, fields: dict[str, Any], speakers: list[str]) -> None:
    desk.load(source("a", claim(), claim(author=JANE, outcome="other"), **fields))
    assert [said.authors for said in desk.claims()] == [speakers, [JANE]]


def test_a_claim_carries_every_field_that_was_given(desk: Desk) -> None:
    desk.load(
        source(
            "a",
            claim(
                R,
                key="k",
                condition="hair loss",
                population="men",
                comparator=["surgery", "pills"],
                outcome="hair density",
                regulator="FDA",
                aspect="comparison",
                certainty="hedged",
                evidence="cohort",
                quantity={"name": "density", "low": 5, "unit": "%"},
                quote={"exact": "no better", "prefix": "It is"},
            ),
            url="https://example.org/a",
            published="2021-03",
            publisher="The Journal",
            interest="independent",
        )
    )
    (said,) = desk.claims()
    assert (said.key, said.treatment, said.condition, said.population) == ("k", "therapy", "hair loss", "men")
    assert (said.comparator, said.outcome, said.regulator) == (["surgery", "pills"], "hair density", "FDA")
    assert (said.aspect, said.stance, said.certainty, said.evidence) == ("comparison", "refutes", "hedged", "cohort")
    assert said.quantity is not None
    assert (said.quantity.name, said.quantity.low, said.quantity.high, said.quantity.unit) == ("density", 5, None, "%")
    (quote,) = said.quotes
    assert (quote.exact, quote.prefix, quote.suffix, quote.state) == ("no better", "It is", None, "unchecked")
    assert (quote.start, quote.end, quote.warnings) == (None, None, [])
    assert (said.source.key, said.source.title, said.source.kind) == ("a", "On a", "journal-article")
    assert (said.source.published, said.source.url) == ("2021-03", "https://example.org/a")
    assert (said.source.publisher, said.source.interest, said.statement) == ("The Journal", "independent", None)


def test_what_was_not_given_is_absent(desk: Desk) -> None:
    desk.load(says("a", S))
    (said,) = desk.claims()
    assert (said.condition, said.population, said.outcome, said.regulator, said.quantity) == (None,) * 5
    assert (said.comparator, said.quotes, said.authors) == ([], [], [])
    assert (said.certainty, said.evidence, said.interest) == ("asserted", "unstated", "unknown")


@pytest.mark.parametrize("keep", [{}, {"author": "An Author"}, {"stance": "refutes"}])
@pytest.mark.parametrize(("limit", "offset"), [(None, 0), (None, 3), (2, 0), (2, 3), (0, 0), (50, 2), (5, 50)])
def test_a_page_is_a_part_of_all_claims(desk: Desk, keep: dict[str, str], limit: int | None, offset: int) -> None:
    for key in ("b", "a"):
        claims = [claim(each, aspect="safety") for each in (S, R)]
        claims += [claim(each, comparator="surgery", aspect="comparison") for each in (N, R)]
        desk.load(source(key, *claims, authors=[{"name": "An Author"}]))
    every = desk.claims(**keep)
    page = desk.base.page_of_claims("therapy", limit=limit, offset=offset, **keep)
    assert page == ClaimPage(every[offset:][:limit], len(every), 2)
    assert len(every) == (4 if "stance" in keep else 8)


def test_a_page_of_more_claims_than_are_asked_for_one_by_one_is_the_same(desk: Desk) -> None:
    desk.load(source("a", *[claim(outcome=f"outcome {at}", quote=f"word {at}") for at in range(1002)]))
    assert desk.base.page_of_claims("therapy", limit=1001).claims == desk.claims()[:1001]


@pytest.mark.parametrize(("page", "told"), [({"limit": -1}, "limit: -1"), ({"offset": -2}, "offset: -2")])
def test_a_page_begins_and_ends_somewhere(desk: Desk, page: dict[str, int], told: str) -> None:
    desk.load(source("a", claim()))
    with pytest.raises(UsageError) as raised:
        desk.base.page_of_claims("therapy", **page)
    assert str(raised.value) == f"{told} is below 0"
