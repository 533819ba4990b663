"""Two wordings of one proposition: the claims on the one go over, and its words find the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.errors import KbError, MergeError, NotFoundError
from kb.records import MergeReport
from tests.building import Desk, Record, claim, source
from tests.storing import counts, dump, query, revisions, stored_desk

OLD, NEW = "{treatment} regrows hair", "{treatment} makes hair grow"
DEFAULT = "{treatment} brings a worthwhile improvement in {condition}"


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    with stored_desk(tmp_path) as desk:
        yield desk


def says(key: str, wording: str | None = None, stance: str = "supports", **fields: object) -> Record:
    return source(key, claim(stance, key="k", proposition=wording, **fields))


def refusal(desk: Desk, old: str, new: str) -> KbError:
    before = dump(desk)
    with pytest.raises(KbError) as raised:
        desk.base.merge("proposition", old, new)
    assert dump(desk) == before
    return raised.value


def propositions(desk: Desk) -> dict[str, list[str]]:
    return {row.proposition: row.aliases for row in desk.base.propositions()}


def test_claims_on_one_wording_are_claims_on_the_other(stored: Desk) -> None:
    stored.load(says("a", OLD), says("b", NEW, "refutes"))
    assert stored.disagreements() == []
    report = stored.base.merge("proposition", OLD, NEW)
    assert report == MergeReport(
        "proposition", f"efficacy: {OLD}", f"efficacy: {NEW}", [f"efficacy: {OLD}"], claims=1, sources=1
    )
    (found,) = stored.disagreements()
    assert (found.kind, found.proposition) == ("contradiction", "therapy makes hair grow")
    assert revisions(stored, "a/k") == [("changed", {"proposition": OLD}, {"proposition": NEW})]


def test_the_old_wording_is_shown_as_another_one(stored: Desk) -> None:
    stored.load(says("a", OLD), says("b", NEW))
    stored.base.merge("proposition", OLD, NEW)
    assert propositions(stored) == {NEW: [OLD]}


def test_a_claim_may_get_another_aspect(stored: Desk) -> None:
    stored.load(says("a", OLD), says("b", NEW, aspect="mechanism"))
    stored.base.merge("proposition", OLD, NEW)
    assert stored.base.show("a/k").claim.aspect == "mechanism"
    assert revisions(stored, "a/k") == [
        ("changed", {"aspect": "efficacy", "proposition": OLD}, {"aspect": "mechanism", "proposition": NEW})
    ]


def test_a_wording_of_ones_own_may_be_the_default_one(stored: Desk) -> None:
    stored.load(says("a", OLD), says("b", None, "refutes"))
    stored.base.merge("proposition", OLD, DEFAULT)
    (found,) = stored.disagreements()
    assert found.proposition == "therapy brings a worthwhile improvement in what it is used for"


def test_the_default_wording_stays(stored: Desk) -> None:
    stored.load(says("a", None), says("b", NEW))
    error = refusal(stored, DEFAULT, NEW)
    assert isinstance(error, MergeError)
    assert str(error) == f"'{DEFAULT}' is the default wording of efficacy and stays; merge the other way round"


def measures(key: str, name: str, low: int, **fields: object) -> Record:
    quantity = {"name": name, "low": low, "high": low, "unit": "months"}
    return source(key, claim(None, key="k", quantity=quantity, **{"aspect": "timing", **fields}))


def test_names_of_quantities_are_mended_in_the_records(stored: Desk) -> None:
    stored.load(measures("a", "Duration", 3), measures("b", "time", 9), measures("c", "duration", 4))
    error = refusal(stored, "duration", "time")
    assert isinstance(error, MergeError)
    assert str(error) == (
        "'Duration' is the name of a quantity in a/k, c/k, which a merge does not change;"
        " give it the name 'time' in the records instead"
    )
    stored.load(measures("a", "time", 3), measures("c", "time", 4))
    assert stored.base.show("a/k").claim.proposition == "time"


def test_a_quantity_may_go_over_to_a_wording_that_is_none_of_its_own(stored: Desk) -> None:
    stored.load(measures("a", "duration", 3), measures("b", "duration", 9, proposition="it takes long"))
    assert stored.base.merge("proposition", "duration", "it takes long").claims == 1
    assert stored.base.show("a/k").claim.proposition == "it takes long"


def test_a_quantity_that_was_withdrawn_keeps_nobody_from_merging(stored: Desk) -> None:
    stored.load(measures("a", "duration", 3), measures("b", "time", 9))
    stored.load(source("a", claim(key="other")))
    assert stored.base.merge("proposition", "duration", "time").claims == 1


def test_a_quantity_goes_over_to_its_name_under_another_aspect(stored: Desk) -> None:
    stored.load(measures("a", "duration", 3), measures("b", "duration", 9, aspect="cost"))
    assert stored.base.merge("proposition", "timing: duration", "cost: duration").claims == 1


def test_two_default_wordings_are_two(stored: Desk) -> None:
    stored.load(says("a", None), says("b", None, aspect="safety"))
    assert str(refusal(stored, "{treatment} is safe", DEFAULT)) == (
        f"'{{treatment}} is safe' and '{DEFAULT}' are what safety and efficacy ask: they are two"
    )


@pytest.mark.parametrize(
    "old", [OLD, OLD.upper(), "  {treatment}  regrows hair ", f"efficacy: {OLD}", f"Efficacy :{OLD.upper()}"]
)
def test_a_proposition_is_named_by_its_wording_case_and_blanks_aside(stored: Desk, old: str) -> None:
    stored.load(says("a", OLD), says("b", NEW))
    assert stored.base.merge("proposition", old, NEW).taken_in == f"efficacy: {OLD}"


def test_a_wording_of_several_aspects_is_named_with_its_aspect(stored: Desk) -> None:
    stored.load(says("a", OLD), says("b", OLD, aspect="cost"), says("c", OLD, aspect="mechanism"), says("d", NEW))
    error = refusal(stored, OLD, NEW)
    assert isinstance(error, MergeError)
    assert str(error) == (
        f"'{OLD}' stands under several aspects; say 'efficacy: {OLD}' or 'cost: {OLD}' or 'mechanism: {OLD}'"
    )
    report = stored.base.merge("proposition", f"cost: {OLD}", f"efficacy: {OLD}")
    assert (report.taken_in, report.into) == (f"cost: {OLD}", f"efficacy: {OLD}")


def test_a_wording_that_looks_as_if_it_named_an_aspect_is_found(stored: Desk) -> None:
    stored.load(says("a", "cost: none", aspect="efficacy"), says("b", NEW))
    assert stored.base.merge("proposition", "cost: none", NEW).taken_in == "efficacy: cost: none"


@pytest.mark.parametrize(
    ("wording", "message"),
    [
        (
            "{treatment} regrow hair",
            "there is no proposition '{treatment} regrow hair'; did you mean {treatment} regrows hair?",
        ),
        (
            "cost: {treatment} regrows hair",
            "there is no proposition 'cost: {treatment} regrows hair'; did you mean {treatment} regrows hair?",
        ),
        ("it", "there is no proposition 'it'; 'kb propositions' lists them"),
    ],
)
def test_an_unknown_wording_is_told_with_the_nearest(stored: Desk, wording: str, message: str) -> None:
    stored.load(says("a", OLD), says("b", NEW))
    error = refusal(stored, wording, NEW)
    assert (type(error), str(error)) == (NotFoundError, message)


@pytest.mark.parametrize("other", ["{treatment} REGROWS hair", f"efficacy: {OLD}", "{treatment} grows hair back"])
def test_wordings_of_one_proposition_are_one_already(stored: Desk, other: str) -> None:
    stored.load(says("a", OLD), says("b", "{treatment} grows hair back"))
    stored.base.merge("proposition", "{treatment} grows hair back", OLD)
    assert str(refusal(stored, OLD, other)) == f"the propositions '{OLD}' and '{other}' are one already"


def test_a_third_wording_takes_the_aliases_along(stored: Desk) -> None:
    stored.load(says("a", OLD), says("b", NEW), says("c", None))
    stored.base.merge("proposition", OLD, NEW)
    report = stored.base.merge("proposition", OLD, DEFAULT)
    assert (report.taken_in, report.claims) == (f"efficacy: {NEW}", 2)
    assert report.names == [f"efficacy: {NEW}", f"efficacy: {OLD}"]
    assert propositions(stored) == {DEFAULT: [NEW, OLD]}
    assert query(stored, "PRAGMA foreign_key_check") == []


def test_claims_of_every_status_go_over(stored: Desk) -> None:
    stored.load(says("a", OLD, status="rejected"), says("b", NEW))
    assert stored.base.merge("proposition", OLD, NEW).claims == 1


def test_a_record_loaded_again_changes_nothing_and_an_edited_one_what_was_edited(stored: Desk) -> None:
    stored.load(says("a", OLD), says("b", NEW))
    stored.base.merge("proposition", OLD, NEW)
    before = dump(stored)
    stored.load(says("a", OLD), says("b", NEW), name="again.json")
    assert dump(stored) == before
    report = stored.load(says("a", "{treatment} REGROWS hair", "refutes"), says("c", OLD), name="again.json")
    assert counts(report.files[0]) == (1, 1, 0, 0, 0)
    assert revisions(stored, "a/k")[1:] == [("changed", {"stance": "supports"}, {"stance": "refutes"})]
    assert propositions(stored) == {NEW: [OLD]}


def test_a_dry_run_reports_the_same_and_stores_nothing(stored: Desk) -> None:
    stored.load(says("a", OLD), says("b", NEW))
    before = dump(stored)
    tried = stored.base.merge("proposition", OLD, NEW, dry_run=True)
    assert dump(stored) == before
    assert tried == stored.base.merge("proposition", OLD, NEW)
