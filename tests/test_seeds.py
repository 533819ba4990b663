"""The packaged examples: what the two articles say, where they disagree, and that every quote stands in them."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb import KnowledgeBase
from kb.records import Disagreement
from tests.building import Desk, sides

SEEDS = Path(__file__).parents[1] / "seeds"
PAGE, POST = "clinic-page", "sponsored-post"
STEM_CELLS = "stem cell therapy"


def read_seed(name: str) -> Any:
    """A seed file as plain texts."""
    return yaml.load((SEEDS / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


TREATMENTS: list[dict[str, Any]] = read_seed("vocabulary.yaml")["treatments"]

#: Treatments by the names that the two articles themselves write.
AS_WRITTEN = {
    STEM_CELLS: ["Stem Cell Therapy", "Stem cells", "Stems", "stem cell hair therapy", "Stem cell hair restoration"],
    "adipose-derived stem cell therapy": [
        "adipocyte derived stem cells",
        "adipose derived stem cells",
        "Adipose stem cells",
        "ASC",
        "fat transfer",
        "autologous fat transfer",
        "nano fat",
        "Nanofat",
        "nanofat",
    ],
    "adipose-derived stem cell constituent extract": ["adipose derived stem cell constituent extract", "ADSC-CE"],
    "animal-derived stem cells": ["animal derived stem cells", "Calecim"],
    "mesenchymal stem cell therapy": ["mesenchymal stem cells", "MSCs", "Stromal stem cells"],
    "cultured-follicle transplant": ["Stem Cell Hair Transplant", "stem cell hair transplant therapy"],
    "exosome therapy": ["Exosomes", "extracellular vesicles"],
    "platelet-rich plasma": ["PRP"],
    "microneedling": ["micro-needling", "Microneedling"],
    "hair transplant": ["Traditional hair transplant", "hair transplant surgery"],
}


@pytest.fixture(scope="module")
def seeded() -> Iterator[KnowledgeBase]:
    """A base with the seeds; tests only read from it."""
    with KnowledgeBase.in_memory() as base:
        assert base.load(seeds=True).is_clean
        yield base


@pytest.fixture(scope="module")
def disagreements(seeded: KnowledgeBase) -> list[Disagreement]:
    return seeded.disagreements(STEM_CELLS)


def test_the_seeds_land_whole_and_name_nothing_that_no_vocabulary_knows() -> None:
    with KnowledgeBase.in_memory() as base:
        report = base.load(seeds=True, strict=True)
    assert [(file.file, file.added, file.errors) for file in report.files] == [
        ("seeds/clinic-page.yaml", 16, []),
        ("seeds/sponsored-post.yaml", 7, []),
        ("seeds/vocabulary.yaml", 19, []),
    ]
    assert report.created == []


def test_the_seeds_loaded_twice_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kb.sqlite"
    with KnowledgeBase.open(path, create=True) as base:
        base.load(seeds=True, by="first")
        before = _dump(path)
        report = base.load(seeds=True, by="second")
    assert [(file.added, file.changed, file.unchanged, file.withdrawn) for file in report.files] == [
        (0, 0, 16, 0),
        (0, 0, 7, 0),
        (0, 0, 19, 0),
    ]
    assert _dump(path) == before


def _dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_without_the_articles_the_quotes_are_unchecked_and_it_is_said() -> None:
    with KnowledgeBase.in_memory() as base:
        loaded = base.load(seeds=True)
        report = base.verify()
    assert (report.performed, report.unchecked) == (0, 24)
    assert [problem.message for each in loaded.warnings.values() for problem in each] == [
        "'000_814d0ec4c3820616.txt' is not there: no quote is checked against it",
        "'004_8dbb08251f2a3631.txt' is not there: no quote is checked against it",
    ]


def test_the_articles_disagree_in_these_points_and_no_others(disagreements: list[Disagreement]) -> None:
    assert [(each.kind, each.aspect, sides(each)) for each in disagreements] == [
        (
            "contradiction",
            "efficacy",
            {"supports": [f"{POST}/thickness-and-density"], "refutes": [f"{PAGE}/marginal-effect"]},
        ),
        (
            "contradiction",
            "availability",
            {"supports": [f"{POST}/to-be-had"], "refutes": [f"{PAGE}/decades-away"]},
        ),
        (
            "contradiction",
            "mechanism",
            {"supports": [f"{POST}/follicle-regeneration"], "refutes": [f"{PAGE}/regeneration-marginal"]},
        ),
        (
            "self-contradiction",
            "efficacy",
            {"supports": [f"{PAGE}/visible-improvement"], "refutes": [f"{PAGE}/marginal-effect"]},
        ),
        (
            "self-contradiction",
            "tolerability",
            {"supports": [f"{PAGE}/no-anaesthetic"], "refutes": [f"{PAGE}/local-anaesthetic"]},
        ),
        (
            "unconfirmed",
            "durability",
            {"supports": [f"{POST}/long-lasting"], "neutral": [f"{PAGE}/duration-unknown"]},
        ),
    ]
    assert len(disagreements) <= 8


def test_nothing_else_of_the_base_disagrees(seeded: KnowledgeBase, disagreements: list[Disagreement]) -> None:
    assert seeded.disagreements() == disagreements


def test_one_seller_against_one_paid_post_scores_a_half(disagreements: list[Disagreement]) -> None:
    efficacy = disagreements[0]
    assert (efficacy.score, [side.voices for side in efficacy.sides]) == (0.5, [1, 1, 0])
    assert (efficacy.treatment, efficacy.condition) == (STEM_CELLS, "hair loss")


def test_their_interests_separate_the_sides_on_efficacy(disagreements: list[Disagreement]) -> None:
    separated = {each.attribute: each.values for each in disagreements[0].separated_by}
    assert separated["interest"] == {"supports": ["sponsored"], "refutes": ["commercial"]}


def test_the_clinic_page_speaks_against_its_interest(disagreements: list[Disagreement]) -> None:
    marked = {side.label: [said.against_interest for said in side.claims] for side in disagreements[0].sides}
    assert marked == {"supports": [False], "refutes": [True], "neutral": []}


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        *[(entry["name"], alias) for entry in TREATMENTS for alias in [entry["name"], *entry.get("aliases", [])]],
        *[(name, written) for name, written_names in AS_WRITTEN.items() for written in written_names],
    ],
)
def test_every_name_of_a_treatment_finds_its_claims(seeded: KnowledgeBase, name: str, alias: str) -> None:
    assert seeded.claims(alias) == seeded.claims(name)


def test_nanofat_finds_what_is_said_of_fat_transfer(seeded: KnowledgeBase) -> None:
    assert [said.reference for said in seeded.claims("nanofat")] == [
        f"{PAGE}/fat-transfer-safe",
        f"{PAGE}/fat-transfer-tolerated",
        f"{PAGE}/cost-benefit",
        f"{PAGE}/others-work-better",
    ]


def test_a_quote_is_no_longer_than_twelve_words(seeded: KnowledgeBase) -> None:
    quotes = [quote.exact for said in seeded.claims(STEM_CELLS) for quote in said.quotes]
    assert len(quotes) == 24
    assert [quote for quote in quotes if len(quote.split()) > 12] == []


@pytest.mark.realdata
def test_every_quote_stands_in_its_article(shared: Path) -> None:
    with KnowledgeBase.in_memory() as base:
        assert base.load(seeds=True, texts=shared / "seeds").quotes == {"verified": 24}
        report = base.verify()
    assert (report.performed, report.verified, report.quotes) == (24, 24, [])


@pytest.mark.realdata
def test_every_quote_stands_where_it_says(shared: Path) -> None:
    with KnowledgeBase.in_memory() as base:
        base.load(seeds=True, texts=shared / "seeds")
        claims = base.claims(STEM_CELLS)
    texts = {
        name: (shared / "seeds" / read_seed(f"{name}.yaml")["source"]["text"]).read_text(encoding="utf-8")
        for name in (PAGE, POST)
    }
    found = [(quote.exact, texts[said.source.key][quote.start : quote.end]) for said in claims for quote in said.quotes]
    assert [words for words in found if words[0] != words[1]] == []


@pytest.mark.realdata
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("name", [PAGE, POST])
def test_a_quote_with_one_letter_changed_is_missing(desk: Desk, shared: Path, name: str, place: float) -> None:
    record = read_seed(f"{name}.yaml")
    number = 0
    for said in record["claims"]:
        quotes = said["quote"] if isinstance(said["quote"], list) else [said["quote"]]
        said["quote"] = [_misquoted(quote, place) for quote in quotes]
        number += len(quotes)
    report = desk.base.load(desk.write("misquoted.json", record), texts=shared / "seeds")
    assert report.quotes == {"missing": number}
    assert not report.is_clean


def _misquoted(quote: str | dict[str, str], place: float) -> str | dict[str, str]:
    """The quote with one letter changed, the first, the last or one in between."""
    if isinstance(quote, dict):
        return {name: str(_misquoted(words, place)) if name == "exact" else words for name, words in quote.items()}
    letters = [at for at, character in enumerate(quote) if character.isalpha()]
    at = letters[round(place * (len(letters) - 1))]
    return f"{quote[:at]}{'x' if quote[at] != 'x' else 'y'}{quote[at + 1 :]}"
