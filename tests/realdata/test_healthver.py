"""HealthVer: 230 health claims, and the sentences of articles that support or contradict them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb import KnowledgeBase
from kb.quoting import normalise_text
from kb.records import Claim, Disagreement
from tests.realdata.convert import HEALTHVER_TREATMENT, Row, convert_healthver, read_lines

pytestmark = pytest.mark.realdata


@pytest.fixture(scope="module")
def base(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A base with every article; tests only read from it."""
    with KnowledgeBase.in_memory() as base:
        (report,) = base.load(convert_healthver(shared / "data", tmp_path_factory.mktemp("healthver"))).files
        assert report.errors == []
        yield base


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    return read_lines(shared / "data" / "healthver_claims_dev.jsonl")


@pytest.fixture(scope="module")
def abstracts(shared: Path) -> dict[str, str]:
    articles = read_lines(shared / "data" / "healthver_sources_dev.jsonl")
    return {str(article["doc_id"]): article["abstract"] for article in articles}


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, dict[str, set[str]]]:
    """By proposition, the articles on each side."""
    return {
        row["proposition"]: {label: {str(article) for article in row[label]} for label in ("supports", "refutes")}
        for row in read_lines(shared / "data" / "gold_disagreements.jsonl")
        if (row["dataset"], row["level"]) == ("healthver_claims", "article")
    }


def articles(disagreement: Disagreement) -> dict[str, set[str]]:
    """The articles on each side that has any."""
    return {side.label: {claim.source.key for claim in side.claims} for side in disagreement.sides if side.claims}


def by_source_and_key(base: KnowledgeBase) -> dict[tuple[str, str], Claim]:
    return {(claim.source.key, claim.key): claim for claim in base.claims(HEALTHVER_TREATMENT)}


def test_every_judgement_is_a_claim_of_its_article(base: KnowledgeBase, rows: list[Row]) -> None:
    judged = {(str(each["doc_id"]), f"claim-{row['id']}") for row in rows for each in row["evidence"]}
    assert len(judged) == 508
    assert by_source_and_key(base).keys() == judged


def test_every_sentence_verifies(base: KnowledgeBase) -> None:
    report = base.verify()
    assert (report.performed, report.verified, report.quotes) == (676, 676, [])


def test_every_sentence_stands_where_it_says(base: KnowledgeBase, abstracts: dict[str, str]) -> None:
    kept = {key: normalise_text(text) for key, text in abstracts.items()}
    wrong = [
        (key, quote.exact)
        for (key, _), claim in by_source_and_key(base).items()
        for quote in claim.quotes
        if kept[key][quote.start : quote.end] != quote.exact
    ]
    assert wrong == []


def test_offsets_are_those_of_the_data_set_where_the_text_is_kept_as_it_came(
    base: KnowledgeBase, rows: list[Row], abstracts: dict[str, str]
) -> None:
    """Four abstracts hold control characters, which a snapshot drops: there the offsets shift."""
    shifted = {key for key, text in abstracts.items() if normalise_text(text) != text}
    assert len(shifted) == 4
    claims = by_source_and_key(base)
    compared = 0
    for row in rows:
        for evidence in row["evidence"]:
            key = str(evidence["doc_id"])
            if key in shifted:
                continue
            given = [(quote["start"], quote["end"]) for quote in evidence["quotes"]]
            assert [(quote.start, quote.end) for quote in claims[key, f"claim-{row['id']}"].quotes] == given
            compared += len(given)
    assert compared > 600


def test_the_contradictions_are_those_of_the_answer_key_with_the_same_articles_on_each_side(
    base: KnowledgeBase, gold: dict[str, dict[str, set[str]]]
) -> None:
    found = base.disagreements()
    assert len(gold) == len(found) == 41
    assert {each.proposition: articles(each) for each in found} == gold
    assert {each.kind for each in found} == {"contradiction"}


def test_each_article_speaks_for_itself(base: KnowledgeBase) -> None:
    counted = [(side.voices, len(side.claims)) for each in base.disagreements() for side in each.sides]
    assert [voices for voices, _ in counted] == [claims for _, claims in counted]


def test_no_pair_is_kept_apart_by_its_frame(base: KnowledgeBase) -> None:
    assert base.not_comparable() == []
