"""One claim whole: as a sentence, in its context, with its history."""

import hashlib
from typing import Any

import pytest

from kb.errors import NotFoundError
from tests.analysis.saying import JANE, JOHN, N, R, S, says
from tests.building import Desk, claim, source


def test_a_claim_is_found_by_its_source_and_key_and_by_its_id(desk: Desk) -> None:
    desk.load(source("page", claim(S, key="effect"), claim(R, key="other", aspect="safety")))
    found = desk.base.show("page/effect")
    assert found.claim.reference == "page/effect"
    assert desk.base.show(found.claim.id) == found
    assert desk.base.show(str(found.claim.id)) == found


def test_a_source_key_may_hold_slashes(desk: Desk) -> None:
    desk.load(source("10.1000/xyz", claim(S, key="effect")))
    assert desk.base.show("10.1000/xyz/effect").claim.source.key == "10.1000/xyz"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("page/efect", "the source 'page' has no claim 'efect'; did you mean effect?"),
        ("page/xyzzy", "the source 'page' has no claim 'xyzzy'"),
        ("page/", "the source 'page' has no claim ''"),
        ("pag/effect", "there is no source 'pag'; did you mean page?"),
        ("/effect", "there is no source ''; 'kb sources' lists them"),
        ("4711", "there is no claim '4711'; give an id, or SOURCE/KEY as 'kb claims' shows it"),
        ("effect", "there is no claim 'effect'; give an id, or SOURCE/KEY as 'kb claims' shows it"),
        ("", "there is no claim ''; give an id, or SOURCE/KEY as 'kb claims' shows it"),
        ("9" * 30, f"there is no claim '{'9' * 30}'; give an id, or SOURCE/KEY as 'kb claims' shows it"),
        ("-1", "there is no claim '-1'; give an id, or SOURCE/KEY as 'kb claims' shows it"),
        ("²", "there is no claim '²'; give an id, or SOURCE/KEY as 'kb claims' shows it"),
    ],
)
def test_a_claim_that_is_not_there_is_an_error(desk: Desk, reference: str, message: str) -> None:
    desk.load(source("page", claim(S, key="effect")))
    with pytest.raises(NotFoundError) as raised:
        desk.base.show(reference)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("fields", "said", "sentence"),
    [
        ({"by": JANE}, claim(S, aspect="safety"), "Jane Smith says it is TRUE that therapy is safe"),
        ({"by": JANE}, claim(R, aspect="safety"), "Jane Smith says it is FALSE that therapy is safe"),
        ({"by": JANE}, claim(N, aspect="safety"), "Jane Smith says it is NOT KNOWN that therapy is safe"),
        (
            {"by": JANE},
            claim(S, aspect="durability"),
            "Jane Smith says it is TRUE that the results of therapy last",
        ),
        (
            {"authors": [{"name": JANE}, {"name": JOHN}]},
            claim(S, aspect="safety"),
            "Jane Smith and John Doe say it is TRUE that therapy is safe",
        ),
        (
            {"by": JANE},
            claim(S, aspect="safety", author=JOHN),
            "John Doe says it is TRUE that therapy is safe",
        ),
        (
            {"kind": "guideline", "publisher": "The Board"},
            claim(S, aspect="safety"),
            "The Board says it is TRUE that therapy is safe",
        ),
        ({}, claim(S, aspect="safety"), "'On a' (unnamed author) says it is TRUE that therapy is safe"),
        (
            {"by": JANE},
            claim(None, aspect="timing", quantity={"name": "time to results", "low": 6, "high": 8, "unit": "months"}),
            "Jane Smith gives time to results as 6 to 8 months",
        ),
        (
            {"by": JANE},
            claim(None, aspect="timing", quantity={"name": "time to results", "low": 2, "unit": "years"}),
            "Jane Smith gives time to results as 2 years or more",
        ),
        (
            {"by": JANE},
            claim(None, aspect="timing", quantity={"name": "time to results", "high": 2, "unit": "years"}),
            "Jane Smith gives time to results as 2 years or less",
        ),
        (
            {"by": JANE},
            claim(None, aspect="timing", quantity={"name": "sessions", "low": 3, "high": 3, "unit": "sessions"}),
            "Jane Smith gives sessions as 3 sessions",
        ),
    ],
)
def test_what_a_claim_says_as_a_sentence(desk: Desk, fields: Any, said: Any, sentence: str) -> None:
    desk.load(says("a", said, **fields))
    assert desk.base.show("a/c1").sentence == sentence


