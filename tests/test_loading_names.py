"""Names that are one author, wordings that are one proposition, names of no vocabulary: as a vocabulary brings them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.records import CreatedName, LoadReport
from tests.building import Desk, Record, claim, source
from tests.storing import copied_desk, counts, dump, query, revisions

ORCID, OTHER_ORCID = "0000-0002-1825-0097", "0000-0001-5109-3700"
SAME = {"author_names": [{"name": "Jane Doe", "aliases": ["Jane Q. Doe"]}]}
WORDED = {"propositions": [{"aspect": "efficacy", "wording": "it helps", "aliases": ["it is of use"]}]}


@pytest.fixture
def stored(blank: Path) -> Iterator[Desk]:
    with copied_desk(blank) as desk:
        yield desk


def load(desk: Desk, vocabulary: Record) -> LoadReport:
    report = desk.base.load(desk.write("names.json", vocabulary))
    assert [file.errors for file in report.files] == [[]]
    return report


def signed(key: str, name: str, **fields: str) -> Record:
    return source(key, claim(), authors=[{"name": name, **fields}])


def authors(desk: Desk) -> list[tuple[str, list[str], int]]:
    return [(row.name, row.aliases, row.sources) for row in desk.base.authors()]


@pytest.mark.parametrize("comes", ["first", "last"])
def test_names_are_one_author_whether_the_sources_come_before_or_after(stored: Desk, comes: str) -> None:
    sources = [signed("a", "Jane Doe"), signed("b", "Jane Q. Doe"), source("c", claim(author="jane q. doe"))]
    if comes == "last":
        stored.load(*sources)
    report = load(stored, SAME)
    assert counts(report.files[0]) == ((1, 0, 0, 0, 0) if comes == "first" else (0, 1, 0, 0, 0))
    stored.load(*sources)
    assert authors(stored) == [("Jane Doe", ["Jane Q. Doe"], 3)]


def test_what_is_joined_is_noted_on_claims_and_sources(stored: Desk) -> None:
    stored.load(signed("a", "Jane Doe"), source("c", claim(author="Jane Q. Doe")))
    load(stored, SAME)
    assert revisions(stored, "c/c1") == [("changed", {"author": "Jane Q. Doe"}, {"author": "Jane Doe"})]


@pytest.mark.parametrize("vocabulary", [SAME, WORDED])
def test_the_same_names_again_change_nothing(stored: Desk, vocabulary: Record) -> None:
    stored.load(signed("a", "Jane Q. Doe"), source("b", claim(proposition="it is of use")))
    load(stored, vocabulary)
    before = dump(stored)
    assert counts(load(stored, vocabulary).files[0]) == (0, 0, 1, 0, 0)
    assert dump(stored) == before


def test_names_that_a_load_brings_are_in_the_history(stored: Desk) -> None:
    load(stored, SAME)
    assert len(query(stored, "SELECT * FROM load")) == 1


def test_the_spelling_of_the_vocabulary_stands(stored: Desk) -> None:
    stored.load(signed("a", "jane doe"), signed("b", "Jané q. doe"))
    load(stored, SAME)
    assert query(stored, "SELECT name FROM author UNION ALL SELECT name FROM author_alias") == [
        ("Jane Doe",),
        ("Jane Q. Doe",),
    ]


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_initials_are_told_when_their_source_is_there_wherever_it_stands(stored: Desk, suffix: str) -> None:
    told = {"author_names": [{"name": "Jane Doe", "aliases": [{"name": "Doe J", "source": "a"}]}]}
    if suffix == "json":
        stored.write("in/a-names.json", told)
        stored.write("in/b.json", {"sources": [signed("a", "Doe J"), signed("b", "Doe J")]})
    else:
        stored.write("in/all.jsonl", "\n".join(map(json.dumps, [told, signed("a", "Doe J"), signed("b", "Doe J")])))
    assert [file.errors for file in stored.base.load(stored.folder / "in").files if file.errors] == []
    assert authors(stored) == [("Doe J", [], 1), ("Jane Doe", ["Doe J"], 1)]


def test_initials_of_a_source_that_is_not_there_are_told_with_their_line(stored: Desk) -> None:
    content = "author_names:\n  - name: Jane Doe\n    aliases:\n      - {name: Doe J, source: nowhere}\n"
    assert stored.problems(content, "names.yaml") == [
        "2: author_names.source: there is no source 'nowhere', in which 'Doe J' is somebody"
    ]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            {"name": "Ann Lee", "aliases": ["Jane Q. Doe"]},
            "aliases: 'Jane Q. Doe' is a name of the author 'Jane Doe' already",
        ),
        (
            {"name": "Jane Q. Doe"},
            "name: 'Jane Q. Doe' is a name of the author 'Jane Doe' already; list it among its aliases",
        ),
        (
            {"name": "Bo Ek", "orcid": ORCID, "aliases": [{"name": "Ann Lee", "orcid": OTHER_ORCID}]},
            f"aliases: 'Bo Ek' and 'Ann Lee' are two people by their ORCIDs, {OTHER_ORCID} and {ORCID}",
        ),
    ],
)
def test_names_that_contradict_the_base_are_refused(stored: Desk, entry: Record, message: str) -> None:
    load(stored, SAME)
    stored.load(signed("a", "Ann Lee", orcid=OTHER_ORCID))
    before = dump(stored)
    assert stored.problems({"author_names": [entry]}, "broken.json") == [f"1: author_names.{message}"]
    assert dump(stored) == before


@pytest.mark.parametrize("comes", ["first", "last"])
def test_wordings_are_one_proposition_whether_the_claims_come_before_or_after(stored: Desk, comes: str) -> None:
    sources = [source("a", claim(proposition="it helps")), source("b", claim("refutes", proposition="It is of use"))]
    if comes == "last":
        stored.load(*sources)
    load(stored, WORDED)
    stored.load(*sources)
    assert [(row.proposition, row.supports, row.refutes) for row in stored.base.propositions()] == [("it helps", 1, 1)]
    assert len(stored.disagreements()) == 1


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"wording": "other", "aliases": ["it is of use"]}, "aliases: 'it is of use' is read as 'it helps' already"),
        (
            {"wording": "It is of use"},
            "wording: 'It is of use' is read as 'it helps' already; list it among the aliases of that",
        ),
        (
            {"wording": "other", "aliases": [{"aspect": "safety", "wording": "{Treatment} is safe"}]},
            "aliases: '{Treatment} is safe' is the default wording of safety and stays",
        ),
        (
            {"wording": "other", "aliases": [{"aspect": "cost", "wording": "{treatment} is worth its cost"}]},
            "aliases: '{treatment} is worth its cost' is the default wording of cost and stays;"
            " merge the other way round",
        ),
    ],
)
def test_wordings_that_contradict_the_base_are_refused(stored: Desk, entry: Record, message: str) -> None:
    load(stored, WORDED)
    stored.load(source("a", claim(aspect="cost")))
    before = dump(stored)
    given = {"aspect": "efficacy", **entry}
    assert stored.problems({"propositions": [given]}, "broken.json") == [f"1: propositions.{message}"]
    assert dump(stored) == before


def test_a_name_of_no_vocabulary_is_made_as_a_claim_would_make_it(stored: Desk) -> None:
    entry = {"name": "new", "aliases": ["old"], "in_vocabulary": False}
    report = load(stored, {"treatments": [entry]})
    assert report.created == [CreatedName("treatment", "new", None)]
    stored.load(source("s", claim(treatment="old")))
    assert [(row.name, row.aliases, row.in_vocabulary) for row in stored.base.treatments()] == [("new", ["old"], False)]
    before = dump(stored)
    assert counts(load(stored, {"treatments": [entry]}).files[0]) == (0, 0, 1, 0, 0)
    assert dump(stored) == before


def test_a_name_of_no_vocabulary_does_not_take_one_out_of_it(stored: Desk) -> None:
    stored.vocabulary(treatments=["new"])
    load(stored, {"treatments": [{"name": "new", "aliases": ["old"], "in_vocabulary": False}]})
    assert [(row.name, row.aliases, row.in_vocabulary) for row in stored.base.treatments()] == [("new", ["old"], True)]


def test_a_strict_load_refuses_a_name_of_no_vocabulary(stored: Desk) -> None:
    vocabulary = {"treatments": [{"name": "new", "in_vocabulary": False}]}
    assert stored.problems(vocabulary, "v.json", strict=True) == [
        "1: treatments.name: the treatment 'new' is in no vocabulary"
    ]


@pytest.mark.parametrize("status", ["accepted", "rejected", "withdrawn"])
def test_a_decision_that_a_record_has_from_another_base_is_undone_by_no_other(stored: Desk, status: str) -> None:
    decided = "accepted" if status == "withdrawn" else status
    stored.load(source("s", claim(key="a", status=status, reviewed=decided)))
    assert query(stored, "SELECT status, reviewed_status FROM claim") == [(status, decided)]
    stored.load(source("s", claim(key="a", status="proposed")))
    assert query(stored, "SELECT status, reviewed_status FROM claim") == [(decided, decided)]


def test_a_decision_of_the_base_stands_against_one_that_a_record_has(stored: Desk) -> None:
    stored.load(source("s", claim(key="a", status="rejected", reviewed="rejected")))
    stored.load(source("s", claim(key="a", reviewed="accepted")))
    assert query(stored, "SELECT status, reviewed_status FROM claim") == [("rejected", "rejected")]


def test_a_claim_that_a_review_brought_in_elsewhere_is_withdrawn_by_no_record(stored: Desk) -> None:
    stored.load(source("s", claim(key="a", reviewed="accepted", origin="proposal"), claim("refutes", key="b")))
    stored.load(source("s"))
    assert query(stored, "SELECT key, status FROM claim ORDER BY key") == [("a", "accepted"), ("b", "withdrawn")]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reviewed": "proposed"}, "proposed is nothing that a review decides: accepted or rejected"),
        ({"reviewed": "rejected"}, "is rejected, and the status is accepted: which is it?"),
        ({"reviewed": "yes"}, "'yes' is not one of proposed, accepted, rejected, withdrawn"),
    ],
)
def test_a_decision_that_cannot_be_is_told(stored: Desk, fields: Record, message: str) -> None:
    assert stored.problems(source("s", claim(**fields)), "s.json") == [f"1: reviewed: {message}"]
