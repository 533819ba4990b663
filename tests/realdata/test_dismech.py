"""DisMech: 470 snippets, quoted by hand from hard-wrapped abstracts, on treatments of disorders."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb import KnowledgeBase
from kb.quoting import anchor_quote, normalise_text
from kb.records import Claim
from kb.vocabulary import QuoteState
from tests.building import sides
from tests.realdata.convert import DISMECH_PREFIXES, DISMECH_STANCES, Row, convert_dismech, read_lines

pytestmark = pytest.mark.realdata

#: What the data set found by its own search; the other kinds were joined, cut or changed by the one who copied.
HONEST = ("exact", "whitespace")
MEN, WOMEN = "men", "postmenopausal women"
#: Who was treated in the two articles on finasteride, as their abstracts say.
POPULATIONS = {"PMID:9777765": MEN, "PMID:12573818": WOMEN}


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    return read_lines(shared / "data" / "dismech_treatments.jsonl")


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, str]:
    return {row["reference"]: row["text"] for row in read_lines(shared / "data" / "dismech_references.jsonl")}


@pytest.fixture(scope="module")
def base(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A base with every reference; tests only read from it."""
    with KnowledgeBase.in_memory() as base:
        (report,) = base.load(convert_dismech(shared / "data", tmp_path_factory.mktemp("dismech"))).files
        assert report.errors == []
        yield base


@pytest.fixture(scope="module")
def told_apart(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A base that knows whom the two articles on finasteride are about."""
    folder = tmp_path_factory.mktemp("populations")
    vocabulary = folder / "vocabulary.yaml"
    vocabulary.write_text(
        f"populations: [{{name: adults}}, {{name: {MEN}, parent: adults}}, {{name: {WOMEN}, parent: adults}}]\n",
        encoding="utf-8",
    )
    with KnowledgeBase.in_memory() as base:
        report = base.load(vocabulary, convert_dismech(shared / "data", folder, POPULATIONS))
        assert [file.errors for file in report.files] == [[], []]
        yield base


def by_key(base: KnowledgeBase) -> dict[str, Claim]:
    """Every claim of the base under the id of the row it was made from."""
    roots = [treatment.name for treatment in base.treatments() if treatment.parent is None]
    return {claim.key: claim for root in roots for claim in base.claims(root)}


def test_the_texts_are_in_the_form_that_is_kept(texts: dict[str, str]) -> None:
    """So the offsets that the data set gives are offsets in the snapshot."""
    assert [reference for reference, text in texts.items() if normalise_text(text) != text] == []


def test_every_honest_snippet_verifies_where_it_stands(rows: list[Row], texts: dict[str, str]) -> None:
    honest = [row for row in rows if row["match"] in HONEST]
    assert len(honest) == 367
    wrong = []
    for row in honest:
        anchor = anchor_quote(texts[row["reference"]], row["snippet"], DISMECH_PREFIXES.get(row["id"]))
        if (anchor.state, anchor.start, anchor.end) != (QuoteState.VERIFIED, row["start"], row["end"]):
            wrong.append((row["id"], anchor))
    assert wrong == []


def test_only_a_snippet_that_stands_there_with_other_blanks_is_marked_so(
    rows: list[Row], texts: dict[str, str]
) -> None:
    marked = {
        row["id"]: "whitespace" in anchor_quote(texts[row["reference"]], row["snippet"]).warnings
        for row in rows
        if row["match"] in HONEST and row["id"] not in DISMECH_PREFIXES
    }
    assert marked == {row["id"]: row["match"] == "whitespace" for row in rows if row["id"] in marked}


def test_no_snippet_that_was_changed_verifies(rows: list[Row], texts: dict[str, str]) -> None:
    changed = [row for row in rows if row["match"] not in HONEST and row["reference"] in texts]
    assert len(changed) == 100
    states = {row["id"]: anchor_quote(texts[row["reference"]], row["snippet"]).state for row in changed}
    assert {name: state for name, state in states.items() if state != QuoteState.MISSING} == {}


def test_the_snippet_that_stands_twice_is_ambiguous_without_the_words_before_it(
    rows: list[Row], texts: dict[str, str]
) -> None:
    (row,) = [row for row in rows if row["id"] in DISMECH_PREFIXES]
    assert anchor_quote(texts[row["reference"]], row["snippet"]).state == QuoteState.AMBIGUOUS


def test_every_row_that_says_something_is_a_claim(base: KnowledgeBase, rows: list[Row]) -> None:
    said = {row["id"] for row in rows if row["supports"] in DISMECH_STANCES and row["snippet"]}
    assert len(said) == 426
    assert by_key(base).keys() == said


def test_the_loaded_quotes_stand_where_the_data_set_has_them(base: KnowledgeBase, rows: list[Row]) -> None:
    claims = by_key(base)
    expected = {
        row["id"]: ("verified", row["start"], row["end"]) if row["match"] in HONEST else ("missing", None, None)
        for row in rows
        if row["id"] in claims
    }
    found = {key: [(quote.state, quote.start, quote.end) for quote in claim.quotes] for key, claim in claims.items()}
    assert found == {key: [place] for key, place in expected.items()}


def test_verifying_again_finds_the_same(base: KnowledgeBase) -> None:
    report = base.verify()
    assert (report.performed, report.verified, report.missing) == (426, 333, 93)
    assert (report.moved, report.ambiguous, report.unchecked) == (0, 0, 0)


def found_disagreements(base: KnowledgeBase) -> dict[str, dict[str, set[str]]]:
    """Every disagreement as the answer key has it: disorder and treatment, and the references on each side."""
    return {
        f"{each.condition} | {each.treatment}": {
            label: {reference.split("/")[0] for reference in references} for label, references in sides(each).items()
        }
        for each in base.disagreements()
    }


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, dict[str, set[str]]]:
    """What disagrees where NO_EVIDENCE is taken for what it is."""
    return {
        row["proposition"]: {label: set(row[label]) for label in ("supports", "refutes")}
        for row in read_lines(shared / "data" / "gold_disagreements.jsonl")
        if (row["dataset"], row["level"]) == ("dismech", "strict")
    }


def test_the_contradictions_are_those_of_the_answer_key(
    base: KnowledgeBase, gold: dict[str, dict[str, set[str]]]
) -> None:
    assert len(gold) == 2
    assert found_disagreements(base) == gold
    assert {each.kind for each in base.disagreements()} == {"contradiction"}


def test_without_populations_nothing_is_kept_apart(base: KnowledgeBase) -> None:
    assert base.not_comparable() == []


def test_once_populations_are_known_only_edaravone_is_disputed(
    told_apart: KnowledgeBase, gold: dict[str, dict[str, set[str]]]
) -> None:
    edaravone = "Amyotrophic Lateral Sclerosis | Edaravone"
    assert found_disagreements(told_apart) == {edaravone: gold[edaravone]}


def test_finasteride_in_men_and_in_postmenopausal_women_is_not_comparable(told_apart: KnowledgeBase) -> None:
    pairs = [
        (each.field, each.values, [claim.reference for claim in each.claims]) for each in told_apart.not_comparable()
    ]
    assert pairs == [
        ("population", [MEN, WOMEN], [f"PMID:9777765/{key}", "PMID:12573818/packs:462"])
        for key in ("packs:460", "packs:461")
    ]
