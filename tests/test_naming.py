"""When two names are one, which key a source is given, and which known name is meant."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.naming import (
    SLUG_LENGTH,
    did_you_mean,
    fold_concept,
    fold_name,
    fold_wording,
    is_initials_only,
    make_source_key,
    name_some,
    nearest,
    nearest_names,
    short_digest,
    slug,
    tidy,
)


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("  stem \t cell\n therapy ", "stem cell therapy"),
        ("cafe\u0301", "caf\u00e9"),
        ("a\u00a0b\u2003c", "a b c"),
        ("Straße № ½", "Straße № ½"),
        (" \n ", ""),
    ],
)
def test_a_text_is_tidied_of_blanks_alone(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@pytest.mark.parametrize(
    ("one", "other"),
    [("It  works", "it WORKS "), ("STRASSE", "straße"), ("caf\u00e9", "cafe\u0301")],
)
def test_wordings_are_one_but_for_case_and_blanks(one: str, other: str) -> None:
    assert fold_wording(one) == fold_wording(other)


@pytest.mark.parametrize(
    ("one", "other"), [("It works", "It works."), ("resume", "résumé"), ("a b", "ab"), ("stem-cell", "stem cell")]
)
def test_wordings_differ_by_any_sign_or_accent(one: str, other: str) -> None:
    assert fold_wording(one) != fold_wording(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José  García", "jose garcia"),
        ("JOSÉ", "jose\u0301"),
        ("Ørsted", "ØRSTED"),
        ("Ιπποκράτης", "ιπποκρατησ"),
        ("Šimek", "simek"),
        ("ﬁnasteride", "finasteride"),
        ("ＰＲＰ", "prp"),
        ("ℌair", "hair"),
    ],
)
def test_names_are_one_but_for_case_accents_and_blanks(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "Ann Leigh"),
        ("Ann-Marie", "Ann Marie"),
        ("Ann Lee", "Lee Ann"),
        ("か", "が"),
        ("कि", "क"),
        ("", "A"),
    ],
)
def test_names_differ_by_their_letters(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011", "\u2013", "\u2014", "_", " - ", "  "])
def test_concept_names_are_one_whatever_hyphen_parts_their_words(hyphen: str) -> None:
    assert fold_concept(f"Stem{hyphen}Cell Therapy") == "stem cell therapy"


@pytest.mark.parametrize("other", ["stemcell therapy", "stem cell", "stem cells therapy", "stem/cell therapy"])
def test_concept_names_differ_by_their_words(other: str) -> None:
    assert fold_concept(other) != "stem cell therapy"


texts = st.text(max_size=40)


@settings(max_examples=150, deadline=None)
@given(texts)
@example("ϒ")
def test_a_folded_name_folds_to_itself(text: str) -> None:
    for fold in (tidy, fold_wording, fold_name, fold_concept):
        assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("given_texts", "key"),
    [
        (("The Clinic", "Hair: what works?"), "the-clinic-hair-what-works"),
        ((None, "José's  guide"), "jose-s-guide"),
        (("", "A"), "a"),
        (("--", "2021/03"), "2021-03"),
        (("漢方", "!?"), ""),
        ((), ""),
    ],
)
def test_a_key_is_made_of_lower_case_ascii_words(given_texts: tuple[str | None, ...], key: str) -> None:
    assert slug(*given_texts) == key


def test_a_long_key_is_cut_between_words_and_told_from_others() -> None:
    one, other = (slug("word " * 20 + end) for end in ("a", "b"))
    stem = "-".join(["word"] * 12)
    assert one == f"{stem}-{short_digest('word-' * 20 + 'a')}"
    assert other == f"{stem}-{short_digest('word-' * 20 + 'b')}"
    assert one != other


def test_a_long_word_is_cut_within() -> None:
    assert slug("x" * 70) == f"{'x' * SLUG_LENGTH}-{short_digest('x' * 70)}"


@pytest.mark.parametrize("length", [SLUG_LENGTH - 1, SLUG_LENGTH])
def test_a_key_that_fits_is_not_cut(length: int) -> None:
    assert slug("x" * length) == "x" * length


@settings(max_examples=150, deadline=None)
@given(texts, texts)
def test_a_source_always_gets_a_key_of_its_own_letters(publisher: str, title: str) -> None:
    key = make_source_key(publisher, title)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key) and len(key) <= SLUG_LENGTH + 9


def test_titles_without_latin_letters_get_keys_that_differ() -> None:
    assert make_source_key(None, "漢方") != make_source_key(None, "針灸")
    assert make_source_key(None, "漢方") == make_source_key("", "漢方")


@pytest.mark.parametrize(
    "name",
    [
        "Smith J",
        "Smith JB",
        "Smith, J. B.",
        "J. B. Smith",
        "J.B. Smith",
        "J Smith",
        "Dr J. Smith",
        "Prof. Smith J",
        "J.-P. Martin",
        "García M",
        "Ö. Ek",
        "van der Berg J",
        "de Souza M",
        "García Márquez G",
        "J. van der Berg",
    ],
)
def test_a_surname_with_initials_alone_is_told(name: str) -> None:
    assert is_initials_only(name)


@pytest.mark.parametrize(
    "name", ["Jo Smith", "John B. Smith", "John Smith", "Smith", "WHO", "Li Na", "Bo Ek", "Dr Davin Lim", "Lim Davin"]
)
def test_a_full_name_is_not_initials(name: str) -> None:
    assert not is_initials_only(name)


KNOWN = ["stem cell therapy", "exosome therapy", "exosomes", "exosome", "nanofat", "PRP"]


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("exosome terapy", ["exosome therapy"]),
        ("Stem-Cell-Therapie", ["stem cell therapy"]),
        ("EXOSOME", ["exosome", "exosomes"]),
        ("exosoms", ["exosomes", "exosome"]),
        ("nano fat", ["nanofat"]),
        ("prp", ["PRP"]),
        ("surgery", []),
        ("", []),
    ],
)
def test_the_nearest_names_are_told_the_likest_first(name: str, names: list[str]) -> None:
    assert nearest_names(name, KNOWN) == names


def test_at_most_as_many_names_are_told_as_asked_for() -> None:
    assert nearest_names("exosome", KNOWN, most=1) == ["exosome"]
    assert len(nearest_names("drug", [f"drug{letter}" for letter in "abcdef"])) == 3


@pytest.mark.parametrize("known", [["cats", "bats", "hats"], ["hats", "cats", "bats"]])
def test_among_names_equally_like_the_first_by_letters_is_nearest(known: list[str]) -> None:
    assert nearest("rats", known) == "bats"


def test_a_suggestion_is_made_only_where_a_name_is_near() -> None:
    assert did_you_mean("nanofatt", KNOWN) == "; did you mean nanofat?"
    assert did_you_mean("surgery", KNOWN) == ""
    assert did_you_mean("surgery", []) == ""


@pytest.mark.parametrize(
    ("names", "text"), [("", ""), ("a", "a"), ("abcde", "a, b, c, d, e"), ("abcdefg", "a, b, c, d, e and 2 more")]
)
def test_of_many_names_a_few_are_told(names: str, text: str) -> None:
    assert name_some(list(names)) == text


def test_nothing_is_near_a_text_that_is_too_long_for_a_name() -> None:
    text = "drug " * 300
    assert nearest_names(text, [text, f"{text}s"]) == []
    assert nearest_names("drug", [text, "drugs"]) == ["drugs"]
