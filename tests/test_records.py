"""The JSON of the answers is a contract: exactly these fields, in this order, what is absent null."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kb.records import Claim, FileReport, LoadReport, Problem, SourceBrief
from tests.building import Desk, claim, source
from tests.cli.running import Shell

CLAIM = (
    "id key treatment condition population comparator outcome regulator aspect proposition stance certainty evidence"
    " statement status quantity quotes against_interest interest source authors"
)
QUANTITY = "name low high unit"
QUOTE = "exact prefix suffix state start end warnings"
SOURCE = "key title kind publisher published url interest"
DISAGREEMENT = "kind treatment across_variants condition aspect proposition score sides separated_by composition"
NOT_COMPARABLE = "field values proposition claims"
VERIFY = "performed verified moved ambiguous missing unchecked quotes"
FILE = "file added changed unchanged withdrawn rejected errors quotes sources"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with a contradiction, a pair that does not compare, a measure, and an article with quotes."""
    desk.write("article.txt", "The drug works. It grows hair.")
    desk.load(
        source(
            "for",
            claim(
                key="works",
                condition="hair loss",
                quote=["The drug works.", "It shrinks."],
                quantity={"name": "growth", "low": "2", "unit": "mm"},
            ),
            claim(key="in-men", population="men"),
            text="article.txt",
            interest="commercial",
        ),
        source("against", claim("refutes", key="works-not"), interest="independent"),
        source("women", claim("refutes", key="not-in-women", population="women")),
    )
    return desk


def as_json(answer: object) -> Any:
    return json.loads(msgspec.json.encode(answer))


def fields(data: dict[str, Any]) -> str:
    return " ".join(data)


def test_a_claim_has_the_fields_of_the_contract(desk: Desk) -> None:
    (said,) = as_json(desk.claims(source="for", condition="hair loss"))
    assert fields(said) == CLAIM
    assert fields(said["source"]) == SOURCE
    assert fields(said["quantity"]) == QUANTITY
    assert [fields(quote) for quote in said["quotes"]] == [QUOTE, QUOTE]


def test_what_a_claim_does_not_have_is_null_or_an_empty_list(desk: Desk) -> None:
    (said,) = as_json(desk.claims(source="against"))
    assert fields(said) == CLAIM
    assert {name for name, value in said.items() if value is None} == {
        "condition",
        "population",
        "outcome",
        "regulator",
        "quantity",
    }
    assert (said["comparator"], said["quotes"], said["authors"]) == ([], [], [])
    assert {name for name, value in said["source"].items() if value is None} == {"publisher", "published", "url"}


def test_an_open_end_and_a_quote_without_a_place_are_null(desk: Desk) -> None:
    (said,) = as_json(desk.claims(source="for", condition="hair loss"))
    assert said["quantity"] == {"name": "growth", "low": 2.0, "high": None, "unit": "mm"}
    assert said["quotes"] == [
        {
            "exact": "The drug works.",
            "prefix": None,
            "suffix": None,
            "state": "verified",
            "start": 0,
            "end": 15,
            "warnings": [],
        },
        {
            "exact": "It shrinks.",
            "prefix": None,
            "suffix": None,
            "state": "missing",
            "start": None,
            "end": None,
            "warnings": [],
        },
    ]


def test_a_disagreement_has_the_fields_of_the_contract(desk: Desk) -> None:
    found = as_json(desk.disagreements())[0]
    assert fields(found) == DISAGREEMENT
    assert [(fields(side), side["label"]) for side in found["sides"]] == [
        ("label voices claims", "supports"),
        ("label voices claims", "refutes"),
        ("label voices claims", "neutral"),
    ]
    assert {fields(each) for side in found["sides"] for each in side["claims"]} == {CLAIM}
    assert {fields(each) for each in found["separated_by"]} == {"attribute values"}
    assert fields(found["composition"]) == "interest evidence"
    assert found["composition"] == {
        "interest": {"supports": {"commercial": 1}, "refutes": {"independent": 1, "unknown": 1}, "neutral": {}},
        "evidence": {"supports": {"unstated": 1}, "refutes": {"unstated": 2}, "neutral": {}},
    }


def test_a_pair_that_does_not_compare_has_the_fields_of_the_contract(desk: Desk) -> None:
    found = as_json(desk.base.not_comparable())[0]
    assert fields(found) == NOT_COMPARABLE
    assert [fields(each) for each in found["claims"]] == [CLAIM, CLAIM]
    assert (found["field"], sorted(found["values"])) == ("population", ["men", "women"])


def test_a_check_of_the_quotes_has_the_fields_of_the_contract(desk: Desk) -> None:
    checked = as_json(desk.base.verify())
    assert fields(checked) == VERIFY
    assert {name: checked[name] for name in VERIFY.split()[:-1]} == {
        "performed": 2,
        "verified": 1,
        "moved": 0,
        "ambiguous": 0,
        "missing": 1,
        "unchecked": 0,
    }
    assert [(quote["source"], quote["exact"], quote["state"]) for quote in checked["quotes"]] == [
        ("for", "It shrinks.", "missing")
    ]


def test_a_load_has_the_fields_of_the_contract(desk: Desk, tmp_path: Path) -> None:
    good = desk.write("good.yaml", "source: {key: a, title: A, kind: news}\nclaims: []\n")
    named = desk.write("named.json", source("b", claim(treatment="therapies")))
    wrong = desk.write("wrong.yaml", "source: {title: B, kind: news, colour: red}\nclaims: []\n")
    told = Shell(tmp_path / "base.sqlite")("load", good, named, wrong, "--format", "json").json
    assert fields(told) == "files created"
    assert [fields(file) for file in told["files"]] == [FILE] * 3
    assert [file["errors"] for file in told["files"][:2]] == [[], []]
    assert [fields(error) for error in told["files"][2]["errors"]] == ["line field message"]
    assert told["created"] == [{"kind": "treatment", "name": "therapies", "nearest": None}]


@pytest.mark.parametrize(
    ("errors", "quotes", "is_clean"),
    [
        ([], {}, True),
        ([], {"verified": 3, "moved": 1, "unchecked": 2}, True),
        ([], {"verified": 3, "missing": 1}, False),
        ([], {"ambiguous": 1}, False),
        ([Problem(1, "title", "is missing")], {}, False),
    ],
)
def test_a_load_is_clean_when_every_file_landed_and_every_quote_was_found(
    errors: list[Problem], quotes: dict[str, int], is_clean: bool
) -> None:
    assert LoadReport([FileReport("a.yaml", errors=errors)], [], quotes=quotes).is_clean is is_clean


def test_an_answer_cannot_be_changed(desk: Desk) -> None:
    (said,) = desk.claims(source="against")
    for record, name in ((said, "stance"), (said.source, "interest")):
        assert isinstance(record, Claim | SourceBrief)
        with pytest.raises(AttributeError) as raised:
            setattr(record, name, "other")
        assert str(raised.value) == f"immutable type: '{type(record).__name__}'"


def test_a_reader_names_a_claim_by_its_source_and_key(desk: Desk) -> None:
    assert [said.reference for said in desk.claims(source="for")] == ["for/works", "for/in-men"]
