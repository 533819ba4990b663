"""What is exported and loaded into an empty base is the same base, whatever it holds."""

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.building import Record, claim, source
from tests.exporting.equality import differences
from tests.exporting.generated import ODD, make_base
from tests.realdata.convert import convert_healthver
from tests.storing import copied_desk, query


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), form=st.sampled_from(["", ".jsonl"]), steps=st.sampled_from(range(1, 15)))
def test_an_export_loaded_into_an_empty_base_makes_an_equal_one(
    blank: Path, data: st.DataObject, form: str, steps: int
) -> None:
    with copied_desk(blank) as desk:
        make_base(data.draw, desk, steps)
        assert differences(desk, blank, form) == []


@pytest.mark.parametrize("form", ["", ".jsonl"])
@pytest.mark.parametrize("number", [0.0, -0.0, 0.1, 6.0, 1 / 3, 5e-324, 1e300, -1e-300, 2.0**53, 2.0**53 + 2, 1e16])
def test_a_number_comes_back_bit_for_bit(blank: Path, number: float, form: str) -> None:
    """As the base holds it: SQLite has no negative zero."""
    with copied_desk(blank) as desk, copied_desk(blank) as copy:
        desk.load(source("s", claim(None, aspect="timing", quantity={"name": "gain", "low": number})))
        desk.base.export(desk.folder / f"out{form}")
        copy.base.load(desk.folder / f"out{form}")
        before, after = (query(each, "SELECT quantity_low FROM claim")[0][0] for each in (desk, copy))
        assert before == number
        assert struct.pack("d", after) == struct.pack("d", before)


@pytest.mark.parametrize("form", ["", ".jsonl"])
def test_every_odd_text_comes_back_character_for_character(blank: Path, form: str) -> None:
    """In every place where a text may stand, also as the name of a field: the scheme of an identifier."""
    with copied_desk(blank) as desk:
        every = list(enumerate(ODD))
        entries: list[Record] = [{"name": f"{n} {text}", "aliases": [f"{n} {text} y"]} for n, text in every]
        entries[0]["identifiers"] = {text: text for text in ODD}
        desk.vocabulary(treatments=entries)
        for number, text in every:
            said = claim(treatment=f"{number} {text}", condition=text, comparator=text, outcome=text, regulator=text)
            said |= {"quote": text, "statement": text, "author": text}
            who = [{"name": text, "credentials": text}]
            about = {"title": text, "publisher": text, "sponsor": text, "published_note": text}
            desk.load(source(f"{text} {number}", said, authors=who, **about))
        assert differences(desk, blank, form) == []


def test_a_wording_that_went_into_the_name_of_a_quantity_with_braces_comes_back(blank: Path) -> None:
    with copied_desk(blank) as desk:
        measured = claim(None, aspect="timing", quantity={"name": "{x} rate", "low": 1})
        desk.load(source("s", measured, claim(aspect="timing", proposition="it is fast")))
        desk.base.merge("proposition", "it is fast", "{x} rate")
        assert differences(desk, blank, "") == []


def test_a_quantity_whose_name_with_braces_is_another_wording_comes_back(blank: Path) -> None:
    with copied_desk(blank) as desk:
        desk.vocabulary(propositions=[{"aspect": "timing", "wording": "{x}", "aliases": ["{q}"]}])
        desk.load(source("s", claim(None, aspect="timing", quantity={"name": "{Q}", "low": 1})))
        assert differences(desk, blank, "") == []


@pytest.mark.parametrize("aspect", ["timing", "mechanism"])
def test_a_withdrawn_quantity_that_went_into_another_with_braces_comes_back(blank: Path, aspect: str) -> None:
    with copied_desk(blank) as desk:
        one = claim(None, aspect=aspect, quantity={"name": "{x}", "low": 1})
        other = claim(None, aspect="timing", quantity={"name": "{y}", "low": 1}, status="withdrawn")
        desk.load(source("s", one, other))
        desk.base.merge("proposition", "{y}", "{x}")
        assert differences(desk, blank, "") == []


@pytest.mark.parametrize("form", ["", ".jsonl"])
def test_a_text_of_millions_of_commas_comes_back(blank: Path, form: str) -> None:
    with copied_desk(blank) as desk:
        desk.load(source("s", claim(statement="," * 2_100_000)))
        assert differences(desk, blank, form) == []


def test_a_quote_that_has_moved_comes_back_where_it_stands(blank: Path) -> None:
    with copied_desk(blank) as desk:
        for text in ("It works. It is fine.", "It is fine. Much is said. It works."):
            desk.write("article.txt", text)
            desk.load(source("s", claim(quote="It works"), text="article.txt"))
        assert desk.base.verify().moved == 1
        assert differences(desk, blank, "") == []


@pytest.mark.parametrize("form", ["", ".jsonl"])
def test_the_packaged_examples_come_back_equal(blank: Path, form: str) -> None:
    with copied_desk(blank) as desk:
        desk.base.load(seeds=True)
        assert differences(desk, blank, form) == []


@pytest.mark.realdata
@pytest.mark.parametrize("form", ["", ".jsonl"])
def test_the_packaged_examples_come_back_equal_with_their_articles(blank: Path, shared: Path, form: str) -> None:
    with copied_desk(blank) as desk:
        assert desk.base.load(seeds=True, texts=shared / "seeds").quotes == {"verified": 24}
        assert differences(desk, blank, form) == []


@pytest.mark.realdata
@pytest.mark.parametrize("form", ["", ".jsonl"])
def test_five_hundred_judgements_of_real_articles_come_back_equal(
    blank: Path, shared: Path, tmp_path: Path, form: str
) -> None:
    with copied_desk(blank) as desk:
        (file,) = desk.base.load(convert_healthver(shared / "data", tmp_path)).files
        assert (file.added, file.errors) == (508, [])
        assert differences(desk, blank, form) == []
