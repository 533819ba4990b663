"""What a search finds, in which order, with which words marked, and what its filters leave."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kb.analysis.searching.ranking as ranking
from kb import KnowledgeBase
from kb.errors import NotFoundError, UsageError
from kb.records import SearchHit
from tests.building import Desk, claim, source
from tests.indexed import found

ARTICLE = "Of growth and of hair. " + "Nothing to see. " * 30 + "At last the growth is marginal. " + "No more. " * 40


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Sources of several kinds about a treatment and its variant; tests only read from it."""
    with KnowledgeBase.in_memory() as opened:
        desk = Desk(tmp_path_factory.mktemp("searching"), opened)
        desk.vocabulary(
            treatments=[{"name": "therapy", "aliases": ["cure"]}, {"name": "variant", "parent": "therapy"}, "surgery"],
            conditions=["hair loss", {"name": "baldness", "parent": "hair loss"}],
            populations=["adults", {"name": "men", "parent": "adults"}],
        )
        desk.write("page.txt", ARTICLE)
        desk.load(
            source(
                "page",
                claim(key="grows", statement="Growth was seen", quote="the growth", condition="hair loss"),
                claim("refutes", key="weak", treatment="variant", quote=["weak growth", "no gain"], population="men"),
                text="page.txt",
                kind="clinic-page",
                publisher="The Clinic",
                interest="commercial",
                published="2021-03",
                authors=[{"name": "Ann Lee"}],
            ),
            source(
                "trial",
                claim("neutral", key="open", aspect="safety", statement="Growth is harmless", evidence="cohort"),
                claim(key="bald", statement="Growth in the bald", condition="baldness", author="Bo Ek"),
                claim(key="draft", statement="A growth not looked at", status="proposed"),
                title="Growth in a trial",
                published="2019",
            ),
            source("notes", title="Growth, and no claim of it", kind="blog"),
            source("other", claim(key="cut", treatment="surgery", statement="Surgery is for growth")),
        )
        yield desk


def test_claims_and_articles_are_found_by_their_words(base: Desk) -> None:
    everywhere = {"page/grows", "page/weak", "trial/open", "trial/bald", "other/cut", "page", "trial", "notes"}
    assert found(base, "growth") == everywhere


