"""The same records in any format, and files in any order, make the same base."""

import itertools
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.records import LoadReport
from tests.building import Desk, Record, claim, source
from tests.contents import contents
from tests.storing import copied_desk, counts
from tests.test_loading_properties import claims, without_nones
from tests.written import SUFFIXES, written

VOCABULARY = {
    "treatments": [{"name": "therapy"}, {"name": "variant a", "parent": "therapy", "identifiers": {"MeSH": "D1"}}],
    "conditions": [{"name": "hair loss", "aliases": ["alopecia"]}],
}
PEOPLE = [{"name": "Ann Other"}, {"name": "Body AB"}]
ABOUT: dict[str, st.SearchStrategy[Any]] = {
    "publisher": st.sampled_from([None, 'ACME, "the" lab', "=cmd"]),
    "published": st.sampled_from([None, "2021", "2021-03"]),
    "authors": st.sampled_from([None, PEOPLE[:1], PEOPLE]),
    "interest": st.sampled_from([None, "commercial"]),
    "text": st.sampled_from([None, "article.txt"]),
}
ARTICLE = "Here word1 stands. Twice said. Twice said."


@contextmanager
def article_desk(blank: Path) -> Iterator[Desk]:
    """Give out a new desk on which an article lies."""
    with copied_desk(blank) as desk:
        desk.write("article.txt", ARTICLE)
        yield desk


@st.composite
def records(draw: st.DrawFn, most: int = 4) -> list[Record]:
    """Sources, in any order, of which some derive from others."""
    made = []
    for number in range(draw(st.integers(1, most))):
        fields = {name: draw(values) for name, values in ABOUT.items()}
        fields["derived_from"] = draw(st.sampled_from([None, *(f"s{earlier}" for earlier in range(number))]))
        given_claims = [without_nones(each) for each in draw(st.lists(claims, max_size=3))]
        made.append(source(f"s{number}", *given_claims, **without_nones(fields)))
    return draw(st.permutations(made))


@settings(max_examples=15, deadline=None)
@given(records=records())
def test_the_same_records_in_every_format_make_the_same_base(blank: Path, records: list[Record]) -> None:
    made = []
    for suffix in SUFFIXES:
        with article_desk(blank) as desk:
            report = desk.base.load(desk.write(f"records{suffix}", written(suffix, *records)))
            assert [file.errors for file in report.files] == [[]]
            created = {(each.kind, each.name) for each in report.created}
            made.append((contents(desk), counts(report.files[0]), created, report.quotes))
    assert made[0][0]["source"]
    assert all(each == made[0] for each in made[1:])


@settings(max_examples=12, deadline=None)
@given(records=records(), data=st.data())
def test_a_base_that_is_loaded_in_one_format_is_unchanged_by_any_other(
    blank: Path, records: list[Record], data: st.DataObject
) -> None:
    first, second = data.draw(st.permutations(SUFFIXES))[:2]
    with article_desk(blank) as desk:
        desk.base.load(desk.write(f"first{first}", written(first, *records)))
        before = contents(desk)
        (file,) = desk.base.load(desk.write(f"second{second}", written(second, *records))).files
        assert counts(file) == (0, 0, sum(len(each["claims"]) for each in records), 0, 0)
        assert contents(desk) == before


def told_of(report: LoadReport) -> Any:
    """Return what a report says, whatever the order of its files."""
    files = sorted((Path(file.file).name, counts(file), file.errors) for file in report.files)
    told = {Path(name).name: sorted(map(repr, found)) for name, found in report.warnings.items() if found}
    return files, {(each.kind, each.name) for each in report.created}, told, report.quotes


def in_every_order(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the arguments of a load: the folder "in", and its files in each order."""
    return [("in",), *itertools.permutations(f"in/{name}" for name in names)]


@settings(max_examples=5, deadline=None)
@given(records=records(most=3), suffixes=st.permutations(SUFFIXES))
def test_files_in_any_order_make_the_same_base(blank: Path, records: list[Record], suffixes: list[str]) -> None:
    files = {f"{number}{suffixes[number]}": written(suffixes[number], each) for number, each in enumerate(records)}
    files["vocabulary.json"] = json.dumps(VOCABULARY)
    made = []
    for order in in_every_order(list(files)):
        with article_desk(blank) as desk:
            for name, content in files.items():
                desk.write(f"in/{name}", content)
            report = desk.base.load(*(desk.folder / name for name in order), texts=desk.folder)
            made.append((contents(desk), told_of(report)))
    assert made[0][0]["concept"]
    assert all(each == made[0] for each in made[1:])


def many_sources(most: int) -> Iterator[Record]:
    """Sources of 50 claims each, a third of which derive from one that comes later."""
    for number in range(most):
        origin = {"derived_from": f"s{number + 1}"} if number % 3 == 0 and number + 1 < most else {}
        yield source(f"s{number}", *(_numbered(number, each) for each in range(50)), published="2021", **origin)


def _numbered(number: int, each: int) -> Record:
    stance = ("supports", "refutes", "neutral")[(number + each) % 3]
    fields = {
        "treatment": f"therapy {each % 7}",
        "population": ("men", "women")[each % 2],
        "outcome": f"density {each}",
    }
    quantity = {"name": "gain", "low": each, "high": each + number % 5, "unit": "%"}
    return claim(stance, quote=f"words {number} of {each}", statement="something is said", quantity=quantity, **fields)


def test_twenty_thousand_claims_make_the_same_base_in_every_format(blank: Path) -> None:
    """So many that a file is written in several batches."""
    made = []
    for suffix in (".jsonl", ".csv", ".yaml", ".json"):
        with article_desk(blank) as desk:
            report = desk.base.load(desk.write(f"records{suffix}", written(suffix, *many_sources(400))))
            assert counts(report.files[0]) == (20_000, 0, 0, 0, 0)
            made.append((contents(desk), report.created))
    assert all(each == made[0] for each in made)
