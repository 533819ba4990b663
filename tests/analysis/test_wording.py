"""Propositions filled in from a frame."""

from typing import Any

import pytest

from kb.analysis.wording import fill_wording, is_default_wording
from kb.running_text import listed
from kb.vocabulary import Aspect
from tests.building import Desk, claim, source

FRAME: dict[str, Any] = {
    "condition": "hair loss",
    "population": "men",
    "comparators": ["surgery", "pills"],
    "regulator": "the FDA",
}


@pytest.mark.parametrize(
    ("aspect", "unstated", "stated"),
    [
        (
            Aspect.EFFICACY,
            "PRP brings a worthwhile improvement in what it is used for",
            "PRP brings a worthwhile improvement in hair loss",
        ),
        (Aspect.DURABILITY, "The results of PRP last", "The results of PRP last"),
        (Aspect.PREDICTABILITY, "The results of PRP are predictable", "The results of PRP are predictable"),
        (Aspect.SAFETY, "PRP is safe", "PRP is safe"),
        (Aspect.TOLERABILITY, "PRP is easy on the patient", "PRP is easy on the patient"),
        (Aspect.CANDIDACY, "PRP suits those who ask for it", "PRP suits men"),
        (
            Aspect.REGULATION,
            "PRP is approved by a regulator for what it is used for",
            "PRP is approved by the FDA for hair loss",
        ),
        (Aspect.EVIDENCE, "The evidence for PRP is adequate", "The evidence for PRP is adequate"),
        (Aspect.COST, "PRP is worth its cost", "PRP is worth its cost"),
        (
            Aspect.AVAILABILITY,
            "PRP can be had today as an established treatment",
            "PRP can be had today as an established treatment",
        ),
        (Aspect.COMPARISON, "PRP is better than the alternatives", "PRP is better than surgery or pills"),
    ],
)
def test_a_default_wording_reads_from_the_frame_or_in_its_general_form(
    aspect: Aspect, unstated: str, stated: str
) -> None:
    assert aspect.wording is not None
    assert fill_wording(aspect.wording, "PRP") == unstated
    assert fill_wording(aspect.wording, "PRP", **FRAME) == stated


@pytest.mark.parametrize(
    ("wording", "filled"),
    [
        ("{treatment} needs no anaesthetic", "PRP needs no anaesthetic"),
        ("{treatment}, {treatment}", "PRP, PRP"),
        ("{population} with {condition} ask for it", "those who ask for it with what it is used for ask for it"),
        ("it works", "it works"),
        ("100 % of {}", "100 % of {}"),
    ],
)
def test_a_custom_wording_is_filled_in_too(wording: str, filled: str) -> None:
    assert fill_wording(wording, "PRP") == filled


@pytest.mark.parametrize("name", ["{condition}", r"\1", "a\\g<0>b", "%s {0}"])
def test_a_name_is_taken_as_it_stands(name: str) -> None:
    assert fill_wording("{treatment} in {condition}", name, condition="hair loss") == f"{name} in hair loss"


@pytest.mark.parametrize(
    ("names", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_names_are_joined_as_running_text(names: list[str], joined: str) -> None:
    assert listed(names, "or") == joined


@pytest.mark.parametrize("aspect", Aspect)
def test_the_wording_of_an_aspect_is_its_default(aspect: Aspect) -> None:
    assert aspect.wording is None or is_default_wording(aspect.wording)


def test_another_wording_is_not_a_default() -> None:
    assert not is_default_wording("{treatment} works")


@pytest.mark.parametrize(
    ("fields", "proposition"),
    [
        ({"aspect": "candidacy"}, "therapy suits those who ask for it"),
        (
            {"aspect": "comparison", "comparator": ["surgery", "pills", "massage"]},
            "therapy is better than surgery, pills or massage",
        ),
        ({"proposition": "{treatment}  calms {population}", "population": "men"}, "therapy calms men"),
        (
            {"aspect": "timing", "stance": None, "quantity": {"name": "time to results", "low": 6, "unit": "months"}},
            "time to results",
        ),
    ],
    ids=str,
)
def test_a_claim_shows_its_proposition_filled_in(desk: Desk, fields: dict[str, Any], proposition: str) -> None:
    desk.load(source("a", claim(**fields)))
    assert [said.proposition for said in desk.claims()] == [proposition]


def test_a_claim_on_an_alias_reads_with_the_name_of_the_treatment(desk: Desk) -> None:
    desk.vocabulary(treatments=[{"name": "platelet-rich plasma", "aliases": ["PRP"]}])
    desk.load(source("a", claim(treatment="PRP", aspect="safety")))
    assert [said.proposition for said in desk.claims("prp")] == ["platelet-rich plasma is safe"]