FILTERS: dict[str, tuple[dict[str, Any], str]] = {
    "treatment with variants": ({"treatment": "cure"}, "page/grows page/weak trial/open trial/bald page trial"),
    "treatment only": ({"treatment": "therapy", "only": True}, "page/grows trial/open trial/bald page trial"),
    "a variant": ({"treatment": "variant"}, "page/weak page"),
    "stance": ({"stance": "refutes"}, "page/weak page"),
    "aspect": ({"aspect": "safety"}, "trial/open trial"),
    "condition with what lies under it": ({"condition": "hair loss"}, "page/grows trial/bald page trial"),
    "population with what lies under it": ({"population": "adults"}, "page/weak page"),
    "author of a source": ({"author": "Ann Lee"}, "page/grows page/weak page"),
    "author of a claim": ({"author": "Bo Ek"}, "trial/bald trial"),
    "source": ({"source": "trial"}, "trial/open trial/bald trial"),
    "a source without claims": ({"source": "notes"}, "notes"),
    "interest": ({"interest": "commercial"}, "page/grows page/weak page"),
    "evidence": ({"evidence": "cohort.."}, "trial/open trial"),
    "since": ({"since": "2020"}, "page/grows page/weak page"),
    "until": ({"until": "2019"}, "trial/open trial/bald trial"),
    "status": ({"status": "proposed"}, "trial/draft trial"),
    "claims alone": ({"kind": "claim", "source": "page"}, "page/grows page/weak"),
    "articles alone": ({"kind": "article"}, "page trial notes"),
    "several": ({"treatment": "therapy", "stance": "supports", "author": "Ann Lee"}, "page/grows page"),
    "what no claim is": ({"treatment": "surgery", "stance": "refutes"}, ""),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_leaves_claims_and_the_articles_of_sources_that_have_such_a_claim(base: Desk, name: str) -> None:
    keep, expected = FILTERS[name]
    assert found(base, "growth", **keep) == set(expected.split())


KEEP = st.fixed_dictionaries(
    {},
    optional={
        "stance": st.sampled_from(["supports", "refutes", "neutral"]),
        "aspect": st.sampled_from(["efficacy", "safety"]),
        "condition": st.sampled_from(["hair loss", "baldness"]),
        "author": st.sampled_from(["Ann Lee", "Bo Ek"]),
        "interest": st.sampled_from(["commercial", "unknown"]),
        "since": st.sampled_from(["2018", "2020"]),
        "status": st.sampled_from(["accepted", "proposed"]),
        "only": st.booleans(),
    },
)


@settings(max_examples=60, deadline=None)
@given(keep=KEEP, treatment=st.sampled_from(["therapy", "variant", "surgery"]))
def test_a_search_and_a_list_of_claims_narrowed_by_it_have_the_same_claims(
    base: Desk, keep: dict[str, Any], treatment: str
) -> None:
    listed = {each.reference for each in base.claims(treatment, search="growth", **keep)}
    assert found(base, "growth", treatment=treatment, kind="claim", **keep) == listed
    every = {each.reference for each in base.claims(treatment, **keep)}
    assert listed == {each for each in every if each in found(base, "growth", status=keep.get("status"))}


def test_words_in_what_was_said_come_before_words_in_a_title_or_a_name(desk: Desk) -> None:
    desk.load(
        source("named", claim(treatment="laser comb", statement="It is said to work, by some")),
        source("titled", claim(statement="It is said to work, by some"), title="A laser, seen from here"),
        source("said", claim(statement="A laser is said to work, by some")),
    )
    hits = desk.base.search("laser", kind="claim")
    assert [hit.claim.reference for hit in hits if hit.claim] == ["said/c1", "titled/c1", "named/c1"]
    assert [hit.rank for hit in hits] == [1, 2, 3]


def test_claims_and_articles_come_by_turns(base: Desk) -> None:
    assert [hit.kind for hit in base.base.search("growth")] == ["claim", "article"] * 3 + ["claim"] * 2


def test_a_part_of_the_list_is_the_part_of_the_whole_list(base: Desk) -> None:
    whole = base.base.search("growth", limit=None)
    assert [hit.rank for hit in whole] == list(range(1, 9))
    for limit in range(9):
        for offset in range(9):
            assert base.base.search("growth", limit=limit, offset=offset) == whole[offset : offset + limit]


def marks(hit: SearchHit) -> list[str]:
    """The marked texts of a hit, what was found in brackets."""
    return [
        f"{text.field}: " + "".join(f"[{piece}]" if is_found else piece for piece, is_found in text.pieces)
        for text in hit.marked
    ]


def test_what_was_found_is_marked_in_every_text_that_has_it(base: Desk) -> None:
    (hit,) = base.base.search('"weak growth" gain no', "variant", kind="claim")
    assert marks(hit) == ["quote: [weak growth]", "quote: [no] [gain]"]
    (hit,) = base.base.search("cures harmless trial", kind="claim")
    assert marks(hit) == ["statement: Growth is [harmless]", "title: Growth in a [trial]", "treatment: [cure]"]


def test_an_article_is_shown_by_the_part_of_its_text_that_has_the_words(base: Desk) -> None:
    (hit,) = base.base.search("marginal growth")
    (text,) = marks(hit)
    assert (hit.kind, hit.claim, hit.source.key) == ("article", None, "page")
    assert text.startswith("text: …") and text.endswith("…")
    assert "At last the [growth] is [marginal]. No more." in text
    assert len(text) < 400


def test_a_source_is_found_by_its_title_and_publisher(base: Desk) -> None:
    (hit,) = base.base.search("clinic", kind="article")
    assert marks(hit) == ["publisher: The [Clinic]"]
    (hit,) = base.base.search("growth no claim -hair", kind="article")
    assert marks(hit) == ["title: [Growth], and [no] [claim] of it"]


def test_a_record_of_a_claim_is_the_one_that_the_list_of_claims_has(base: Desk) -> None:
    listed = {each.id: each for each in [*base.claims(), *base.claims("surgery")]}
    hits = base.base.search("growth", kind="claim")
    assert {hit.claim.id: hit.claim for hit in hits if hit.claim} == listed
    assert all(hit.claim and hit.source == hit.claim.source for hit in hits)


def test_a_text_of_two_sources_is_found_as_both(desk: Desk) -> None:
    desk.write("one.txt", "The very same words.")
    desk.write("two.txt", "The very same words.")
    desk.load(source("one", claim(), text="one.txt"), source("two", claim(), text="two.txt"))
    assert found(desk, "same words") == {"one", "two"}


def test_signs_that_an_article_itself_has_lose_no_text(desk: Desk) -> None:
    desk.load(source("odd", claim(quote="a \u0002sign\u0003 and \u001e more", statement="plain \u0003 words")))
    (hit,) = desk.base.search("more words", kind="claim")
    assert marks(hit) == ["statement: plain  [words]", "quote: a [sign] and ", "quote:  [more]"]


def test_where_very_many_match_the_newest_are_ranked_and_every_filter_still_finds_its_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "MOST_RANKED", 5)
    monkeypatch.setattr(ranking, "_FIRST_BATCH", 3)
    said = [claim("refutes" if number < 2 else "supports", statement="It grows") for number in range(30)]
    desk.load(source("s", *said))
    newest = [hit.claim.key for hit in desk.base.search("grows", limit=3, kind="claim") if hit.claim]
    assert len(newest) == 3 and set(newest) <= {f"c{number}" for number in range(20, 31)}
    assert found(desk, "grows", stance="refutes") == {"s/c1", "s/c2"}
    assert {hit.claim.key for hit in desk.base.search("grows", limit=2, stance="refutes") if hit.claim} == {"c1", "c2"}
    assert len(found(desk, "grows")) == 30
    assert len(desk.base.search("grows", limit=20)) == 20


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"treatment": "therapie"}, "there is no treatment 'therapie'; did you mean therapy?"),
        ({"source": "pages"}, "there is no source 'pages'; did you mean page?"),
        ({"author": "Ann Leigh"}, "there is no author 'Ann Leigh'; did you mean Ann Lee?"),
    ],
    ids=["treatment", "source", "author"],
)
def test_an_unknown_name_is_told_with_the_nearest(base: Desk, how: dict[str, Any], told: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        base.base.search("growth", **how)
    assert str(raised.value) == told


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"kind": "quote"}, "searched: 'quote' is not one of claim, article"),
        ({"stance": "for"}, "stance: 'for' is not one of supports, refutes, neutral"),
        ({"limit": -1}, "limit: -1 is below 0"),
        ({"offset": -1}, "offset: -1 is below 0"),
        ({"search": "more"}, "search: the text to search for is given once"),
    ],
    ids=lambda each: "".join(each) if isinstance(each, dict) else "",
)
def test_a_word_that_cannot_be_meant_is_refused(base: Desk, how: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError) as raised:
        base.base.search("growth", **how)
    assert str(raised.value) == told


