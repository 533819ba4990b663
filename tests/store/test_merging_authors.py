"""Two names of one person or body: whose voice it is, what keeps the old name, and what is refused."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.errors import KbError, MergeError, NotFoundError
from kb.records import MergeReport
from tests.analysis.saying import R, S, says
from tests.building import Desk, Record, claim, source
from tests.storing import counts, dump, query, revisions, stored_desk

ORCID, OTHER_ORCID = "0000-0002-1825-0097", "0000-0001-5109-3700"
OLD, NEW = "Jane Q. Doe", "Jane Doe"


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    with stored_desk(tmp_path) as desk:
        yield desk


def by(key: str, name: str, orcid: str | None = None, stance: str = S) -> Record:
    """A source that one person signs."""
    return says(key, stance, authors=[{"name": name, **({"orcid": orcid} if orcid else {})}])


def voices(desk: Desk) -> int:
    """How many voices support, against the one that refutes."""
    desk.load(says("refuting", R), name="refuting.json")
    (found,) = desk.disagreements(kind="contradiction")
    return found.sides[0].voices


def refusal(desk: Desk, old: str, new: str) -> KbError:
    before = dump(desk)
    with pytest.raises(KbError) as raised:
        desk.base.merge("author", old, new)
    assert dump(desk) == before
    return raised.value


def spoken(desk: Desk, name: str) -> list[str]:
    return [each.reference for each in desk.claims(author=name)]


def test_two_names_of_one_person_are_one_voice(stored: Desk) -> None:
    stored.load(by("a", OLD), by("b", NEW))
    report = stored.base.merge("author", OLD, NEW)
    assert report == MergeReport("author", OLD, NEW, [OLD], claims=0, sources=1, authorships=1)
    assert voices(stored) == 1


def test_what_one_says_is_found_by_both_names(stored: Desk) -> None:
    stored.load(by("a", OLD), by("b", NEW), says("c", claim(author=OLD)))
    stored.base.merge("author", OLD, NEW)
    assert spoken(stored, OLD) == spoken(stored, "jane  q. DOE") == spoken(stored, NEW) == ["a/c1", "b/c1", "c/c1"]


def test_a_source_is_signed_as_it_spells_the_name(stored: Desk) -> None:
    stored.load(by("a", OLD), by("b", NEW))
    stored.base.merge("author", OLD, NEW)
    assert [row.authors for row in stored.base.sources()] == [[OLD], [NEW]]
    assert query(stored, "SELECT s.key, before, after FROM revision AS r JOIN source AS s ON s.id = r.source_id") == [
        ("a", '{"author": "Jane Q. Doe"}', '{"author": "Jane Doe"}')
    ]


def test_a_claim_with_an_author_of_its_own_has_the_new_one_and_a_revision(stored: Desk) -> None:
    stored.load(says("a", claim(key="k", author=OLD), claim(R, author="Bo Ek")), by("b", NEW))
    report = stored.base.merge("author", OLD, NEW, by="Ann")
    assert (report.claims, report.authorships, report.sources) == (1, 0, 1)
    assert stored.base.show("a/k").claim.authors == [NEW]
    assert revisions(stored, "a/k") == [("changed", {"author": OLD}, {"author": NEW})]


def test_authors_lists_the_person_once_with_the_other_name(stored: Desk) -> None:
    stored.load(by("a", OLD, ORCID), by("b", NEW))
    stored.base.merge("author", OLD, NEW)
    (row,) = stored.base.authors()
    assert (row.name, row.aliases, row.orcid, row.sources, row.claims) == (NEW, [OLD], ORCID, 2, 2)


@pytest.mark.parametrize("orcids", [(ORCID, None), (None, ORCID), (None, None)])
def test_a_later_record_of_either_name_is_the_same_person(stored: Desk, orcids: tuple[str | None, str | None]) -> None:
    stored.load(by("a", OLD, orcids[0]), by("b", NEW, orcids[1]))
    stored.base.merge("author", OLD, NEW)
    stored.load(by("c", OLD), by("d", NEW), by("e", OLD, orcids[0]), by("f", NEW, orcids[1]), name="later.json")
    assert voices(stored) == 1
    assert len(stored.base.authors()) == 1


def test_every_row_of_the_person_goes_over(stored: Desk) -> None:
    stored.load(by("a", OLD), by("b", OLD, ORCID), by("c", "J. Doe-Smith", ORCID), by("d", NEW))
    report = stored.base.merge("author", OLD, NEW)
    assert (report.authorships, report.names) == (3, ["J. Doe-Smith", OLD])
    assert [(row.name, row.orcid) for row in stored.base.authors()] == [(NEW, ORCID)]
    assert voices(stored) == 1


def test_a_name_is_still_told_by_the_orcid_that_a_later_record_gives(stored: Desk) -> None:
    stored.load(by("a", OLD), by("b", NEW))
    stored.base.merge("author", OLD, NEW)
    stored.load(by("c", OLD, ORCID), name="later.json")
    assert voices(stored) == 1


def test_a_later_namesake_with_another_orcid_is_another_voice(stored: Desk) -> None:
    stored.load(by("a", OLD, ORCID), by("b", NEW))
    stored.base.merge("author", OLD, NEW)
    stored.load(by("c", NEW, OTHER_ORCID), name="later.json")
    assert voices(stored) == 2


def test_two_later_orcids_leave_the_merged_name_for_itself(stored: Desk) -> None:
    stored.load(by("a", OLD), by("b", NEW))
    stored.base.merge("author", OLD, NEW)
    stored.load(by("c", OLD, ORCID), by("d", NEW, OTHER_ORCID), name="later.json")
    assert voices(stored) == 3


def test_a_publisher_of_the_old_name_speaks_with_the_same_voice(stored: Desk) -> None:
    page = says("page", S, kind="clinic-page", publisher="Dr Doe Clinic")
    post = says("post", S, kind="sponsored-post", sponsor="dr doe  clinic")
    stored.load(page, post, by("a", "Dr Doe Clinic"), by("b", NEW))
    stored.base.merge("author", "Dr Doe Clinic", NEW)
    assert voices(stored) == 1
    assert spoken(stored, "Dr Doe Clinic") == ["a/c1", "b/c1", "page/c1", "post/c1"]


@pytest.mark.parametrize(("old", "new"), [("Hair Clinic", "Hair Clinic Ltd"), ("Hair Clinic Ltd", "Hair Clinic")])
def test_two_publishers_that_sign_nothing_can_be_one(stored: Desk, old: str, new: str) -> None:
    stored.load(
        says("a", S, kind="clinic-page", publisher="Hair Clinic"),
        says("b", S, kind="clinic-page", publisher="Hair Clinic Ltd"),
    )
    report = stored.base.merge("author", old.lower(), new)
    assert report == MergeReport("author", old, new, [old], claims=0, sources=0)
    assert voices(stored) == 1
    assert query(stored, "SELECT file FROM load ORDER BY id LIMIT 1 OFFSET 1") == [
        (f"kb merge author '{old.lower()}' '{new}'",)
    ]
    assert stored.base.authors() == []


def test_the_history_knows_of_a_merge_of_names_alone_also_where_assertions_are_off(stored: Desk) -> None:
    stored.load(*(says(key, kind="clinic-page", publisher=name) for key, name in (("a", OLD), ("b", NEW))))
    program = "import sys, kb; kb.KnowledgeBase.open(sys.argv[1]).merge('author', *sys.argv[2:])"
    subprocess.run([sys.executable, "-O", "-c", program, str(stored.base.path), OLD, NEW], check=True)
    assert query(stored, "SELECT file FROM load ORDER BY id DESC LIMIT 1") == [(f"kb merge author '{OLD}' '{NEW}'",)]


def test_a_third_name_follows_where_the_second_goes(stored: Desk) -> None:
    stored.load(by("a", OLD), by("b", NEW), by("c", "Jane Doe-Smith"))
    stored.base.merge("author", OLD, NEW)
    report = stored.base.merge("author", OLD, "Jane Doe-Smith")
    assert (report.taken_in, report.names, report.authorships) == (NEW, [NEW, OLD], 2)
    assert spoken(stored, OLD) == ["a/c1", "b/c1", "c/c1"]
    assert query(stored, "PRAGMA foreign_key_check") == []


def test_two_people_with_different_orcids_are_two(stored: Desk) -> None:
    stored.load(by("a", OLD, ORCID), by("b", NEW, OTHER_ORCID))
    error = refusal(stored, OLD, NEW)
    assert isinstance(error, MergeError)
    assert str(error) == (
        f"'{OLD}' and '{NEW}' are two people by their ORCIDs, {ORCID} and {OTHER_ORCID};"
        " where one of these is wrong, mend it in the records"
    )


def test_an_orcid_that_came_by_a_merge_counts(stored: Desk) -> None:
    stored.load(by("a", OLD, ORCID), by("b", NEW), by("c", "Jane Smith", OTHER_ORCID))
    stored.base.merge("author", OLD, NEW)
    assert "are two people by their ORCIDs" in str(refusal(stored, NEW, "Jane Smith"))


@pytest.mark.parametrize(
    ("one", "other", "records"),
    [
        (NEW, "jane  DOE", [by("a", NEW), by("b", "Bo Ek")]),
        (OLD, NEW, [by("a", OLD, ORCID), by("b", NEW, ORCID)]),
        (NEW, "JANE DOE", [by("a", NEW), says("b", S, kind="clinic-page", publisher="Jane Doe")]),
    ],
)
def test_names_of_one_person_are_one_already(stored: Desk, one: str, other: str, records: list[Record]) -> None:
    stored.load(*records)
    assert str(refusal(stored, one, other)) == f"the authors '{one}' and '{other}' are one already"


def test_initials_of_several_sources_are_several_authors(stored: Desk) -> None:
    stored.load(by("b", "Smith J"), by("a", "SMITH J"), by("c", "John Smith"))
    message = (
        "is initials alone, and so an author of its own in each of a, b; give the full name or the ORCID in their"
        " records"
    )
    assert str(refusal(stored, "Smith J", "John Smith")) == f"'Smith J' {message}"
    assert str(refusal(stored, "John Smith", "smith j")) == f"'smith j' {message}"


def test_initials_of_one_source_can_be_merged(stored: Desk) -> None:
    records = [by("a", "Smith J"), by("b", "John Smith")]
    stored.load(*records)
    assert stored.base.merge("author", "Smith J", "John Smith").authorships == 1
    before = dump(stored)
    stored.load(*records, name="again.json")
    assert dump(stored) == before
    stored.load(by("c", "Smith J"), name="later.json")
    assert voices(stored) == 2


def test_a_full_name_may_go_into_initials(stored: Desk) -> None:
    stored.load(by("a", "John Smith"), by("b", "Smith J"))
    stored.base.merge("author", "John Smith", "Smith J")
    stored.load(by("c", "John Smith"), name="later.json")
    assert voices(stored) == 1


def test_a_name_of_several_people_is_told_by_the_orcid(stored: Desk) -> None:
    stored.load(by("a", NEW, ORCID), by("b", NEW, OTHER_ORCID), by("c", NEW), by("d", OLD))
    assert str(refusal(stored, OLD, NEW)) == (
        f"'{NEW}' is the name of 3 authors (one without ORCID, ORCID {OTHER_ORCID}, ORCID {ORCID});"
        " say which by the ORCID; for one that has none, give the ORCID in the record"
    )
    report = stored.base.merge("author", OLD, OTHER_ORCID)
    assert (report.taken_in, report.into) == (OLD, NEW)
    assert voices(stored) == 3


def test_a_name_of_two_people_with_orcids_is_told_by_them_alone(stored: Desk) -> None:
    stored.load(by("a", NEW, ORCID), by("b", NEW, OTHER_ORCID), by("d", OLD))
    assert str(refusal(stored, OLD, NEW)) == (
        f"'{NEW}' is the name of 2 authors (ORCID {OTHER_ORCID}, ORCID {ORCID}); say which by the ORCID"
    )


@pytest.mark.parametrize("address", ["https://orcid.org/", "http://orcid.org/", " HTTPS://ORCID.org/"])
def test_an_orcid_may_be_given_as_its_address(stored: Desk, address: str) -> None:
    stored.load(by("a", NEW, ORCID), by("b", NEW, OTHER_ORCID), by("d", OLD))
    report = stored.base.merge("author", OLD, f"{address}{ORCID}")
    assert (report.into, report.authorships) == (NEW, 1)
    assert voices(stored) == 2


def test_an_unknown_orcid_is_told_as_it_was_given(stored: Desk) -> None:
    stored.load(by("a", NEW))
    address = f"https://orcid.org/{ORCID}"
    assert str(refusal(stored, NEW, address)) == f"there is no author '{address}'; 'kb authors' lists them"


def test_an_unknown_name_is_told_with_the_nearest(stored: Desk) -> None:
    stored.load(by("a", NEW), says("b", S, kind="clinic-page", publisher="Hair Clinic"))
    error = refusal(stored, NEW, "Hair Clinics")
    assert (type(error), str(error)) == (
        NotFoundError,
        "there is no author 'Hair Clinics'; did you mean Hair Clinic?",
    )


def test_a_dry_run_reports_the_same_and_stores_nothing(stored: Desk) -> None:
    stored.load(by("a", OLD), by("b", NEW), says("c", claim(author=OLD)))
    before = dump(stored)
    tried = stored.base.merge("author", OLD, NEW, dry_run=True)
    assert dump(stored) == before
    assert tried == stored.base.merge("author", OLD, NEW)


def test_a_record_loaded_again_changes_nothing_and_an_edited_one_what_was_edited(stored: Desk) -> None:
    def record(stance: str) -> Record:
        said = (claim(key="k", author=OLD), claim(stance, statement="other"))
        return source("a", *said, authors=[{"name": OLD, "orcid": ORCID}, {"name": "Bo Ek"}])

    stored.load(record(S), by("b", NEW))
    stored.base.merge("author", OLD, NEW)
    before = dump(stored)
    stored.load(record(S), name="again.json")
    assert dump(stored) == before
    report = stored.load(record(R), name="again.json")
    assert counts(report.files[0]) == (0, 1, 1, 0, 0)
    assert len(query(stored, "SELECT * FROM revision WHERE source_id IS NOT NULL")) == 1