LONG = f"{'before ' * 60}results are marginal at best {'after ' * 60}".strip()


def test_a_quote_stands_in_the_words_around_it(desk: Desk) -> None:
    desk.write("a.txt", "It may work.\nResults are  marginal. Ask us.")
    desk.load(source("a", claim(R, quote="Results are marginal"), text="a.txt"))
    (passage,) = desk.base.show("a/c1").passages
    assert passage is not None
    assert (passage.before, passage.exact, passage.after) == ("It may work.\n", "Results are  marginal", ". Ask us.")


def test_a_long_context_is_cut_between_words_and_says_so(desk: Desk) -> None:
    desk.write("a.txt", LONG)
    desk.load(source("a", claim(R, quote="results are marginal at best"), text="a.txt"))
    (passage,) = desk.base.show("a/c1").passages
    assert passage is not None
    assert passage.before == "…" + "before " * 22
    assert passage.after == " after" * 26 + "…"


def test_a_quote_without_a_place_has_no_passage(desk: Desk) -> None:
    desk.write("a.txt", "It works and works.")
    desk.load(source("a", claim(R, quote=["It fails", "works", "It works"]), text="a.txt"))
    (missing, ambiguous, found) = desk.base.show("a/c1").passages
    assert (missing, ambiguous) == (None, None)
    assert found is not None
    assert found.exact == "It works"


def test_a_quote_of_a_source_without_text_has_no_passage(desk: Desk) -> None:
    desk.load(source("a", claim(R, quote="It fails")))
    found = desk.base.show("a/c1")
    assert (found.passages, found.snapshot) == ([None], None)


def test_a_claim_without_quotes_has_no_passages(desk: Desk) -> None:
    desk.load(says("a", S))
    assert desk.base.show("a/c1").passages == []


def test_the_snapshot_is_named_by_the_digest_of_the_newest_text(desk: Desk) -> None:
    record = source("a", claim(R, quote="It works"), text="a.txt")
    for text in ("It works.", "So: It works."):
        desk.write("a.txt", text)
        desk.load(record)
    assert desk.base.show("a/c1").snapshot == hashlib.sha256(b"So: It works.").hexdigest()


def test_the_source_is_described_as_far_as_the_claim_itself_does_not(desk: Desk) -> None:
    desk.load(
        says("origin"),
        says("a", S, sponsor="Hair Clinic", published="2021", published_note="from its text", derived_from="origin"),
        says("b", S),
    )
    found, other = desk.base.show("a/c1"), desk.base.show("b/c1")
    assert (found.sponsor, found.published_note, found.derived_from) == ("Hair Clinic", "from its text", "origin")
    assert (other.sponsor, other.published_note, other.derived_from) == (None, None, None)


def test_a_new_claim_has_no_history(desk: Desk) -> None:
    desk.load(says("a", S))
    assert desk.base.show("a/c1").revisions == []


def test_the_history_says_what_changed_when_by_whom_before_and_after(desk: Desk) -> None:
    desk.load(source("a", claim(S, key="k")), by="first")
    desk.load(source("a", claim(R, key="k", certainty="hedged")), by="second")
    (revision,) = desk.base.show("a/k").revisions
    assert (revision.action, revision.changed_by) == ("changed", "second")
    assert revision.before == {"stance": "supports", "certainty": "asserted"}
    assert revision.after == {"stance": "refutes", "certainty": "hedged"}
    assert revision.changed_at.endswith("+00:00")


def test_the_history_is_in_the_order_in_which_it_happened(desk: Desk) -> None:
    desk.load(says("a", S))
    desk.load(says("a"))
    desk.load(says("a", S))
    assert [revision.action for revision in desk.base.show("a/c1").revisions] == ["withdrawn", "reinstated"]


def test_claims_that_do_not_count_are_shown_with_their_status(desk: Desk) -> None:
    desk.load(source("a", claim(S, key="k", status="rejected")))
    assert desk.base.show("a/k").claim.status == "rejected"
