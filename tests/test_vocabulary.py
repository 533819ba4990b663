"""The fixed words: each with its meaning, and the default wordings as the design has them."""

import re
from enum import EnumType

import msgspec
import pytest

import kb.vocabulary
from kb.vocabulary import (
    GAINING_INTERESTS,
    UNSTATED_PLACEHOLDERS,
    VOCABULARIES,
    Aspect,
    Certainty,
    ConceptKind,
    DisagreementKind,
    EvidenceLevel,
    FrameField,
    Interest,
    Mergeable,
    PassageChange,
    QuoteOutcome,
    QuoteState,
    ReviewStatus,
    Searched,
    SenseChange,
    SourceKind,
    Stance,
    Term,
    WordChange,
)

WORDINGS = {
    "efficacy": "{treatment} brings a worthwhile improvement in {condition}",
    "durability": "The results of {treatment} last",
    "predictability": "The results of {treatment} are predictable",
    "safety": "{treatment} is safe",
    "tolerability": "{treatment} is easy on the patient",
    "candidacy": "{treatment} suits {population}",
    "regulation": "{treatment} is approved by {regulator} for {condition}",
    "evidence": "The evidence for {treatment} is adequate",
    "cost": "{treatment} is worth its cost",
    "availability": "{treatment} can be had today as an established treatment",
    "comparison": "{treatment} is better than {comparator}",
    "timing": None,
    "mechanism": None,
}

WORDS: list[tuple[type[Term], str]] = [
    (Stance, "supports refutes neutral"),
    (Certainty, "asserted hedged speculative"),
    (Interest, "independent commercial sponsored industry-funded unknown"),
    (
        EvidenceLevel,
        "systematic-review randomised-trial cohort case-series laboratory regulator expert-opinion testimonial"
        " unstated",
    ),
    (
        SourceKind,
        "clinic-page news sponsored-post blog forum press-release journal-article preprint systematic-review guideline"
        " regulator trial-registry book other",
    ),
    (ReviewStatus, "proposed accepted rejected withdrawn"),
    (QuoteState, "verified moved ambiguous missing unchecked"),
    (QuoteOutcome, "kept moved ambiguous missing"),
    (WordChange, "same removed added"),
    (SenseChange, "number negation hedge"),
    (PassageChange, "removed added changed moved"),
    (Searched, "claim article"),
    (DisagreementKind, "contradiction self-contradiction numeric reversal unconfirmed"),
    (ConceptKind, "treatment condition population"),
    (FrameField, "treatment condition population comparator outcome regulator"),
    (Mergeable, "treatment condition population author proposition"),
]

TERMS = [term for terms in VOCABULARIES.values() for term in terms]


@pytest.mark.parametrize(("terms", "words"), WORDS, ids=lambda each: getattr(each, "__name__", ""))
def test_a_closed_set_holds_the_words_of_the_design_in_their_order(terms: type[Term], words: str) -> None:
    assert [term.value for term in terms] == words.split()


def test_every_aspect_has_the_default_wording_of_the_design() -> None:
    assert {aspect.value: aspect.wording for aspect in Aspect} == WORDINGS


def test_every_closed_set_is_shown_to_readers() -> None:
    sets = {each for each in vars(kb.vocabulary).values() if isinstance(each, EnumType) and each.__members__}
    assert sets == set(VOCABULARIES.values())


@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{type(term).__name__} {term}")
def test_every_word_is_described(term: Term) -> None:
    assert term.description
    assert term.description == " ".join(term.description.split())
    assert term.description != term.value


@pytest.mark.parametrize("terms", VOCABULARIES.values(), ids=lambda terms: terms.__name__)
def test_no_two_words_of_a_set_mean_the_same(terms: type[Term]) -> None:
    assert len({term.description for term in terms}) == len(terms)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{type(term).__name__} {term}")
def test_a_word_is_its_text_everywhere(term: Term) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", term)
    assert msgspec.convert(str(term), type(term)) is term
    assert f"{term}" == term.value == term


def test_wordings_hold_only_placeholders_that_a_frame_fills_in() -> None:
    used = {name for aspect in Aspect for name in re.findall(r"\{([^}]*)\}", aspect.wording or "")}
    assert used == set(UNSTATED_PLACEHOLDERS)


def test_what_a_frame_leaves_unstated_has_a_general_form() -> None:
    assert {name: text for name, text in UNSTATED_PLACEHOLDERS.items() if name != "treatment"} == {
        "condition": "what it is used for",
        "population": "those who ask for it",
        "comparator": "the alternatives",
        "regulator": "a regulator",
    }


def test_an_interest_gains_unless_it_is_independent_or_unknown() -> None:
    assert set(Interest) - GAINING_INTERESTS == {Interest.INDEPENDENT, Interest.UNKNOWN}