def statements(desk: Desk, *asked: Any, **how: Any) -> list[str]:
    """Return the statements that a search sends."""
    sent: list[str] = []
    with desk.base._database.reading() as connection:
        driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.set_trace_callback(sent.append)
    try:
        desk.base.search(*asked, **how)
    finally:
        driver.set_trace_callback(None)
    return [each for each in sent if each.startswith(("SELECT", "WITH"))]


@pytest.mark.parametrize("how", [{}, {"treatment": "therapy"}, {"author": "Ann Lee"}], ids=str)
def test_a_search_sends_as_many_statements_for_many_hits_as_for_few(desk: Desk, how: dict[str, Any]) -> None:
    sent = []
    for number in (3, 60):
        said = [claim(statement="It grows", outcome=str(each)) for each in range(number)]
        desk.load(source("s", *said, title="It grows", authors=[{"name": "Ann Lee"}]))
        assert len(desk.base.search("grows", limit=50, **how)) == min(number + 1, 50)
        sent.append(len(statements(desk, "grows", limit=50, **how)))
    assert sent[0] == sent[1] < 40


def test_the_articles_on_a_treatment_are_looked_up_in_the_index_of_its_claims(base: Desk) -> None:
    sent = statements(base, "growth", treatment="therapy")
    (asked,) = [each for each in sent if each.startswith("SELECT json_group_array(claim.source_id)")]
    with base.base._database.reading() as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]
    assert "SEARCH claim USING COVERING INDEX ix_claim_accepted (treatment_id=?)" in plan
    assert not [step for step in plan if step.startswith("SCAN") and "json_each" not in step]


def test_nothing_is_found_where_nothing_is(desk: Desk) -> None:
    assert desk.base.search("anything at all") == []
