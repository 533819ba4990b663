"""Raised and lowered numbers and references never make another number of the one beside them."""

import pytest

from kb.reading.articles import read_article
from tests.reading.articles.pages import FIRST, LAST, LEAD, page
from tests.reading.articles.test_jats import paragraphs

BOTH = [
    ("10<sup>3</sup> cells", "10^3 cells"),
    ("10<sup>-3</sup> and 10<sup>−12</sup>", "10^-3 and 10^−12"),
    ("10<sup>+3</sup>", "10^+3"),
    ("10<sup>−</sup><sup>3</sup>", "10^−3"),
    ("2.5 × 10<sup> 6 </sup>/ml", "2.5 × 10^6 /ml"),
    ("log<sub>10</sub> and 12<sub>3</sub>", "log10 and 12_3"),
    ("x<sub>1</sub><sup>2</sup>", "x1^2"),
    ("2<sup>1</sup>/<sub>2</sub> years and <sup>1</sup>/<sub>2</sub>", "2 1/2 years and 1/2"),
    ("<sup>1</sup>64 people, CO<sub>2</sub>5 times", "1 64 people, CO2 5 times"),
    ("it rose to 5.<sup>12</sup>", "it rose to 5.[12]"),
    ("hair<sup>1</sup><sup>2</sup>", "hair1 2"),
    ("m<sup>2</sup>, obese.<sup>1</sup>, obese,<sup>1,2</sup>", "m2, obese.1, obese,1,2"),
    ("2<sup>nd</sup>, 5<sup>a</sup>, <sup>14</sup>C, Ca<sup>2+</sup>", "2nd, 5a, 14C, Ca2+"),
    ("of 12 <sup>3</sup> people", "of 12 3 people"),
]


def in_html(words: str) -> str:
    html = page(LEAD, FIRST, f"<p>It is so: {words}, as it was.</p>", LAST)
    found = read_article(html.encode(), "a.html").text.split("\n\n")[2]
    return found.removeprefix("It is so: ").removesuffix(", as it was.")


def in_jats(words: str) -> str:
    (found,) = paragraphs(f"<p>It is so: {words}, as it was.</p>")
    return found.removeprefix("It is so: ").removesuffix(", as it was.")


@pytest.mark.parametrize(("words", "expected"), BOTH)
def test_a_raised_number_is_marked_behind_a_number_and_stands_as_copied_behind_letters(
    words: str, expected: str
) -> None:
    assert " ".join(in_jats(words).split()) == expected
    assert " ".join(in_html(words).split()) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<b>10</b><sup>3</sup>", "10^3"),
        ("<b>10<sup>3</sup></b> and <i><b>of 10</b><sup><i>4</i></sup></i>", "10^3 and of 10^4"),
        ('in 2015<sup><a href="#r3">3</a></sup>', "in 2015[3]"),
        ('in 2015<a href="#r3"><sup>3</sup></a>', "in 2015[3]"),
        ('hair<sup><a href="#r3">3</a></sup>', "hair3"),
        ('hair<sup class="reference">[3]</sup>', "hair[3]"),
    ],
)
def test_on_a_page_a_link_behind_a_number_is_a_reference(words: str, expected: str) -> None:
    assert in_html(words) == expected


def test_raised_numbers_in_items_and_cells_are_marked() -> None:
    parts = "<ul><li>up to 10<sup>3</sup> cells</li></ul><table><tr><td>10<sup>4</sup></td><td>b</td></tr></table>"
    text = read_article(page(LEAD, FIRST, parts, LAST).encode(), "a.html").text
    assert "- up to 10^3 cells\n\n10^4 | b" in text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hair{12}", "hair[12]"),
        ("of 15{12} people", "of 15[12] people"),
        ("rose to 1.7.{31}", "rose to 1.7.[31]"),
        ("by 5%{12}", "by 5%[12]"),
        ("hair{1},{2}–{5} and", "hair[1,2–5] and"),
        ("hair{1}{2}", "hair[1,2]"),
        ("hair [{2}{7}–{11}]", "hair [2,7–11]"),
        ("hair [{1}, {2}]", "hair [1, 2]"),
        ("hair.{12}", "hair.12"),
        ("hair {12}", "hair 12"),
        ("hair<sup>{12}</sup>", "hair12"),
        ("hair<sup>{1}{2}</sup>", "hair1,2"),
        ("of 15<sup>{12},{13}</sup>", "of 15[12,13]"),
        ("by{Doe 2012}", "by Doe 2012"),
        ("{12}64 people", "12 64 people"),
    ],
)
def test_a_reference_in_jats_is_parted_from_words_and_numbers(words: str, expected: str) -> None:
    words = words.replace("{", '<xref ref-type="bibr" rid="r">').replace("}", "</xref>")
    assert in_jats(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('of 15<xref ref-type="bibr"><sup>12</sup></xref>', "of 15[12]"),
        ('hair<xref ref-type="bibr"><sup>12</sup></xref>', "hair12"),
        ('64<xref ref-type="table-fn">1</xref>', "64[1]"),
        ('64<xref ref-type="table-fn">a</xref>', "64a"),
        ('Figure<xref ref-type="fig">1</xref>', "Figure1"),
    ],
)
def test_other_references_are_parted_from_numbers(words: str, expected: str) -> None:
    assert in_jats(words) == expected
