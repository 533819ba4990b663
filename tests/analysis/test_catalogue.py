"""What is in the base, with counts of the claims that count."""

from kb.vocabulary import Aspect
from tests.analysis.saying import JANE, JOHN, N, R, S, says
from tests.building import Desk, claim, source

MEASURE = {"name": "months", "low": 6, "unit": "months"}
ORCID = "0000-0002-1825-0097"


def test_an_empty_base_lists_nothing(desk: Desk) -> None:
    base = desk.base
    assert [base.sources(), base.treatments(), base.authors(), base.propositions()] == [[], [], [], []]


def test_sources_stand_by_key_with_their_claims_by_stance(desk: Desk) -> None:
    measuring = claim(None, aspect="timing", quantity=MEASURE)
    turned_down = claim(S, aspect="cost", status="rejected")
    desk.load(says("b", S, claim(S, aspect="safety"), R, N, measuring, turned_down), says("a"))
    rows = desk.base.sources()
    assert [row.key for row in rows] == ["a", "b"]
    assert [(row.claims, row.supports, row.refutes, row.neutral) for row in rows] == [(0, 0, 0, 0), (5, 2, 1, 1)]


def test_a_source_shows_every_field(desk: Desk) -> None:
    desk.write("a.txt", "The article.")
    desk.load(
        says("origin"),
        says(
            "a",
            title="A title",
            kind="sponsored-post",
            publisher="The Times",
            sponsor="Hair Clinic",
            authors=[{"name": JOHN}, {"name": JANE}],
            published="2021-03",
            interest="sponsored",
            url="https://example.org/a",
            doi="https://doi.org/10.1000/XYZ",
            pmid="PMID:42",
            derived_from="origin",
            text="a.txt",
        ),
    )
    row = desk.base.sources()[0]
    assert (row.key, row.title, row.kind) == ("a", "A title", "sponsored-post")
    assert (row.publisher, row.sponsor, row.authors) == ("The Times", "Hair Clinic", [JOHN, JANE])
    assert (row.published, row.interest, row.derived_from) == ("2021-03", "sponsored", "origin")
    assert (row.url, row.doi, row.pmid) == ("https://example.org/a", "10.1000/xyz", "42")
    assert row.snapshots == 1


def test_a_source_counts_its_snapshots(desk: Desk) -> None:
    for text in ("First.", "Second.", "Second."):
        desk.write("a.txt", text)
        desk.load(says("a", S, text="a.txt"))
    assert [row.snapshots for row in desk.base.sources()] == [2]


def test_treatments_stand_under_what_they_are_variants_of(desk: Desk) -> None:
    desk.vocabulary(
        treatments=[
            {"name": "therapy", "aliases": ["the therapy", "T"], "identifiers": {"mesh": "D1"}},
            {"name": "zeta", "parent": "therapy"},
            {"name": "Alpha", "parent": "therapy"},
            {"name": "under zeta", "parent": "zeta"},
            "surgery",
        ],
        conditions=["hair loss"],
    )
    rows = desk.base.treatments()
    assert [(row.name, row.parent, row.depth) for row in rows] == [
        ("surgery", None, 0),
        ("therapy", None, 0),
        ("Alpha", "therapy", 1),
        ("zeta", "therapy", 1),
        ("under zeta", "zeta", 2),
    ]
    assert (sorted(rows[1].aliases), rows[1].identifiers) == (["T", "the therapy"], {"mesh": "D1"})
    assert (rows[0].aliases, rows[0].identifiers) == ([], {})


def test_treatments_count_their_claims_and_those_of_their_variants(desk: Desk) -> None:
    desk.vocabulary(treatments=["therapy", {"name": "variant", "parent": "therapy"}])
    rejected = claim(S, treatment="variant", aspect="cost", status="rejected")
    desk.load(says("a", S, R, claim(N, treatment="variant"), rejected))
    assert [(row.name, row.claims, row.with_descendants) for row in desk.base.treatments()] == [
        ("therapy", 2, 3),
        ("variant", 1, 1),
    ]


def test_a_treatment_that_no_vocabulary_knows_is_told_apart(desk: Desk) -> None:
    desk.vocabulary(treatments=["therapy"])
    desk.load(says("a", S, claim(S, treatment="new", comparator="other new")))
    assert {row.name: row.in_vocabulary for row in desk.base.treatments()} == {
        "therapy": True,
        "new": False,
        "other new": False,
    }


def test_authors_stand_by_name_with_sources_and_claims(desk: Desk) -> None:
    desk.load(
        says("a", S, R, authors=[{"name": JOHN}, {"name": JANE}]),
        says("b", S, claim(R, author="An Expert"), by=JANE),
        says("c", by=JOHN),
    )
    assert [(row.name, row.sources, row.claims) for row in desk.base.authors()] == [
        ("An Expert", 1, 1),
        (JANE, 2, 3),
        (JOHN, 2, 2),
    ]


def test_an_author_does_not_count_what_others_say_nor_what_does_not_count(desk: Desk) -> None:
    desk.load(source("a", claim(S, status="proposed"), claim(R, author=JANE), authors=[{"name": JOHN}]))
    assert [(row.name, row.sources, row.claims) for row in desk.base.authors()] == [(JANE, 1, 1), (JOHN, 1, 0)]


def test_the_same_person_is_one_row_with_every_credential(desk: Desk) -> None:
    desk.load(
        says("a", S, authors=[{"name": JANE, "credentials": "surgeon"}]),
        says("b", S, authors=[{"name": "JANE  smith", "credentials": "dermatologist", "orcid": ORCID}]),
        says("c", S, authors=[{"name": "Smith J", "credentials": "surgeon", "orcid": ORCID}]),
    )
    (row,) = desk.base.authors()
    assert (row.orcid, row.credentials, row.sources, row.claims) == (ORCID, ["surgeon", "dermatologist"], 3, 3)


def test_initials_in_two_sources_are_two_rows(desk: Desk) -> None:
    desk.load(says("a", S, by="Smith J"), says("b", S, by="Smith J"))
    assert [(row.name, row.sources) for row in desk.base.authors()] == [("Smith J", 1), ("Smith J", 1)]


def test_a_publisher_is_no_author(desk: Desk) -> None:
    desk.load(says("a", S, kind="guideline", publisher="The Board"))
    assert desk.base.authors() == []


def test_propositions_stand_by_aspect_as_worded_with_their_claims(desk: Desk) -> None:
    desk.load(
        says(
            "a",
            claim(S, aspect="safety"),
            claim(N, aspect="safety", treatment="surgery"),
            claim(R),
            claim(S, proposition="{treatment} calms {population}"),
            claim(None, aspect="timing", quantity=MEASURE),
            claim(S, aspect="cost", status="rejected"),
        ),
    )
    rows = desk.base.propositions()
    assert [(row.aspect, row.proposition, row.default) for row in rows] == [
        ("efficacy", Aspect.EFFICACY.wording, True),
        ("efficacy", "{treatment} calms {population}", False),
        ("safety", "{treatment} is safe", True),
        ("timing", "months", False),
    ]
    counts = [(row.treatments, row.supports, row.refutes, row.neutral, row.measures) for row in rows]
    assert counts == [(1, 0, 1, 0, 0), (1, 1, 0, 0, 0), (2, 1, 0, 1, 0), (1, 0, 0, 0, 1)]
